"""Your own photos, labelled in whichever of these simple ways suits you; several may be combined.

    DIR/images/a.jpg            the photos
    DIR/masks/a.png             class map, one number a pixel, with DIR/classes.txt: lines `number name`
    DIR/depth/a.png             depth, 16-bit PNG of millimetres, 0 = unknown
    DIR/annotations.json        objects in COCO's format (boxes; polygons or run lengths if you have them)
    DIR/labels/a.txt            objects in YOLO's format, with DIR/data.yaml or DIR/classes.txt (names, one a line)

or, for classification, one folder a class: `DIR/cat/a.jpg`, `DIR/dog/b.jpg`. If there are `DIR/train`, `DIR/val` and
`DIR/test`, each of them is such a folder; otherwise photos are split 80 : 10 : 10 by a hash of their names.
"""

import hashlib
from collections import Counter
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8

from instructcv.datasets import _maps, _yolo
from instructcv.datasets._border import Border
from instructcv.datasets._coco_index import load_index
from instructcv.datasets._coco_json import check_size, read_instances
from instructcv.datasets.base import Listed, existing, key_of, read_lines
from instructcv.errors import UserError
from instructcv.folders import in_words, look, shown
from instructcv.photos import open_photo
from instructcv.types import Dataset, Instance, Note, Regions, Sample, Split

LICENCE = "not stated"
SPLITS: tuple[Split, ...] = ("train", "val", "test")
_MAPS = ("masks", "depth")
_UNLABELLED = frozenset({"void", "unlabelled", "unlabeled", "ignore", "unknown"})
_ALWAYS_VOID = 255
"""The usual value of "do not care" in class maps."""
Item = tuple[str, Any]
"""A photo below its folder, and its id in `annotations.json`."""


def open(root: Path, *, split: Split, licence: str = LICENCE) -> Dataset:
    """Photos with `regions`, `depth_m` and `instances`, or with `label`, as far as the folder has them.

    Raises:
        UserError: no photos, no labels, two photos of one name, or a damaged file.
    """
    existing(root, "a folder of photos")
    own_splits = any((root / name).is_dir() for name in SPLITS)
    folder = existing(root / split, f"photos of the split {split!r}") if own_splits else root
    labelled = (folder / "images").is_dir()
    photos, passed_over = _photos(folder / "images" if labelled else folder)
    notes = [Note(did="not looked at", kind=kind, what=str(folder)) for kind in passed_over.elements()]
    classes = () if labelled else tuple(sorted({class_name(path) for path in photos}))
    prefix = f"{split}/" if own_splits else ""  # "1.jpg" of train and "1.jpg" of test are two photos
    chosen = photos if own_splits else [path for path in photos if _split_of(path) == split]
    if not chosen:
        raise UserError(
            f"{root} has too few photos for a split {split!r}; add photos, or make folders train, val, test"
        )
    if labelled:
        items = _with_ids(folder, photos, set(chosen), notes)
        notes += _strays(folder, photos)
        read = partial(_read_labelled, folder, split, licence, prefix)
        return Listed(name="folder", licence=licence, split=split, items=items, read=read, notes=tuple(notes))
    read = partial(_read_class, folder, split, licence, classes, prefix)
    items = tuple(chosen)
    return Listed(name="folder", licence=licence, split=split, items=items, read=read, notes=tuple(notes))


def class_name(photo: str) -> str:
    """The class that a photo's folder stands for: "Golden_Retriever/a.jpg" is "golden retriever"."""
    return Path(shown(photo)).parts[0].replace("_", " ").replace("-", " ").lower()


def _photos(folder: Path) -> tuple[list[str], Counter[str]]:
    """All photos below `folder`, as relative paths, and how many files of each kind are none; in a folder of classes photos at
    the top are nobody's.
    """
    below = look(folder)
    found = [path.relative_to(folder).as_posix() for path in below.photos]
    passed = below.passed_over
    if folder.name != "images":
        passed["photo of no class"] += sum("/" not in path for path in found)
        found = [path for path in found if "/" in path]
    if not found:
        also = f" ({said})" if (said := in_words(+passed)) else ""
        raise UserError(f"{folder} holds no photos{also}; put them into {folder}/images, or into one folder a class")
    keys: dict[str, str] = {}
    for path in found:
        other = keys.setdefault(key_of(path), path)
        if other != path:
            raise UserError(f"{folder} has two photos of one name, {other} and {path}; rename one")
    return found, +passed


def _split_of(photo: str) -> Split:
    share = int.from_bytes(hashlib.sha256(key_of(photo).encode()).digest()[:8], "big") / 2**64
    return "test" if share < 0.1 else "val" if share < 0.2 else "train"


def _with_ids(folder: Path, photos: list[str], chosen: set[str], notes: list[Note]) -> tuple[Item, ...]:
    """The chosen photos, each with its id in `annotations.json` if it has one.

    Raises:
        UserError: no labels at all, or a file that lists none of the photos.
    """
    if not any((folder / name).exists() for name in (*_MAPS, "labels", "annotations.json")):
        raise UserError(
            f"{folder} has images but no labels; add masks/ with classes.txt, depth/, labels/ or annotations.json"
        )
    objects = folder / "annotations.json"
    if not objects.exists():
        return tuple((photo, None) for photo in photos if photo in chosen)
    index = load_index(objects)
    notes += index.notes
    ids: dict[str, Any] = {}
    for name, image_id in index.names().items():
        photo, mended = _photo_of(name.removeprefix("images/"), photos)
        if photo is None:
            notes.append(Note(did="left out", kind="listed photos that are not there", what=f"{objects}: {name}"))
        elif photo in ids:
            raise UserError(f"{objects} lists the photo {photo} under two ids; list it once")
        else:
            ids[photo] = image_id
            if mended:
                notes.append(Note(did="mended", kind="paths of photos", what=f"{objects}: {name} is images/{photo}"))
    if not ids:
        name = next(iter(index.names()), "nothing")
        raise UserError(f"{objects} lists {name}, and none of the photos in {folder}/images; do they belong together?")
    return tuple((photo, ids.get(photo)) for photo in photos if photo in chosen)


def _photo_of(name: str, photos: list[str]) -> tuple[str | None, bool]:
    """The photo that a list means, and whether that took a guess: another case, or a path of another machine, if only one
    photo has the name.
    """
    exact, alike = _lookup(tuple(photos))
    if name in exact:
        return name, False
    same = alike.get(Path(name).name.lower(), [])
    return (same[0], True) if len(same) == 1 else (None, False)


@lru_cache(maxsize=4)
def _lookup(photos: tuple[str, ...]) -> tuple[frozenset[str], dict[str, list[str]]]:
    """All photos, and those of each name in small letters."""
    alike: dict[str, list[str]] = {}
    for photo in photos:
        alike.setdefault(Path(photo).name.lower(), []).append(photo)
    return frozenset(photos), alike


def _strays(folder: Path, photos: list[str]) -> list[Note]:
    """Files of labels that no photo stands beside, or that are in no format that is read."""
    stems = {Path(photo).with_suffix("").as_posix().lower() for photo in photos}
    notes: list[Note] = []
    for name, suffixes in (*((name, _maps.LOSSLESS + _maps.LOSSY) for name in _MAPS), ("labels", (".txt",))):
        for path in sorted((folder / name).rglob("*")):
            if path.is_dir() or path.name.startswith(".") or path.name == "classes.txt":
                continue
            of = path.relative_to(folder / name).with_suffix("").as_posix().lower()
            if path.suffix.lower() not in suffixes:
                notes.append(Note(did="not looked at", kind=f"{path.suffix or path.name} in {name}", what=str(path)))
            elif of not in stems:
                notes.append(Note(did="left out", kind=f"files in {name} that are of no photo", what=str(path)))
    return notes


def _read_labelled(folder: Path, split: Split, licence: str, prefix: str, item: Item) -> Sample:
    name, image_id = item
    photo = open_photo(folder / "images" / name)
    size_hw = (photo.shape[0], photo.shape[1])
    depth = _maps.beside(folder / "depth", name)
    instances, things, border = _objects(folder, name, image_id, photo)
    regions = _regions(folder, name, photo, border)
    return Sample(
        key=key_of(prefix + name),
        source="folder",
        split=split,
        licence=licence,
        photo=photo,
        instances=instances,
        things=things,
        regions=regions,
        depth_m=None if depth is None else _maps.read_depth_m(depth, "depth in millimetres", size_hw),
        unknown=frozenset(border.unknown),
        notes=border.notes,
    )


Objects = tuple[tuple[Instance, ...] | None, tuple[str, ...], Border]
"""Instances (None = not annotated), their vocabulary, and what became of each."""


def _objects(folder: Path, name: str, image_id: Any, photo: UInt8[np.ndarray, "h w 3"]) -> Objects:
    """From `annotations.json` where it has the photo, else from `labels/`."""
    size_hw = (photo.shape[0], photo.shape[1])
    if image_id is not None:
        path = folder / "annotations.json"
        index = load_index(path)
        border = Border(index.categories.values())
        check_size(photo, index.image(image_id), path, border)
        instances = read_instances(index, image_id, size_hw, path, border)
        return instances, tuple(dict.fromkeys(index.categories.values())), border
    text = _text_of(folder, name)
    if text is None:
        return None, (), Border()
    classes = _yolo.class_names(folder)
    border = Border(classes.names.values())
    instances = _yolo.read_objects(text, classes, size_hw, border)
    return instances, tuple(dict.fromkeys(classes.names.values())), border


def _text_of(folder: Path, name: str) -> Path | None:
    """YOLO's file of a photo, whatever the case of its suffix."""
    exact = (folder / "labels" / name).with_suffix(".txt")
    upper = exact.with_suffix(".TXT")
    return exact if exact.exists() else upper if upper.exists() else None


def _regions(folder: Path, name: str, photo: UInt8[np.ndarray, "h w 3"], border: Border) -> Regions | None:
    path = _maps.beside(folder / "masks", name)
    if path is None:
        return None
    numbers = _classes(folder / "classes.txt")
    known = {number: category for number, category in numbers.items() if category not in _UNLABELLED}
    unlabelled = [number for number in (*numbers, _ALWAYS_VOID) if number not in known]
    size_hw = (photo.shape[0], photo.shape[1])
    return _maps.read_regions(path, known, size_hw, unlabelled=unlabelled, border=border)


def _classes(path: Path) -> dict[int, str]:
    """Number -> lower-case name."""
    found: dict[int, str] = {}
    for line in read_lines(path, "lines 'number name' for masks/"):
        number, _, name = line.replace("\t", " ").partition(" ")
        if not number.isdecimal() or not name.strip() or int(number) > 65535:
            raise UserError(f"{path}: the line {line!r} should read 'number name', e.g. '1 dog'")
        if int(number) in found:
            raise UserError(f"{path} has two classes with the number {number}; renumber one")
        found[int(number)] = name.strip().lower()
    if not any(name not in _UNLABELLED for name in found.values()):
        raise UserError(f"{path} names no class but {', '.join(found.values())}; add the others: '1 dog'")
    return found


def _read_class(folder: Path, split: Split, licence: str, classes: tuple[str, ...], prefix: str, name: str) -> Sample:
    return Sample(
        key=key_of(prefix + name),
        source="folder",
        split=split,
        licence=licence,
        photo=open_photo(folder / name),
        label=class_name(name),
        labels=classes,
    )
