"""One more leg on photographs where a GPU is lent for minutes: pack here, train there, and take what it has learned.

    python dev/photos_leg.py pack runs/mini/scenes runs/pack
    # on the other machine, which holds the working tree and runs/pack:
    python dev/photos_leg.py train runs/pack $OUT --start src/instructcv/checkpoints/mini --minutes 11

`pack` keeps every scene at 256 px, photos as JPEG, in files of some 3 MB (a shard each) that need no data set and no Debian package to
be unpacked. `train` goes on from OUT/leg/state.pt if it is there, so that a second lease continues the first; it plans its steps by what
the first twenty take, and leaves OUT/leg/model in pieces under 16 MB. Then `instructcv average`, `calibrate`, `figures`.
"""

import argparse
import json
import logging
import os
import time
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import torch

from instructcv.models.mini.vae import MiniVAE
from instructcv.recipes import mini
from instructcv.recipes.base import imagenet_name_embeddings
from instructcv.training.mini.config import Stage
from instructcv.training.mini.loop import train
from instructcv.training.mini.scenes import Scenes

SIDE_PX = 256
QUALITY = 72
LIMITS = {"rooms": 256, "grocery": 512}
"""Scenes of a set whose name begins so; of others all. 64 MB is what a lease carries."""
MAPS = ("regions", "instances", "depth_mm")
BATCH = 160
"""Photos, unless told otherwise: an H200 saw 829 of them a second without questions, and 400 with."""
QUESTIONS_SHARE = 0.15
"""Of the steps, at the end."""
log = logging.getLogger("photos_leg")


def pack(scenes: Path, out: Path) -> None:
    """Every shard as one file, at most `LIMITS` of a set."""
    out.mkdir(parents=True, exist_ok=True)
    for folder in sorted(p for p in scenes.iterdir() if p.is_dir()):
        left = next((most for name, most in LIMITS.items() if folder.name.startswith(name)), 1_000_000)
        for shard in sorted(folder.glob("shard-*")):
            count = len(json.loads((shard / "records.json").read_text())["scenes"])
            if left >= count:
                _pack_shard(shard, out / f"{folder.name}.{shard.name}.npz")
                left -= count
    total = sum(path.stat().st_size for path in out.glob("*.npz"))
    log.info("%s: %d files, %.1f MB", out, len(list(out.glob("*.npz"))), total / 1e6)


def _pack_shard(shard: Path, path: Path) -> None:
    photos = np.load(shard / "photo.npy", mmap_mode="r")
    side = photos.shape[1]
    small = [cv2.resize(photo, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA)[..., ::-1] for photo in photos]
    coded = [cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].ravel() for photo in small]
    at = np.rint((np.arange(SIDE_PX) + 0.5) * side / SIDE_PX - 0.5).astype(int)
    maps = {name: np.load(shard / f"{name}.npy")[:, at][:, :, at] for name in MAPS if (shard / f"{name}.npy").exists()}
    if "depth_mm" in maps:  # to the nearest 8 mm: what a rasteriser says below that is noise, and does not pack
        maps["depth_mm"] = ((maps["depth_mm"].astype(np.int32) + 4) // 8 * 8).clip(0, 65_535).astype(np.uint16)
    records = json.loads((shard / "records.json").read_text())
    for scene in records["scenes"]:
        for item in scene["instances"] or ():
            item[1] = [value * SIDE_PX / side for value in item[1]]
    np.savez_compressed(
        path,
        lengths=np.array([len(one) for one in coded]),
        photos=np.concatenate(coded),
        records=np.frombuffer(json.dumps(records).encode(), np.uint8),
        **maps,
    )


def unpack(packed: Path, scenes: Path) -> list[str]:
    """The scenes as `training.mini.scenes` reads them; returns the sets' names."""
    for path in sorted(packed.glob("*.npz")):
        name, shard = path.stem.split(".")
        folder = scenes / name / shard
        if folder.exists():
            continue
        content = np.load(path)
        ends = content["lengths"].cumsum()
        coded = np.split(content["photos"], ends[:-1])
        temporary = folder.with_name(f".{shard}")
        temporary.mkdir(parents=True, exist_ok=True)
        photos = [np.asarray(cv2.imdecode(one, cv2.IMREAD_COLOR))[..., ::-1] for one in coded]
        np.save(temporary / "photo.npy", np.stack(photos))
        for key in MAPS:
            if key in content:
                np.save(temporary / f"{key}.npy", content[key])
        (temporary / "records.json").write_bytes(content["records"].tobytes())
        temporary.rename(folder)
    return sorted({path.stem.split(".")[0] for path in packed.glob("*.npz")})


def learn(packed: Path, out: Path, start: Path, minutes: float, device: str, photos: int) -> None:
    """Train for so many minutes, unpacking and measuring counted."""
    started = time.monotonic()
    scenes = out / "scenes"
    there = unpack(packed, scenes)
    log.info("unpacked %d scenes in %.0f s", sum(len(Scenes(scenes / n)) for n in there), time.monotonic() - started)
    recipe = next(leg for leg in mini.LEGS if leg.name == "photos").config
    sources = tuple(source for source in recipe.data.sources if source.scenes in there)
    vae, names = MiniVAE.open(start / "vae"), imagenet_name_embeddings()

    def run(dense: int, asked: int, folder: Path) -> float:
        config = replace(
            recipe,
            data=replace(recipe.data, sources=sources, photos=photos),
            stages=(Stage(size_px=256, steps=dense, queries=0), Stage(size_px=256, steps=asked, queries=1)),
            learning_rate=2e-3,
            backbone_rate=0.15,
            warmup_steps=50,
            decay_share=0.6,
            ema_decay=0.998,
            workers=max(1, (os.cpu_count() or 1) - 4),
        )
        begun = time.monotonic()
        train(config, scenes=scenes, out=folder, vae=vae, class_names=names, device=device, start=start)
        return time.monotonic() - begun

    first = run(16, 4, out / "trial")
    per_step = (run(36, 9, out / "trial") or first) / 25  # 25 steps more, without the first ones' compilation and start
    left = 60 * minutes - (time.monotonic() - started) - 40  # what saving and leaving takes
    done = 0
    if (out / "leg" / "state.pt").exists():
        done = int(torch.load(out / "leg" / "state.pt", map_location="cpu", weights_only=True)["step"])
    steps = done + max(1, int(left / per_step))
    asked = int(QUESTIONS_SHARE * steps)
    log.info("%.2f s a step: %d steps, of which %d ask, from step %d", per_step, steps, asked, done)
    run(steps - asked, asked, out / "leg")
    log.info("%s", out / "leg" / "model")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job", choices=["pack", "train"])
    parser.add_argument("source", type=Path, help="pack: the scenes of a run; train: what was packed")
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, default=Path("src/instructcv/checkpoints/mini"))
    parser.add_argument("--minutes", type=float, default=11.0)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--photos", type=int, default=BATCH)
    told = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if told.job == "pack":
        pack(told.source, told.out)
    else:
        learn(told.source, told.out, told.start, told.minutes, told.device, told.photos)


if __name__ == "__main__":
    main()
