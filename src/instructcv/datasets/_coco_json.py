"""The objects of a photo in COCO's JSON, as `coco` and `folder` read them."""

from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8

from instructcv.datasets import _coco_masks
from instructcv.datasets._coco_index import CocoIndex
from instructcv.datasets.base import clip_box
from instructcv.errors import UserError
from instructcv.types import Instance


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
    for annotation in index.annotations(image_id):
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
