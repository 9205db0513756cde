"""Tux Paint's stamps as photographic cut-outs: which of them are photographs, what each one shows, and who is held out.

Debian's `tuxpaint-stamps-default` holds some 800 PNGs with alpha below `/usr/share/tuxpaint/stamps`, drawings among
them. Beside each lies a `.txt` whose first line names it ("A Magellanic penguin."); the folders are a taxonomy
(`animals/birds`).
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from jaxtyping import UInt8
from PIL import Image

from instructcv.datasets.base import SHARE
from instructcv.errors import UserError
from instructcv.types import Split

ROOT = SHARE / "tuxpaint" / "stamps"
MEND = "apt-get install tuxpaint-stamps-default"
MIN_SIDE_PX = 96
"""The longer side; smaller ones show little."""
MIN_COLOURS = 200
"""Distinct colours (5 bits a channel) among opaque pixels: drawings have fewer, photographs more."""
_LARGEST_PX = 512
"""Stamps are kept at most this large: scenes are small."""
_HELD_OUT: tuple[tuple[Split, float], ...] = (("test", 0.15), ("val", 0.25))
"""Split and the cumulated share of pictures up to which it reaches; the rest is train."""


def _by_variant(table: str) -> dict[str, str]:
    """Lines of `name: variant, variant` as variant -> name."""
    lines = (line.partition(":") for line in table.strip().splitlines())
    return {variant.strip(): name.strip() for name, _, variants in lines for variant in variants.split(",")}


# Drawings that have as many colours as a photograph, and pictures of several objects under one name.
_DRAWN = ("cartoon", "symbols", "easter", "hats", "body_parts", "hanukkah", "flags", "roadsigns")
_LEFT_OUT = frozenset(
    "button pizza jackolantern_mean fireworks2 flower4 flower7 wildboar final-roll-call tree apollo_lander rambutan"
    " German_Christmas_toy railroad_crossing".split()
)
# What the first line says too wordily or not at all, by file stem.
_NAMED = _by_variant("""
    toilet: toilet
    measuring tape: measuring_tape
    broccoli: broccoli
    corn: corn
    mushroom: cep-2
    tank: bradley, ww2_german_gun
    teddy bear: edward_bear
    roast turkey: Roast_turkey
    airplane: f22_raptor
    doll: grannysmith
    fish: bluegroper
    traffic cone: traffic_cone
    space probe: voyager2
    flower: adeenia, anthoorium, bolsom, chemparathi, chuvanna_plastic_poo
""")
# Nouns of several words that must not be cut down to the last one ("sea lion" is no lion).
_WHOLE = frozenset(
    "grave marker,sea lion,guinea fowl,drum kit,garbage can,candy cane,christmas tree,mince pie,christmas pudding,"
    "post box,soccer ball,hot air balloon,cement mixer,pepper grinder,rubber duck".split(",")
)
# One everyday word for breeds, sexes, species and synonyms: where a "fish" is asked for, a trout must not be "absent".
_COMMON = _by_variant("""
    duck: drake
    goose: gander
    seagull: gull
    chicken: hen, rooster
    peacock: peahen
    parrot: lorikeet, rosella
    deer: doe, wapiti, caribou
    antelope: blackbuck
    sheep: ram
    cow: zebu
    dog: dingo
    camel: dromedary
    goat: mountaingoat
    monkey: tamarin
    fish: trout, wrasse, butterflyfish, dolphinfish, clownfish, lionfish
    moth: xanthia
    flower: rose, iris, daffodil, marigold, gazania, petunia
    mushroom: cep
    tree: oak
    cherry: cherries
    kiwi: kiwifruit
    ginger: 'root'
    gravestone: grave marker, headstone, tombstone, stone
    marker pen: marker
    light bulb: lightbulb
    garbage can: bin
    trophy: cup
    car: beetle
    sailboat: ship
    firefighter: fireman
""")
# What the pictures of a folder have in common; elsewhere it is the noun itself.
_KINDS = _by_variant("""
    bird: animals/birds
    fish: animals/fish
    insect: animals/insects
    mammal: animals/mammals, animals/marsupials
    fruit: food/fruit
    vegetable: food/vegetables
    flower: plants/flowers
    mushroom: plants/mushrooms
    tree: plants/trees
    musical instrument: hobbies/music
    sports gear: sports
    tool: household/tools
    vehicle: vehicles, military/vehicles
    gravestone: seasonal/halloween
""")


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """One photographic cut-out."""

    path: str
    """Below the root."""
    noun: str
    """What it shows: "penguin"."""
    kind: str
    """What its folder's pictures have in common: "bird"."""
    split: Split


@lru_cache(maxsize=4)
def find_stamps(root: Path) -> tuple[Stamp, ...]:
    """All photographic cut-outs with a clean name, in path order. Takes about two seconds the first time.

    Raises:
        UserError: the folder is missing or holds none.
    """
    if not root.is_dir():
        raise UserError(f"{root} is missing (Tux Paint's stamps); run: {MEND}")
    found: list[Stamp] = []
    for path in sorted(root.rglob("*.png")):
        relative = path.relative_to(root)
        noun = _noun_of(path, relative)
        if noun and _is_photographic(path):
            found.append(
                Stamp(path=relative.as_posix(), noun=noun, kind=_kind_of(relative, noun), split=split_of(path.stem))
            )
    if not found:
        raise UserError(f"{root} holds no photographic stamps of at least {MIN_SIDE_PX} px; run: {MEND}")
    return tuple(found)


@lru_cache(maxsize=512)
def load_stamp(path: Path) -> UInt8[np.ndarray, "h w 4"]:
    """A cut-out as RGBA, cropped to what is not transparent; colour is premultiplied by alpha, so that resizing does
    not drag the colour of transparent pixels into the edge.

    Raises:
        UserError: the file cannot be read.
    """
    bgra: Any = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if bgra is None or bgra.ndim != 3 or bgra.shape[2] != 4 or bgra.dtype != np.uint8:
        raise UserError(f"{path} is not a PNG with alpha; run: {MEND} (with --reinstall)")
    rgba = cv2.cvtColor(bgra, cv2.COLOR_BGRA2RGBA)
    left, top, width, height = cv2.boundingRect((rgba[..., 3] > 8).astype(np.uint8))
    rgba = rgba[top : top + height, left : left + width]  # [h w 4]
    shrink = _LARGEST_PX / max(width, height, 1)
    if shrink < 1:
        rgba = cv2.resize(rgba, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    rgba[..., :3] = (rgba[..., :3].astype(np.uint16) * rgba[..., 3:] + 127) // 255
    return np.ascontiguousarray(rgba)


def split_of(name: str) -> Split:
    """The split of a picture by a hash of its name, the same on every machine; mirrored copies stay together."""
    digest = hashlib.sha256(name.removesuffix("_mirror").encode()).digest()
    share = int.from_bytes(digest[:8], "big") / 2**64
    for split, up_to in _HELD_OUT:
        if share < up_to:
            return split
    return "train"


def head_noun(line: str) -> str | None:
    """The noun of a stamp's first line: "A Magellanic penguin." is "penguin"; None where it is no plain name."""
    text = line.lower().replace("’", "'")
    stops = r"[.!?,;:(—–“\"]| (?:who|that|from|with|covered|in|is|are|lets|has|used|making|resembles)(?: |$)"
    text = re.split(stops, text)[0].strip()
    phrase = re.match(r"(?:an?|the) (?:(?:pair|bunch|baby|plant) of (?:an? )?)?(.+)", text)
    if phrase is None:
        return None
    words = phrase[1].split()
    for size in (3, 2):
        if " ".join(words[-size:]) in _WHOLE:
            return _COMMON.get(" ".join(words[-size:]), " ".join(words[-size:]))
    if len(words) > 1 and words[-1] in ("fruit", "plant"):  # "an avocado fruit"
        words.pop()
    return _COMMON.get(words[-1], words[-1])


def _noun_of(path: Path, relative: Path) -> str | None:
    if path.stem in _LEFT_OUT or (path.stem not in _NAMED and any(part in _DRAWN for part in relative.parts)):
        return None
    if path.stem in _NAMED:
        return _NAMED[path.stem]
    text = path.with_suffix(".txt")
    lines = text.read_text(encoding="utf-8", errors="replace").splitlines() if text.exists() else []
    return head_noun(lines[0]) if lines else None


def _kind_of(relative: Path, noun: str) -> str:
    for folder in (parent.as_posix() for parent in relative.parents):  # innermost first
        if folder in _KINDS:
            return _KINDS[folder]
    return noun


def _is_photographic(path: Path) -> bool:
    with Image.open(path) as image:  # reads the header only
        if max(image.size) < MIN_SIDE_PX or image.mode != "RGBA":
            return False
    rgba = load_stamp(path).astype(np.uint32)
    opaque = rgba[rgba[..., 3] > 250]  # [n 4]
    colours = np.unique((opaque[:, 0] >> 3) << 10 | (opaque[:, 1] >> 3) << 5 | opaque[:, 2] >> 3)
    see_through = float((rgba[..., 3] < 50).mean())
    return len(colours) >= MIN_COLOURS and 0.005 < see_through < 0.92  # a rectangle is no cut-out, a thread no object
