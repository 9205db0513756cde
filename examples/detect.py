"""Boxes with scores: python examples/detect.py"""

from pathlib import Path

from instructcv import InstructCV

model = InstructCV.from_pretrained()
result = model(Path(__file__).parent / "office.jpg", "where are the people? box them")
for name, (left, top, right, bottom), score in zip(result.categories, result.boxes, result.scores, strict=True):
    print(f"{name} {score:.2f}: from {left:.0f}, {top:.0f} to {right:.0f}, {bottom:.0f} px")
print(result.save("answers/detect").parent / "overlay.png")
