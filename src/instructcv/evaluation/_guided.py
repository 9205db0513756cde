"""The mini network under classifier-free guidance with two scales (Brooks et al. 2023, equation 3), for the sweeps."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, UInt8

from instructcv.errors import UserError
from instructcv.models.mini import Mini
from instructcv.types import Painter, Query


def guided(painter: Painter, text: float, image: float) -> Painter:
    """The same network, guided; a query costs three evaluations of the denoiser a pass.

    Args:
        painter: as loaded.
        text: how far from "no sentence" towards the sentence; 1 = not guided, the 2023 system used 7.5.
        image: how far from "no photo" towards the photo; 1 = not guided, the 2023 system used 1.5.

    Raises:
        UserError: not a mini network.
    """
    if not isinstance(painter, Mini):
        raise UserError(
            "guidance can be swept on mini checkpoints only; leave out --text-guidance and --image-guidance"
        )
    return Guided(model=painter, text=text, image=image)


@dataclass(frozen=True, kw_only=True)
class Guided:
    """A painter that asks its network with sentence and photo, without the sentence, and without both."""

    model: Mini
    text: float
    image: float

    def paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int = 1, seed: int = 0
    ) -> Float32[np.ndarray, "n s s 3"]:
        """As `types.Painter`."""
        scales = {"guidance_scale": self.text, "image_guidance_scale": self.image}
        return self.model.paint(photo, queries, passes=passes, seed=seed, **scales)
