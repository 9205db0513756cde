"""Learning from corrections: lessons, the preference, what is kept, and the way back; on networks small enough for a test."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from fakes import PatternPainter
from instructcv import InstructCV
from instructcv.cli._main import main
from instructcv.errors import UserError
from instructcv.feedback import learnt
from instructcv.feedback.agreement import agreement
from instructcv.feedback.answered import of_result
from instructcv.feedback.correction import Correction, sample_of
from instructcv.feedback.store import Store
from instructcv.models.mini.components import trailing_scheduler
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.models.shared import adapter as adapters
from instructcv.training import learn as learning
from instructcv.training import lessons
from instructcv.training.lessons import Lesson, Lessons, bare, enriched, held_out
from instructcv.training.mini.learn import TeachConfig, of_nouns
from instructcv.training.preference import dpo_loss, squared_error
from instructcv.training.sd15.learn import TeachConfig as SD15TeachConfig
from instructcv.types import Instance, Sample
from sd15_toys import pipeline as sd15_pipeline
from tiny import tiny_denoiser, tiny_vae

pytest.importorskip("peft", reason="learning needs peft")
QUICK = TeachConfig(steps=3, corrected=1, rehearsed=1, queries=1, variants=2, size_px=64, rank=2)


@pytest.fixture(autouse=True)
def few_nouns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking for all of them takes a minute."""
    monkeypatch.setattr(lessons, "NOUNS", ("wall", "dog"))


def photo(seed: int) -> Any:
    return np.random.default_rng(seed).integers(0, 256, (48, 64, 3), dtype=np.uint8)


def fill(store: Store, model: InstructCV, count: int) -> None:
    """A cat in the left third of every photo, on some nothing."""
    mask = np.zeros((48, 64), np.bool_)
    mask[:, :20] = True
    for seed in range(count):
        before = of_result(model(photo(seed), "segment the cat"))
        said = Correction(verdict="nothing") if seed == 3 else Correction(verdict="corrected", masks={"cat": mask})
        store.add(before, said, by="test")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    vae, folder = tiny_vae(), tmp_path_factory.mktemp("base")
    InstructCVPipeline(vae=vae, denoiser=tiny_denoiser(vae), scheduler=trailing_scheduler()).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def sd_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sd")
    sd15_pipeline().save_pretrained(folder)
    return folder


def test_the_preference_pulls_towards_the_better_picture_and_no_further_than_beta_allows() -> None:
    near, far = torch.tensor([0.1]), torch.tensor([0.5])
    even = dpo_loss(near, far, near, far, 10.0)
    assert even.item() == pytest.approx(np.log(2))  # the network is what it was
    assert dpo_loss(near - 0.05, far, near, far, 10.0) < even < dpo_loss(near + 0.05, far, near, far, 10.0)
    assert dpo_loss(near, far + 0.05, near, far, 10.0) < even  # leaving the rejected one counts, too
    assert dpo_loss(near - 0.05, far, near, far, 100.0) < dpo_loss(near - 0.05, far, near, far, 10.0)
    a, b = torch.zeros(1, 3, 2, 2), torch.ones(1, 3, 2, 2)
    counted = torch.tensor([[[True, False], [False, False]]])
    assert squared_error(a, b).item() == squared_error(a, b, counted).item() == 1
    assert squared_error(a, b, counted & False).item() == 0


def test_a_fifth_is_held_out_and_no_photo_is_on_both_sides(tmp_path: Path) -> None:
    store, model = Store(tmp_path), InstructCV(PatternPainter())
    fill(store, model, 3)
    with pytest.raises(UserError, match="at least 4 photos"):
        held_out(list(store))
    fill(store, model, 10)
    taught, judged = held_out(list(store))
    photos = [{item.picture("photo.png").tobytes() for item in part} for part in (taught, judged)]
    assert len(photos[1]) == 2 and not photos[0] & photos[1] and len(taught) + len(judged) == 13


def test_what_is_absent_is_taught_beside(tmp_path: Path) -> None:
    model = InstructCV(PatternPainter(empty=True))
    before = of_result(model(photo(0), "segment the cat"))
    sample = sample_of(before, Correction(verdict="nothing"), "x")
    assert sample is not None
    more = enriched(sample, model, ["dog", "car"])
    assert more.things == ("cat", "dog", "car") and more.instances == ()
    seen = enriched(sample, InstructCV(PatternPainter()), ["dog", "car"])
    assert {item.category for item in seen.instances or ()} == {"dog", "car"}


def masked(*boxes: tuple[int, int, int, int], masks: bool = True) -> Sample:
    """A photo of 64 x 48 with a cat in each box (left, top, right, bottom)."""
    items: list[Instance] = []
    for left, top, right, bottom in boxes:
        mask = np.zeros((48, 64), np.bool_)
        mask[top:bottom, left:right] = True
        box = (float(left), float(top), float(right), float(bottom))
        items.append(Instance(category="cat", box_xyxy_px=box, mask=mask if masks else None))
    return Sample(
        key="a", source="", split="train", licence="", photo=photo(0), instances=tuple(items), things=("cat", "dog")
    )


@pytest.mark.parametrize(
    ("sample", "size_hw", "why"),
    [
        (masked(), None, "no cat is there: the whole photo says so already"),
        (masked((0, 0, 64, 48)), None, "nothing but cat"),
        (masked((6, 6, 60, 44)), None, "too little is left"),
        (masked((0, 0, 20, 48), masks=False), None, "nobody knows where in its box the cat is"),
        (masked((0, 0, 20, 48)), (48, 41), "the part to the right of it, and some space between"),
        (masked((0, 0, 64, 30)), (15, 30), "a long strip below: its middle"),
        (masked((0, 0, 10, 10), (20, 0, 30, 48)), (48, 31), "to the right of both"),
    ],
)
def test_a_part_without_the_thing(sample: Sample, size_hw: tuple[int, int] | None, why: str) -> None:
    found = bare(sample, ["cat"])
    assert (None if found is None else found.size_hw) == size_hw, why
    assert found is None or (found.instances == () and found.things == ("cat", "dog")), "known to be absent"


@pytest.mark.parametrize(
    ("instructions", "wanted"),
    [
        ((), False),
        (("segment the cat", "is it a cat or a dog?"), True),
        (("segment the cat", "box the chairs"), False),
        (("how far away is everything?",), False),
    ],
)
def test_what_things_are_called_is_learned_where_nouns_are_compared(
    instructions: tuple[str, ...], wanted: bool
) -> None:
    model = InstructCV(PatternPainter())
    corrected = tuple(Lesson(sample=masked(), query=of_result(model(photo(0), text)).query) for text in instructions)
    assert of_nouns(Lessons(corrected=corrected, rehearsed=())) is wanted


@pytest.mark.parametrize(
    ("instruction", "said", "wanted"),
    [
        ("segment the cat", Correction(verdict="good"), 1.0),
        ("segment the cat", Correction(verdict="nothing"), 0.0),
        ("segment the cat", Correction(verdict="corrected", masks={"cat": np.ones((48, 64), np.bool_)}), 0.5),
        ("box the chairs", Correction(verdict="good"), 1.0),
        ("box the chairs", Correction(verdict="corrected", boxes=[("chair", (16.0, 12.0, 32.0, 36.0))]), 0.5),
        ("box the chairs", Correction(verdict="nothing"), 0.0),
        ("is it a cat or a dog?", Correction(verdict="good"), 1.0),
        ("is it a cat or a dog?", Correction(verdict="corrected", label=("dog",)), 0.0),
        ("how far away is everything?", Correction(verdict="good"), 1.0),
    ],
)
def test_agreement_is_one_number_for_whatever_was_asked(instruction: str, said: Correction, wanted: float) -> None:
    before = of_result(InstructCV(PatternPainter())(photo(0), instruction))
    sample = sample_of(before, said, "x")
    assert sample is not None
    assert agreement(before, sample) == pytest.approx(wanted, abs=0.03)


@pytest.mark.parametrize(
    ("after", "strength", "better", "why"),
    [
        ([0.9, 0.8] * 4, 0.35, False, "whatever part of it is added forgets too much"),
        ([0.1, 0.9] * 4, 0.35, False, "nothing is forgotten, but nothing is better"),
        ([0.6, 0.895], 1.0, True, "better, and the guard falls by less than it may"),
        ([0.9, 0.8, 0.6, 0.9], 0.7, True, "a part of it is better and forgets nothing"),
    ],
)
def test_only_what_is_better_is_taken_into_use_and_it_can_be_undone(
    base: Path,
    tmp_path: Path,
    after: list[float],
    strength: float,
    better: bool,
    why: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fill(Store(tmp_path), InstructCV(PatternPainter()), 5)
    scores = iter([0.2, 0.9, *after])
    monkeypatch.setattr(learning, "score", lambda *_: next(scores))
    report = learning.learn(tmp_path, base=str(base), device="cpu", teacher=QUICK)
    adapter = tmp_path / learnt.FOLDER / report.name / learnt.ADAPTER
    assert (report.kept, report.strength) == (better, strength) and adapters.is_adapter(adapter), why
    assert json.loads((adapter / adapters.CONFIG).read_text())["lora_alpha"] == pytest.approx(strength * QUICK.rank)
    assert learnt.adapter_in_use(tmp_path, str(base)) == (adapter if better else None)
    assert learnt.adapter_in_use(tmp_path, None) is None  # of another base
    InstructCV.from_pretrained(adapter, device="cpu")
    told = json.loads((adapter.parent / learnt.REPORT).read_text())
    assert told["before"]["corrections"] == 0.2 and told["kept"] is better
    assert main(["learn", "--undo", "--feedback", str(tmp_path)]) == (0 if better else 2)
    assert ("back to the base" if better else "nothing was learned") in "".join(capsys.readouterr())
    assert learnt.adapter_in_use(tmp_path, str(base)) is None


def test_the_same_seed_gives_the_same_adapter(base: Path, tmp_path: Path) -> None:
    fill(Store(tmp_path), InstructCV(PatternPainter()), 5)
    made = [learning.learn(tmp_path, base=str(base), device="cpu", teacher=QUICK).name for _ in range(2)]
    first, second = (
        (tmp_path / learnt.FOLDER / name / learnt.ADAPTER / adapters.WEIGHTS).read_bytes() for name in made
    )
    assert made == ["0001", "0002"] and first == second


def test_stable_diffusion_learns_by_the_same_command(sd_base: Path, tmp_path: Path) -> None:
    model = InstructCV.from_pretrained(sd_base, device="cpu")
    fill(Store(tmp_path), model, 5)
    teacher = SD15TeachConfig(steps=2, corrected=1, rehearsed=1, rank=2, learning_rate=1e-3)
    report = learning.learn(tmp_path, base=str(sd_base), device="cpu", teacher=teacher)
    adapter = tmp_path / learnt.FOLDER / report.name / learnt.ADAPTER
    assert adapters.is_adapter(adapter)
    InstructCV.from_pretrained(adapter, device="cpu")(photo(0), "segment the cat", passes=1)


def test_too_few_corrections_are_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "feedback").mkdir()
    assert main(["learn", "--feedback", str(tmp_path / "feedback")]) == 2
    assert main(["learn", "--feedback", str(tmp_path / "nowhere")]) == 2
    assert main(["learn", "--feedback", str(tmp_path / "feedback"), "--dataset", "folder"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 3 and "at least 4 photos" in said[0] and "no folder" in said[1] and "go together" in said[2]


def test_a_damaged_record_of_what_is_in_use_is_said(tmp_path: Path) -> None:
    file = tmp_path / learnt.FOLDER / learnt.STATE
    file.parent.mkdir()
    file.write_text("{")
    with pytest.raises(UserError, match="damaged"):
        learnt.state(tmp_path)
