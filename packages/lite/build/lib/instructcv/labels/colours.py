"""Colours: distances, legends that are easy to tell apart, and the soft reading of a picture against a legend.

Distances are Euclidean in RGB; what colours are called is in `colour_names`. Functions on pictures use the range 0 to 1,
functions on colours 0 to 255.
"""

import numpy as np
from jaxtyping import Bool, Float32, UInt8

from instructcv.labels.colour_names import colour_name as colour_name
from instructcv.labels.colour_names import drawable, named
from instructcv.labels.colour_names import parse_colour as parse_colour
from instructcv.labels.palette import BLACK as BLACK
from instructcv.labels.palette import NEUTRALS as NEUTRALS
from instructcv.labels.palette import PALETTE as PALETTE
from instructcv.labels.palette import WHITE as WHITE
from instructcv.labels.palette import distances as distances
from instructcv.types import RGB

MIN_DISTANCE = 90.0
"""How far apart (0 to 255 scale) colours of a legend with at most `FEW` entries are drawn."""
FEW = 8
_POOL = 128
"""Random saturated colours that a short legend is packed from."""
_PACKINGS = 20
"""How often it is tried: a random packing of 8 fails about once in a hundred draws."""
_CUBE = 1024
"""Random colours that a long legend is chosen from."""
MOST = 64
"""The longest legend that colours are drawn for."""
TEMPERATURE = 0.02
"""Softness of the reading for well-separated colours, in squared distance (0 to 1 scale): 2 sigma^2 of sigma = 0.1."""
TOLERANCE = 0.2
"""How far (0 to 1 scale) a pixel may lie from a colour and still count as that colour."""


def default_colours(count: int, taken: tuple[RGB, ...] = ()) -> tuple[RGB, ...]:
    """Colours of the palette, each as far as possible from black, from `taken` and from those before; red comes first.

    Raises:
        ValueError: more than the palette holds.
    """
    if count > len(PALETTE):
        raise ValueError(f"the palette has {len(PALETTE)} colours, not {count}")
    rgbs = list(PALETTE.values())
    palette = np.array(rgbs, dtype=np.uint8)  # [n, 3]
    chosen: list[RGB] = []
    for _ in range(count):
        nearest = distances(palette, np.array([BLACK, *taken, *chosen], dtype=np.uint8)).min(axis=1)  # [n]
        first = not chosen and not taken
        chosen.append(rgbs[0 if first else int(np.argmax(nearest))])
    return tuple(chosen)


def draw_colours(
    count: int, rng: np.random.Generator, *, apart_from: tuple[RGB, ...] = (BLACK,)
) -> UInt8[np.ndarray, "count 3"]:
    """Random colours for a legend, in random order, easy to tell apart and from `apart_from`.

    Up to `FEW` are saturated and at least `MIN_DISTANCE` apart. Longer legends are spread over the whole cube by farthest-point
    sampling.

    Raises:
        ValueError: a count outside 0..64.
    """
    if not 0 <= count <= MOST:
        raise ValueError(f"a legend has 0 to {MOST} colours, not {count}")
    avoid = np.array(apart_from, dtype=np.uint8).reshape(-1, 3)
    if count <= FEW:
        for _ in range(_PACKINGS):
            drawn = _draw_few(count, rng, avoid)
            if drawn is not None:
                return drawn
    return _draw_spread(count, rng, avoid)


def draw_named(count: int, rng: np.random.Generator, *, apart_from: tuple[RGB, ...] = (BLACK,)) -> list[RGB] | None:
    """Colours that have names, so that words say them exactly: random, as far apart as `draw_colours` draws few ones.

    None where so many do not fit beside `apart_from`; more than `FEW` never do.
    """
    if count > FEW:
        return None
    avoid = np.array(apart_from, dtype=np.uint8).reshape(-1, 3)
    for _ in range(_PACKINGS):
        names = rng.permutation(np.array(drawable(), dtype=object))[:_POOL]
        pool = np.array([named()[name] for name in names], dtype=np.uint8)  # [p, 3]
        chosen = packed(pool, count, avoid)
        if chosen is not None:
            return [named()[names[index]] for index in chosen]
    return None


def draw_rgbs(count: int, rng: np.random.Generator) -> list[RGB]:
    """`draw_colours` as a legend holds them."""
    return [(int(r), int(g), int(b)) for r, g, b in draw_colours(count, rng)]


def _draw_few(
    count: int, rng: np.random.Generator, avoid: UInt8[np.ndarray, "a 3"]
) -> UInt8[np.ndarray, "count 3"] | None:
    """Random sequential packing: walk through random saturated colours and keep those far from all kept so far."""
    pool = _saturated(_POOL, rng)  # [p, 3]
    chosen = packed(pool, count, avoid)  # the pool is in random order
    return None if chosen is None else pool[chosen]


def packed(pool: UInt8[np.ndarray, "p 3"], count: int, avoid: UInt8[np.ndarray, "a 3"]) -> list[int] | None:
    """The first `count` colours of a pool that are `MIN_DISTANCE` from one another and from `avoid`; None if there are fewer."""
    free = distances(pool, avoid).min(axis=1, initial=np.inf) >= MIN_DISTANCE
    chosen: list[int] = []
    while len(chosen) < count:
        if not free.any():
            return None
        index = int(np.argmax(free))
        chosen.append(index)
        free &= distances(pool[index, None], pool)[0] >= MIN_DISTANCE
    return chosen


def _draw_spread(count: int, rng: np.random.Generator, avoid: UInt8[np.ndarray, "a 3"]) -> UInt8[np.ndarray, "count 3"]:
    """Farthest-point sampling (Gonzalez 1985) in a random pool that has the cube's corners in it."""
    corners = np.array([(r, g, b) for r in (0, 255) for g in (0, 255) for b in (0, 255)], dtype=np.uint8)
    pool = np.concatenate([corners, rng.integers(0, 256, size=(_CUBE, 3)).astype(np.uint8)])  # [p, 3]
    if len(avoid):
        nearest = distances(pool, avoid).min(axis=1)  # [p]
    else:
        nearest = rng.random(len(pool))
    chosen = np.zeros(count, dtype=np.int64)
    for position in range(count):
        chosen[position] = int(np.argmax(nearest))
        nearest = np.minimum(nearest, distances(pool, pool[chosen[position], None])[:, 0])
    return pool[rng.permutation(chosen)]


def _saturated(count: int, rng: np.random.Generator) -> UInt8[np.ndarray, "count 3"]:
    """Random hue, saturation 0.6 to 1, value 0.55 to 1 (HSV, Smith 1978)."""
    hue, saturation, value = rng.uniform((0.0, 0.6, 0.55), (6.0, 1.0, 1.0), size=(count, 3)).T
    k = (np.array([5.0, 3.0, 1.0])[None, :] + hue[:, None]) % 6.0  # [count, 3]
    ramp = np.clip(np.minimum(k, 4.0 - k), 0.0, 1.0)
    return np.rint(255.0 * value[:, None] * (1.0 - saturation[:, None] * ramp)).astype(np.uint8)


def clean(picture: Float32[np.ndarray, "h w 3"]) -> Float32[np.ndarray, "h w 3"]:
    """Any floats as a picture: NaN and infinities become 0 or 1, everything is clipped to 0..1."""
    cleaned = np.clip(picture, 0.0, 1.0).astype(np.float32, copy=False)  # leaves NaN as it is
    if np.isnan(cleaned.min(initial=0.0)):
        np.nan_to_num(cleaned, copy=False, nan=0.0)
    return cleaned


def to_float(picture: UInt8[np.ndarray, "h w 3"]) -> Float32[np.ndarray, "h w 3"]:
    """0..255 to 0..1, what every reader takes."""
    return picture.astype(np.float32) / np.float32(255.0)


def squared_distances(
    picture: Float32[np.ndarray, "h w 3"], colours: UInt8[np.ndarray, "k 3"]
) -> Float32[np.ndarray, "k h w"]:
    """|pixel - colour|^2 on the 0 to 1 scale, colour by colour: BLAS would take its product in threads that keep the cores busy
    for a while after it, when the network wants them for the next photo.
    """
    h, w = picture.shape[:2]
    red, green, blue = planes = np.ascontiguousarray(picture.reshape(-1, 3).T)  # [3, h * w]
    lengths = np.einsum("cn,cn->n", planes, planes)
    squared = np.empty((len(colours), h * w), np.float32)
    for row, (r, g, b) in zip(squared, colours.astype(np.float32) / np.float32(255.0), strict=True):
        row[:] = lengths - 2 * (r * red + g * green + b * blue) + (r * r + g * g + b * b)
    return np.maximum(squared, 0.0, out=squared).reshape(len(colours), h, w)


def softmax_temperature(colours: UInt8[np.ndarray, "k 3"]) -> float:
    """The temperature that suits a legend: `TEMPERATURE`, less where its closest colours need a sharper reading."""
    if len(colours) < 2:
        return TEMPERATURE
    between = distances(colours, colours)[np.triu_indices(len(colours), k=1)]
    closest = float(between.min()) / 255.0
    return float(np.clip(closest**2 / 8.0, 1e-4, TEMPERATURE))


def posterior(
    picture: Float32[np.ndarray, "h w 3"], colours: UInt8[np.ndarray, "k 3"], temperature: float = TEMPERATURE
) -> Float32[np.ndarray, "k h w"]:
    """Probability of each colour at each pixel: softmax of -|pixel - colour|^2 / temperature, summing to 1 over k.

    It is Bayes' rule for equally likely colours under Gaussian noise of variance temperature / 2 in each channel.
    """
    return softmax_of(squared_distances(picture, colours), temperature)


def softmax_of(squared: Float32[np.ndarray, "k h w"], temperature: float) -> Float32[np.ndarray, "k h w"]:
    """softmax(-squared / temperature) over the first axis, for distances that are already there."""
    logits = squared * np.float32(-1.0 / temperature)  # [k, h, w]
    logits -= logits.max(axis=0, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=0, keepdims=True)
    return logits


def admissible(
    picture: Float32[np.ndarray, "h w 3"], colours: UInt8[np.ndarray, "k 3"], tolerance: float = TOLERANCE
) -> Bool[np.ndarray, "h w"]:
    """Which pixels lie within `tolerance` (0 to 1 scale) of one of the colours."""
    return squared_distances(picture, colours).min(axis=0) <= np.float32(tolerance**2)
