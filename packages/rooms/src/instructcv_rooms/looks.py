"""Random colours for materials and surfaces: domain randomisation that often leaves things as they are."""

import numpy as np
from jaxtyping import Bool, Float

from instructcv_rooms import surfaces
from instructcv_rooms.mesh import Mesh
from instructcv_rooms.render import CEILING_ID, FLOOR_ID, WALL_ID, Look
from instructcv_rooms.scene import Placed, Scene
from instructcv_rooms.shell import CEILING, DARK, FLOOR, SKIRTING, SKY

RECOLOURED = 0.45
KEEP = frozenset({"person", "plant", "food", "picture"})
"""Nouns whose colour is part of what they are."""
FITTINGS = frozenset({"window", "door", "toilet", "sink", "bathtub", "radiator", "washing machine", "refrigerator"})
"""Mostly white or wooden."""


def of_model(rng: np.random.Generator, placed: Placed, mesh: Mesh) -> Look:
    """The model's own materials, with plain colours and texture tints changed now and then."""
    rows = mesh.materials
    tint, info = np.zeros((len(rows), 4), np.float32), np.zeros((len(rows), 4), np.float32)
    textured = rows[:, 5] >= 0
    rgb = np.where(textured[:, None], 1.0, rows[:, :3])
    chance = 0.0 if placed.noun in KEEP else 0.3 * RECOLOURED if placed.noun in FITTINGS else RECOLOURED
    if rng.random() < chance:
        rgb = recolour(rng, rgb, textured)
    rgb = rgb * (1 + rng.normal(0, 0.04, size=3))
    tint[:, :3], tint[:, 3] = np.clip(rgb, 0.015, 1.0), rows[:, 5]
    info[:, 0], info[:, 1] = rows[:, 3], rows[:, 4] * rng.uniform(0.3, 1.2)
    model = placed.model
    if model is not None and model.glows and rng.random() < 0.5:
        info[:, 2] = np.where(rows[:, :3].min(axis=1) > 0.55, rng.uniform(0.6, 2.5), 0.0)
    if placed.noun == "tv" and rng.random() < 0.5:
        tint[:, :3] *= 0.6
    return Look(tint=tint, info=info)


def recolour(
    rng: np.random.Generator, rgb: Float[np.ndarray, "m 3"], textured: Bool[np.ndarray, " m"]
) -> Float[np.ndarray, "m 3"]:
    """All plain materials get one new hue at their old brightness, or each its own; textures a tint."""
    count = len(rgb)
    own = rng.random() < 0.3
    hue = rng.random(count) if own else np.full(count, rng.random())
    saturation = np.clip(rng.beta(1.0, 1.6, size=count if own else 1) * np.ones(count), 0, 1)
    value = np.clip(rgb.max(axis=1) * rng.uniform(0.5, 1.5) + rng.uniform(-0.2, 0.3), 0.05, 1.0)
    fresh = surfaces.hsv(hue, saturation, value)
    tinted = rgb * rng.uniform(0.6, 1.0, size=3) if rng.random() < 0.5 else rgb
    return np.where(np.asarray(textured, dtype=bool)[:, None], tinted, fresh)


def of_print(rng: np.random.Generator) -> Look:
    """Material 0 is the print, 1 its rim."""
    rim = rng.uniform(0.05, 0.9) * (1 + rng.uniform(-0.1, 0.1, size=3))
    tint = np.array([[1, 1, 1, 0], [*np.clip(rim, 0, 1), -1]], dtype=np.float32)
    info = np.array([[1, rng.uniform(0, 0.4), 0, 0], [1, 0.2, 0, 0]], dtype=np.float32)
    return Look(tint=tint, info=info)


def of_shell(rng: np.random.Generator, scene: Scene) -> Look:
    """Walls, floor, ceiling, skirting, sky and dark corridor (see `shell`)."""
    tint, info = np.zeros((DARK + 1, 4), np.float32), np.zeros((DARK + 1, 4), np.float32)
    tint[:, :3], tint[:, 3] = 1.0, np.arange(DARK + 1)
    info[:, 0], info[:, 3] = 1.0, WALL_ID
    info[:4, 1] = rng.uniform(0, 0.15)
    info[FLOOR, 1], info[FLOOR, 3] = rng.uniform(0, 0.8), FLOOR_ID
    info[CEILING, 3] = CEILING_ID
    tint[SKIRTING] = [*scene.skirting_rgb, -1]
    tint[SKY, 3] = 6
    info[SKY, 2] = rng.uniform(0.8, 3.5)
    tint[DARK] = [*(np.ones(3) * rng.uniform(0.05, 0.5)), -1]
    return Look(tint=tint, info=info)
