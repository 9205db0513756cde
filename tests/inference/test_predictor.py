"""A photo and a sentence in, an answer at the photo's own size out; the painter is a fake whose picture is known."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image

from fakes import GarbagePainter, NoisyPainter, PatternPainter
from instructcv import InstructCV
from instructcv.errors import UserError
from instructcv.inference import predictor
from instructcv.types import LEGEND, ORIGINAL

SIZES = [
    pytest.param((1, 1), id="one pixel"),
    pytest.param((7, 13), id="smaller than the painted picture, odd"),
    pytest.param((64, 64), id="exactly the painted picture's size"),
    pytest.param((480, 640), id="an ordinary photo"),
    pytest.param((3, 900), id="a sliver"),
]


def photo_of(size_hw: tuple[int, int]) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (*size_hw, 3), dtype=np.uint8)


def flat_photo(size_hw: tuple[int, int]) -> np.ndarray:
    """Grey, with a light corner: a photo of one colour all over shows nothing, and its answer would say so."""
    photo = np.full((*size_hw, 3), 127, np.uint8)
    photo[: max(1, size_hw[0] // 8), : max(1, size_hw[1] // 8)] = 255
    return photo


@pytest.mark.parametrize("size_hw", SIZES)
def test_everything_comes_back_at_the_photos_own_size(size_hw: tuple[int, int]) -> None:
    model = InstructCV(PatternPainter())
    segmented, boxed, deep, told = model.answer(
        photo_of(size_hw),
        ["segment the chair and the table", "put a box around every chair", "how far away is everything?",
         "is this a cat or a dog?"],
    )  # fmt: skip
    assert segmented.category_map is not None and segmented.category_map.shape == size_hw
    assert segmented.masks is not None and segmented.masks.shape == (2, *size_hw)
    assert segmented.mask is not None and segmented.mask.shape == size_hw
    assert deep.depth_m is not None and deep.depth_m.shape == size_hw and np.isfinite(deep.depth_m).all()
    assert boxed.boxes.shape == (len(boxed.scores), 4) and len(boxed.categories) == len(boxed.scores)
    assert told.label in ("cat", "dog") or size_hw == (1, 1)  # one pixel shows nothing


def test_a_photo_of_nothing_is_answered_so() -> None:
    black = np.zeros((48, 64, 3), np.uint8)
    results = InstructCV(PatternPainter()).answer(black, ["segment the chair", "how far away is everything?"])
    for result in results:
        assert not result.found and result.confidence == 0
        assert result.narrowed and "nothing to see, it is black" in result.narrowed[0].done
    assert results[1].depth_m is not None and not results[1].depth_m.any()


def test_the_numbers_are_those_that_were_painted() -> None:
    model = InstructCV(PatternPainter())
    photo = flat_photo((120, 240))
    segmented, boxed, deep, told = model.answer(
        photo,
        ["segment the chair", "put a box around every chair", "how far away is everything?", "is it a cat or a dog?"],
    )
    assert segmented.categories == ("chair",) and segmented.masks is not None
    expected = np.zeros((120, 240), np.bool_)
    expected[:, :120] = True
    assert (segmented.masks[0] ^ expected).mean() < 0.02
    assert boxed.boxes[0] == pytest.approx([60, 30, 180, 90], abs=3)
    assert boxed.categories == ("chair",) and boxed.scores[0] > 0.5 and boxed.found
    assert deep.depth_m is not None
    assert deep.depth_m[[12, 59, 107]].mean(axis=1) == pytest.approx([3.7, 2.5, 1.3], rel=0.03)
    assert told.label == "cat" and told.probability is not None and told.probability > 0.9
    for result in (segmented, boxed, deep, told):
        assert result.admissibility > 0.9 and result.checkpoint == "pattern" and result.seconds > 0


def test_one_instruction_is_one_batch_and_all_questions_share_the_photo() -> None:
    painter = PatternPainter()
    InstructCV(painter).answer(flat_photo((8, 8)), ["segment the chair", "how far away is everything?"])
    assert painter.calls == 1


def test_a_sentence_is_read_once_however_many_photos_it_is_asked_of(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    genuine = predictor.read
    monkeypatch.setattr(predictor, "read", lambda said, model: (read.append(said), genuine(said, model))[1])
    model = InstructCV(PatternPainter())
    for side in (8, 9, 10):
        model(flat_photo((side, side)), "segment the chair")
    assert read == ["segment the chair"]


def test_several_categories_of_boxes_are_asked_one_by_one_in_the_same_batch() -> None:
    painter = PatternPainter()
    result = InstructCV(painter)(flat_photo((50, 50)), "put a box around each chair and each table")
    assert painter.calls == 1
    assert [query.categories for query in painter.asked] == [("chair",), ("table",)]
    assert all(query.categories[0] in query.instruction for query in painter.asked)
    assert sorted(result.categories) == ["chair", "table"]
    assert result.instruction == "put a box around each chair and each table"
    assert result.picture.shape == (64, 128, 3)


def test_the_denoiser_is_given_the_users_own_wording() -> None:
    painter = PatternPainter()
    InstructCV(painter)(flat_photo((8, 8)), "plz segment teh chair, thanks!")
    assert painter.asked[0].instruction == "plz segment teh chair, thanks!"


def test_the_2023_format_is_asked_one_category_at_a_time() -> None:
    painter = PatternPainter(ORIGINAL)
    result = InstructCV(painter)(flat_photo((40, 40)), "segment the chair and the table")
    assert [query.categories for query in painter.asked] == [("chair",), ("table",)]
    assert result.masks is not None and result.masks.shape == (2, 40, 40)


def test_nothing_painted_is_not_found() -> None:
    model = InstructCV(PatternPainter(empty=True))
    segmented, boxed = model.answer(flat_photo((30, 30)), ["segment the chair", "put a box around every chair"])
    assert not segmented.found and segmented.mask is not None and not segmented.mask.any()
    assert not boxed.found and boxed.boxes.shape == (0, 4)


def test_garbage_is_told_by_its_admissibility() -> None:
    sound, garbage = (
        InstructCV(p)(flat_photo((30, 30)), "segment the chair") for p in (PatternPainter(), GarbagePainter())
    )
    assert garbage.admissibility < 0.5 < sound.admissibility


def test_seeds_are_averaged_and_their_spread_is_the_uncertainty() -> None:
    model = InstructCV(NoisyPainter())
    photo = flat_photo((100, 80))
    alone, together = model(photo, "segment the chair"), model(photo, "segment the chair", seeds=4, passes=2)
    assert alone.uncertainty is None
    assert together.uncertainty is not None and together.uncertainty.shape == (100, 80)
    assert 0.005 < together.uncertainty.mean() < 0.05  # the noise has sigma 0.04, half of it clipped away on black
    clean = InstructCV(PatternPainter())(photo, "segment the chair").picture.astype(float)
    assert np.abs(together.picture - clean).mean() < np.abs(alone.picture - clean).mean()


def test_the_same_seed_gives_the_same_answer() -> None:
    model = InstructCV(NoisyPainter())
    first, again, other = (model(flat_photo((9, 9)), "segment the chair", seed=s) for s in (3, 3, 4))
    assert (first.picture == again.picture).all() and (first.picture != other.picture).any()


def test_seeds_that_make_no_difference_are_told(caplog: pytest.LogCaptureFixture) -> None:
    InstructCV(PatternPainter())(flat_photo((9, 9)), "segment the chair", seeds=2)
    assert "same" in caplog.text


PHOTOS: list[Any] = [
    pytest.param(lambda: Image.new("L", (5, 4)), (4, 5), id="a grey image becomes RGB"),
    pytest.param(lambda: Image.new("RGBA", (5, 4)), (4, 5), id="alpha is laid on white"),
    pytest.param(lambda: flat_photo((4, 5)), (4, 5), id="an array is taken as it is"),
]


@pytest.mark.parametrize(("make", "size_hw"), PHOTOS)
def test_photos_in_memory(make: Callable[[], Any], size_hw: tuple[int, int]) -> None:
    assert InstructCV(PatternPainter())(make(), "segment the chair").size_hw == size_hw


WRONG: list[Any] = [
    pytest.param({"instruction": ""}, "empty", id="nothing asked"),
    pytest.param({"instruction": " \n\t "}, "empty", id="only white space"),
    pytest.param({"passes": 0}, "--passes", id="no pass"),
    pytest.param({"passes": 1001}, "--passes", id="more passes than timesteps"),
    pytest.param({"seeds": 0}, "--seeds", id="no seed"),
    pytest.param({"photo": np.zeros((4, 4), np.uint8)}, "photo", id="a grey array"),
    pytest.param({"photo": np.zeros((0, 4, 3), np.uint8)}, "photo", id="an array without pixels"),
    pytest.param({"photo": np.zeros((4, 4, 3), np.float32)}, "photo", id="a float array"),
    pytest.param({"photo": "no such file.jpg"}, "no such file.jpg", id="no such file"),
]


@pytest.mark.parametrize(("changed", "told"), WRONG)
def test_a_users_mistake_is_one_line(changed: dict[str, Any], told: str) -> None:
    given: dict[str, Any] = {"photo": flat_photo((4, 4)), "instruction": "segment the chair"} | changed
    with pytest.raises(UserError, match=told) as caught:
        InstructCV(PatternPainter())(given.pop("photo"), given.pop("instruction"), **given)
    assert "\n" not in str(caught.value)


def test_the_label_format_of_the_checkpoint_is_asked() -> None:
    assert InstructCV(PatternPainter(LEGEND)).understand("segment the chair").label_format == LEGEND
    assert InstructCV(PatternPainter(ORIGINAL)).understand("segment the chair").label_format == ORIGINAL
