"""Seamless wall, floor and ceiling textures: Sweet Home 3D's own and made-up ones; prints for pictures and rugs."""

import io
import zipfile
from functools import cache
from pathlib import Path

import numpy as np
from jaxtyping import Float, Float32, UInt8
from PIL import Image

from instructcv.datasets.base import SHARE
from instructcv.errors import UserError
from instructcv.types import Split
from instructcv_rooms.catalogue import MISSING, stable_hash
from instructcv_rooms.scene import Surface

JAR = SHARE / "sweethome3d" / "sweethome3d.jar"
FOLDER = "com/eteks/sweethome3d/io/resources/textures/"
SKIES = ("blueSky.jpg", "cloudy.jpg", "veryCloudy.jpg")
OUTDOOR = ("boxTree.jpg", "grass.jpg", "pebbles.jpg", "pavingStone.jpg")
FLOORS = (
    "woodenFloor.jpg",
    "oldWoodenFloor.jpg",
    "greyTile.jpg",
    "beigeTile.jpg",
    "redTiles.jpg",
    "stoneTiles.jpg",
    "blackAndWhiteTiles.jpg",
)
SIZE_PX, PRINT_PX = 256, 128


@cache
def jar_textures(jar: Path = JAR) -> dict[str, UInt8[np.ndarray, "p p 3"]]:
    """File name -> picture, resized to a square.

    Raises:
        UserError: Sweet Home 3D is not installed.
    """
    if not jar.exists():
        raise UserError(f"no textures: {jar} is missing; {MISSING}")
    found: dict[str, UInt8[np.ndarray, "p p 3"]] = {}
    with zipfile.ZipFile(jar) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith(FOLDER) and name.endswith(".jpg"):
                with Image.open(io.BytesIO(archive.read(name))) as image:
                    small = image.convert("RGB").resize((SIZE_PX, SIZE_PX), Image.Resampling.BOX)
                found[name.removeprefix(FOLDER)] = np.asarray(small)
    return found


def names_of(split: Split) -> tuple[str, ...]:
    """The wall and floor textures of a split: a quarter, chosen by hash, is never seen in training."""
    usable = [name for name in jar_textures() if name not in SKIES + OUTDOOR]
    held = set(sorted(usable, key=stable_hash)[: len(usable) // 4])
    return tuple(name for name in usable if (name in held) != (split == "train"))


def noise(
    rng: np.random.Generator, octaves: int, stretch: tuple[int, int] = (1, 1), side: int = SIZE_PX
) -> Float32[np.ndarray, "p p"]:
    """Seamless value noise of zero mean and unit spread; `stretch` draws its grain out along y or x."""
    total = np.zeros((side, side), dtype=np.float32)
    for octave in range(octaves):
        cells_y, cells_x = max(2, 2 ** (octave + 2) // stretch[0]), max(2, 2 ** (octave + 2) // stretch[1])
        grid = rng.standard_normal((cells_y, cells_x)).astype(np.float32)
        padded = np.pad(grid, 1, mode="wrap")  # wrapped rim, so that the repeat shows no seam
        big = Image.fromarray(padded).resize(
            (side, side), Image.Resampling.BICUBIC, box=(1, 1, cells_x + 1, cells_y + 1)
        )
        total += np.asarray(big) * 0.65**octave
    return (total - total.mean()) / max(float(total.std()), 1e-6)


def colour(rng: np.random.Generator, *, muted: bool = True) -> Float[np.ndarray, "3"]:
    """An sRGB colour, 0 to 1: most rooms are painted pale and greyish, some are not."""
    hue, strong = rng.random(), rng.random() < 0.25
    saturation = rng.uniform(0.0, 0.7) if strong or not muted else rng.uniform(0.0, 0.22)
    value = rng.uniform(0.2, 0.95) if strong or not muted else rng.uniform(0.6, 0.98)
    return hsv(np.array([hue]), np.array([saturation]), np.array([value]))[0]


def hsv(h: Float[np.ndarray, " n"], s: Float[np.ndarray, " n"], v: Float[np.ndarray, " n"]) -> Float[np.ndarray, "n 3"]:
    """HSV (each 0 to 1) to RGB."""
    k = (np.array([5.0, 3.0, 1.0]) + h[:, None] * 6.0) % 6.0  # [n, 3]
    return v[:, None] * (1.0 - s[:, None] * np.clip(np.minimum(k, 4.0 - k), 0.0, 1.0))


def _to_bytes(picture: Float[np.ndarray, "p p 3"]) -> UInt8[np.ndarray, "p p 3"]:
    return (np.clip(picture, 0.0, 1.0) * 255).astype(np.uint8)


def _square(side_m: float) -> tuple[float, float]:
    return side_m, side_m


def _plain(rng: np.random.Generator) -> Surface:
    """Paint or plaster: one colour, a little unevenness."""
    grain = noise(rng, int(rng.integers(3, 7)))[..., None] * rng.choice([0.0, 0.008, 0.02, 0.05])
    return Surface(picture=_to_bytes(colour(rng) + grain), repeat_m=_square(float(rng.uniform(0.6, 3.0))))


def _grid(rng: np.random.Generator, rows: int, columns: int, *, shift: bool, repeat_m: tuple[float, float]) -> Surface:
    """Tiles, bricks or planks: each piece its own shade, with joints between."""
    y, x = np.mgrid[0:SIZE_PX, 0:SIZE_PX] / SIZE_PX
    row = np.floor(y * rows).astype(int)
    offset = (rng.random(rows)[row] if shift else np.zeros_like(y)) if rng.random() < 0.6 else (row % 2) * 0.5 * shift
    along = (x * columns + offset) % columns
    column = np.floor(along).astype(int)
    shade = rng.standard_normal((rows, columns))[row, column] * rng.choice([0.0, 0.03, 0.08])
    first, second = colour(rng, muted=rng.random() < 0.7), colour(rng)
    base = np.where(((row + column) % 2 == 0)[..., None], first, second if rng.random() < 0.25 else first)
    wood = rows >= 4 and columns <= 2
    if wood:
        base = (
            np.array([0.62, 0.44, 0.28]) * rng.uniform(0.4, 1.4) * rng.uniform(0.85, 1.15, size=3) * np.ones_like(base)
        )
        shade = shade + noise(rng, 5, (1, 8)) * rng.uniform(0.02, 0.08)
    gap = rng.uniform(0.002, 0.02) if wood else rng.uniform(0.004, 0.03)
    fy, fx = (y * rows) % 1.0, along % 1.0
    edge_y, edge_x = gap * rows, gap * columns
    joint = (fy < edge_y) | (fx < edge_x)
    line = base.mean(axis=(0, 1)) * rng.uniform(0.4, 0.8) if wood else colour(rng)
    return Surface(
        picture=_to_bytes(np.where(joint[..., None], line, base * (1.0 + shade[..., None]))), repeat_m=repeat_m
    )


def _stripes(rng: np.random.Generator) -> Surface:
    """Wallpaper: stripes, dots or a damask of noise in two colours."""
    y, x = np.mgrid[0:SIZE_PX, 0:SIZE_PX] / SIZE_PX
    kind, n = rng.integers(3), int(rng.integers(2, 9))
    if kind == 0:
        mask = np.sin(2 * np.pi * n * x) > rng.uniform(-0.6, 0.6)
    elif kind == 1:
        mask = np.sin(2 * np.pi * n * x) * np.sin(2 * np.pi * n * y) > rng.uniform(0.3, 0.7)
    else:
        mask = noise(rng, 4) > rng.uniform(-0.5, 0.8)
    base = colour(rng)
    other = np.clip(base * rng.uniform(0.75, 1.2), 0, 1) if rng.random() < 0.6 else colour(rng)
    return Surface(
        picture=_to_bytes(np.where(mask[..., None], base, other)), repeat_m=_square(float(rng.uniform(0.4, 1.2)))
    )


def _carpet(rng: np.random.Generator) -> Surface:
    grain = rng.standard_normal((SIZE_PX, SIZE_PX, 1)) * rng.uniform(0.02, 0.09) + noise(rng, 5)[..., None] * 0.03
    return Surface(
        picture=_to_bytes(colour(rng, muted=rng.random() < 0.5) + grain), repeat_m=_square(float(rng.uniform(0.5, 1.5)))
    )


def _from_jar(rng: np.random.Generator, names: tuple[str, ...]) -> Surface:
    picture = jar_textures()[names[int(rng.integers(len(names)))]].astype(np.float64) / 255
    if rng.random() < 0.4:
        picture = picture * rng.uniform(0.7, 1.2, size=3)
    return Surface(picture=_to_bytes(picture), repeat_m=_square(float(rng.uniform(0.4, 1.4))))


def wall(rng: np.random.Generator, split: Split) -> Surface:
    """Mostly paint, then wallpaper, tiles, bricks and the jar's."""
    draw = rng.random()
    if draw < 0.58:
        return _plain(rng)
    if draw < 0.72:
        return _stripes(rng)
    if draw < 0.86:
        side = float(rng.uniform(0.4, 1.2))
        return _grid(
            rng, int(rng.integers(3, 9)), int(rng.integers(2, 6)), shift=rng.random() < 0.4, repeat_m=(side, side)
        )
    return _from_jar(rng, names_of(split))


def floor(rng: np.random.Generator, split: Split) -> Surface:
    """Planks, tiles, carpet and the jar's."""
    draw = rng.random()
    if draw < 0.4:
        return _grid(
            rng,
            int(rng.integers(5, 10)),
            int(rng.integers(1, 3)),
            shift=True,
            repeat_m=(float(rng.uniform(0.9, 2.2)), float(rng.uniform(0.6, 1.2))),
        )
    if draw < 0.58:
        side = float(rng.uniform(0.5, 1.6))
        return _grid(rng, 3 - int(rng.integers(2)), 3 - int(rng.integers(2)), shift=False, repeat_m=(side, side))
    if draw < 0.78:
        return _carpet(rng)
    return _from_jar(rng, tuple(name for name in names_of(split) if name in FLOORS) or names_of(split))


def ceiling(rng: np.random.Generator) -> Surface:
    """White or nearly so; now and then panels."""
    if rng.random() < 0.06:
        return _grid(rng, 2, 2, shift=False, repeat_m=(1.2, 1.2))
    tone = np.clip(rng.uniform(0.8, 1.0) * (1 + rng.uniform(-0.03, 0.03, size=3)), 0, 1)
    grain = noise(rng, 5)[..., None] * rng.choice([0.0, 0.01, 0.03])
    return Surface(picture=_to_bytes(tone + grain), repeat_m=(1.5, 1.5))


def artwork(rng: np.random.Generator, *, rug: bool) -> UInt8[np.ndarray, "p p 3"]:
    """A print: blobs of colour, a gradient or shapes, inside a frame (picture) or a border (rug)."""
    y, x = np.mgrid[0:PRINT_PX, 0:PRINT_PX] / PRINT_PX
    palette = np.stack([colour(rng, muted=False) for _ in range(5)])
    kind = rng.integers(4)
    if kind == 0:
        level = noise(rng, int(rng.integers(2, 6)), side=PRINT_PX)
    elif kind == 1:
        level = (y - 0.5) * 4 + noise(rng, 4, side=PRINT_PX) * 0.4
    elif kind == 2:
        n = int(rng.integers(2, 8))
        level = 2 * np.sin(2 * np.pi * n * x) * np.sin(2 * np.pi * n * y)
    else:
        level = (
            4 * np.hypot(x - rng.uniform(0.2, 0.8), y - rng.uniform(0.2, 0.8)) - 2 + noise(rng, 3, side=PRINT_PX) * 0.3
        )
    if rng.random() < 0.5:
        picture = palette[np.clip(np.floor(level + 2.5), 0, 4).astype(int)]
    else:
        smooth = np.clip(level / 4 + 0.5, 0, 1)[..., None]
        picture = palette[0] * (1 - smooth) + palette[1] * smooth
    rim = np.minimum(np.minimum(x, 1 - x), np.minimum(y, 1 - y))
    width = rng.uniform(0.02, 0.1)
    picture = np.where((rim < width)[..., None], palette[3] * (0.4 if not rug else 1.0), picture)
    if not rug and rng.random() < 0.5:
        mount = (rim >= width) & (rim < width + rng.uniform(0.05, 0.15))
        picture = np.where(mount[..., None], rng.uniform(0.8, 1.0), picture)
    grain = rng.standard_normal((PRINT_PX, PRINT_PX, 1)) * (0.05 if rug else 0.01)
    return _to_bytes(picture + grain)
