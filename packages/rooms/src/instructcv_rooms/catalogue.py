"""Sweet Home 3D's furniture: what models there are, how large, and where each may stand."""

import hashlib
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from instructcv.datasets.base import SHARE
from instructcv.errors import UserError
from instructcv.types import Split
from instructcv_rooms.nouns import noun_of

FURNITURE = SHARE / "sweethome3d" / "furniture"
MISSING = "apt-get install sweethome3d-furniture sweethome3d libegl1 libgl1-mesa-dri"
PROPERTIES = "PluginFurnitureCatalog.properties"
HELD_OUT = 0.25
"""Share of each noun's models kept from training, half for val and half (at least one) for test."""
MIN_MODELS = 3
"""A noun with fewer models cannot be held out, so it is never asked for."""
EXTRA_NOUNS = ("picture",)
"""Made here and not in the catalogue: framed prints on the walls."""

Place = Literal["back", "free", "top", "wall", "ceiling", "opening", "rug"]
"""Back to a wall, anywhere on the floor, on top of something, on a wall, hanging, in a hole of the wall, flat on the
floor."""

BACK = frozenset(
    "sofa armchair bed desk wardrobe bookcase shelf cabinet chest refrigerator oven stove sink toilet urinal bathtub "
    "shower radiator fireplace piano bench hood boiler rack".split()
) | {"washing machine"}


@dataclass(frozen=True, kw_only=True)
class Model:
    """One piece of the catalogue; lengths in metres, +y up, its front towards +z."""

    id: str
    archive: str
    obj: str
    name: str
    noun: str
    room: str
    """The catalogue's category: "Kitchen", "Bedroom", ..."""
    size_m: tuple[float, float, float]
    """Width (x), height (y), depth (z)."""
    elevation_m: float
    top_m: float | None
    """Height at which other things stand on it; None = nothing can."""
    protrusion_m: float
    """Openings: how far it sticks out of the wall into the room."""
    rotation: tuple[float, ...] | None
    """Row-major 3x3 to apply to the file's vertices."""
    glows: bool
    place: Place
    stretch: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """How many times its catalogue size this copy is, along x, y and z; `size_m` and the rest already say so."""

    @property
    def made_m(self) -> tuple[float, float, float]:
        """Its size in the catalogue, which is that of its mesh."""
        (w, h, d), (x, y, z) = self.size_m, self.stretch
        return w / x, h / y, d / z


def place_of(noun: str, size_m: tuple[float, float, float], elevation_m: float, room: str) -> Place:
    """Where a thing of this kind and size (w, h, d in metres) belongs."""
    width, height, depth = size_m
    if room == "Doors and windows":
        return "opening"
    if noun == "rug":
        return "rug"
    if elevation_m > 1.2 and noun in ("lamp", "fan"):
        return "ceiling" if elevation_m + height > 1.95 and min(width, depth) > 0.12 else "wall"
    if elevation_m > 0.05:
        return "wall"
    if noun == "piano" and height < 0.2:
        return "top"
    if noun in BACK or (noun == "table" and max(width, depth) < 0.5 and height < 0.5):
        return "back" if noun != "hood" else "wall"
    if (
        max(width, depth) < 0.62
        and height < (0.82 if noun == "lamp" else 0.62)
        and noun not in ("chair", "stool", "table", "bin")
    ):
        return "top"
    return "free"


def _number(text: str | None) -> float | None:
    return None if text is None else float(text) / 100


def _model(entry: Mapping[str, str], archive: str) -> Model | None:
    """One properties entry as a model, or None where it has no place in a room."""
    noun = noun_of(entry["name"])
    if noun is None:
        return None
    size_m = (float(entry["width"]) / 100, float(entry["height"]) / 100, float(entry["depth"]) / 100)
    if max(size_m) > 3.6 or size_m[1] > 2.6 or max(size_m) < 0.045:
        return None
    elevation_m = _number(entry.get("elevation")) or 0.0
    top_m = _number(entry.get("dropOnTopElevation"))
    thickness = _number(entry.get("doorOrWindowWallThickness"))
    behind = _number(entry.get("doorOrWindowWallDistance")) or 0.0
    protrusion = min(0.05, 0.3 * size_m[2]) if thickness is None else max(size_m[2] - thickness - behind, 0.0)
    turn = entry.get("modelRotation")
    return Model(
        id=entry["id"],
        archive=archive,
        obj=entry["model"].lstrip("/"),
        name=entry["name"],
        noun=noun,
        room=entry["category"],
        size_m=size_m,
        elevation_m=elevation_m,
        # An absent height means "on its top"; -0.01 (-1 cm) means that nothing stands on it.
        top_m=size_m[1] if top_m is None else (top_m if top_m >= 0 else None),
        protrusion_m=min(protrusion, 0.12),
        rotation=tuple(float(v) for v in turn.split()) if turn else None,
        glows="lightSourceX" in entry,
        place=place_of(noun, size_m, elevation_m, entry["category"]),
    )


@cache
def models(folder: Path = FURNITURE) -> tuple[Model, ...]:
    """Every usable model of every `.sh3f` file in `folder`, in a fixed order.

    Raises:
        UserError: there is no catalogue in `folder`.
    """
    archives = sorted(folder.glob("*.sh3f"))
    if not archives:
        raise UserError(f"no furniture (*.sh3f) in {folder}; {MISSING}")
    found: list[Model] = []
    for archive in archives:
        with zipfile.ZipFile(archive) as file:
            text = file.read(PROPERTIES).decode("latin-1")
        text = re.sub(r"\\\r?\n\s*", "", text)
        entries: dict[int, dict[str, str]] = defaultdict(dict)
        for match in re.finditer(r"^(\w+)#(\d+)=(.*)$", text, re.MULTILINE):
            entries[int(match[2])][match[1]] = match[3].strip()
        found += [model for _, entry in sorted(entries.items()) if (model := _model(entry, archive.name))]
    return tuple(sorted(found, key=lambda model: model.id))


def vocabulary(found: tuple[Model, ...]) -> tuple[str, ...]:
    """The nouns that are labelled: those with at least three models, and the framed pictures."""
    counts: dict[str, int] = defaultdict(int)
    for model in found:
        counts[model.noun] += 1
    return tuple(sorted({noun for noun, n in counts.items() if n >= MIN_MODELS} | set(EXTRA_NOUNS)))


def stable_hash(text: str) -> int:
    """The same number in every process and on every machine (unlike `hash`)."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def splits(found: tuple[Model, ...]) -> dict[str, Split]:
    """Model id -> split. Decided by the id's hash within its noun, so that no seed moves a model."""
    groups: dict[str, list[str]] = defaultdict(list)
    for model in found:
        groups[model.noun].append(model.id)
    split: dict[str, Split] = {}
    for ids in groups.values():
        ordered = sorted(ids, key=stable_hash)
        held = max(1, round(HELD_OUT * len(ids))) if len(ids) >= MIN_MODELS else 0
        for rank, identity in enumerate(ordered):
            split[identity] = "train" if rank >= held else ("val" if rank < held // 2 else "test")
    return split
