"""The files of an answer: formats that other programs read, and never half of them."""

import json
import os
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pycocotools import mask as pycoco_mask

import sd15_toys
from fakes import NoisyPainter, PatternPainter
from instructcv import InstructCV
from instructcv.errors import UserError
from instructcv.labels.mask_files import rle
from instructcv.models.base import load
from instructcv.models.mini.components import trailing_scheduler
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.models.sd15 import SD15
from instructcv.tasks.depth.found import millimetres
from tiny import tiny_denoiser, tiny_vae

KEYS = [
    "photo", "instruction", "understood", "found", "boxes", "mask", "depth", "label", "probability",
    "admissibility", "confidence", "passes", "normals", "sampler", "looks", "seconds", "checkpoint", "unread", "narrowed", "told", "also",
]  # fmt: skip
SEGMENT, BOX, DEPTH, CLASSIFY = (
    "segment the chair and the table",
    "put a box around every chair",
    "how far away is everything?",
    "is this a cat or a dog?",
)


def answer(instruction: str, **options: Any) -> Any:
    photo = np.random.default_rng(0).integers(0, 256, (60, 90, 3), dtype=np.uint8)
    return InstructCV(NoisyPainter() if options else PatternPainter())(photo, instruction, **options)


FILES = [
    pytest.param(SEGMENT, {"mask.png", "mask-00-chair.png", "mask-01-table.png"}, id="a mask for each category"),
    pytest.param(BOX, {"mask.png"}, id="one box, one mask"),
    pytest.param(DEPTH, {"depth.png", "depth.npy"}, id="depth twice"),
    pytest.param(CLASSIFY, set[str](), id="a class is in result.json only"),
]


@pytest.mark.parametrize(("instruction", "names"), FILES)
def test_files_of_each_task(tmp_path: Path, instruction: str, names: set[str]) -> None:
    manifest = answer(instruction).save(tmp_path / "a" / "b")
    assert {path.name for path in manifest.parent.iterdir()} == {"painted.png", "overlay.png", "result.json"} | names
    written = json.loads(manifest.read_text())
    assert set(written) == set(KEYS)
    named = set(_strings(written))
    assert names <= named, "result.json names every file beside it"


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for child in children for text in _strings(child)]


def mini(folder: Path) -> Any:
    vae = tiny_vae()
    InstructCVPipeline(vae=vae, denoiser=tiny_denoiser(vae), scheduler=trailing_scheduler()).save_pretrained(folder)
    return load(folder, device="cpu")


def sd15(_: Path, chosen: str | None) -> Any:
    model = SD15(sd15_toys.pipeline())
    if chosen is not None:
        model.sample_with(chosen)
    return model


@pytest.mark.parametrize(
    ("model", "passes", "sampler"),
    [
        pytest.param(lambda _: PatternPainter(), 1, None, id="whatever samples nothing"),
        pytest.param(mini, 1, None, id="the embedded model's single pass is the denoiser's own answer"),
        pytest.param(mini, 2, "DDIMScheduler", id="its own scheduler takes several"),
        pytest.param(
            partial(sd15, chosen=None), 1, "EulerAncestralDiscreteScheduler", id="the checkpoint's own, even once"
        ),
        pytest.param(partial(sd15, chosen="lcm"), 2, "lcm", id="the one that was chosen"),
    ],
)
def test_result_json_says_what_sampled(tmp_path: Path, model: Any, passes: int, sampler: str | None) -> None:
    photo = np.random.default_rng(0).integers(0, 256, (60, 90, 3), dtype=np.uint8)
    assert InstructCV(model(tmp_path))(photo, DEPTH, passes=passes).to_json()["sampler"] == sampler


def test_depth_survives_its_files(tmp_path: Path) -> None:
    result = answer(DEPTH)
    result.save(tmp_path)
    with Image.open(tmp_path / "depth.png") as picture:
        assert picture.mode.startswith("I")
        millimetres = np.asarray(picture)
    assert np.abs(millimetres / 1000 - result.depth_m).max() <= 0.0005 + 1e-6
    assert (np.load(tmp_path / "depth.npy") == result.depth_m).all()


def test_masks_survive_their_files_and_coco_reads_them(tmp_path: Path) -> None:
    result = answer(SEGMENT)
    written = json.loads(result.save(tmp_path).read_text())
    for index, entry in enumerate(written["mask"]["categories"]):
        with Image.open(tmp_path / entry["file"]) as picture:
            assert ((np.asarray(picture) == 255) == result.masks[index]).all()
        assert (pycoco_mask.decode(entry["segmentation"]).astype(bool) == result.masks[index]).all()
        assert entry["area"] == result.masks[index].sum()


def test_boxes_are_coco_xywh() -> None:
    result = answer(BOX)
    entry = result.to_json()["boxes"][0]
    left, top, right, bottom = result.boxes[0]
    assert entry["bbox"] == pytest.approx([left, top, right - left, bottom - top], abs=0.01)
    assert set(entry) == {"bbox", "score", "category", "segmentation"}


MASKS = [
    pytest.param(np.zeros((0, 0), np.bool_), id="no pixels"),
    pytest.param(np.zeros((3, 4), np.bool_), id="nothing"),
    pytest.param(np.ones((1, 1), np.bool_), id="one pixel"),
    pytest.param(np.ones((4, 3), np.bool_), id="everything"),
    pytest.param(np.random.default_rng(0).random((31, 17)) > 0.5, id="noise"),
]


@pytest.mark.parametrize("mask", MASKS)
def test_rle_is_cocos(mask: np.ndarray) -> None:
    encoded = rle(mask)
    expected = pycoco_mask.encode(np.asfortranarray(mask, np.uint8))
    assert encoded == {"size": list(mask.shape), "counts": expected["counts"].decode()}


def test_an_earlier_answer_is_replaced_and_nothing_else_is_touched(tmp_path: Path) -> None:
    answer(SEGMENT, seeds=2, passes=2).save(tmp_path)
    (tmp_path / "mask-mine.png").write_text("the user's own")
    answer(DEPTH).save(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "painted.png", "overlay.png", "depth.png", "depth.npy", "result.json", "mask-mine.png"
    }  # fmt: skip


@pytest.mark.parametrize("fails_at", range(1, 6))
def test_a_write_that_fails_leaves_nothing_that_looks_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    answer(DEPTH).save(tmp_path)
    calls = 0
    genuine = os.replace

    def full_disk(source: Any, target: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == fails_at:
            raise OSError(28, "No space left on device")
        genuine(source, target)

    monkeypatch.setattr(os, "replace", full_disk)
    with pytest.raises(UserError, match="No space left"):
        answer(DEPTH).save(tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert "result.json" not in names, "result.json says that the answer is complete"
    assert not any(name.endswith(".tmp") for name in names)
    for name in names:
        _open(tmp_path / name)


def _open(path: Path) -> None:
    if path.suffix == ".png":
        with Image.open(path) as picture:
            picture.load()
    else:
        np.load(path)


def test_a_folder_that_cannot_be_written_is_the_users_mistake(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot write"):
        answer(DEPTH).save(tmp_path / "file" / "below")


def test_depth_beyond_16_bits_is_clipped_and_unknown_is_zero() -> None:
    result = answer(DEPTH)
    result.depth_m[0, :4] = [0.0, np.nan, np.inf, 100.0]
    assert millimetres(result.depth_m)[0, :4].tolist() == [0, 0, 65535, 65535]
