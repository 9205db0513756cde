"""Scenes: samples of any data set as square arrays on disk, ready to be drawn thousands of times a minute.

    scenes/rooms-train/shard-00003/{photo,regions,instances,depth_mm}.npy + records.json

A shard appears whole or not at all (written under a temporary name, then renamed), so a killed build goes on where it
was.
"""

import json
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from jaxtyping import UInt8, UInt16
from tqdm import tqdm

from instructcv.backends.processes import run
from instructcv.errors import UserError
from instructcv.files import whole_folder
from instructcv.samples.notes import summary, tally
from instructcv.samples.resize import resized
from instructcv.types import Dataset, Instance, Regions, Sample

log = logging.getLogger(__name__)

SIDE_PX = 256
"""Photos are squeezed to a square of this side, unless told otherwise: the model sees them so at inference too."""
SHARD = 128
"""Samples a shard."""
_NONE = 255


def shards_of(count: int) -> list[range]:
    """The plan: which samples make up which shard."""
    return [range(start, min(start + SHARD, count)) for start in range(0, count, SHARD)]


def build(dataset: Dataset, out: Path, *, processes: int = 2, side_px: int = SIDE_PX) -> Path:
    """Write every shard that is not there yet; same bytes for any number of processes.

    Raises:
        UserError: a photo or a label cannot be read.
        JobFailedError: a shard failed several times for a reason of ours.
    """
    out.mkdir(parents=True, exist_ok=True)
    plan = [(_shard(out, number), part) for number, part in enumerate(shards_of(len(dataset)))]
    todo = [number for number, (folder, _) in enumerate(plan) if not folder.exists()]
    if not todo:
        return out
    work = partial(_write_numbered, dataset=dataset, out=out, side_px=side_px)
    with tqdm(total=sum(len(plan[number][1]) for number in todo), unit="picture", desc=out.name, disable=None) as bar:
        for _, written in run(work, todo, workers=processes):
            bar.update(written)
    return out


def labels_of(out: Path) -> list[str]:
    """What was read for the scenes of a data set, mended, left out and unknown, a line each."""
    return summary(
        sum((Counter(_records(shard).get("labels", {})) for shard in sorted(out.glob("shard-*"))), Counter[str]())
    )


def _shard(out: Path, number: int) -> Path:
    return out / f"shard-{number:05d}"


def _write_numbered(number: int, *, dataset: Dataset, out: Path, side_px: int) -> int:
    return _write_shard(dataset, shards_of(len(dataset))[number], _shard(out, number), side_px)


def _write_shard(dataset: Dataset, part: range, folder: Path, side_px: int) -> int:
    cv2.setNumThreads(1)
    tallies, scenes = Counter[str](), list[Sample]()
    for index in part:
        sample = dataset[index]
        tallies += tally(sample)
        scenes.append(apart(resized(sample, (side_px, side_px))))
    arrays = {"photo": np.stack([s.photo for s in scenes])}
    if any(s.regions is not None for s in scenes):
        arrays["regions"] = np.stack([_region_bytes(s) for s in scenes])
    if any(s.instances is not None for s in scenes):
        arrays["instances"] = np.stack([_instance_bytes(s) for s in scenes])
    if any(s.depth_m is not None for s in scenes):
        arrays["depth_mm"] = np.stack([_depth_mm(s) for s in scenes])
    first = scenes[0]
    common = _common(first)
    records = {"common": common, "labels": tallies, "scenes": [_record(s, common) for s in scenes]}
    try:
        with whole_folder(folder) as temporary:
            for name, array in arrays.items():
                np.save(temporary / f"{name}.npy", array)
            (temporary / "records.json").write_text(json.dumps(records), encoding="utf-8")
    except OSError:
        if not folder.exists():  # another process was first, with the same bytes
            raise
    return len(part)


def _common(sample: Sample) -> dict[str, Any]:
    """What the photos of a data set mostly share, so that it is written once."""
    return {
        "source": sample.source,
        "split": sample.split,
        "licence": sample.licence,
        "things": sample.things,
        "labels": sample.labels,
        "regions": sample.regions and sample.regions.names,
    }


def _region_bytes(sample: Sample) -> UInt8[np.ndarray, "s s"]:
    """Raises UserError where there are more classes than a byte can tell apart."""
    if sample.regions is None:
        return np.full(sample.size_hw, _NONE, np.uint8)
    if len(sample.regions.names) >= _NONE:
        raise UserError(
            f"{sample.source}/{sample.key} has {len(sample.regions.names)} classes of regions; mini learns {_NONE - 1} at most, "
            "merge some in classes.txt"
        )
    return np.where(sample.regions.ids < 0, _NONE, sample.regions.ids).astype(np.uint8)


def apart(sample: Sample) -> Sample:
    """Masks as one map can keep them: where they overlap the smaller one wins, as in `samples.truth`, and an object that is hidden
    altogether, or the 255th of a photo, becomes a crowd: something is there.
    """
    ids, kept = _instance_bytes(sample), list[Instance]()
    for number, item in enumerate(sample.instances or (), start=1):
        mask = None if item.mask is None else ids == number
        lost = mask is not None and not mask.any()
        kept.append(replace(item, mask=None, is_crowd=True) if lost else replace(item, mask=mask))
    return replace(sample, instances=sample.instances and tuple(kept))


def _instance_bytes(sample: Sample) -> UInt8[np.ndarray, "s s"]:
    ids = np.zeros(sample.size_hw, np.uint8)
    masks = [(n, item.mask) for n, item in enumerate(sample.instances or (), start=1) if item.mask is not None]
    for number, mask in sorted(masks, key=lambda pair: int(pair[1].sum()), reverse=True):
        if number < _NONE:
            ids[mask] = number
    return ids


def _depth_mm(sample: Sample) -> UInt16[np.ndarray, "s s"]:
    if sample.depth_m is None:
        return np.zeros(sample.size_hw, np.uint16)
    return (sample.depth_m * 1000).clip(0, 65_535).round().astype(np.uint16)


def _record(sample: Sample, common: dict[str, Any]) -> dict[str, Any]:
    """One scene's line; what it does not share with the shard, as where only some photos have masks, stands in it, too."""
    instances = None
    if sample.instances is not None:
        instances = [(i.category, i.box_xyxy_px, i.mask is not None, i.is_crowd) for i in sample.instances]
    return {
        "key": sample.key,
        "label": sample.label,
        "instances": instances,
        "regions": sample.regions is not None,
        "complete": sample.regions is None or sample.regions.complete,
        "unknown": sorted(sample.unknown),
        "depth": sample.depth_m is not None,
        "focal_xy_px": sample.focal_xy_px,
        "own": {name: value for name, value in _common(sample).items() if value != common[name]},
    }


class Scenes:
    """A built folder as a data set; shards stay memory-mapped."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shards = sorted(folder.glob("shard-*"))
        if not self.shards:
            raise UserError(f"{folder} holds no scenes; `instructcv train` builds them from the data sets below --data")
        self.sizes = [len(_records(shard)["scenes"]) for shard in self.shards]
        common = _records(self.shards[0])["common"]
        self.name, self.licence, self.split = common["source"], common["licence"], common["split"]

    def nouns(self) -> set[str]:
        """Every category that some photo's vocabulary has."""
        shared = [_records(shard)["common"] for shard in self.shards]
        own = [scene.get("own", {}) for shard in self.shards for scene in _records(shard)["scenes"]]
        return {
            noun for one in (*shared, *own) for part in ("things", "labels", "regions") for noun in one.get(part) or ()
        }

    def __len__(self) -> int:
        return sum(self.sizes)

    def __iter__(self) -> Iterator[Sample]:
        return (self[i] for i in range(len(self)))

    def __getitem__(self, index: int) -> Sample:
        for shard, size in zip(self.shards, self.sizes, strict=True):
            if index < size:
                return _load(shard, index)
            index -= size
        raise IndexError(index)


@lru_cache(maxsize=4096)
def _records(shard: Path) -> dict[str, Any]:
    return json.loads((shard / "records.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def _array(path: Path) -> np.ndarray:
    return np.load(path, mmap_mode="r")


def _load(shard: Path, index: int) -> Sample:
    records = _records(shard)
    record = records["scenes"][index]
    common = records["common"] | record.get("own", {})  # scenes of older builds share everything
    regions = instances = depth_m = None
    if record["regions"]:
        ids = _array(shard / "regions.npy")[index].astype(np.int16)
        regions = Regions(
            ids=np.where(ids == _NONE, np.int16(-1), ids),
            names=tuple(common["regions"]),
            complete=record.get("complete", True),  # older shards do not say
        )
    if record["instances"] is not None:
        ids = _array(shard / "instances.npy")[index]
        instances = tuple(
            Instance(category=category, box_xyxy_px=tuple(box), mask=ids == number if masked else None, is_crowd=crowd)
            for number, (category, box, masked, crowd) in enumerate(record["instances"], start=1)
        )
    if record["depth"]:
        depth_m = _array(shard / "depth_mm.npy")[index].astype(np.float32) / 1000
    return Sample(
        key=record["key"],
        source=common["source"],
        split=common["split"],
        licence=common["licence"],
        photo=np.array(_array(shard / "photo.npy")[index]),
        instances=instances,
        things=tuple(common["things"]),
        regions=regions,
        depth_m=depth_m,
        focal_xy_px=tuple(focal) if (focal := record.get("focal_xy_px")) else None,
        label=record["label"],
        labels=tuple(common["labels"]),
        unknown=frozenset(record.get("unknown", ())),
    )
