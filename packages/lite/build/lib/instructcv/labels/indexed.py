"""Pictures of few colours as indices into a palette."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import UInt8


@dataclass(frozen=True, kw_only=True, eq=False)
class FewColours:
    """A picture of at most 16 colours."""

    indices: UInt8[np.ndarray, "h w"]
    palette: UInt8[np.ndarray, "k 3"]
    """In the order in which the colours come, row by row."""
