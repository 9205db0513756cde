"""Backgrounds for copy-paste scenes: photographs that show none of the cut-outs' nouns, textures, and procedural ones.

Photographs come from Debian's `mate-backgrounds` and `plasma-workspace-wallpapers` and from scikit-image's textures,
whichever is installed.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from jaxtyping import UInt8

from instructcv.datasets.base import SHARE
from instructcv.photos import open_photo

MEND = "apt-get install mate-backgrounds plasma-workspace-wallpapers"
_MATE = SHARE / "backgrounds" / "mate" / "nature"
_PLASMA = SHARE / "wallpapers"
# Looked at, one by one: the packages' other pictures are drawings, or show a flower, a boat, trees, ...
_MATE_NAMES = ("Aqua", "Blinds", "Dune", "GreenMeadow", "RainDrops", "Storm", "Wood")
_PLASMA_NAMES = ("BytheWater", "ColdRipple", "ColorfulCups", "DarkestHour", "FallenLeaf", "Grey", "Volna", "summer_1am")
_TEXTURES = ("brick.png", "grass.png", "gravel.png")
_KEPT_PX = 720
"""Backgrounds are kept with at most this longer side: wallpapers have 15 megapixels."""
_PROCEDURAL = 0.3
"""Share of scenes on a procedural background although there are photographs: few, they would be learnt by heart."""


@lru_cache(maxsize=1)
def find_backgrounds() -> tuple[Path, ...]:
    """The photographs and textures that are installed, in a fixed order; may be empty."""
    found = [_MATE / f"{name}.jpg" for name in _MATE_NAMES]
    for name in _PLASMA_NAMES:  # each folder holds one picture in several sizes: the largest landscape one serves
        sizes = (_PLASMA / name / "contents" / "images").glob("*.jpg")
        found += sorted(sizes, key=lambda path: (_landscape(path), path.name))[-1:]
    skimage = find_spec("skimage")
    if skimage is not None and skimage.origin is not None:
        found += [Path(skimage.origin).parent / "data" / name for name in _TEXTURES]
    return tuple(path for path in found if path.exists())


def identity(path: Path) -> str:
    """A background's name, by which it is held out: the file's, or the wallpaper's (its files are named by size)."""
    return path.stem if "contents" not in path.parts else path.parts[path.parts.index("contents") - 1]


def _landscape(path: Path) -> int:
    width, _, height = path.stem.partition("x")
    return int(width) if width.isdigit() and height.isdigit() and int(width) > int(height) else 0


def draw_background(photos: tuple[Path, ...], size_px: int, rng: np.random.Generator) -> UInt8[np.ndarray, "s s 3"]:
    """A random crop of a random photograph, flipped and tinted, or a procedural gradient with cloudy noise."""
    if not photos or rng.random() < _PROCEDURAL:
        return _procedural(size_px, rng)
    photo = _load(photos[int(rng.integers(len(photos)))])
    side = int(rng.uniform(0.45, 1.0) * min(photo.shape[:2]))
    top, left = (int(rng.integers(extent - side + 1)) for extent in photo.shape[:2])
    crop: Any = photo[top : top + side, left : left + side]  # [side side 3]
    if rng.random() < 0.5:
        crop = crop[:, ::-1]
    interpolation = cv2.INTER_AREA if side > size_px else cv2.INTER_LINEAR
    picture = cv2.resize(np.ascontiguousarray(crop), (size_px, size_px), interpolation=interpolation).astype(np.float32)
    gain = rng.uniform(0.75, 1.2) * rng.uniform(0.85, 1.15, size=3)
    return np.clip(picture * gain.astype(np.float32), 0, 255).astype(np.uint8)


@lru_cache(maxsize=256)
def _load(path: Path) -> UInt8[np.ndarray, "h w 3"]:
    photo = open_photo(path)
    shrink = _KEPT_PX / max(photo.shape[:2])
    return cv2.resize(photo, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else photo


def _procedural(size_px: int, rng: np.random.Generator) -> UInt8[np.ndarray, "s s 3"]:
    """A gradient between two colours (a wall, a sky, a table) plus noise at several scales (1/f, as in nature)."""
    first, second = (rng.uniform(30, 230, size=3) for _ in range(2))
    second = first + (second - first) * rng.uniform(0.1, 0.8)
    angle = rng.uniform(0, 2 * np.pi)
    ramp = np.linspace(-0.7, 0.7, size_px)
    along = np.clip(0.5 + np.cos(angle) * ramp[None, :] + np.sin(angle) * ramp[:, None], 0, 1)  # [s s]
    picture: Any = (first + (second - first) * along[..., None]).astype(np.float32)  # [s s 3]
    strength = rng.uniform(2, 40)
    for cells in (4, 8, 16, 32, 64):
        tiles = rng.standard_normal((cells, cells, 3), dtype=np.float32)
        tiles = tiles * 0.3 + tiles.mean(axis=2, keepdims=True)  # mostly grey, a little colour
        clouds = cv2.resize(tiles, (size_px, size_px), interpolation=cv2.INTER_CUBIC)
        picture += clouds * np.float32(strength * 4 / cells)
    if rng.random() < 0.5:  # a floor below a horizon
        horizon = int(rng.uniform(0.35, 0.8) * size_px)
        picture[horizon:] = picture[horizon:] * 0.6 + rng.uniform(20, 200, size=3).astype(np.float32) * 0.4
    return np.clip(picture, 0, 255).astype(np.uint8)
