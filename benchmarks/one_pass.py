"""What one-pass training buys: accuracy against passes, before and after, on drawn shapes, with a network for one core.

    OMP_NUM_THREADS=1 python benchmarks/one_pass.py --out results/one_pass.json

1. Stable Diffusion 1.5's shape in toy size; its VAE learns the shapes and their masks, for with random weights it paints nothing.
2. The U-Net learns to denoise, as in 2023 (`objective=noise`).
3. From there it learns to answer in one pass (`objective=one_pass`), as the recipe `one-pass` does at full size.

Three ways to ask are scored, with 1 to 50 passes each: before, sampled as in 2023 (Euler ancestral, both guidances); before, with
trailing timesteps and no guidance; after. A run that was stopped goes on in `--work`.
"""

import argparse
import io
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import torch
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from PIL import Image

from instructcv.datasets import shapes
from instructcv.evaluation.results import as_json, provenance
from instructcv.files import whole_folder, write_text
from instructcv.metrics.base import merge
from instructcv.models.base import load
from instructcv.models.sd15 import SD15
from instructcv.models.sd15.pipeline import InstructPix2Pix
from instructcv.models.sd15.random import random_pipeline
from instructcv.tasks import segmentation
from instructcv.training.sd15.config import SD15Config
from instructcv.training.sd15.run import train
from instructcv.types import ORIGINAL, LegendEntry, Query, Sample

SIZE_PX = 32
PASSES = (1, 2, 4, 10, 50)
NOISE = SD15Config(
    size_px=SIZE_PX,
    steps=2_000,
    effective_batch=32,
    micro_batch=32,
    learning_rate=1e-3,
    warmup_steps=50,
    ema_decay=0.995,
    flip=False,
    precision="no",
    gradient_checkpointing=False,
    tracker="none",
    sample_steps=0,
    checkpoint_steps=100,
    keep=1,
)
ONE_PASS = replace(
    NOISE, objective="one_pass", prediction="sample", steps=500, effective_batch=16, micro_batch=16, ema_decay=0.99
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("results/one_pass.json"))
    parser.add_argument("--work", type=Path, default=Path("runs/one-pass-benchmark"))
    parser.add_argument("--photos", type=int, default=2_000, help="to learn from")
    parser.add_argument("--judged", type=int, default=40, help="held-out photos")
    parser.add_argument("--vae-steps", type=int, default=1_000)
    parser.add_argument("--noise-steps", type=int, default=NOISE.steps)
    parser.add_argument("--one-pass-steps", type=int, default=ONE_PASS.steps)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    learnt = shapes.open(split="train", count=asked.photos, size_px=SIZE_PX)
    judged = [(sample, queries(sample)) for sample in shapes.open(split="val", count=asked.judged, size_px=SIZE_PX)]
    pairs, base = write_pairs(learnt, asked.work / "pairs"), make_base(learnt, asked.work, asked.vae_steps)
    noise, one_pass = replace(NOISE, steps=asked.noise_steps), replace(ONE_PASS, steps=asked.one_pass_steps)
    before = train(noise, pairs=pairs, out=asked.work / "noise", start=base, device="cpu")
    after = train(one_pass, pairs=pairs, out=asked.work / "one-pass", start=before, device="cpu")
    rows = [*curve("before, as in 2023", opened(before), judged)]
    rows += curve("before, trailing timesteps, no guidance", without_guidance(opened(before)), judged)
    rows += curve("after", opened(after), judged)
    content = provenance(" ".join(["python", *sys.argv])) | {
        "dataset": "shapes, split val",
        "photos": len(judged),
        "size_px": SIZE_PX,
        "steps": {"vae": asked.vae_steps, "noise": noise.steps, "one_pass": one_pass.steps},
        "white_everywhere_mIoU": round(white_everywhere(judged), 4),
        "rows": rows,
    }
    write_text(asked.out, as_json(content))
    print(asked.out)


def queries(sample: Sample) -> list[Query]:
    """One for each noun that is in the photo, in the 2023 format."""
    there = dict.fromkeys(item.category for item in sample.instances or ())
    return [
        Query(
            task="segmentation",
            instruction=f"segment the {noun}",
            legend=(LegendEntry(category=noun, rgb=(255, 255, 255)),),
            label_format=ORIGINAL,
        )
        for noun in there
    ]


def write_pairs(photos: shapes.Shapes, folder: Path) -> Path:
    """Every photo with one question for each of its nouns."""
    file = folder / "train-00000-of-00001.parquet"
    if not file.exists():
        rows = [
            {
                "input_image": png(sample.photo),
                "edit_prompt": query.instruction,
                "edited_image": png(segmentation.paint(sample, query).picture),
                "task": "segmentation",
                "format": ORIGINAL.name,
            }
            for sample in photos
            for query in queries(sample)
        ]
        folder.mkdir(parents=True, exist_ok=True)
        partial = file.with_suffix(".partial")
        pq.write_table(pa.Table.from_pylist(rows), partial)
        partial.replace(file)
    return folder


def make_base(photos: shapes.Shapes, work: Path, steps: int) -> Path:
    """A random pipeline whose VAE has learnt photos and masks, its latents scaled to a deviation of one."""
    folder = work / "base"
    if folder.exists():
        return folder
    pipeline = random_pipeline("toy")
    vae: Any = pipeline.vae.train()
    optimiser = torch.optim.AdamW(vae.parameters(), lr=1e-3)
    for step in range(steps):
        optimiser.param_groups[0]["lr"] = 1e-3 * min(1.0, 4 * (1 - step / steps))  # falls in the last quarter
        pixels = pictures(photos, np.random.default_rng([0, step]))
        latents = vae.encode(pixels).latent_dist
        painted = vae.decode(latents.sample(), return_dict=False)[0]
        loss = (painted - pixels).abs().mean() + 1e-5 * latents.kl().mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        if step % 100 == 0:
            print(f"VAE {step}: {float(loss):.4f}", flush=True)
    vae.eval()
    with torch.no_grad():
        seen = torch.cat(
            [vae.encode(pictures(photos, np.random.default_rng([1, i]))).latent_dist.mean for i in range(8)]
        )
    vae.register_to_config(scaling_factor=1 / float(seen.std()))
    with whole_folder(folder) as partial:
        pipeline.save_pretrained(partial)
    return folder


def pictures(photos: shapes.Shapes, rng: np.random.Generator) -> torch.Tensor:
    """Four photos and a mask of each `[8, 3, s, s]`, -1 to 1."""
    drawn: list[np.ndarray] = []
    for index in rng.integers(len(photos), size=4):
        sample = photos[int(index)]
        asked = queries(sample)
        drawn += [sample.photo, segmentation.paint(sample, asked[int(rng.integers(len(asked)))]).picture]
    return torch.from_numpy(np.stack(drawn)).permute(0, 3, 1, 2) / 127.5 - 1


def opened(folder: Path) -> SD15:
    model = load(folder, device="cpu", dtype="fp32")
    assert isinstance(model, SD15)
    return model


def without_guidance(model: SD15) -> SD15:
    """The same weights, asked as a one-pass checkpoint is."""
    pipeline: InstructPix2Pix = model.pipeline
    pipeline.settings = replace(pipeline.settings, guidance_scale=1.0, image_guidance_scale=1.0)
    pipeline.scheduler = DDIMScheduler.from_config(
        pipeline.scheduler.config, timestep_spacing="trailing", clip_sample=False, steps_offset=0
    )
    return model


def curve(name: str, model: SD15, judged: Sequence[tuple[Sample, list[Query]]]) -> Iterator[dict[str, Any]]:
    """Accuracy and seconds for each number of passes."""
    for passes in PASSES:
        scored, started = list[dict[str, Any]](), time.process_time()
        for sample, asked in judged:
            painted = model.paint(sample.photo, asked, passes=passes)
            for picture, query in zip(painted, asked, strict=True):
                scored.append(segmentation.score(segmentation.read(picture, query), sample))
        seconds = (time.process_time() - started) / len(judged)
        row = {"model": name, "passes": passes, "mIoU": round(merge(scored)["iou"].compute()["mIoU"], 4)}
        row |= {"processor_ms_per_photo": round(1000 * seconds, 1)}
        print(row, flush=True)
        yield row


def white_everywhere(judged: Sequence[tuple[Sample, list[Query]]]) -> float:
    """What a painter scores that never looks."""
    white = np.ones((SIZE_PX, SIZE_PX, 3), np.float32)
    scored = (
        segmentation.score(segmentation.read(white, query), sample) for sample, asked in judged for query in asked
    )
    return merge(scored)["iou"].compute()["mIoU"]


def png(pixels: np.ndarray) -> dict[str, Any]:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, format="PNG")
    return {"bytes": stream.getvalue(), "path": None}


if __name__ == "__main__":
    main()
