"""What the denoiser's parts promise without any training."""

import numpy as np
import pytest
import torch

from instructcv.instructions import bank
from instructcv.models._backbone import ImageBackbone, LaterStages
from instructcv.models._denoiser import Denoiser, flat_colour_latents
from instructcv.models._photo_encoder import View
from instructcv.models._question import question_of
from instructcv.models._vae import MiniVAE
from instructcv.models.base import load
from instructcv.models.mini import Mini
from instructcv.tasks.base import WordingSplit
from instructcv.training.objective import KINDS
from instructcv.types import LegendEntry, Query

RED, TEAL = (1.0, -1.0, -1.0), (-1.0, 0.0, 0.0)


@pytest.fixture(scope="module")
def denoiser() -> Denoiser:
    torch.manual_seed(0)
    made = Denoiser(width=32, cells=16, photo_depth=1, query_depth=1, heads=2, size_px=64)
    made.flat_latents.copy_(flat_colour_latents(MiniVAE(wide=8, deep=8, blocks=1)))
    return made


def only(kind: int) -> torch.Tensor:
    return torch.eye(3)[kind : kind + 1]


def one_line(line: int) -> torch.Tensor:
    """Every cell of a 4 x 4 map picks that of three lines."""
    picks = torch.full((1, 3, 4, 4), -50.0)
    picks[:, line] = 50
    return picks


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_cell_paints_the_colour_of_its_line(denoiser: Denoiser, line: int) -> None:
    colours = torch.tensor([[(-1.0, -1.0, -1.0), RED, TEAL]])
    painted = denoiser.flat(one_line(line), one_line(line), torch.rand(1, 3, 4, 4), colours, only(0))
    expected = denoiser.latents_of(colours)[0, line]
    torch.testing.assert_close(painted, expected[None, :, None, None].expand_as(painted))


def test_a_place_and_a_depth_are_painted_as_their_colours(denoiser: Denoiser) -> None:
    geometry = torch.tensor([0.25, 0.75, 0.5])[None, :, None, None].expand(1, 3, 4, 4)
    colours = torch.full((1, 3, 3), -1.0)
    for kind, colour in ((1, (-0.5, 0.5, 1.0)), (2, (0.0, 0.0, 0.0))):
        painted = denoiser.flat(one_line(1), one_line(1), geometry, colours, only(kind))
        expected = denoiser.latents_of(torch.tensor([[colour]]))[0, 0]
        torch.testing.assert_close(painted, expected[None, :, None, None].expand_as(painted))


def test_what_the_photo_lacks_is_picked_by_no_cell(denoiser: Denoiser) -> None:
    meaning, nouns = torch.randn(1, 5, 16), torch.nn.functional.normalize(torch.randn(1, 3, 384), dim=-1)
    mask = torch.ones(1, 3, dtype=torch.bool)
    absent = denoiser.likeness(meaning, torch.tensor([[0.0, -30.0, 5.0]]), nouns, mask).softmax(-1)
    assert (absent[..., 1] < 1e-6).all()
    assert (absent[..., [0, 2]] > 1e-6).any()


def settled(denoiser: Denoiser, cells_won: int, presence: float, threshold: float) -> torch.Tensor:
    """Which line each of 32 x 32 cells picks, where line 1 leads by a little in the first `cells_won` of them."""
    picks = torch.zeros(1, 2, 32 * 32)
    picks[:, 0] = 0.5
    picks[:, 1, :cells_won] = 1.0
    denoiser.settings["presence_threshold"] = threshold
    logits = torch.tensor([[0.0, presence]])
    settled = denoiser.settled(picks.unflatten(-1, (32, 32)), logits)
    denoiser.settings["presence_threshold"] = 0.0
    return settled.argmax(1)


def test_a_few_cells_are_no_thing(denoiser: Denoiser) -> None:
    assert settled(denoiser, cells_won=4, presence=3.0, threshold=0.0).sum() == 0
    assert settled(denoiser, cells_won=5, presence=3.0, threshold=0.0).sum() == 5


def test_what_is_less_likely_than_the_threshold_loses_its_cells(denoiser: Denoiser) -> None:
    assert settled(denoiser, cells_won=100, presence=-1.0, threshold=0.0).sum() == 100
    assert settled(denoiser, cells_won=100, presence=-1.0, threshold=1.0).sum() == 0


def test_later_stages_begin_as_the_backbones_own() -> None:
    torch.manual_seed(0)
    with torch.inference_mode():
        features = ImageBackbone()(torch.rand(1, 3, 64, 64) * 2 - 1, torch.zeros(1000, 384))
        stride16, stride32 = LaterStages()(features.stride8)
    torch.testing.assert_close(stride16, features.stride16, atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(stride32, features.stride32, atol=1e-4, rtol=1e-4)


def test_the_painted_picture_does_not_teach_which_kind_of_picture_was_wanted(denoiser: Denoiser) -> None:
    """It did once: a mixture of kinds that the residual mended was easier to reach than the right kind."""
    mini = load(None)
    assert isinstance(mini, Mini)
    question = question_of(mini.encoder, [Query(task="depth", instruction="how far is it?")])
    t, side = 1, 4
    view = View(
        tokens=torch.randn(1, 1 + t, 32),
        cells=torch.randn(1, 16, side, side),
        meaning=torch.randn(1, side * side, 16),
        geometry=torch.rand(1, 3, side, side),
        whole=torch.randn(1, 32),
        semantics=torch.randn(1, t, 384),
    )
    noisy = torch.zeros(1, 8, side, side)
    denoiser.zero_grad()
    denoiser(noisy, torch.full((1,), 999.0), view, question).sum().backward()
    assert denoiser.kind.weight.grad is None
    denoiser.kinds(question).sum().backward()
    assert denoiser.kind.weight.grad is not None


@pytest.mark.parametrize("task", ["segmentation", "detection", "depth", "classification"])
@pytest.mark.parametrize("split", ["train", "test"])
def test_the_shipped_model_paints_the_kind_of_picture_that_was_asked_for(task: str, split: WordingSplit) -> None:
    mini = load(None)
    assert isinstance(mini, Mini)
    legend = (LegendEntry(category="chair", rgb=(255, 0, 0)),) if task != "depth" else ()
    rng = np.random.default_rng(0)
    wordings = [bank.draw(task, rng, legend=legend, split=split) for _ in range(40)]
    queries = [Query(task=task, instruction=wording, legend=legend) for wording in wordings]
    with torch.inference_mode():
        kinds = mini.denoiser.kinds(question_of(mini.encoder, queries))
    assert kinds.argmax(1).tolist() == [KINDS.get(task, 2)] * len(queries)
