"""What the denoiser's parts promise without any training."""

import numpy as np
import pytest
import torch

from instructcv.instructions import wording
from instructcv.instructions.rules import rules
from instructcv.models.base import load
from instructcv.models.mini import Mini
from instructcv.models.mini.backbone import ImageBackbone
from instructcv.models.mini.denoiser import ROW_OF_KIND, Denoiser
from instructcv.models.mini.flat import Flat, shared_out
from instructcv.models.mini.noun_matcher import NounReader
from instructcv.models.mini.photo_encoder import View
from instructcv.models.mini.question import nouns_of, question_of
from instructcv.models.mini.settings import Calibration
from instructcv.models.shared.text import SentenceEncoder
from instructcv.tasks.base import WordingSplit
from instructcv.training.mini.objective import kind_of
from instructcv.types import LegendEntry, Query
from tiny import tiny_denoiser, tiny_vae

RED, TEAL = (1.0, -1.0, -1.0), (-1.0, 0.0, 0.0)


@pytest.fixture(scope="module")
def denoiser() -> Denoiser:
    torch.manual_seed(0)
    return tiny_denoiser(tiny_vae())


def only(kind: int) -> torch.Tensor:
    return torch.eye(4)[kind : kind + 1]


def any_view(side: int) -> View:
    """Of a photo of `side` x `side` cells."""
    return View(
        tokens=torch.randn(1, 1 + 1, 32),
        cells=torch.randn(1, 16, side, side),
        meaning=torch.randn(1, 4 * side * side, 16),
        geometry=torch.rand(1, 3, 2 * side, 2 * side),
        whole=torch.randn(1, 32),
        semantics=torch.randn(1, 384, 1, 1),
        leniency=torch.zeros(1),
        pixels=torch.zeros(1, 3, 0, 0),
    )


def one_line(line: int) -> torch.Tensor:
    """Every quarter of an 8 x 8 map is that of three lines."""
    return torch.nn.functional.one_hot(torch.full((1, 8, 8), line), 3).permute(0, 3, 1, 2).float()


@pytest.mark.parametrize("line", [0, 1, 2])
@pytest.mark.parametrize("kind", [0, 3])
def test_a_quarter_paints_the_colour_of_its_line(line: int, kind: int) -> None:
    colours = torch.tensor([[(-1.0, -1.0, -1.0), RED, TEAL]])
    other = one_line((line + 1) % 3)
    lines = (one_line(line), other) if kind == 0 else (other, one_line(line))
    painted = Flat(*lines, torch.rand(1, 8, 8), torch.rand(1, 3, 8, 8)).painted(colours, only(kind))
    torch.testing.assert_close(painted, colours[0, line][None, :, None, None].expand_as(painted))


def test_a_place_and_a_depth_are_painted_as_their_colours() -> None:
    geometry = torch.tensor([0.25, 0.75, 0.5])[None, :, None, None].expand(1, 3, 8, 8)
    colours = torch.full((1, 3, 3), -1.0)
    known = Flat(one_line(1), one_line(2), torch.zeros(1, 8, 8), geometry)
    for kind, colour in ((1, (-0.5, 0.5, 1.0)), (2, (0.0, 0.0, 0.0))):
        painted = known.painted(colours, only(kind))
        torch.testing.assert_close(painted, torch.tensor(colour)[None, :, None, None].expand_as(painted))


def test_what_is_painted_follows_the_photos_edges() -> None:
    photo = torch.full((1, 3, 32, 32), -0.5)
    photo[..., 14:] = 0.5  # an edge in the middle of the fourth quarter
    right = torch.zeros(1, 1, 8, 8)
    right[..., 3], right[..., 4:] = 0.5, 1.0
    lines, places = torch.cat([1 - right, right], 1), torch.rand(1, 2, 8, 8)
    known = Flat(lines, lines, 1 - right[:, 0], torch.cat([places, right], 1)).following(photo)
    there = photo[0, 0] > 0
    for followed in (known.by_place[0, 1], 1 - known.nothing[0], known.geometry[0, 2]):
        torch.testing.assert_close(followed > 0.5, there)
    torch.testing.assert_close(known.by_place.sum(1), torch.ones(1, 32, 32))
    assert ((known.by_place < 0.1) | (known.by_place > 0.9)).all()  # decided
    for kept, given in ((known.overall, lines), (known.geometry[:, :2], places)):
        torch.testing.assert_close(kept, given.repeat_interleave(4, 2).repeat_interleave(4, 3))


@pytest.mark.parametrize(
    ("shares", "rows"),
    [
        ((1.0, 0.0, 0.0), (8, 0, 0)),
        ((0.0, 0.0, 1.0), (0, 0, 8)),
        ((0.25, 0.5, 0.25), (2, 4, 2)),
        ((0.0, 0.4, 0.6), (0, 3, 5)),
    ],
)
def test_lines_share_the_picture_out_as_they_are_likely(shares: tuple[float, ...], rows: tuple[int, ...]) -> None:
    owned = shared_out(torch.tensor([shares]), (8, 5))
    assert owned.sum((2, 3))[0].tolist() == [5 * n for n in rows]
    assert (owned.sum(1) == 1).all()


def test_the_brush_paints_as_the_vae_encodes() -> None:
    torch.manual_seed(0)
    vae = tiny_vae()
    vae.scaling_factor = 1.7
    flat = torch.rand(2, 3, 8, 8) * 2 - 1
    picture = flat.repeat_interleave(4, 2).repeat_interleave(4, 3)
    with torch.no_grad():
        for same in (flat, picture):
            torch.testing.assert_close(tiny_denoiser(vae).stroke(same, (32, 32)), vae.encode(picture))


def test_what_the_photo_lacks_is_picked_by_no_quarter(denoiser: Denoiser) -> None:
    local, mask = torch.randn(1, 5, 3), torch.ones(1, 3, dtype=torch.bool)
    absent = denoiser.nouns.likeness(local, torch.tensor([[0.0, -30.0, 5.0]]), mask).softmax(-1)
    assert (absent[..., 1] < 1e-6).all()
    assert (absent[..., [0, 2]] > 1e-6).any()


def test_an_untaught_noun_is_found_where_imagenet_sees_its_like(denoiser: Denoiser) -> None:
    """With nothing learned to go by: meaning is zero."""
    noun = torch.nn.functional.normalize(torch.randn(1, 384), dim=-1)
    nouns = torch.stack([torch.zeros(1, 384), noun], 1)
    semantics = torch.zeros(1, 384, 1, 2)
    semantics[0, :, 0, 1] = denoiser.nouns.read.centred(noun)[0]
    with torch.no_grad():
        local = denoiser.nouns.local(torch.zeros(1, 128, 16), semantics, nouns)
    likened = (local[0, :, 1] - local[0, :, 0]).view(8, 16)
    assert (likened[:, 12:] > likened[:, :4] + 1).all()


def test_whitened_nouns_differ_as_much_along_every_direction() -> None:
    names = torch.randn(2000, 384) * torch.linspace(0.01, 1, 384) + 3
    reader = NounReader(8)
    reader.fit(names)
    white = (names - reader.mean) @ reader.whitening
    spread = white.std(0)
    assert white.mean(0).abs().max() < 1e-2
    assert spread.max() / spread.median() < 2
    assert (names.std(0).max() / names.std(0).min()) > 50


def settled(
    denoiser: Denoiser, won: int, presence: float, threshold: float | None, lead: float = 0.5, leniency: float = 0.0
) -> torch.Tensor:
    """Which line each of 64 x 64 quarters picks, where line 1 leads in the first `won` of them."""
    picks = torch.zeros(1, 2, 64 * 64)
    picks[:, 0] = 0.5
    picks[:, 1, :won] = 0.5 + lead
    reader = denoiser.calibrated(Calibration(presence_threshold=threshold))
    logits = torch.tensor([[0.0, presence]])
    settled = reader.settled(picks.unflatten(-1, (64, 64)), logits, torch.tensor([leniency]))
    return settled.argmax(1)


def test_a_few_quarters_are_no_thing(denoiser: Denoiser) -> None:
    assert settled(denoiser, won=4, presence=3.0, threshold=None).sum() == 0
    assert settled(denoiser, won=5, presence=3.0, threshold=None).sum() == 5


def test_what_is_less_likely_than_the_threshold_loses_its_quarters(denoiser: Denoiser) -> None:
    assert settled(denoiser, won=100, presence=-1.0, threshold=-1.1).any()
    assert not settled(denoiser, won=100, presence=-1.0, threshold=-0.9).any()
    assert settled(denoiser, won=100, presence=-1.0, threshold=None).any()


def test_with_a_threshold_a_noun_must_lead_by_more(denoiser: Denoiser) -> None:
    likely = 20.0  # so that being likely adds nothing
    assert settled(denoiser, won=100, presence=likely, threshold=None, lead=0.4).any()
    assert not settled(denoiser, won=100, presence=likely, threshold=0.0, lead=0.4).any()
    assert settled(denoiser, won=100, presence=likely, threshold=0.0, lead=0.6).any()
    assert settled(denoiser, won=100, presence=likely, threshold=0.0, lead=0.4, leniency=0.2).any()
    assert not settled(denoiser, won=100, presence=likely, threshold=0.0, lead=-0.1, leniency=4.0).any()


def test_with_a_threshold_boxes_are_painted_where_there_is_little_doubt(denoiser: Denoiser) -> None:
    picks = torch.zeros(2, 2, 64, 64)
    leniency = torch.tensor([0.0, 4.0])
    assert (denoiser.nothing(picks, leniency) == 0.5).all()
    strict, lenient = denoiser.calibrated(Calibration(presence_threshold=0.0)).nothing(picks, leniency)
    assert (strict > 0.7).all() and (lenient == 0.5).all()


@pytest.mark.parametrize(("kind", "mends"), [(0, False), (1, False), (2, True), (3, False)])
def test_boxes_are_not_mended_where_nothing_is(
    denoiser: Denoiser, kind: int, mends: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair = (LegendEntry(category="chair", rgb=(0, 0, 255)),)
    question = question_of(SentenceEncoder(), [Query(task="detection", instruction="box the chair", legend=chair)])
    view, noisy, last = any_view(4), torch.zeros(1, 8, 4, 4), torch.full((1,), 999.0)
    monkeypatch.setattr(denoiser, "kinds", lambda question: 100 * only(kind))

    def change(nothing: float) -> torch.Tensor:
        """What the residual's bias does to the latents."""
        monkeypatch.setattr(denoiser, "nothing", lambda picks, leniency: torch.full((1, 8, 8), nothing))
        bias = denoiser.out.bias
        assert bias is not None
        with torch.inference_mode():
            before = denoiser(noisy, last, view, question)
            bias += 1
            after = denoiser(noisy, last, view, question)
            bias -= 1
        return after - before

    torch.testing.assert_close(change(1.0), torch.full((1, 8, 4, 4), float(mends)), atol=1e-5, rtol=0)
    torch.testing.assert_close(change(0.0), torch.full((1, 8, 4, 4), float(mends or kind == 1)), atol=1e-5, rtol=0)


def test_the_painted_picture_does_not_teach_which_kind_of_picture_was_wanted(denoiser: Denoiser) -> None:
    """It did once: a mixture of kinds that the residual mended was easier to reach than the right kind."""
    question = question_of(SentenceEncoder(), [Query(task="depth", instruction="how far is it?")])
    denoiser.zero_grad()
    denoiser(torch.zeros(1, 8, 4, 4), torch.full((1,), 999.0), any_view(4), question).sum().backward()
    assert denoiser.kind.weight.grad is None
    denoiser.kinds(question).sum().backward()
    assert denoiser.kind.weight.grad is not None


@pytest.mark.parametrize("task", ["segmentation", "detection", "depth", "classification"])
@pytest.mark.parametrize("split", ["train", "test"])
def test_the_shipped_model_paints_the_kind_of_picture_that_was_asked_for(task: str, split: WordingSplit) -> None:
    mini = load(None)
    assert isinstance(mini, Mini)
    rng = np.random.default_rng(0)
    things = ["chair"] if rules(task).things else []
    queries = [wording.draw(task, rng, categories=things, split=split) for _ in range(40)]
    with torch.inference_mode():
        kinds = mini.denoiser.kinds(question_of(mini.encoder, queries))
    assert kinds.argmax(1).tolist() == [ROW_OF_KIND[kind_of(task)]] * len(queries)


def test_categories_that_share_a_colour_have_a_line_each() -> None:
    encoder, blue, red = SentenceEncoder(), (0, 0, 255), (255, 0, 0)
    shared = LegendEntry(category="cat or dog", rgb=blue, members=("cat", "dog"))
    bed = LegendEntry(category="bed", rgb=red)
    apart = [LegendEntry(category=name, rgb=blue) for name in ("cat", "dog")]
    asked, spelt_out = (
        question_of(encoder, [Query(task="segmentation", instruction="paint them", legend=legend)])
        for legend in ((shared, bed), (*apart, bed))
    )
    for one, other in zip(asked, spelt_out, strict=True):
        torch.testing.assert_close(one, other)


def test_photos_without_a_wall_or_a_floor_are_read_leniently(
    denoiser: Denoiser, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = denoiser.look(torch.zeros(3, 8, 8, 8), denoiser.features(ImageBackbone(), torch.zeros(3, 3, 64, 64)))
    shell = nouns_of(SentenceEncoder(), ("wall", "floor"))
    assert not denoiser.leniency(view, shell).any()  # until a shift has been set
    shown = torch.tensor([[0.0, 9.0, -9.0], [0.0, -9.0, 9.0], [0.0, -9.0, -9.0]])
    monkeypatch.setattr(Denoiser, "presence", lambda *_: shown)
    shifted = denoiser.calibrated(Calibration(photo_shift=2.0))
    torch.testing.assert_close(shifted.leniency(view, shell), torch.tensor([0.0, 0.0, 2.0]), atol=0.02, rtol=0)


def test_leniency_is_added_to_the_presence_of_everything(denoiser: Denoiser) -> None:
    question = question_of(
        SentenceEncoder(),
        [Query(task="segmentation", instruction="a cup", legend=(LegendEntry(category="cup", rgb=(255, 0, 0)),))],
    )
    view = denoiser.look(torch.zeros(1, 8, 8, 8), denoiser.features(ImageBackbone(), torch.zeros(1, 3, 64, 64)))
    nothing, last = torch.zeros(1, 8, 8, 8), torch.full((1,), 999.0)
    strict = denoiser.paint(nothing, last, view, question)
    lenient = denoiser.paint(nothing, last, view._replace(leniency=torch.ones(1)), question)
    torch.testing.assert_close(lenient.presence, strict.presence + 1)
    torch.testing.assert_close(lenient.choice, strict.choice)
