"""Corrections on disk. One folder each, which appears whole and never changes: where it is, the correction is saved.

feedback/corrections/20261129T183300123456-1f2e3d/
    correction.json   date, checkpoint, wording, question, verdict
    photo.png  rejected.png  preferred.png (where the label settles the question)
    label.json        objects as COCO has them, class; depth_mm.png beside it
feedback/labels/...   the same labels as data sets in the `folder` layout (`labels.py`), made from the above
"""

import json
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from instructcv.errors import UserError
from instructcv.feedback import labels
from instructcv.feedback.answered import Answered, pack, rgb_of, unpack
from instructcv.feedback.correction import LICENCE, Correction, sample_of
from instructcv.feedback.preferred import preferred
from instructcv.files import whole_folder, write_text
from instructcv.photos import open_photo
from instructcv.types import Instance, LabelFormat, LegendEntry, Query, Sample

RECORD, LABEL, PHOTO, DEPTH = "correction.json", "label.json", "photo.png", "depth_mm.png"
REJECTED, PREFERRED = "rejected.png", "preferred.png"


@dataclass(frozen=True, kw_only=True, eq=False)
class Kept:
    """A saved correction; pictures are read when asked for."""

    folder: Path
    date: str
    """ISO 8601, UTC."""
    checkpoint: str
    photo_name: str
    verdict: str
    query: Query

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def is_labelled(self) -> bool:
        return (self.folder / LABEL).exists()

    @property
    def is_pair(self) -> bool:
        return (self.folder / PREFERRED).exists()

    def picture(self, name: str) -> UInt8[np.ndarray, "h w 3"]:
        """One of `PHOTO`, `REJECTED`, `PREFERRED`."""
        return open_photo(self.folder / name)

    def sample(self) -> Sample:
        """The photo with its label.

        Raises:
            UserError: it has none, or a file is damaged.
        """
        return _read_sample(self)


class Store:
    """The corrections below one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.corrections = root / "corrections"

    def add(self, answered: Answered, said: Correction, *, by: str) -> Kept:
        """Save one; when this returns it is on disk, whole.

        Args:
            answered: what is corrected.
            said: what is right.
            by: "page", "shell", ...

        Raises:
            UserError: what was said does not fit the answer, or the folder cannot be written.
        """
        now = datetime.now(UTC)
        name = f"{now:%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"  # to the microsecond: their order is that of time
        sample = sample_of(answered, said, name)
        better = None if sample is None or said.verdict == "good" else preferred(answered, sample)
        record = {
            "date": now.isoformat(timespec="seconds"),
            "checkpoint": answered.checkpoint,
            "photo": answered.photo_name,
            "verdict": said.verdict,
            "by": by,
            "query": _plain(answered.query),
        }
        folder = self.corrections / name
        try:
            with whole_folder(folder) as temporary:
                _save(temporary / PHOTO, answered.photo)
                _save(temporary / REJECTED, answered.picture)
                if better is not None:
                    _save(temporary / PREFERRED, better)
                if sample is not None:
                    _write_label(sample, temporary)
                write_text(temporary / RECORD, json.dumps(record, indent=1, ensure_ascii=False) + "\n")
            labels.write(self.root / "labels", self)
        except OSError as error:
            raise UserError(f"cannot write to {self.root}: {error.strerror or error}; choose another folder") from error
        return _kept(folder)

    def __iter__(self) -> Iterator[Kept]:
        """Oldest first."""
        if self.corrections.is_dir():
            for folder in sorted(self.corrections.iterdir()):
                if not folder.name.startswith(".") and folder.is_dir():
                    yield _kept(folder)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _kept(folder: Path) -> Kept:
    try:
        told = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return Kept(
            folder=folder,
            date=told["date"],
            checkpoint=told["checkpoint"],
            photo_name=told["photo"],
            verdict=told["verdict"],
            query=_query(told["query"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{folder} is a damaged correction ({error!r}); remove the folder") from error


def _plain(query: Query) -> dict[str, Any]:
    return {
        "task": query.task,
        "instruction": query.instruction,
        "legend": [[e.category, f"#{bytes(e.rgb).hex()}", list(e.members)] for e in query.legend],
        "otherwise": f"#{bytes(query.otherwise_rgb).hex()}",
        "label_format": asdict(query.label_format),
    }


def _query(told: dict[str, Any]) -> Query:
    return Query(
        task=told["task"],
        instruction=told["instruction"],
        legend=tuple(
            LegendEntry(category=category, rgb=rgb_of(colour), members=tuple(members))
            for category, colour, members in told["legend"]
        ),
        otherwise_rgb=rgb_of(told["otherwise"]),
        label_format=LabelFormat(**told["label_format"]),
    )


def _write_label(sample: Sample, folder: Path) -> None:
    objects = None
    if sample.instances is not None:
        objects = [
            {
                "category": item.category,
                "box_xyxy_px": list(item.box_xyxy_px),
                "segmentation": None if item.mask is None else pack(item.mask),
                "is_crowd": item.is_crowd,
            }
            for item in sample.instances
        ]
    told = {"instances": objects, "things": sample.things, "label": sample.label, "labels": sample.labels}
    write_text(folder / LABEL, json.dumps(told, ensure_ascii=False) + "\n")
    if sample.depth_m is not None:
        _save(folder / DEPTH, np.rint(np.clip(sample.depth_m, 0, 65.535) * 1000).astype(np.uint16))


def _read_sample(kept: Kept) -> Sample:
    try:
        told = json.loads((kept.folder / LABEL).read_text(encoding="utf-8"))
        instances = told["instances"]
        depth_file = kept.folder / DEPTH
        depth_m = None
        if depth_file.exists():
            with Image.open(depth_file) as image:
                depth_m = np.asarray(image).astype(np.float32) / np.float32(1000)
        return Sample(
            key=kept.name,
            source="feedback",
            split="train",
            licence=LICENCE,
            photo=kept.picture(PHOTO),
            instances=None if instances is None else tuple(map(_instance, instances)),
            things=tuple(told["things"]),
            depth_m=depth_m,
            label=told["label"],
            labels=tuple(told["labels"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{kept.folder} is a damaged correction ({error!r}); remove the folder") from error


def _instance(told: dict[str, Any]) -> Instance:
    left, top, right, bottom = told["box_xyxy_px"]
    outline = told["segmentation"]
    return Instance(
        category=told["category"],
        box_xyxy_px=(left, top, right, bottom),
        mask=None if outline is None else unpack(outline),
        is_crowd=told["is_crowd"],
    )


def _save(path: Path, pixels: np.ndarray) -> None:
    Image.fromarray(pixels).save(path, "PNG", compress_level=4)
