"""COCO 2017: everyday photographs with 80 kinds of things and 53 of stuff (Lin et al. 2014, Kirillov et al. 2019).

Layout: `{train,val}2017/*.jpg`, `annotations/instances_{train,val}2017.json`; where they exist also
`annotations/panoptic_{train,val}2017.json` and `annotations/panoptic_{train,val}2017/*.png` (segment id = R + 256 G +
65536 B). An annotation whose `segmentation` is empty has a box only. Test labels are not public.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from jaxtyping import Int16, UInt8

from instructcv.datasets._border import Border
from instructcv.datasets._coco_index import load_index
from instructcv.datasets._coco_json import check_size, read_instances
from instructcv.datasets._coco_tables import id_of
from instructcv.datasets._maps import may_hide
from instructcv.datasets.base import Listed, check_split, existing
from instructcv.errors import UserError
from instructcv.photos import open_photo
from instructcv.types import Dataset, Regions, Sample, Split

LICENCE = "annotations CC BY 4.0; photographs under each Flickr owner's terms"
SPLITS: tuple[Split, ...] = ("train", "val")

# Stuff has names such as "wall-other-merged"; several are one word to a person. "table-merged" and the thing "dining
# table" as well.
_PLAIN = {"dining table": "table", "playingfield": "playing field"}
_SUFFIXES = ("-merged", "-other", "-stuff")
_MERGED_KINDS = ("wall", "floor")  # wall-brick, wall-tile, floor-wood, ... are told apart by material only


def open(root: Path, *, split: Split, require_masks: bool = False) -> Dataset:
    """Photos with `instances` (and `regions` where the panoptic files have the photo).

    Args:
        require_masks: only photos each of whose objects has a mask.

    Raises:
        UserError: a missing or damaged file, or the split "test".
    """
    check_split("coco", split, SPLITS)
    annotations = existing(root, "the folder of COCO") / "annotations" / f"instances_{split}2017.json"
    index = load_index(annotations)
    ids = _in_order(i for i, masked in zip(index.ids, index.masked, strict=True) if masked or not require_masks)
    index.names()
    read = partial(_read, root, split)
    return Listed(name="coco", licence=LICENCE, split=split, items=tuple(ids), read=read, notes=index.notes)


def _in_order(ids: Iterable[Any]) -> list[Any]:
    """Numbers first."""
    return sorted(ids, key=lambda each: (isinstance(each, str), each))


def plain_name(name: str) -> str:
    """A panoptic category as a person says it: "wall-other-merged" is "wall", "dining table" is "table"."""
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    kind, _, detail = name.partition("-")
    name = kind if kind in _MERGED_KINDS else " ".join(part for part in (kind, detail) if part)
    return _PLAIN.get(name, name)


def _read(root: Path, split: Split, image_id: Any) -> Sample:
    path = root / "annotations" / f"instances_{split}2017.json"
    index = load_index(path)
    image = index.image(image_id)
    photo = open_photo(root / f"{split}2017" / image["file_name"], upright=False)
    border = Border(index.categories.values())
    check_size(photo, image, path, border)
    instances = read_instances(index, image_id, (photo.shape[0], photo.shape[1]), path, border)
    return Sample(
        key=Path(image["file_name"]).stem,
        source="coco",
        split=split,
        licence=index.licences.get(image.get("license", 0), "Flickr terms, not stated"),
        photo=photo,
        instances=instances,
        things=tuple(dict.fromkeys(index.categories.values())),
        unknown=frozenset(border.unknown),
        notes=border.notes,
        regions=_read_regions(root, split, image_id, (photo.shape[0], photo.shape[1])),
    )


def _read_regions(root: Path, split: Split, image_id: Any, size_hw: tuple[int, int]) -> Regions | None:
    path = root / "annotations" / f"panoptic_{split}2017.json"
    if not path.exists():
        return None
    index = load_index(path)
    annotations = index.annotations(image_id)
    if not annotations:
        return None
    if len(annotations) > 1:
        raise UserError(f"{path} has {len(annotations)} maps of image {image_id}; remove all but one")
    names = tuple(dict.fromkeys(plain_name(name) for name in index.categories.values()))
    ids: dict[int, int] = {0: -1}  # segment 0 = unlabelled
    try:
        png = root / "annotations" / f"panoptic_{split}2017" / annotations[0]["file_name"]
        for segment in annotations[0]["segments_info"]:
            category = index.categories.get(id_of(segment["category_id"]))
            if category is None:
                raise ValueError(f"no category has the id {segment['category_id']}")
            if segment["id"] in ids:
                raise ValueError(f"the segment {segment['id']} stands twice")
            ids[int(segment["id"])] = names.index(plain_name(category))
    except (KeyError, TypeError, ValueError) as error:
        raise UserError(
            f"{path}: the segments of image {image_id} are damaged ({error}); mend or remove them"
        ) from error
    colours = open_photo(png, upright=False)  # [h w 3]
    if colours.shape[:2] != size_hw:
        raise UserError(
            f"{png} is {colours.shape[1]} x {colours.shape[0]}, its photo {size_hw[1]} x {size_hw[0]}; unpack it again"
        )
    values = _lookup(colours, ids, png)
    return Regions(ids=values, names=names, complete=not may_hide(values < 0))


def _lookup(colours: UInt8[np.ndarray, "h w 3"], ids: dict[int, int], png: Path) -> Int16[np.ndarray, "h w"]:
    """The value of each pixel's segment, looked up once for each run of one colour.

    Raises:
        UserError: a segment that is not in `ids`.
    """
    rgba = np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2RGBA), dtype=np.uint8)
    segments = rgba.view("<u4").ravel() & 0xFFFFFF  # [h*w] R + 256 G + 65536 B, without the alpha
    starts = np.concatenate([[0], np.flatnonzero(segments[1:] != segments[:-1]) + 1])  # [runs]
    runs: list[int] = segments[starts].tolist()
    if unlisted := next((segment for segment in runs if segment not in ids), None):
        raise UserError(f"{png} has the segment {unlisted}, which the JSON beside it does not list; unpack both again")
    values = np.array([ids[segment] for segment in runs], dtype=np.int16)
    return np.repeat(values, np.diff(starts, append=segments.size)).reshape(colours.shape[:2])  # [h w]
