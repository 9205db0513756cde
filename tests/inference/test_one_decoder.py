"""`predict`, the benchmarks and the `diffusers` pipeline read the same numbers out of the same pictures."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fakes import PatternPainter
from instructcv import InstructCV
from instructcv.evaluation.interview import Asking, Interview
from instructcv.metrics.depth import DepthSums
from instructcv.metrics.iou import IoUSums
from instructcv.models.base import load
from instructcv.models.mini.components import trailing_scheduler
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.tasks import depth, detection, segmentation
from instructcv.types import LEGEND, Findings, Instance, Regions, Sample
from tiny import tiny_denoiser, tiny_vae

HW = (90, 140)
PHOTO = np.random.default_rng(0).integers(0, 256, (*HW, 3), dtype=np.uint8)
SENTENCES = (
    "segment the chair and the table",
    "put a box around each chair and each table",
    "how far away is everything?",
    "is this a cat or a dog?",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tiny")
    vae = tiny_vae()
    InstructCVPipeline(vae=vae, denoiser=tiny_denoiser(vae), scheduler=trailing_scheduler()).save_pretrained(out)
    return out


def same(one: Findings, other: Findings) -> None:
    assert one.found == other.found and one.categories == other.categories and one.label == other.label
    for name in ("boxes", "scores", "masks", "category_map", "depth_m"):
        a, b = getattr(one, name), getattr(other, name)
        assert (a is None) == (b is None)
        if a is not None:
            np.testing.assert_allclose(np.asarray(a, float), np.asarray(b, float), rtol=1e-5, atol=1e-5, err_msg=name)
    assert one.probabilities == pytest.approx(other.probabilities)
    assert (one.admissibility, one.confidence) == pytest.approx((other.admissibility, other.confidence))


@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "one by one"])
def test_the_pipeline_finds_what_predict_finds(folder: Path, together: bool) -> None:
    model = load(folder, device="cpu", dtype="fp32")
    results = InstructCV(model).answer(PHOTO, SENTENCES)
    image = Image.fromarray(PHOTO)
    if together:
        out = model.pipeline(list(SENTENCES), image, output_type="np")
        found, pictures = out.findings, out.images
    else:
        each = [model.pipeline(said, image, output_type="np") for said in SENTENCES]
        found, pictures = [one.findings[0] for one in each], [one.images[0] for one in each]
    for result, ours, picture in zip(results, found, pictures, strict=True):
        same(result.findings, ours)
        assert picture.shape == result.picture.shape
        assert np.abs(picture * 255 - result.picture).max() < 1
    assert pictures[1].shape[1] == 2 * pictures[1].shape[0], "two things to box are two pictures"


def labelled() -> Sample:
    ids = np.full(HW, 2, np.int16)
    ids[:, : HW[1] // 2] = 0
    ids[:9] = 1
    box = (30.0, 20.0, 100.0, 70.0)
    mask = np.zeros(HW, np.bool_)
    mask[20:70, 30:100] = True
    return Sample(
        key="k", source="s", split="test", licence="CC0-1.0", photo=PHOTO, things=("chair", "table"),
        instances=(Instance(category="chair", box_xyxy_px=box, mask=mask),),
        regions=Regions(ids=ids, names=("chair", "table", "lamp")),
        depth_m=np.linspace(1, 5, HW[0] * HW[1], dtype=np.float32).reshape(HW),
    )  # fmt: skip


def test_a_benchmark_scores_what_predict_shows() -> None:
    """The figures of an answer, counted again from what a person is given for the same picture."""
    painter, sample = PatternPainter(), labelled()
    asking = Asking(label_format=LEGEND)
    interview = Interview(painter=painter, asking=asking, sample=sample, rng=np.random.default_rng(0))
    shown = InstructCV(painter)

    chair = segmentation.ask(sample, interview.rng, categories=["chair"])
    (answer,) = interview.answer([chair])
    mask, known = shown(PHOTO, "segment the chair").mask, np.ones(HW, np.bool_)
    assert sample.regions is not None and mask is not None
    counted = IoUSums.of("chair", mask, sample.regions.ids == 0, known)
    assert segmentation.score(answer, sample)["iou"].compute() == counted.compute()

    (answer,) = interview.answer([detection.ask(sample, interview.rng, categories=["chair"])])
    result = shown(PHOTO, "put a box around every chair")
    (scored,) = detection.score(answer, sample)["boxes"].detections  # type: ignore[attr-defined]
    assert scored.box_xyxy_px == pytest.approx(result.boxes[0].tolist(), abs=1e-4)
    assert scored.score == pytest.approx(float(result.scores[0]))

    (answer,) = interview.answer([depth.ask(sample, interview.rng)])
    depth_m = shown(PHOTO, "how far away is everything?").depth_m
    assert depth_m is not None and sample.depth_m is not None
    expected = DepthSums.of(depth_m, sample.depth_m).compute()
    assert depth.score(answer, sample)["depth"].compute() == pytest.approx(expected)
