"""The objects of a photo in COCO's JSON, as `coco` and `folder` read them."""

from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8

from instructcv.datasets import _coco_masks
from instructcv.datasets._border import Border, Mask
from instructcv.datasets._coco_index import CocoIndex
from instructcv.datasets._coco_tables import id_of
from instructcv.datasets.base import clip_box
from instructcv.errors import UserError
from instructcv.samples.truth import mask_box
from instructcv.types import BoxXYXY, Instance

UNMATCHED = "annotations whose category the file does not list"
NO_PIXELS = "masks without a pixel, of which the box is kept"


def check_size(photo: UInt8[np.ndarray, "h w 3"], image: dict[str, Any], path: Path, border: Border) -> None:
    """Labels for a photo of another size would be silently wrong.

    Raises:
        UserError: `height` and `width` are stated and are not the photo's.
    """
    stated: list[float | None] = []
    for name, is_ in (("width", photo.shape[1]), ("height", photo.shape[0])):
        value = image.get(name)
        numbers = border.numbers([value], f"{path}: the {name} of {image['file_name']}") if value is not None else None
        stated.append(float(is_) if value is None else numbers[0] if numbers else None)
    if stated == [photo.shape[1], photo.shape[0]]:
        return
    said = " x ".join(str(image.get(name)) for name in ("width", "height"))
    shown = f"{photo.shape[1]} x {photo.shape[0]}"
    if stated == [photo.shape[0], photo.shape[1]]:
        hint = "width and height are swapped, or the photo was turned; mend the file, or turn the photo"
    else:
        hint = "is it the photo that was labelled? mend one"
    raise UserError(f"{path} says that {image['file_name']} is {said}, but it is {shown} (width x height); {hint}")


def read_instances(
    index: CocoIndex, image_id: Any, size_hw: tuple[int, int], path: Path, border: Border
) -> tuple[Instance, ...]:
    """The objects of one photo; what became of each label is told to `border`.

    Raises:
        UserError: an annotation that contradicts itself or cannot be understood, by its id.
    """
    annotations = index.annotations(image_id)
    if not annotations and index.strangers:
        border.doubt(
            "photos without objects in files with annotations of unlisted images",
            f"{path}: {index.strangers} annotations are of images that it does not list; those of {image_id} may be among them",
            index.categories.values(),
        )
    found: list[Instance] = []
    for annotation in annotations:
        shown = f"{path}: annotation {annotation.get('id')} of image {image_id}"
        try:
            item = _instance(index, annotation, size_hw, shown, border)
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
            wrong = f"it has no {error.args[0]}" if isinstance(error, KeyError) else str(error)
            raise UserError(f"{shown} is damaged ({wrong}); mend or remove it") from error
        if item is not None:
            found.append(item)
    return border.distinct(found, f"{path}: image {image_id}")


def _instance(
    index: CocoIndex, annotation: dict[str, Any], size_hw: tuple[int, int], shown: str, border: Border
) -> Instance | None:
    category = index.categories.get(id_of(annotation["category_id"]))
    if category is None:
        border.leave_out(UNMATCHED, f"{shown}: no category has the id {annotation['category_id']!r}")
        return None
    outline = annotation.get("segmentation")
    mask = _coco_masks.decode(outline, size_hw)
    around = None if mask is None else _around(outline, mask, size_hw)
    box = border.box(_corners(annotation.get("bbox"), shown, border), size_hw, shown, category, around)
    if box is None:
        return None
    if mask is not None and not mask.any():
        border.mend(NO_PIXELS, shown)
        mask = None
    return Instance(category=category, box_xyxy_px=box, mask=mask, is_crowd=_is_crowd(annotation.get("iscrowd")))


def _corners(bbox: Any, shown: str, border: Border) -> list[Any]:
    """COCO's left, top, width, height as corners; a box that is missing has none.

    Raises:
        ValueError: not four of anything.
    """
    if bbox is None or bbox == []:
        return [None] * 4
    if isinstance(bbox, str):
        raise ValueError("its bbox is text, not 4 numbers")
    values = list(bbox)
    if len(values) != 4:
        raise ValueError(f"its bbox has {len(values)} numbers, not 4")
    numbers = border.numbers(values, shown)
    if numbers is None:
        return [None] * 4
    left, top, width, height = numbers
    return [left, top, left + width, top + height]


def _around(outline: Any, mask: Mask, size_hw: tuple[int, int]) -> BoxXYXY | None:
    """The box around polygons, to parts of a pixel, or around a mask; None where nothing of it is in the photo."""
    if not isinstance(outline, list):
        return mask_box(mask)
    points = np.concatenate([np.asarray(polygon, dtype=np.float64).reshape(-1, 2) for polygon in outline])  # [n 2]
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return clip_box((left, top, right, bottom), size_hw)


def _is_crowd(value: Any) -> bool:
    """COCO's `iscrowd`: 0 or 1, and in other tools' files also text or true.

    Raises:
        ValueError: anything else.
    """
    word = str(value).strip().lower()
    if word in ("1", "1.0", "true"):
        return True
    if word in ("0", "0.0", "false", "none", ""):
        return False
    raise ValueError(f"its iscrowd is {value!r}, neither 0 nor 1")
