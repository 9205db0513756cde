"""Photos far from a square are answered as their parts are, and photos of nothing say so."""

import numpy as np
import pytest

from instructcv.inference.blank import nothing_to_see, silenced
from instructcv.inference.parts import Canvas, joined, stitched, windows
from instructcv.types import Answer, Detection, LegendEntry, Query

CAT = Query(task="detection", instruction="box the cat", legend=(LegendEntry(category="cat", rgb=(0, 0, 255)),))
SIDE = 32


@pytest.mark.parametrize(
    ("size_hw", "count"),
    [
        ((1, 1), 1),
        ((480, 640), 1),
        ((1080, 1920), 1),  # 16:9
        ((100, 200), 1),  # the widest that is looked at as a whole
        ((100, 201), 3),
        ((201, 100), 3),
        ((100, 600), 8),
        ((3, 900), 12),  # a sliver: no more windows than `MOST`
        ((1, 5), 5),  # a single row of pixels
    ],
)
def test_windows_cover_the_photo_and_overlap(size_hw: tuple[int, int], count: int) -> None:
    parts = windows(size_hw)
    assert len(parts) == count
    covered = np.zeros(size_hw, int)
    for left, top, right, bottom in parts:
        assert 0 <= left < right <= size_hw[1] and 0 <= top < bottom <= size_hw[0]
        covered[top:bottom, left:right] += 1
    assert (covered >= 1).all() and (count == 1 or max(size_hw) < 10 or (covered >= 2).any())
    assert len({(right - left, bottom - top) for left, top, right, bottom in parts}) == 1


@pytest.fixture(params=[(100, 600), (600, 100)], ids=["wide", "high"])
def canvas(request: pytest.FixtureRequest) -> Canvas:
    return Canvas(windows(request.param), request.param, (SIDE, SIDE))


def test_the_windows_say_is_one_everywhere(canvas: Canvas) -> None:
    total = sum(canvas.spread(share, number) for number, share in enumerate(canvas.shares))
    np.testing.assert_allclose(total, 1, atol=1e-5)


def truth_of(canvas: Canvas, *boxes: tuple[float, float, float, float]) -> list[Answer]:
    """What each window would say of boxes on the canvas: the part that it shows of each."""
    answers: list[Answer] = []
    for y, x in canvas.corners:
        shown: list[Detection] = []
        for left, top, right, bottom in boxes:
            west, east = np.clip([left - x, right - x], 0, SIDE).tolist()
            north, south = np.clip([top - y, bottom - y], 0, SIDE).tolist()
            if east - west >= 1 and south - north >= 1:
                mask = np.zeros((SIDE, SIDE), bool)
                mask[round(north) : round(south), round(west) : round(east)] = True
                shown.append(Detection(category="cat", box_xyxy_px=(west, north, east, south), score=0.8, mask=mask))
        answers.append(
            Answer(
                query=CAT, found=bool(shown), admissibility=1.0, confidence=0.8 if shown else 0.0, size_hw=(SIDE, SIDE),
                detections=tuple(shown),
            )
        )  # fmt: skip
    return answers


@pytest.mark.parametrize("start", [0, 10, 25, 40, 71])
@pytest.mark.parametrize("length", [3, 12, 50, 85])
def test_an_object_across_seams_is_one(canvas: Canvas, start: int, length: int) -> None:
    h, w = canvas.size_hw
    box = (start, 4, start + length, 20) if w > h else (4, start, 20, start + length)
    clipped = tuple(float(v) for v in np.clip(box, 0, [w, h, w, h]))
    whole = joined(truth_of(canvas, clipped), canvas)  # type: ignore[arg-type]
    assert whole.found and whole.size_hw == canvas.size_hw
    assert [item.box_xyxy_px for item in whole.detections] == [pytest.approx(clipped, abs=1)]
    mask = whole.detections[0].mask
    assert mask is not None and mask.shape == canvas.size_hw
    assert mask.sum() == pytest.approx((clipped[2] - clipped[0]) * (clipped[3] - clipped[1]), rel=0.35, abs=8)


def test_two_neighbours_stay_two_and_nothing_stays_nothing(canvas: Canvas) -> None:
    h, w = canvas.size_hw
    two = (
        [(20.0, 4.0, 30.0, 20.0), (32.0, 4.0, 42.0, 20.0)]
        if w > h
        else [(4.0, 20.0, 20.0, 30.0), (4.0, 32.0, 20.0, 42.0)]
    )
    assert len(joined(truth_of(canvas, *two), canvas).detections) == 2
    none = joined(truth_of(canvas), canvas)
    assert not none.found and none.detections == () and none.confidence == 0


def test_maps_and_pictures_keep_what_each_window_says(canvas: Canvas) -> None:
    h, w = canvas.size_hw
    rng = np.random.default_rng(0)
    truth = rng.integers(-1, 1, (h, w)).astype(np.int16)
    answers, pictures = [], []
    for number in range(len(canvas.corners)):
        part = truth[canvas.place(number)]
        posterior = (part == 0).astype(np.float32)[None]
        common = {"admissibility": 1.0, "confidence": 1.0, "size_hw": (SIDE, SIDE), "found": True}
        answers.append(Answer(query=CAT, category_map=part, posterior=posterior, **common))  # type: ignore[arg-type]
        pictures.append(np.repeat(posterior[..., None], 3, -1))
    whole = joined(answers, canvas)
    assert whole.category_map is not None and whole.posterior is not None
    np.testing.assert_array_equal(whole.category_map, truth)
    np.testing.assert_allclose(whole.posterior[0], truth == 0, atol=1e-5)
    np.testing.assert_array_equal(stitched(pictures, canvas)[0, ..., 0], truth == 0)


def test_depths_are_brought_to_one_scale(canvas: Canvas) -> None:
    h, w = canvas.size_hw
    truth = np.linspace(1, 5, h * w, dtype=np.float32).reshape(h, w)
    scales = np.exp(np.random.default_rng(0).normal(0, 0.3, len(canvas.corners)))
    answers = [
        Answer(
            query=CAT, found=True, admissibility=1.0, confidence=1.0, size_hw=(SIDE, SIDE),
            depth_m=(truth[canvas.place(number)] * scale).astype(np.float32),
        )
        for number, scale in enumerate(scales)
    ]  # fmt: skip
    whole = joined(answers, canvas).depth_m
    assert whole is not None
    ratio = whole / truth
    np.testing.assert_allclose(ratio, ratio[0, 0], rtol=1e-3)
    assert ratio[0, 0] == pytest.approx(np.exp(np.log(scales).mean()), rel=1e-3)


def test_the_surest_window_says_what_it_is(canvas: Canvas) -> None:
    said = [{"cat": 0.1, "dog": 0.1}] * (len(canvas.corners) - 1) + [{"cat": 0.2, "dog": 0.7}]
    answers = [
        Answer(query=CAT, found=sum(p.values()) > 0.5, admissibility=1.0, confidence=0.8, probabilities=p,
               label="dog" if p["dog"] > 0.5 else None)
        for p in said
    ]  # fmt: skip
    whole = joined(answers, canvas)
    assert whole.label == "dog" and whole.found and whole.probabilities == said[-1]


RNG = np.random.default_rng(0)
GRAIN = RNG.normal(0, 4, (480, 640, 3))
SCENE = RNG.integers(0, 255, (12, 16, 3)).repeat(40, 0).repeat(40, 1).astype(np.uint8)


@pytest.mark.parametrize(
    ("photo", "says"),
    [
        (np.zeros((480, 640, 3), np.uint8), "black"),
        (np.full((1, 1, 3), 255, np.uint8), "white"),
        (np.clip(GRAIN + 5, 0, 255).astype(np.uint8), "black"),  # a dark sensor's grain
        (np.clip(GRAIN + 128, 0, 255).astype(np.uint8), "one colour"),
        (np.full((480, 640, 3), (200, 30, 30), np.uint8), "one colour"),
        (np.linspace(0, 255, 640).astype(np.uint8)[None, :, None].repeat(480, 0).repeat(3, 2), "blurred"),
        (SCENE, None),
        ((SCENE // 8), None),  # dark, but there is something
        (RNG.integers(0, 255, (40, 60, 3)).astype(np.uint8), None),
    ],
)
def test_a_photo_of_nothing_says_so(photo: np.ndarray, says: str | None) -> None:
    reason = nothing_to_see(photo)
    assert reason is None if says is None else reason is not None and says in reason


def test_who_sees_nothing_finds_nothing() -> None:
    said = Answer(
        query=CAT, found=True, admissibility=1.0, confidence=0.9, size_hw=(2, 2), label="cat", probabilities={"cat": 0.9},
        category_map=np.zeros((2, 2), np.int16), posterior=np.ones((1, 2, 2), np.float32),
        depth_m=np.ones((2, 2), np.float32), detections=(Detection(category="cat", box_xyxy_px=(0.0, 0.0, 1.0, 1.0), score=1.0),),
    )  # fmt: skip
    quiet = silenced(said)
    assert not quiet.found and quiet.confidence == 0 and quiet.label is None and quiet.detections == ()
    assert quiet.category_map is not None and (quiet.category_map == -1).all()
    assert quiet.depth_m is not None and not quiet.depth_m.any()
