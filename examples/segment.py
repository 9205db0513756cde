"""Masks of what is named: python examples/segment.py"""

from pathlib import Path

from instructcv import InstructCV

model = InstructCV.from_pretrained()
result = model(Path(__file__).parent / "office.jpg", "segment the person, the wall and the table")
assert result.masks is not None
for name, mask in zip(result.categories, result.masks, strict=True):
    print(f"{name}: {100 * mask.mean():.1f} % of the photo")
print(result.save("answers/segment").parent / "overlay.png")
