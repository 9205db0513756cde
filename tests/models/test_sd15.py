"""The SD 1.5 pipeline on a tiny random model: equal to diffusers' own to the last bit, and as robust."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from diffusers.pipelines.stable_diffusion.pipeline_stable_diffusion_instruct_pix2pix import (
    StableDiffusionInstructPix2PixPipeline,
)
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.schedulers.scheduling_lcm import LCMScheduler
from PIL import Image

import sd15_toys
from instructcv.errors import UserError
from instructcv.inference.predictor import InstructCV
from instructcv.models.base import load
from instructcv.models.sd15 import SD15, open_pipeline
from instructcv.models.sd15.pipeline import InstructPix2Pix
from instructcv.models.sd15.settings import SD15Settings
from instructcv.types import ORIGINAL, LegendEntry, Query

PIXELS = np.random.default_rng(0).integers(0, 255, (sd15_toys.SIDE, sd15_toys.SIDE, 3), dtype=np.uint8)
PHOTO = Image.fromarray(PIXELS)
WHITE = (LegendEntry(category="cat", rgb=(255, 255, 255)),)
QUERIES = [
    Query(task="segmentation", instruction="segment the cat", legend=WHITE, label_format=ORIGINAL),
    Query(task="depth", instruction="how far is everything?", label_format=ORIGINAL),
]


@pytest.fixture(scope="module")
def ours() -> InstructPix2Pix:
    return sd15_toys.pipeline()


@pytest.fixture(scope="module")
def folder(ours: InstructPix2Pix, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sd15")
    ours.save_pretrained(out)
    return out


def call(pipeline: Any, said: Any = "segment the cat", seed: int = 0, **options: Any) -> np.ndarray:
    options = {"num_inference_steps": 2, "guidance_scale": 7.5, "image_guidance_scale": 1.5} | options
    generator = torch.Generator().manual_seed(seed)
    options = {"image": PHOTO, "generator": generator, "output_type": "np"} | options
    return np.asarray(pipeline(said, **options).images)


@pytest.fixture(scope="module")
def theirs(ours: InstructPix2Pix) -> StableDiffusionInstructPix2PixPipeline:
    """diffusers' own pipeline on the same tensors: another alignment in memory can already change a last bit."""
    parts: Any = ours.components
    made = StableDiffusionInstructPix2PixPipeline(**parts, requires_safety_checker=False)
    made.set_progress_bar_config(disable=True)
    return made


def test_plain_diffusers_opens_what_we_save(folder: Path, ours: InstructPix2Pix) -> None:
    opened: Any = StableDiffusionInstructPix2PixPipeline.from_pretrained(folder, safety_checker=None)
    opened.set_progress_bar_config(disable=True)
    assert type(opened) is StableDiffusionInstructPix2PixPipeline
    np.testing.assert_allclose(call(opened), call(ours), atol=1e-5)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"num_inference_steps": 1, "guidance_scale": 1.0},
        {"guidance_scale": 3.0, "image_guidance_scale": 1.0},
        {"seed": 5, "num_inference_steps": 4},
        {"negative_prompt": "a dog", "num_images_per_prompt": 2},
        {"output_type": "latent"},
    ],
)
def test_the_same_bits_as_diffusers_own_pipeline(ours: InstructPix2Pix, theirs: Any, options: Any) -> None:
    np.testing.assert_array_equal(call(ours, **options), call(theirs, **options))


def test_the_painter_paints_those_bits_with_the_photo_encoded_once(ours: InstructPix2Pix, theirs: Any) -> None:
    painter = SD15(ours)
    painted = painter.paint(PIXELS, QUERIES[:1], passes=2, seed=3)
    np.testing.assert_array_equal(painted, call(theirs, seed=3))


def test_a_batch_paints_what_single_queries_paint(ours: InstructPix2Pix) -> None:
    painter = SD15(ours)
    together = painter.paint(PIXELS, QUERIES, passes=2)
    alone = np.concatenate([painter.paint(PIXELS, [query], passes=2) for query in QUERIES])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    assert painter.paint(PIXELS, []).shape == (0, sd15_toys.SIDE, sd15_toys.SIDE, 3)


def test_saved_and_reloaded_with_its_settings(ours: InstructPix2Pix, tmp_path: Path) -> None:
    settings = SD15Settings(size_px=32, passes=1, guidance_scale=1.0, image_guidance_scale=1.0, start="zeros")
    painter = SD15(sd15_toys.pipeline())
    painter.pipeline.settings = settings
    painter.pipeline.save_pretrained(tmp_path)
    opened = load(tmp_path, device="cpu")
    assert isinstance(opened, SD15) and opened.settings == settings
    np.testing.assert_allclose(opened.paint(PIXELS, QUERIES), painter.paint(PIXELS, QUERIES), atol=1e-5)
    np.testing.assert_array_equal(opened.paint(PIXELS, QUERIES, seed=1), opened.paint(PIXELS, QUERIES, seed=2))
    assert (opened.paint(PIXELS, QUERIES, passes=2, seed=1) != opened.paint(PIXELS, QUERIES, passes=2, seed=2)).any()


def test_a_checkpoint_without_settings_is_asked_as_in_2023(folder: Path, tmp_path: Path) -> None:
    opened = load(sd15_toys.as_hub_2023(open_pipeline(folder, dtype=torch.float32), tmp_path / "hub"), device="cpu")
    assert isinstance(opened, SD15) and opened.label_format == ORIGINAL
    assert opened.settings == SD15Settings(size_px=sd15_toys.SIDE)


def test_a_sentence_in_an_answer_out(folder: Path) -> None:
    result = InstructCV.from_pretrained(folder, device="cpu")(PIXELS, "segment the cat", passes=2)
    assert result.query.label_format == ORIGINAL and result.passes == 2
    assert result.mask is not None and result.mask.shape == PIXELS.shape[:2]


def test_the_opened_model_has_its_pipeline_and_is_saved_and_pushed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = InstructCV.from_pretrained(folder, device="cpu")
    assert isinstance(model.pipeline, StableDiffusionInstructPix2PixPipeline)
    model.save_pretrained(tmp_path)
    again = InstructCV.from_pretrained(tmp_path, device="cpu")
    np.testing.assert_allclose(call(again.pipeline), call(model.pipeline), atol=1e-5)
    monkeypatch.setattr(InstructPix2Pix, "push_to_hub", lambda _, name, **told: (name, told))
    assert model.push_to_hub("me/model", private=True) == ("me/model", {"private": True})


def test_unless_told_it_takes_as_many_passes_as_the_checkpoint_wants() -> None:
    made = sd15_toys.pipeline()
    made.settings = SD15Settings(size_px=32, passes=3)
    assert InstructCV(SD15(made))(PIXELS, "segment the cat").passes == 3


@pytest.mark.parametrize("scheduler", [DDIMScheduler, LCMScheduler])
def test_few_steps_with_other_samplers(scheduler: Any) -> None:
    made = sd15_toys.pipeline()
    made.scheduler = scheduler.from_config(made.scheduler.config, timestep_spacing="trailing")
    first, again = (call(made, num_inference_steps=4) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert np.isfinite(first).all()


class TestAsDiffusersTestsItsOwn:
    """The promises of diffusers' PipelineTesterMixin."""

    def test_callbacks_see_every_step_and_may_change_the_latents(self, ours: InstructPix2Pix) -> None:
        seen: list[int] = []

        def note(_: Any, step: int, __: Any, tensors: dict[str, Any]) -> dict[str, Any]:
            seen.append(step)
            return {"latents": torch.zeros_like(tensors["latents"])}

        zeroed = call(ours, num_inference_steps=3, output_type="latent", callback_on_step_end=note)
        assert seen == [0, 1, 2] and not zeroed.any()

    def test_a_list_of_prompts_equals_one_by_one(self, ours: InstructPix2Pix) -> None:
        said = ["segment the cat", "how far?"]
        noise = [torch.Generator().manual_seed(0) for _ in said]
        together = call(ours, said, generator=noise, image=[PHOTO, PHOTO])
        np.testing.assert_allclose(together, np.concatenate([call(ours, s) for s in said]), atol=1e-5)

    def test_attention_slicing_changes_nothing(self, ours: InstructPix2Pix) -> None:
        before = call(ours)
        ours.enable_attention_slicing()
        sliced = call(ours)
        ours.disable_attention_slicing()
        np.testing.assert_allclose(before, sliced, atol=1e-5)

    def test_dtype_casts(self, folder: Path) -> None:
        made = open_pipeline(folder, dtype=torch.bfloat16)
        made.set_progress_bar_config(disable=True)
        assert {p.dtype for part in (made.unet, made.vae, made.text_encoder) for p in part.parameters()} == {
            torch.bfloat16
        }
        assert np.isfinite(call(made)).all()
        assert {p.dtype for p in made.to(torch.float32).unet.parameters()} == {torch.float32}

    def test_components_make_another_pipeline(self, ours: InstructPix2Pix) -> None:
        parts: Any = ours.components
        twin = InstructPix2Pix(**parts, requires_safety_checker=False)
        twin.set_progress_bar_config(disable=True)
        np.testing.assert_array_equal(call(twin), call(ours))

    def test_vae_slicing_changes_nothing(self, ours: InstructPix2Pix) -> None:
        said, noise = ["segment the cat"] * 2, [torch.Generator().manual_seed(0) for _ in range(2)]
        before = call(ours, said, generator=noise, image=[PHOTO, PHOTO])
        ours.vae.enable_slicing()
        sliced = call(ours, said, generator=[torch.Generator().manual_seed(0) for _ in said], image=[PHOTO, PHOTO])
        ours.vae.disable_slicing()
        np.testing.assert_allclose(before, sliced, atol=1e-5)

    def test_cpu_offload_fetches_every_network_that_is_used(self, folder: Path) -> None:
        """With the processor as the other device: that no network is used before it is fetched can be seen without a GPU."""
        plain, lent = (SD15(open_pipeline(folder, dtype=torch.float32)) for _ in range(2))
        lent.pipeline.enable_model_cpu_offload(device="cpu")
        np.testing.assert_allclose(call(lent.pipeline), call(plain.pipeline), atol=1e-6)
        np.testing.assert_allclose(
            lent.paint(PIXELS, QUERIES, passes=2), plain.paint(PIXELS, QUERIES, passes=2), atol=1e-6
        )

    @pytest.mark.gpu
    @pytest.mark.skipif(not torch.cuda.is_available(), reason="offloading needs a GPU")
    def test_cpu_offload_changes_nothing(self, folder: Path) -> None:
        plain, lent = (open_pipeline(folder, dtype=torch.float32) for _ in range(2))
        lent.enable_model_cpu_offload()
        np.testing.assert_allclose(call(lent), call(plain.to("cuda")), atol=1e-3)
        painted = (SD15(pipeline).paint(PIXELS, QUERIES, passes=2) for pipeline in (lent, plain))
        np.testing.assert_allclose(*painted, atol=1e-3)


@pytest.mark.parametrize(("name", "theirs"), [("ddim", DDIMScheduler), ("lcm", LCMScheduler)])
def test_few_steps_with_another_sampler_are_diffusers_own(
    folder: Path, theirs_of: Any, name: str, theirs: type[Any]
) -> None:
    model = InstructCV.from_pretrained(folder, device="cpu", sampler=name).model
    assert isinstance(model, SD15)
    fresh = theirs_of(theirs)
    np.testing.assert_allclose(model.paint(PIXELS, QUERIES[:1], passes=4, seed=3), fresh, atol=1e-5)
    own = InstructCV.from_pretrained(folder, device="cpu").model
    assert np.abs(own.paint(PIXELS, QUERIES[:1], passes=4, seed=3) - fresh).max() > 1e-3


@pytest.fixture
def theirs_of(folder: Path) -> Any:
    """What plain diffusers paints in four steps with one of its schedulers."""

    def painted(kind: type[Any]) -> np.ndarray:
        opened: Any = StableDiffusionInstructPix2PixPipeline.from_pretrained(folder, safety_checker=None)
        trailing: dict[str, Any] = {"timestep_spacing": "trailing", "set_alpha_to_one": True, "steps_offset": 0}
        spaced = trailing if kind is DDIMScheduler else {}
        opened.scheduler = kind.from_config(opened.scheduler.config, clip_sample=False, **spaced)
        opened.set_progress_bar_config(disable=True)
        return call(opened, seed=3, num_inference_steps=4)

    return painted


def test_a_sampler_says_what_it_cannot_do(folder: Path) -> None:
    with pytest.raises(UserError, match="no sampler is called 'euler'; there are: ddim, lcm"):
        InstructCV.from_pretrained(folder, device="cpu", sampler="euler")
    with pytest.raises(UserError, match="at most 50 passes, not 60"):
        InstructCV.from_pretrained(folder, device="cpu", sampler="lcm")(PIXELS, "segment the cat", passes=60)
    with pytest.raises(UserError, match="the mini network samples in its own way"):
        InstructCV.from_pretrained(device="cpu", sampler="ddim")
