"""PASCAL VOC's XML annotations, as `voc` and `oxford_pet` read them."""

import math
from pathlib import Path
from xml.etree import ElementTree

from instructcv.datasets._border import Border
from instructcv.datasets.base import existing
from instructcv.errors import UserError
from instructcv.types import BoxXYXY

NAMESPACED, SIZE = "XML files in a namespace of their own", "stated sizes that their own boxes leave"


def read_xml(path: Path, what: str, border: Border) -> ElementTree.Element:
    """The root of an XML annotation, its names without namespaces.

    Raises:
        UserError: missing, not XML, or no annotation.
    """
    try:
        root = ElementTree.fromstring(existing(path, what).read_bytes())
    except (OSError, ElementTree.ParseError, LookupError, ValueError) as error:  # of an encoding that there is not
        raise UserError(f"{path} ({what}) is not valid XML: {error}; unpack it again") from error
    namespaced = False
    for element in root.iter():
        _, namespace, name = element.tag.rpartition("}")
        element.tag = name.strip().lower()
        namespaced |= bool(namespace)
    if namespaced:
        border.mend(NAMESPACED, str(path))
    if root.tag != "annotation":
        raise UserError(
            f"{path} ({what}) is a <{root.tag}>, not an <annotation> in PASCAL VOC's layout; unpack it again"
        )
    return root


def check_size(root: ElementTree.Element, size_hw: tuple[int, int], path: Path, border: Border) -> None:
    """Boxes for a photo of another size would be silently wrong.

    A stated size that the annotation's own boxes leave, while all of them are in the photo, is nobody's and is passed over; 0 states
    nothing.

    Raises:
        UserError: the size that the annotation states is not the photo's.
    """
    stated = [root.findtext(f"size/{side}", "0").strip() for side in ("width", "height")]
    try:
        numbers = [float(text or 0) for text in stated]
    except ValueError as error:
        raise UserError(f"{path} says that its photo is {' x '.join(stated)}, which is no size; mend it") from error
    if all(numbers) and numbers != [size_hw[1], size_hw[0]]:
        farthest = _farthest(root)
        if farthest[0] > numbers[0] or farthest[1] > numbers[1]:
            if farthest[0] <= size_hw[1] and farthest[1] <= size_hw[0]:
                border.mend(SIZE, str(path))
                return
        raise UserError(
            f"{path} says that its photo is {' x '.join(stated)}, but it is {size_hw[1]} x {size_hw[0]} (width x height); is it "
            "the photo that was labelled? mend one"
        )


def _farthest(root: ElementTree.Element) -> tuple[float, float]:
    """Of all boxes to the right and down; infinite where one is no number."""
    sides = [[item.findtext(f"bndbox/{side}") for item in root.iter("object")] for side in ("xmax", "ymax")]
    try:
        right, bottom = (max((float(text or "inf") for text in side), default=0.0) for side in sides)
    except ValueError:
        return math.inf, math.inf
    return right, bottom


def voc_box(
    item: ElementTree.Element,
    shown: str,
    size_hw: tuple[int, int],
    border: Border,
    category: str,
    around: BoxXYXY | None = None,
) -> BoxXYXY | None:
    """The `bndbox` of an `object` element (1-based, last pixel included) as our exclusive xyxy; None where it was left out."""
    boxes = item.findall("bndbox")
    texts = [boxes[0].findtext(side) for side in ("xmin", "ymin", "xmax", "ymax")] if len(boxes) == 1 else [None] * 4
    try:
        left, top, right, bottom = (float(text or "") for text in texts)
    except ValueError:
        return border.box([None] * 4, size_hw, shown, category, around)
    if left > right or top > bottom:  # the inclusive side is the larger one, whatever it is called
        left, right, top, bottom = (*_one_less(left, right), *_one_less(top, bottom))
    else:
        left, top = left - 1, top - 1
    return border.box((left, top, right, bottom), size_hw, shown, category, around)


def _one_less(low: float, high: float) -> tuple[float, float]:
    """The smaller of two corners counts from 0; they stay in the order in which they came."""
    return (low, high - 1) if low > high else (low - 1, high)
