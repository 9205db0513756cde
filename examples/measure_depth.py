"""Metres for each pixel: python examples/measure_depth.py"""

from pathlib import Path

import numpy as np

from instructcv import InstructCV

model = InstructCV.from_pretrained()
result = model(Path(__file__).parent / "bedroom.jpg", "how far away is everything?")
assert result.depth_m is not None
height, width = result.depth_m.shape
print(
    f"the middle is {result.depth_m[height // 2, width // 2]:.2f} m away, half of the photo nearer than {np.median(result.depth_m):.2f} m"
)
print(result.save("answers/depth").parent / "depth.npy")
