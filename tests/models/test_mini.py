"""The mini pipeline on a tiny seeded model: saved and reloaded, batched or one by one, it paints the same."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file

from instructcv.errors import UserError
from instructcv.models import base, mini
from instructcv.models.mini.answering import as_tensors
from instructcv.models.mini.backbone import magnify
from instructcv.models.mini.components import trailing_scheduler
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.models.mini.question import nouns_of
from instructcv.models.mini.settings import UNCALIBRATED, Calibration, settings_of
from instructcv.types import LegendEntry, Query
from tiny import tiny_denoiser, tiny_vae

PHOTO = np.random.default_rng(0).integers(0, 255, (40, 60, 3), dtype=np.uint8)
QUERIES = [
    Query(
        task="segmentation",
        instruction="segment the dog and the sofa",
        legend=(LegendEntry(category="dog", rgb=(255, 0, 0)), LegendEntry(category="sofa", rgb=(0, 128, 128))),
    ),
    Query(task="depth", instruction="how far is everything?"),
    Query(task="detection", instruction="box the cat", legend=(LegendEntry(category="cat", rgb=(0, 0, 255)),)),
]


FLAT: dict[str, Any] = {
    "width": 32,
    "cells": 16,
    "quarters": 16,
    "keys": 16,
    "narrow": 16,
    "photo_depth": 1,
    "query_depth": 1,
    "heads": 2,
    "vae_shape": [8, 8, 1],
    "size_px": 64,
    "closer_look": True,
    "tuned_backbone": True,
    "label_format": "legend",
}
"""What the tiny network's config said before it had parts."""


@pytest.fixture(scope="module")
def pipeline() -> InstructCVPipeline:
    torch.manual_seed(0)
    vae = tiny_vae()
    denoiser = tiny_denoiser(vae)
    torch.nn.init.normal_(denoiser.out.weight, std=0.1)
    return InstructCVPipeline(vae=vae, denoiser=denoiser, scheduler=trailing_scheduler())


@pytest.fixture(scope="module")
def folder(pipeline: InstructCVPipeline, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("checkpoint")
    pipeline.save_pretrained(out)
    return out


def test_one_picture_a_query_in_range(pipeline: InstructCVPipeline) -> None:
    pictures = pipeline.paint(PHOTO, QUERIES)
    assert pictures.shape == (3, 64, 64, 3) and pictures.dtype == np.float32
    assert pictures.min() >= 0 and pictures.max() <= 1
    assert pipeline.paint(PHOTO, []).shape == (0, 64, 64, 3)


def test_a_batch_paints_what_single_queries_paint(pipeline: InstructCVPipeline) -> None:
    together = pipeline.paint(PHOTO, QUERIES)
    alone = np.concatenate([pipeline.paint(PHOTO, [query]) for query in QUERIES])
    np.testing.assert_allclose(together, alone, atol=1e-4)  # padding the legend must not leak


def test_many_passes_depend_on_the_seed_and_on_nothing_else(pipeline: InstructCVPipeline) -> None:
    first, again, other = (pipeline.paint(PHOTO, QUERIES, passes=3, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max() > 1e-3


def test_one_pass_starts_from_nothing(pipeline: InstructCVPipeline) -> None:
    np.testing.assert_array_equal(pipeline.paint(PHOTO, QUERIES, seed=1), pipeline.paint(PHOTO, QUERIES, seed=2))


def test_a_mirrored_photo_is_seen_mirrored(pipeline: InstructCVPipeline) -> None:
    straight = pipeline.look(*mini.as_tensors([PHOTO], 64))
    turned = pipeline.look(*mini.as_tensors([np.ascontiguousarray(PHOTO[:, ::-1])], 64))
    assert not torch.allclose(straight.meaning, turned.meaning, atol=1e-3)  # the photo itself is not symmetric
    for one, other in zip(straight, turned.mirrored(), strict=True):
        torch.testing.assert_close(one, other, atol=1e-4, rtol=1e-4)


def test_saved_and_reloaded_it_paints_the_same(pipeline: InstructCVPipeline, folder: Path) -> None:
    loaded = base.load(folder, device="cpu", dtype="fp32")
    # Weights lie elsewhere in memory, which can change the order of a sum.
    np.testing.assert_allclose(loaded.paint(PHOTO, QUERIES), pipeline.paint(PHOTO, QUERIES), atol=1e-6)
    assert loaded.label_format == pipeline.label_format


def test_the_opened_model_is_also_a_diffusers_pipeline(folder: Path) -> None:
    opened = mini.load(folder, device=torch.device("cpu"), dtype=torch.float32)
    np.testing.assert_array_equal(opened.pipeline.paint(PHOTO, QUERIES), opened.paint(PHOTO, QUERIES))


def test_what_was_saved_before_opens_as_ever(folder: Path, tmp_path: Path) -> None:
    """Before the networks were packages, and before their config had parts."""
    old = shutil.copytree(folder, tmp_path / "old")
    index, config = old / "model_index.json", old / "denoiser" / "config.json"
    assert "instructcv.models.mini.components" in index.read_text()
    index.write_text(index.read_text().replace(".mini.components", "._diffusers"))
    config.write_text(json.dumps(FLAT | {"_class_name": "DenoiserModel"}))
    wanted = base.load(folder, device="cpu", dtype="fp32").paint(PHOTO, QUERIES)
    for opened in (base.load(old, device="cpu", dtype="fp32"), InstructCVPipeline.from_pretrained(old)):
        np.testing.assert_allclose(opened.paint(PHOTO, QUERIES), wanted, atol=1e-6)
        assert opened.network.content == settings_of(FLAT).content()


def test_a_calibrated_model_shares_its_weights_and_saves_its_numbers(folder: Path, tmp_path: Path) -> None:
    opened = mini.load(folder, device=torch.device("cpu"), dtype=torch.float32)
    other = opened.calibrated(Calibration(photo_shift=3.0))
    assert opened.denoiser.calibration == UNCALIBRATED
    assert other.denoiser.out.weight is opened.denoiser.out.weight
    again = opened.pipeline
    again.register_modules(denoiser=again.denoiser.calibrated(other.denoiser.calibration))
    for number, pipeline in enumerate((other.pipeline, again)):
        pipeline.save_pretrained(tmp_path / str(number))
        saved = mini.load(tmp_path / str(number), device=torch.device("cpu"), dtype=torch.float32)
        assert saved.denoiser.calibration.photo_shift == 3.0


@pytest.mark.parametrize("passes", [1, 3])
def test_a_callback_sees_every_step_and_may_change_the_latents(pipeline: InstructCVPipeline, passes: int) -> None:
    seen: list[tuple[int, int]] = []

    def note(_: object, step: int, timestep: int, tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        seen.append((step, timestep))
        return {"latents": torch.zeros_like(tensors["latents"])}

    options: dict[str, Any] = {"num_inference_steps": passes, "output_type": "pt", "return_dict": False}
    said, photo = ["segment the dog", "how far is everything?"], Image.fromarray(PHOTO)
    first, second = pipeline(said, photo, callback_on_step_end=note, **options)[0]
    assert [step for step, _ in seen] == [*range(passes)] and seen[0][1] == 999
    torch.testing.assert_close(first, second)  # nothing is left of what was asked


def test_cpu_offload_fetches_every_network_that_is_used(pipeline: InstructCVPipeline, folder: Path) -> None:
    """With the processor as the other device: that no network is used before it is fetched can be seen without a GPU."""
    lent: Any = base.load(folder, device="cpu", dtype="fp32").pipeline
    lent.enable_model_cpu_offload(device="cpu")
    said, photo = "segment the dog", Image.fromarray(PHOTO)
    painted = (made(said, photo, output_type="np").images for made in (lent, pipeline))
    np.testing.assert_allclose(*painted, atol=1e-6)
    np.testing.assert_allclose(lent.paint(PHOTO, QUERIES), pipeline.paint(PHOTO, QUERIES), atol=1e-6)


def test_guidance_of_one_changes_nothing_and_of_two_something(pipeline: InstructCVPipeline) -> None:

    def paint(**options: Any) -> np.ndarray:
        said = ["segment the dog", "how far away is everything?"]
        out = pipeline(said, Image.fromarray(PHOTO), output_type="np", **options)
        return np.asarray(out.images)  # pyright: ignore

    np.testing.assert_array_equal(paint(), paint(guidance_scale=1.0, image_guidance_scale=1.0))
    assert np.abs(paint() - paint(guidance_scale=2.0)).max() > 1e-4
    assert np.abs(paint() - paint(image_guidance_scale=2.0)).max() > 1e-4


@pytest.mark.parametrize("dtype", ["auto", "bf16", "fp16"])
@pytest.mark.parametrize("passes", [1, 2])
def test_half_precision_paints_nearly_the_same(folder: Path, dtype: str, passes: int) -> None:
    """As on a GPU, where weights are float16 unless one asks otherwise, and in the looks of a CPU that has bfloat16."""
    whole, half = (
        base.load(folder, device="cpu", dtype=name).paint(PHOTO, QUERIES, passes=passes) for name in ("fp32", dtype)
    )
    assert half.dtype == np.float32 and np.isfinite(half).all()
    assert np.abs(half - whole).mean() < 0.05


def remove(folder: Path) -> None:
    (folder / "vae" / "config.json").unlink()


def remove_index(folder: Path) -> None:
    (folder / "model_index.json").unlink()


def remove_weights(folder: Path) -> None:
    next((folder / "denoiser").glob("*.safetensors")).unlink()


def truncate(folder: Path) -> None:
    file = next((folder / "denoiser").glob("*.safetensors"))
    file.write_bytes(file.read_bytes()[:1000])


def reshape(folder: Path) -> None:
    file = folder / "denoiser" / "config.json"
    content = json.loads(file.read_text())
    file.write_text(json.dumps(content | {"shape": content["shape"] | {"width": 48, "heads": 3}}))


def pickle(folder: Path) -> None:
    file = next((folder / "vae").glob("*.safetensors"))
    file.rename(file.with_name("diffusion_pytorch_model.bin"))


def lose_a_weight(folder: Path) -> None:
    file = next((folder / "denoiser").glob("*.safetensors"))
    weights = load_file(file)
    save_file({k: v for k, v in weights.items() if k != "nouns.none_key"}, file, metadata={"format": "pt"})


def spoil_a_weight(folder: Path) -> None:
    file = next((folder / "denoiser").glob("*.safetensors"))
    weights = load_file(file)
    save_file(weights | {"nouns.none_key": weights["nouns.none_key"] * float("nan")}, file, metadata={"format": "pt"})


def cut_the_index(folder: Path) -> None:
    (folder / "denoiser" / "diffusion_pytorch_model.safetensors.index.json").write_text('{"weight_map": ')


def other_pipeline(folder: Path) -> None:
    (folder / "model_index.json").write_text('{"_class_name": "FluxPipeline"}')


def garble(folder: Path) -> None:
    (folder / "model_index.json").write_text("{")


@pytest.mark.parametrize(
    ("damage", "names"),
    [
        (remove_index, "model_index.json is missing"),
        (garble, "damaged"),
        (other_pipeline, "FluxPipeline"),
        (remove, "cannot be loaded|missing"),
        (remove_weights, "no weights|missing"),
        (truncate, "cannot be loaded"),
        (reshape, "cannot be loaded"),
        (pickle, "pickle"),
        (spoil_a_weight, "the weight nouns.none_key holds NaN"),
        (cut_the_index, "index.json is damaged"),
        (lose_a_weight, "lacks 1 weights, nouns.none_key"),
    ],
)
def test_a_damaged_checkpoint_gets_one_line(folder: Path, tmp_path: Path, damage: object, names: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    damage(copy)  # pyright: ignore
    with pytest.raises(UserError, match=names) as caught:
        base.load(copy, device="cpu")
    assert "\n" not in str(caught.value)


def test_a_registered_network_reads_the_folders_that_bear_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model_index.json").write_text('{"_class_name": "theirs"}')
    with pytest.raises(UserError, match="is of a theirs"):
        base.network_of(tmp_path)
    monkeypatch.setattr(base.registry, "names", lambda folder: ("mini", "theirs"))
    assert base.network_of(tmp_path) == "theirs"


@pytest.mark.parametrize(
    ("source", "says"),
    [("no/such/folder", "no checkpoint folder"), ("./missing", "no checkpoint folder"), (__file__, "is a file")],
)
def test_no_checkpoint_gets_one_line(source: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        base.load(source, device="cpu")


@pytest.mark.parametrize("name", ["quantum", "cuda:99", "meta"])
def test_a_device_that_is_not_there_gets_one_line(name: str) -> None:
    with pytest.raises(UserError, match="no device"):
        base.pick_device(name)


def test_a_large_photo_is_looked_at_more_closely_than_the_model_is_wide() -> None:
    rng = np.random.default_rng(0)
    small, large = (rng.integers(256, size=(side, side, 3), dtype=np.uint8) for side in (64, 128))
    plain, closer = mini.as_tensors([small, large], 64)
    assert plain.shape == (2, 3, 64, 64) and closer.shape == (2, 3, 128, 128)
    torch.testing.assert_close(closer[:1], magnify(plain[:1]))  # there is no more to see
    torch.testing.assert_close(closer[1], torch.from_numpy(large).permute(2, 0, 1).float() / 127.5 - 1)


@pytest.mark.parametrize("size_hw", [(1, 1), (7, 130), (300, 20)])
def test_photos_of_any_shape_become_squares(size_hw: tuple[int, int]) -> None:
    grey = np.full((*size_hw, 3), 51, np.uint8)
    for tensor in mini.as_tensors([grey], 64):
        torch.testing.assert_close(tensor, torch.full_like(tensor, 51 / 127.5 - 1))


@pytest.mark.parametrize(
    ("threshold", "kind", "worth"),
    [
        (None, 0, True),  # nobody has calibrated: nothing may be left out
        (1e3, 0, False),  # a legend's picture would be of no noun below the threshold
        (1e3, 1, False),  # boxes too, if it is far below
        (1e3, 2, True),  # depth and the like have no nouns
        (1e3, 3, True),  # a choice compares nouns that may all be unlikely
        (-1e3, 0, True),
        (-1e3, 1, True),
    ],
)
def test_what_a_photo_hardly_shows_is_not_painted(
    pipeline: InstructCVPipeline, threshold: float | None, kind: int, worth: bool
) -> None:
    denoiser = pipeline.denoiser.calibrated(Calibration(presence_threshold=threshold))
    with torch.inference_mode():
        view = pipeline.look(*as_tensors([PHOTO], 64))
        kinds = torch.eye(4)[[kind]]
        likely = denoiser.likely_enough(view, nouns_of(pipeline.encoder, ["dog", "sofa"]), kinds)
    assert likely.shape == (1, 3) and (likely[0, 1:] == worth).all()


def test_of_many_questions_those_without_an_answer_cost_nothing_and_change_no_other(
    pipeline: InstructCVPipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = pipeline.paint(PHOTO, QUERIES)
    monkeypatch.setattr(pipeline, "_worth_painting", lambda _view, _queries: [1])
    some = pipeline.paint(PHOTO, QUERIES)
    np.testing.assert_allclose(some[1], every[1], atol=1e-5)
    assert not some[[0, 2]].any()  # the colour of "none of these"
    monkeypatch.setattr("instructcv.models.mini.answering.AT_ONCE", 1)
    monkeypatch.setattr(pipeline, "_worth_painting", lambda _view, queries: list(range(len(queries))))
    np.testing.assert_allclose(pipeline.paint(PHOTO, QUERIES), every, atol=1e-5)


def test_a_choice_among_untaught_nouns_hears_the_backbone(
    pipeline: InstructCVPipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Query(
        task="classification",
        instruction="is it a lobster or a guitar?",
        legend=(LegendEntry(category="lobster", rgb=(255, 0, 0)), LegendEntry(category="guitar", rgb=(0, 0, 255))),
    )
    monkeypatch.setattr(type(pipeline.denoiser), "kinds", lambda _self, q: torch.eye(4)[[3] * len(q.words)])
    heard: list[int] = []

    def classes(_backbone: object, photos: torch.Tensor) -> torch.Tensor:
        heard.append(len(photos))
        return torch.full((1000,), 1e-3)

    monkeypatch.setattr("instructcv.models.mini.naming.own_classes", classes)
    monkeypatch.setattr(pipeline, "taught", ())
    pipeline.paint(PHOTO, [asked])
    assert not heard  # nobody knows what was taught
    for taught, looks in ((("lobster", "guitar"), 0), (("lobster", "sofa"), 1)):
        pipeline.__dict__.pop("_taught", None)
        monkeypatch.setattr(pipeline, "taught", taught)
        heard.clear()
        picture = pipeline.paint(PHOTO, [asked, asked])
        assert len(heard) == looks and picture.shape == (2, 64, 64, 3)


def test_a_photo_that_is_asked_about_again_is_looked_at_once_and_answered_alike(folder: Path) -> None:
    model, plain = (base.load(folder, device="cpu") for _ in range(2))
    assert isinstance(model, base.Remembering)
    model.remembers = 2
    looks: list[int] = []
    look = model.look
    model.look = lambda *tensors: looks.append(1) or look(*tensors)  # pyright: ignore
    photos = [np.random.default_rng(seed).integers(0, 256, (40, 60, 3), dtype=np.uint8) for seed in range(3)]
    for photo in (photos[0], photos[1], photos[0], photos[0].reshape(60, 40, 3), photos[2], photos[1]):
        for query in QUERIES[:2]:
            assert np.array_equal(model.paint(photo, [query]), plain.paint(photo, [query]))
    assert len(looks) == 5  # the second look at the second photo was forgotten meanwhile
