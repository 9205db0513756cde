"""Which of these is it? python examples/classify.py"""

from pathlib import Path

from instructcv import InstructCV

model = InstructCV.from_pretrained()
result = model(Path(__file__).parent / "cat.jpg", "is it a cat, a dog or a horse?")
for name, probability in result.probabilities.items():
    print(f"{name}: {100 * probability:.0f} %")
print("so it is", result.label or "none of these")
