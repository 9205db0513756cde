"""Scenes: samples of any data set as square arrays on disk, ready to be drawn thousands of times a minute.

    scenes/rooms-train/shard-00003/{photo,regions,instances,depth_mm}.npy + records.json

A shard appears whole or not at all (written under a temporary name, then renamed), so a killed build goes on where it
was.
"""

import json
import logging
import os
import shutil
import uuid
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from jaxtyping import UInt8, UInt16
from tqdm import tqdm

from instructcv.errors import UserError
from instructcv.types import Dataset, Instance, Regions, Sample

log = logging.getLogger(__name__)

SIDE_PX = 256
"""Photos are squeezed to a square of this side: the model sees them so at inference too."""
SHARD = 128
"""Samples a shard."""
_NONE = 255


def shards_of(count: int) -> list[range]:
    """The plan: which samples make up which shard."""
    return [range(start, min(start + SHARD, count)) for start in range(0, count, SHARD)]


def build(dataset: Dataset, out: Path, *, processes: int = 2) -> Path:
    """Write every shard that is not there yet; same bytes for any number of processes."""
    out.mkdir(parents=True, exist_ok=True)
    plan = {out / f"shard-{number:05d}": part for number, part in enumerate(shards_of(len(dataset)))}
    todo = {folder: part for folder, part in plan.items() if not folder.exists()}
    if not todo:
        return out
    bar = tqdm(total=sum(map(len, todo.values())), unit="picture", desc=out.name)
    if processes <= 1:
        for folder, part in todo.items():
            bar.update(_write_shard(dataset, part, folder))
        return out
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(_write_shard, dataset, part, folder) for folder, part in todo.items()]
        for job in jobs:
            bar.update(job.result())
    return out


def _write_shard(dataset: Dataset, part: range, folder: Path) -> int:
    cv2.setNumThreads(1)
    scenes = [_squeeze(dataset[i]) for i in part]
    temporary = folder.with_name(f".{folder.name}-{uuid.uuid4().hex}")
    temporary.mkdir()
    np.save(temporary / "photo.npy", np.stack([s.photo for s in scenes]))
    if any(s.regions is not None for s in scenes):
        np.save(temporary / "regions.npy", np.stack([_region_bytes(s) for s in scenes]))
    if any(s.instances is not None for s in scenes):
        np.save(temporary / "instances.npy", np.stack([_instance_bytes(s) for s in scenes]))
    if any(s.depth_m is not None for s in scenes):
        np.save(temporary / "depth_mm.npy", np.stack([_depth_mm(s) for s in scenes]))
    first = scenes[0]
    vocabulary = {"things": first.things, "labels": first.labels, "regions": first.regions and first.regions.names}
    common = {"source": first.source, "split": first.split, "licence": first.licence, **vocabulary}
    records = {"common": common, "scenes": [_record(s) for s in scenes]}
    (temporary / "records.json").write_text(json.dumps(records))
    try:
        os.rename(temporary, folder)
    except OSError:  # another process was first, with the same bytes
        shutil.rmtree(temporary)
    return len(part)


def _squeeze(sample: Sample) -> Sample:
    """The sample at SIDE_PX x SIDE_PX, whatever its shape was."""
    h, w = sample.size_hw
    if (h, w) == (SIDE_PX, SIDE_PX):
        return sample
    size = (SIDE_PX, SIDE_PX)
    scale = np.array([SIDE_PX / w, SIDE_PX / h] * 2)

    def nearest(a: np.ndarray) -> np.ndarray:
        return cv2.resize(a, size, interpolation=cv2.INTER_NEAREST)

    instances = sample.instances and tuple(
        replace(
            instance,
            box_xyxy_px=tuple((np.array(instance.box_xyxy_px) * scale).tolist()),
            mask=None if instance.mask is None else nearest(instance.mask.astype(np.uint8)).astype(bool),
        )
        for instance in sample.instances
    )
    return replace(
        sample,
        photo=cv2.resize(sample.photo, size, interpolation=cv2.INTER_AREA),
        instances=instances,
        regions=sample.regions and replace(sample.regions, ids=nearest(sample.regions.ids)),
        depth_m=None if sample.depth_m is None else nearest(sample.depth_m),
    )


def _region_bytes(sample: Sample) -> UInt8[np.ndarray, "s s"]:
    if sample.regions is None:
        return np.full((SIDE_PX, SIDE_PX), _NONE, np.uint8)
    assert len(sample.regions.names) < _NONE
    return np.where(sample.regions.ids < 0, _NONE, sample.regions.ids).astype(np.uint8)


def _instance_bytes(sample: Sample) -> UInt8[np.ndarray, "s s"]:
    ids = np.zeros((SIDE_PX, SIDE_PX), np.uint8)
    for number, instance in enumerate(sample.instances or (), start=1):
        if instance.mask is not None and number < _NONE:
            ids[instance.mask] = number
    return ids


def _depth_mm(sample: Sample) -> UInt16[np.ndarray, "s s"]:
    if sample.depth_m is None:
        return np.zeros((SIDE_PX, SIDE_PX), np.uint16)
    return (sample.depth_m * 1000).clip(0, 65_535).round().astype(np.uint16)


def _record(sample: Sample) -> dict[str, Any]:
    instances = None
    if sample.instances is not None:
        instances = [(i.category, i.box_xyxy_px, i.mask is not None, i.is_crowd) for i in sample.instances]
    return {
        "key": sample.key,
        "label": sample.label,
        "instances": instances,
        "regions": sample.regions is not None,
        "depth": sample.depth_m is not None,
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
    return json.loads((shard / "records.json").read_text())


@lru_cache(maxsize=4096)
def _array(path: Path) -> np.ndarray:
    return np.load(path, mmap_mode="r")


def _load(shard: Path, index: int) -> Sample:
    records = _records(shard)
    common, record = records["common"], records["scenes"][index]
    regions = instances = depth_m = None
    if record["regions"]:
        ids = _array(shard / "regions.npy")[index].astype(np.int16)
        regions = Regions(ids=np.where(ids == _NONE, np.int16(-1), ids), names=tuple(common["regions"]))
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
        label=record["label"],
        labels=tuple(common["labels"]),
    )
