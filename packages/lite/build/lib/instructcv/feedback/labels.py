"""The labels among the corrections as ordinary data sets in the `folder` layout, which `build`, `train` and `evaluate` read.

    labels/objects/cat+dog/   images/ annotations.json   every photo is annotated for exactly these categories
    labels/distances/         images/ depth/
    labels/classes/cat+dog/   cat/ dog/

One data set for each set of categories that was asked for: in such a data set a category without an annotation is known to be
absent, and nothing is said of those that nobody asked for. It is made from the corrections, so it can be made again at any time.
"""

import json
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from instructcv.files import whole, write_text

PHOTO, LABEL, DEPTH = "photo.png", "label.json", "depth_mm.png"
_IMAGES, _MAPS = "images", "depth"
"""Names that the `folder` layout gives."""


class Labelled(Protocol):
    """What is read of a saved correction (`store.Kept`)."""

    @property
    def folder(self) -> Path: ...

    @property
    def name(self) -> str: ...

    @property
    def is_labelled(self) -> bool: ...


def write(root: Path, corrections: Iterable[Labelled]) -> None:
    """Bring the data sets up to date; what is there already is not written again."""
    objects: dict[tuple[str, ...], list[tuple[str, Any]]] = {}
    for kept in corrections:
        if not kept.is_labelled:
            continue
        told = json.loads((kept.folder / LABEL).read_text(encoding="utf-8"))
        photo, name = kept.folder / PHOTO, f"{kept.name}.png"
        if told["label"] is not None:
            place(photo, root / "classes" / slug(told["labels"]) / slug([told["label"]]) / name)
        if (kept.folder / DEPTH).exists():
            place(kept.folder / DEPTH, root / "distances" / _MAPS / name)
            place(photo, root / "distances" / _IMAGES / name)
        if told["instances"] is not None:
            place(photo, root / "objects" / slug(told["things"]) / _IMAGES / name)
            objects.setdefault(tuple(told["things"]), []).append((name, told["instances"]))
    for things, photos in objects.items():
        text = json.dumps(coco(things, photos), ensure_ascii=False) + "\n"
        file = root / "objects" / slug(things) / "annotations.json"
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            write_text(file, text)


def coco(things: tuple[str, ...], photos: list[tuple[str, Any]]) -> dict[str, Any]:
    """COCO's annotation file."""
    ids = {name: number for number, name in enumerate(things, start=1)}
    annotations: list[dict[str, Any]] = []
    for image, (_, instances) in enumerate(photos, start=1):
        for item in instances:
            left, top, right, bottom = item["box_xyxy_px"]
            annotation = {
                "id": len(annotations) + 1,
                "image_id": image,
                "category_id": ids[item["category"]],
                "bbox": [left, top, right - left, bottom - top],
                "area": (right - left) * (bottom - top),
                "iscrowd": int(item["is_crowd"]),
            }
            if item["segmentation"] is not None:
                annotation["segmentation"] = item["segmentation"]
            annotations.append(annotation)
    return {
        "images": [{"id": number, "file_name": name} for number, (name, _) in enumerate(photos, start=1)],
        "annotations": annotations,
        "categories": [{"id": number, "name": name} for name, number in ids.items()],
    }


def place(source: Path, target: Path) -> None:
    """The same file under another name, as a link where the disk can; whole or not at all."""
    if target.exists():
        return
    with whole(target) as temporary:
        try:
            os.link(source, temporary)
        except OSError:  # another disk, or one without links
            shutil.copyfile(source, temporary)


def slug(names: Iterable[str]) -> str:
    """A folder's name for a set of categories; "a_b" for "a b", as the layout reads it back."""
    words = [re.sub(r"[^\w]+", "_", name.lower()).strip("_") or "x" for name in names]
    return "+".join(words)[:100]
