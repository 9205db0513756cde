"""A Stable Diffusion checkpoint, exported: DDIM's steps and the guidance are diffusers', and so are the pictures."""

from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers.schedulers.scheduling_ddim import DDIMScheduler

from exporting import exported_by_the_program
from instructcv import InstructCV
from instructcv.errors import UserError
from instructcv.runtimes.base import runtime
from instructcv.runtimes.shared import manifest
from instructcv.runtimes.shared.sd15 import stepped, steps
from sd15_toys import pipeline

pytest.importorskip("onnxruntime", reason="the extra onnx is not installed")
pytest.importorskip("onnxscript", reason="the extra export is not installed")


@pytest.mark.parametrize("prediction", ["epsilon", "sample", "v_prediction"])
@pytest.mark.parametrize("passes", [1, 2, 7, 50])  # the last step, a few, no divisor of 1,000, the usual
def test_steps_are_diffusers(prediction: str, passes: int) -> None:
    theirs = DDIMScheduler(
        prediction_type=prediction, timestep_spacing="trailing", clip_sample=False, beta_schedule="scaled_linear"
    )
    theirs.set_timesteps(passes)
    alphas = theirs.alphas_cumprod.double().numpy()
    x = np.random.default_rng(0).standard_normal((1, 4, 3, 3), np.float32)
    other = torch.from_numpy(x.copy())
    ours = steps(len(alphas), passes)
    assert [t for t, _ in ours] == theirs.timesteps.tolist()
    for t, before in ours:
        predicted = np.random.default_rng(t).standard_normal(x.shape, np.float32)
        x = stepped(x, predicted, alphas[t], 1.0 if before < 0 else alphas[before], prediction)
        other = theirs.step(torch.from_numpy(predicted), t, other, return_dict=False)[0]
        np.testing.assert_allclose(x, other.numpy(), atol=1e-3, rtol=1e-3)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toy")
    pipeline().save_pretrained(folder / "model")
    exported_by_the_program(folder / "model", folder / "export")
    return folder / "export"


def photo() -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (40, 60, 3), dtype=np.uint8)


def test_pictures_are_the_checkpoint_s(exported: Path) -> None:
    """The export found it out itself, with the same noise for both, over every task and several questions at once."""
    told = manifest.read(exported)
    assert told.network == "sd15" and told.largest_difference < 0.02
    assert told.sampling is not None and (told.sampling.passes, told.sampling.guidance_scale) == (50, 7.5)


def test_a_sentence_is_answered_and_a_seed_counts(exported: Path) -> None:
    model = InstructCV.from_pretrained(exported, runtime="onnx")
    one, same, other = (model(photo(), "how far away is everything?", passes=2, seed=seed) for seed in (0, 0, 1))
    assert one.sampler == "ddim" and one.depth_m is not None and one.depth_m.shape == (40, 60)
    assert np.array_equal(one.picture, same.picture) and not np.array_equal(one.picture, other.picture)


def test_what_it_cannot_do_is_said(exported: Path) -> None:
    runner = runtime("onnx").load(exported, device="cpu", dtype="auto")
    with pytest.raises(UserError, match="samples with ddim"):
        runner.sample_with("lcm")
    with pytest.raises(UserError, match="looks at a photo once"):
        runner.look_with(2)
    assert runner.paint(photo(), []).shape == (0, 32, 32, 3)
