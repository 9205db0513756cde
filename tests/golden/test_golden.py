"""The shipped weights' pictures, the toy's losses and a tiny Stable Diffusion, number by number."""

import csv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch
from jaxtyping import Float32

from instructcv.datasets import shapes
from instructcv.inference.predictor import InstructCV
from instructcv.models.sd15 import SD15
from instructcv.models.sd15.random import random_pipeline
from instructcv.photos import open_photo
from instructcv.recipes import toy
from instructcv.training.mini import loop
from instructcv.training.mini.config import Stage
from instructcv.training.mini.scenes import build
from instructcv.types import ORIGINAL, LegendEntry, Query
from tiny import TINY, class_names, tiny_vae

Golden = Callable[..., None]
ASKED = [
    pytest.param("bedroom.jpg", "segment the bed", id="legend"),
    pytest.param("office.jpg", "put a box around every chair", id="place"),
    pytest.param("bedroom.jpg", "how far away is everything?", id="grey"),
    pytest.param("cat.jpg", "is this a cat or a dog?", id="flat"),
]
"""A photo and a sentence for every kind of picture."""


@cache
def shipped() -> InstructCV:
    return InstructCV.from_pretrained(device="cpu", dtype="fp32")  # bfloat16 is not the same on every processor


def nine(picture: Float32[np.ndarray, "s s 3"]) -> Float32[np.ndarray, "3 3 3"]:
    """The picture in nine places, three across and three down."""
    step = len(picture) // 3
    return picture[step // 2 :: step, step // 2 :: step]


@pytest.mark.parametrize(("photo", "sentence"), ASKED)
@pytest.mark.parametrize("passes", [1, 2])
def test_the_shipped_weights_paint_what_they_painted(
    photo: str, sentence: str, passes: int, examples: Path, golden: Golden
) -> None:
    model = shipped()
    query = model.understand(sentence)
    picture = model.model.paint(open_photo(examples / photo), [query], passes=passes, seed=0)[0]
    golden("mini", f"{query.task}, passes {passes}", nine(picture), atol=2e-3)


def test_the_toy_loses_what_it_lost(golden: Golden, tmp_path: Path) -> None:
    """A step of each size and of every task: batches, windows, noise, losses, optimisers and the average have their say."""
    told = toy.FIRST
    config = replace(told, stages=(Stage(size_px=64, steps=3), Stage(size_px=128, steps=2)), shape=TINY)
    build(shapes.open(count=4), tmp_path / "scenes" / "shapes-train", processes=1)
    torch.manual_seed(1)
    out = tmp_path / "run"
    loop.train(config, scenes=tmp_path / "scenes", out=out, vae=tiny_vae(), class_names=class_names())
    losses = defaultdict[str, list[float]](list)
    for _, name, value in csv.reader((out / "loss.csv").open(newline="")):
        losses[name].append(float(value))
    for name, values in losses.items():
        golden("toy", name, values, rtol=0.03)  # bfloat16 here, float32 where the processor has none


def test_a_tiny_stable_diffusion_paints_what_it_painted(golden: Golden) -> None:
    photo = np.random.default_rng(0).integers(0, 255, (32, 32, 3), dtype=np.uint8)
    legend = (LegendEntry(category="cat", rgb=(255, 255, 255)),)
    query = Query(task="segmentation", instruction="segment the cat", legend=legend, label_format=ORIGINAL)
    picture = SD15(random_pipeline("toy")).paint(photo, [query], passes=2, seed=0)[0]
    golden("sd15", "masks, passes 2", nine(picture), atol=5e-3)
