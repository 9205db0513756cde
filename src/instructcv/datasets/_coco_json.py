"""COCO's JSON: images, annotations and categories in one file. `coco` and `folder` read it."""

import logging
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8

from instructcv.datasets import _coco_masks
from instructcv.datasets.base import clip_box, read_json
from instructcv.errors import UserError
from instructcv.types import Instance

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class CocoIndex:
    """A parsed `instances` or `panoptic` file, kept once a process."""

    images: dict[int, dict[str, Any]]
    annotations: dict[int, list[dict[str, Any]]]
    """By image id."""
    categories: dict[int, str]
    licences: dict[int, str]


@lru_cache(maxsize=8)
def load_index(path: Path) -> CocoIndex:
    """Parse a COCO JSON file.

    Raises:
        UserError: missing, not JSON, not COCO's keys, a name that is missing, or an id that stands twice.
    """
    content = read_json(path, "COCO annotations")
    try:
        by_image: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
        for annotation in content["annotations"]:
            by_image[annotation["image_id"]].append(annotation)
        _check_names(path, "images", "file_name", content["images"])
        _check_names(path, "categories", "name", content["categories"])
        _check_unique(path, "images", content["images"])
        if all("id" in annotation for annotation in content["annotations"]):  # panoptic ones go by their image
            _check_unique(path, "annotations", content["annotations"])
        images = {image["id"]: image for image in content["images"]}
        if strangers := sum(len(of) for image_id, of in by_image.items() if image_id not in images):
            log.info("%s: %d annotations are of images that it does not list; they are left out", path, strangers)
        return CocoIndex(
            images=images,
            annotations=dict(by_image),
            categories={category["id"]: str(category["name"]).lower() for category in content["categories"]},
            licences={licence["id"]: str(licence["name"]) for licence in content.get("licenses") or ()},
        )
    except KeyError as error:
        raise UserError(f"{path} lacks COCO's key {error}; it needs images, annotations and categories") from error
    except TypeError as error:
        raise UserError(
            f"{path} is not in COCO's layout ({error}); images, annotations and categories are lists"
        ) from error


def _check_names(path: Path, what: str, key: str, entries: list[dict[str, Any]]) -> None:
    """Raises: UserError: an entry whose name is no text, or empty."""
    for entry in entries:
        if not (isinstance(entry[key], str) and entry[key].strip()):
            raise UserError(f"{path}: the {key} of the {what} with the id {entry.get('id')} is empty; fill it in")


def _check_unique(path: Path, what: str, entries: list[dict[str, Any]]) -> None:
    """Two entries of one id would silently become one. Raises: UserError."""
    seen: set[Any] = set()
    for entry in entries:
        if entry["id"] in seen:
            raise UserError(f"{path} has two {what} with the id {entry['id']}; renumber one")
        seen.add(entry["id"])


def check_size(photo: UInt8[np.ndarray, "h w 3"], image: dict[str, Any], path: Path) -> None:
    """Labels for a photo of another size would be silently wrong.

    Raises:
        UserError: `height` and `width` are stated and are not the photo's.
    """
    stated = (image.get("height", photo.shape[0]), image.get("width", photo.shape[1]))
    if stated != photo.shape[:2]:
        shown = f"{photo.shape[1]} x {photo.shape[0]}"
        raise UserError(
            f"{path} says that {image['file_name']} is {stated[1]} x {stated[0]}, but it is {shown}; mend one"
        )


def read_instances(
    index: CocoIndex, image_id: int, size_hw: tuple[int, int], path: Path
) -> tuple[tuple[Instance, ...], tuple[str, ...]]:
    """The objects of one photo, and a line for each that was left out: boxes without area inside the photo.

    Raises:
        UserError: an annotation that cannot be understood, by its id.
    """
    found: list[Instance] = []
    notes: list[str] = []
    for annotation in index.annotations.get(image_id, []):
        try:
            left, top, width, height = (float(number) for number in annotation["bbox"])
            box = clip_box((left, top, left + width, top + height), size_hw)
            category = index.categories.get(annotation["category_id"])
            if category is None:
                raise ValueError(f"no category has the id {annotation['category_id']}")
            mask = _coco_masks.decode(annotation.get("segmentation"), size_hw)
        except (KeyError, TypeError, ValueError) as error:
            shown = f"annotation {annotation.get('id')} of image {image_id}"
            raise UserError(f"{path}: {shown} is damaged ({error}); mend or remove it") from error
        if box is None:
            notes.append(f"annotation {annotation.get('id')}: no part of its box {annotation['bbox']} is in the photo")
            continue
        if mask is not None and not mask.any():
            notes.append(f"annotation {annotation.get('id')}: its mask has no pixel; its box is kept")
            mask = None
        crowd = bool(annotation.get("iscrowd", 0))
        found.append(Instance(category=category, box_xyxy_px=box, mask=mask, is_crowd=crowd))
    return tuple(found), tuple(notes)
