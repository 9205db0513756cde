"""A photo that shows nothing: black, white, of one colour, or blurred beyond anything that could be recognised.

A network answers such a photo like any other. Whoever held a hand before the lens should be told so, and not get a depth map.
"""

from dataclasses import replace

import cv2
import numpy as np
from jaxtyping import UInt8

from instructcv.types import Answer

SIDE_PX = 64
"""Photos are judged at this size, where the grain of a dark sensor has averaged out."""
EVEN = 3.0
"""Spread of brightness (standard deviation, 0 to 255) below which a photo is of one colour. Of 816 photographs of six data
sets the least has 10.8."""
SHARP = 1.0
"""Spread of what is finer than three pixels of the small picture, below which a photo is a blur. The least of those has 4.3."""
DARK, LIGHT = 16.0, 239.0
"""Mean brightness below and above which an even photo is called black or white."""


def nothing_to_see(photo: UInt8[np.ndarray, "h w 3"]) -> str | None:
    """Why there is nothing to see in a photo, to follow "it is"; None where there may be something."""
    shrunk = cv2.resize(photo, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(np.asarray(shrunk, np.uint8), cv2.COLOR_RGB2GRAY).astype(np.float32)
    per_channel = float(np.asarray(shrunk, np.float32).std(axis=(0, 1)).max())
    if max(per_channel, float(grey.std())) < EVEN:
        mean = float(grey.mean())
        return "black all over" if mean < DARK else "white all over" if mean > LIGHT else "of one colour all over"
    fine = np.asarray(shrunk, np.float32) - cv2.blur(np.asarray(shrunk, np.float32), (3, 3))
    if float(fine[1:-1, 1:-1].std(axis=(0, 1)).max()) < SHARP:
        return "blurred all over"
    return None


def silenced(answer: Answer) -> Answer:
    """The answer of somebody who sees nothing, whatever the network painted."""
    return replace(
        answer,
        found=False,
        confidence=0.0,
        category_map=None if answer.category_map is None else np.full_like(answer.category_map, -1),
        posterior=None if answer.posterior is None else np.zeros_like(answer.posterior),
        detections=(),
        depth_m=None if answer.depth_m is None else np.zeros_like(answer.depth_m),
        label=None,
        probabilities=dict.fromkeys(answer.probabilities, 0.0),
    )
