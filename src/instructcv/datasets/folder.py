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
import logging
from functools import partial
from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from instructcv.datasets import _yolo
from instructcv.datasets._coco_index import load_index
from instructcv.datasets._coco_json import check_size, read_instances
from instructcv.datasets.base import Listed, existing, key_of, read_depth_m, read_lines, read_regions
from instructcv.errors import UserError
from instructcv.photos import open_photo
from instructcv.types import Dataset, Instance, Regions, Sample, Split

log = logging.getLogger(__name__)

LICENCE = "not stated"
SPLITS: tuple[Split, ...] = ("train", "val", "test")
_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff")
_UNLABELLED = frozenset({"void", "unlabelled", "unlabeled", "ignore", "unknown"})
_ALWAYS_VOID = 255
"""The usual value of "do not care" in class maps."""
Item = tuple[str, int | None]
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
    photos = _photos(folder / "images" if labelled else folder)
    classes = () if labelled else tuple(sorted({class_name(path) for path in photos}))
    if not own_splits:
        photos = [path for path in photos if _split_of(path) == split]
    if not photos:
        raise UserError(
            f"{root} has too few photos for a split {split!r}; add photos, or make folders train, val, test"
        )
    if labelled:
        read = partial(_read_labelled, folder, split, licence)
        return Listed(name="folder", licence=licence, split=split, items=_with_ids(folder, photos), read=read)
    read = partial(_read_class, folder, split, licence, classes)
    return Listed(name="folder", licence=licence, split=split, items=tuple(photos), read=read)


def class_name(photo: str) -> str:
    """The class that a photo's folder stands for: "Golden_Retriever/a.jpg" is "golden retriever"."""
    return Path(photo).parts[0].replace("_", " ").replace("-", " ").lower()


def _photos(folder: Path) -> list[str]:
    """All photos below `folder`, as relative paths; in a folder of classes those at the top are nobody's."""
    found = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES
    )
    if folder.name != "images":
        found = [path for path in found if "/" in path]
    if not found:
        raise UserError(f"{folder} holds no photos; put them into {folder}/images, or into one folder a class")
    keys: dict[str, str] = {}
    for path in found:
        other = keys.setdefault(key_of(path), path)
        if other != path:
            raise UserError(f"{folder} has two photos of one name, {other} and {path}; rename one")
    return found


def _split_of(photo: str) -> Split:
    share = int.from_bytes(hashlib.sha256(key_of(photo).encode()).digest()[:8], "big") / 2**64
    return "test" if share < 0.1 else "val" if share < 0.2 else "train"


def _with_ids(folder: Path, photos: list[str]) -> tuple[Item, ...]:
    if not any((folder / name).exists() for name in ("masks", "depth", "labels", "annotations.json")):
        raise UserError(
            f"{folder} has images but no labels; add masks/ with classes.txt, depth/, labels/ or annotations.json"
        )
    objects = folder / "annotations.json"
    if not objects.exists():
        return tuple((photo, None) for photo in photos)
    ids = {name.removeprefix("images/"): image_id for name, image_id in load_index(objects).names().items()}
    absent = [name for name in ids if not (folder / "images" / name).exists()]
    if absent:
        log.info("%s lists %d photos that are not there, e.g. %s", objects, len(absent), absent[0])
    return tuple((photo, ids.get(photo)) for photo in photos)


def _read_labelled(folder: Path, split: Split, licence: str, item: Item) -> Sample:
    name, image_id = item
    photo = open_photo(folder / "images" / name)
    size_hw = (photo.shape[0], photo.shape[1])
    depth = (folder / "depth" / name).with_suffix(".png")
    instances, things, notes = _objects(folder, name, image_id, photo)
    return Sample(
        key=key_of(name),
        source="folder",
        split=split,
        licence=licence,
        photo=photo,
        instances=instances,
        things=things,
        notes=notes,
        regions=_regions(folder, name, photo),
        depth_m=read_depth_m(depth, "depth in millimetres", size_hw) if depth.exists() else None,
    )


Objects = tuple[tuple[Instance, ...] | None, tuple[str, ...], tuple[str, ...]]
"""Instances (None = not annotated), their vocabulary, and what was left out."""


def _objects(folder: Path, name: str, image_id: int | None, photo: UInt8[np.ndarray, "h w 3"]) -> Objects:
    """From `annotations.json` where it has the photo, else from `labels/`."""
    size_hw = (photo.shape[0], photo.shape[1])
    if image_id is not None:
        path = folder / "annotations.json"
        index = load_index(path)
        check_size(photo, index.image(image_id), path)
        instances, notes = read_instances(index, image_id, size_hw, path)
        return instances, tuple(index.categories.values()), notes
    text = (folder / "labels" / name).with_suffix(".txt")
    if not text.exists():
        return None, (), ()
    names = _yolo.class_names(folder)
    instances, notes = _yolo.read_objects(text, names, size_hw)
    return instances, tuple(dict.fromkeys(names.values())), notes


def _regions(folder: Path, name: str, photo: UInt8[np.ndarray, "h w 3"]) -> Regions | None:
    path = (folder / "masks" / name).with_suffix(".png")
    if not path.exists():
        return None
    numbers = _classes(folder / "classes.txt")
    known = {number: category for number, category in numbers.items() if category not in _UNLABELLED}
    void = [number for number in (*numbers, _ALWAYS_VOID) if number not in known]
    return read_regions(path, known, (photo.shape[0], photo.shape[1]), void=void)


def _classes(path: Path) -> dict[int, str]:
    """Number -> lower-case name."""
    found: dict[int, str] = {}
    for line in read_lines(path, "lines 'number name' for masks/"):
        number, _, name = line.partition(" ")
        if not number.isdigit() or not name.strip() or int(number) > 65535:
            raise UserError(f"{path}: the line {line!r} should read 'number name', e.g. '1 dog'")
        if int(number) in found:
            raise UserError(f"{path} has two classes with the number {number}; renumber one")
        found[int(number)] = name.strip().lower()
    return found


def _read_class(folder: Path, split: Split, licence: str, classes: tuple[str, ...], name: str) -> Sample:
    return Sample(
        key=key_of(name),
        source="folder",
        split=split,
        licence=licence,
        photo=open_photo(folder / name),
        label=class_name(name),
        labels=classes,
    )
