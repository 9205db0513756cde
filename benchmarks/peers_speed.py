"""One answer and eight categories, side by side in one run: our model and networks of others at their usual sizes.

python benchmarks/peers_speed.py --out results/peers_speed.json

Speed does not depend on what a network has learned, so the others are built with random weights from their published
configurations, as `transformers` writes them by default or as named here; nothing is downloaded. Each is given pixels of its
usual size and, where it reads, tokenised text; what comes before and after (decoding a file, resizing, reading boxes) is left out
for them and counted for us. Times are medians of processor time on one thread, which others who use the machine hardly change; ratios
are to our own time for the same job.
"""

import argparse
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import numpy as np
import torch
from transformers import (
    CLIPSegConfig,
    CLIPSegForImageSegmentation,
    DepthAnythingConfig,
    DepthAnythingForDepthEstimation,
    Dinov2Config,
    GroundingDinoConfig,
    GroundingDinoForObjectDetection,
    Owlv2Config,
    Owlv2ForObjectDetection,
    SegformerConfig,
    SegformerForSemanticSegmentation,
    SwinConfig,
)

from instructcv import InstructCV
from instructcv.evaluation.results import Figure, write
from instructcv.evaluation.speed import EIGHT, ONE, office

Job = Callable[[], object]


def depth_anything_small() -> Job:
    """Depth Anything V2 small: DINOv2 ViT-S/14, 518 px (its published config.json)."""
    backbone = Dinov2Config(
        hidden_size=384,
        num_attention_heads=6,
        image_size=518,
        patch_size=14,
        out_indices=[3, 6, 9, 12],
        reshape_hidden_states=False,
        apply_layernorm=True,
    )
    config = DepthAnythingConfig(
        backbone_config=backbone,
        neck_hidden_sizes=[48, 96, 192, 384],
        fusion_hidden_size=64,
        reassemble_hidden_size=384,
    )
    network = DepthAnythingForDepthEstimation(config).eval()
    pixels = torch.rand(1, 3, 518, 518)
    return lambda: network(pixels)


def clipseg(count: int) -> Job:
    """CLIPSeg rd64-refined: ViT-B/16, 352 px, one pass a category."""
    network = CLIPSegForImageSegmentation(CLIPSegConfig()).eval()
    pixels, ids = torch.rand(count, 3, 352, 352), torch.randint(1, 1000, (count, 8))
    return lambda: network(pixel_values=pixels, input_ids=ids, attention_mask=torch.ones_like(ids))


def segformer_b0() -> Job:
    """SegFormer-B0 with ADE20K's 150 classes, 512 px: transformers' default configuration."""
    network = SegformerForSemanticSegmentation(SegformerConfig(num_labels=150)).eval()
    pixels = torch.rand(1, 3, 512, 512)
    return lambda: network(pixels)


def grounding_dino_tiny() -> Job:
    """Grounding DINO tiny: Swin-T, 800 px, all categories in one sentence."""
    backbone = SwinConfig(
        window_size=7,
        image_size=224,
        embed_dim=96,
        depths=[2, 2, 6, 2],
        num_heads=[3, 6, 12, 24],
        out_indices=[2, 3, 4],
    )
    network = GroundingDinoForObjectDetection(GroundingDinoConfig(backbone_config=backbone)).eval()
    pixels, ids = torch.rand(1, 3, 800, 800), torch.randint(1, 1000, (1, 24))
    return lambda: network(pixel_values=pixels, input_ids=ids, attention_mask=torch.ones_like(ids))


def owlv2_base(count: int) -> Job:
    """OWLv2 base: ViT-B/16, 960 px, all categories at once."""
    config = Owlv2Config()
    config.vision_config.image_size, config.vision_config.patch_size = 960, 16
    network = Owlv2ForObjectDetection(config).eval()
    pixels, ids = torch.rand(1, 3, 960, 960), torch.randint(1, 1000, (count, 16))
    return lambda: network(pixel_values=pixels, input_ids=ids, attention_mask=torch.ones_like(ids))


def ours(runtime: str, exports: Path | None, instruction: str) -> Job:
    """A photo array to numbers, another photo each time."""
    model = InstructCV.from_pretrained(None if exports is None else exports / runtime, runtime=runtime)
    rng = np.random.default_rng(0)
    return lambda: model(office(rng), instruction)


def jobs(runtimes: list[str], exports: Path | None) -> Iterator[tuple[str, str, Callable[[], Job]]]:
    """Name, job ("one" or "eight" categories, or "depth"), and how it is built."""
    for runtime in runtimes:
        for job, words in (("one", ONE), ("eight", EIGHT), ("depth", "how far away is everything?")):
            yield (
                f"InstructCV mini, {runtime}",
                job,
                lambda r=runtime, w=words: ours(r, None if r == "torch" else exports, w),
            )
    yield "Depth Anything V2 small, 518 px", "depth", depth_anything_small
    yield "CLIPSeg, 352 px", "one", lambda: clipseg(1)
    yield "CLIPSeg, 352 px", "eight", lambda: clipseg(8)
    yield "SegFormer-B0, 512 px, closed set", "eight", segformer_b0
    yield "Grounding DINO tiny, 800 px", "eight", grounding_dino_tiny
    yield "OWLv2 base, 960 px", "eight", lambda: owlv2_base(8)


@torch.inference_mode()
def took_ms(job: Job, times: int) -> float:
    job()  # warm
    found: list[float] = []
    for _ in range(times):
        started = time.process_time()
        job()
        found.append((time.process_time() - started) * 1000)
    return median(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--runtimes", nargs="*", default=["torch"])
    parser.add_argument("--exports", type=Path, help="a folder with an export a runtime, named like it")
    parser.add_argument("--out", type=Path, default=Path("results/peers_speed.json"))
    args = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    figures: list[Figure] = []
    reference: dict[str, float] = {}
    for name, job, build in jobs(args.runtimes, args.exports):
        value = took_ms(build(), args.times)
        base = reference.setdefault(job, value)
        figures.append(
            Figure(name=f"{name}: {job}", value=value, unit="ms", better="lower", note=f"{value / base:.2f} times ours")
        )
        print(f"{name}: {job}  {value:.0f} ms  {value / base:.2f} times", flush=True)
        write(figures, args.out, command=shlex.join(["python", *sys.argv]))  # what was measured stays if it is stopped


if __name__ == "__main__":
    main()
