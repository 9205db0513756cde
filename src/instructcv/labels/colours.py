"""Colours: names, distances, legends that are easy to tell apart, and the soft reading of a picture against a legend.

Distances are Euclidean in RGB, save that a colour is named as people see it (`oklab`). Functions on pictures use the range 0
to 1, functions on colours 0 to 255.
"""

import re

import numpy as np
from jaxtyping import Bool, Float32, Float64, Int64, UInt8

from instructcv.errors import UserError
from instructcv.types import RGB

BLACK: RGB = (0, 0, 0)
WHITE: RGB = (255, 255, 255)

PALETTE: dict[str, RGB] = {
    "red": (255, 0, 0),
    "green": (0, 160, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "cyan": (0, 255, 255),
    "magenta": (255, 0, 255),
    "orange": (255, 128, 0),
    "lime": (128, 255, 0),
    "purple": (128, 0, 192),
    "pink": (255, 128, 192),
    "teal": (0, 128, 128),
    "brown": (144, 72, 0),
    "olive": (128, 128, 0),
    "navy": (0, 0, 128),
    "maroon": (128, 0, 32),
    "sky blue": (64, 160, 255),
    "violet": (128, 80, 255),
    "mint": (96, 255, 160),
    "crimson": (208, 0, 96),
    "salmon": (255, 128, 96),
}
"""Saturated colours with a plain English name, at least 58 apart and at least 120 from black."""

NEUTRALS: dict[str, RGB] = {"black": BLACK, "white": WHITE, "grey": (128, 128, 128)}
"""Names that are understood and given, but never drawn for a legend."""

_ALIASES: dict[str, str] = {"gray": "grey", "skyblue": "sky blue", "aqua": "cyan", "fuchsia": "magenta"}
_NAMED: dict[str, RGB] = PALETTE | NEUTRALS

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
HUELESS = 0.03
"""Chroma (Oklab) below which a colour is called by a neutral name; pure red has 0.26."""


def parse_colour(text: str) -> RGB:
    """A colour from its name, `#ff0000`, `#f00` or `rgb(255, 0, 0)`.

    Raises:
        UserError: not a colour; the message lists the names.
    """
    word = " ".join(text.lower().split())
    word = _ALIASES.get(word, word)
    if word in _NAMED:
        return _NAMED[word]
    if match := re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", word):
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    if match := re.fullmatch(r"rgb\( ?(\d{1,3}) ?, ?(\d{1,3}) ?, ?(\d{1,3}) ?\)", word):
        red, green, blue = int(match[1]), int(match[2]), int(match[3])
        if max(red, green, blue) <= 255:
            return red, green, blue
    raise UserError(f"{text[:40]!r} is not a colour; write #rrggbb, rgb(255, 0, 0) or one of: {', '.join(_NAMED)}")


def colour_name(rgb: RGB) -> str:
    """The name that people would call it by: the nearest one as `oklab` measures, neutrals included."""
    return _NAMES[int(_nearest_names(np.array([rgb], dtype=np.uint8))[0])]


def oklab(colours: UInt8[np.ndarray, "n 3"]) -> Float64[np.ndarray, "n 3"]:
    """Colours (sRGB) as lightness 0 to 1, green to red and blue to yellow: equal distances look equally large.

    Oklab (B. Ottosson, "A perceptual color space for image processing", 2020), with the sRGB curve of IEC 61966-2-1.
    """
    coded = colours / 255.0  # [n, 3]
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    return np.cbrt(linear @ _CONES.T) @ _OPPONENTS.T


def _nearest_names(colours: UInt8[np.ndarray, "n 3"]) -> Int64[np.ndarray, "n"]:
    """Indices into the names; what has no hue to speak of is black, white or grey.

    Between orange and yellow the hue decides: mustard is as dark as orange, and yet a yellow to people.
    """
    seen = oklab(colours)  # [n, 3]
    squared = ((seen[:, None, :] - _NAMED_OKLAB) ** 2).sum(axis=2)  # [n, names]
    hueless = np.hypot(seen[:, 1], seen[:, 2]) < HUELESS  # [n]
    squared[:, : len(PALETTE)] += hueless[:, None]  # a distance of 1 is black to white
    nearest = np.argmin(squared, axis=1).astype(np.int64)
    yellowish = np.isin(nearest, _ORANGES) & (_hues(seen) > _HUE_OF_YELLOWS)
    return np.where(yellowish, _NAMES.index("yellow"), nearest)


def _hues(seen: Float64[np.ndarray, "n 3"]) -> Float64[np.ndarray, "n"]:
    """The angle between the two opponent axes, in radians: red is near 0, yellow near 2."""
    return np.arctan2(seen[:, 2], seen[:, 1])


def distances(first: UInt8[np.ndarray, "a 3"], second: UInt8[np.ndarray, "b 3"]) -> Float64[np.ndarray, "a b"]:
    """Euclidean distances between two lists of colours, 0 to 441."""
    difference = first[:, None, :].astype(np.float64) - second[None, :, :]  # [a, b, 3]
    return np.sqrt((difference**2).sum(axis=2))


def draw_colours(
    count: int, rng: np.random.Generator, *, apart_from: tuple[RGB, ...] = (BLACK,)
) -> UInt8[np.ndarray, "count 3"]:
    """Random colours for a legend, in random order, easy to tell apart and from `apart_from`.

    Up to `FEW` are saturated, at least `MIN_DISTANCE` apart, and no two share a nearest name, so that words can tell
    them apart too. Longer legends are spread over the whole cube by farthest-point sampling.

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


def draw_rgbs(count: int, rng: np.random.Generator) -> list[RGB]:
    """`draw_colours` as a legend holds them."""
    return [(int(r), int(g), int(b)) for r, g, b in draw_colours(count, rng)]


def _draw_few(
    count: int, rng: np.random.Generator, avoid: UInt8[np.ndarray, "a 3"]
) -> UInt8[np.ndarray, "count 3"] | None:
    """Random sequential packing: walk through random saturated colours and keep those far from all kept so far."""
    pool = _saturated(_POOL, rng)  # [p, 3]
    names = _nearest_names(pool)  # [p]
    free = names < len(PALETTE)  # a near-grey is no legend colour
    if len(avoid):
        free &= distances(pool, avoid).min(axis=1) >= MIN_DISTANCE
    chosen: list[int] = []
    while len(chosen) < count:
        if not free.any():
            return None
        index = int(np.argmax(free))  # the pool is in random order
        chosen.append(index)
        free &= (distances(pool[index, None], pool)[0] >= MIN_DISTANCE) & (names != names[index])
    return pool[chosen]


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


# Ottosson 2020: linear sRGB to the cones' responses, and their cube roots to lightness and the two opponent axes.
_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_OPPONENTS = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_NAMES = tuple(_NAMED)  # palette first
_NAMED_OKLAB = oklab(np.array(list(_NAMED.values()), dtype=np.uint8))  # [names, 3]
_ORANGES = tuple(_NAMES.index(name) for name in ("orange", "salmon"))
_HUE_OF_YELLOWS = float(np.mean([_hues(_NAMED_OKLAB)[_NAMES.index(name)] for name in ("orange", "yellow")]))
"""Half-way between orange and yellow."""
