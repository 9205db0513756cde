"""Furniture that is not in the catalogue: its models stretched, bent, repainted and covered in other stuffs.

The catalogue has two or three models of most nouns. A network that learns from them alone knows those models and not the noun.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from jaxtyping import Float32, UInt8

from instructcv_rooms import looks, surfaces
from instructcv_rooms.catalogue import Model
from instructcv_rooms.mesh import Mesh
from instructcv_rooms.render import Look
from instructcv_rooms.scene import Placed

SPREAD, SPREAD_EACH = 0.06, 0.12
"""Standard deviations of the logarithm of a copy's size: of all three axes together, and of each."""
LARGEST = 1.35
"""Times its catalogue size, along any axis; the inverse is the smallest."""
BENT, BEND = 0.5, 0.3
"""Share of the things that are bent, and by how much at most."""
COVERED, PAINTED = 0.35, 0.45
"""Shares of the things whose materials are hidden by patterns, and that are repainted; the rest stay as they are."""
PATTERNS = 40
STIFF = frozenset({"door", "window", "picture", "person", "radiator", "tv"})
"""Nouns whose outline is part of what they are."""


def cousins(rng: np.random.Generator, pool: Sequence[Model]) -> list[Model]:
    """A copy of each model in another size; doors, windows and the like keep their proportions."""
    return [_stretched(rng, model) for model in pool]


def _stretched(rng: np.random.Generator, model: Model) -> Model:
    each = 0.0 if model.noun in STIFF else SPREAD_EACH
    logs = rng.normal(0, SPREAD) + rng.normal(0, each, size=3) if each else np.full(3, rng.normal(0, SPREAD))
    x, y, z = np.clip(np.exp(logs), 1 / LARGEST, LARGEST).tolist()
    w, h, d = model.size_m
    return replace(
        model,
        size_m=(w * x, h * y, d * z),
        top_m=None if model.top_m is None else model.top_m * y,
        protrusion_m=model.protrusion_m * z,
        stretch=(x, y, z),
    )


def of_model(rng: np.random.Generator, placed: Placed, mesh: Mesh) -> Look:
    """A look as `looks.of_model` gives, on a shape of its own, and often in other colours or stuffs."""
    look = looks.of_model(rng, placed, mesh)
    if placed.noun not in STIFF and rng.random() < BENT:
        look = replace(look, bend=tuple(rng.uniform(-BEND, BEND, size=2).tolist()))
    if placed.noun in looks.KEEP:
        return look
    draw = rng.random()
    if draw < COVERED:
        return replace(look, cover=_covers(rng, len(look.tint)))
    if draw < COVERED + PAINTED:
        textured = mesh.materials[:, 5] >= 0
        tint = look.tint.copy()
        tint[:, :3] = np.clip(looks.recolour(rng, tint[:, :3].astype(np.float64), textured), 0.015, 1.0)
        return replace(look, tint=tint)
    return look


def _covers(rng: np.random.Generator, materials: int) -> Float32[np.ndarray, "m 4"]:
    """One pattern for all the materials or one for each; some stay bare."""
    cover = np.full((materials, 4), -1.0, dtype=np.float32)
    own = rng.random() < 0.5
    cover[:, 0] = rng.integers(PATTERNS, size=materials) if own else rng.integers(PATTERNS)
    cover[:, 1] = np.exp(rng.uniform(np.log(0.6), np.log(6.0)))
    cover[rng.random(materials) < 0.3, 0] = -1.0
    return cover


@cache
def patterns() -> UInt8[np.ndarray, "k p p 3"]:
    """Forty stuffs, always the same: wood, cloth, tiles and plaster, made as the training rooms' surfaces are."""
    rng = np.random.default_rng(40)
    drawn = [
        surfaces.wall(rng, "train") if rng.random() < 0.4 else surfaces.floor(rng, "train") for _ in range(PATTERNS)
    ]
    return np.stack([surface.picture for surface in drawn])
