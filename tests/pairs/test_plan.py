"""The plan is pure and loses nothing: every photo once, every pair in one shard, shares by weight."""

from collections import Counter

import pytest

from instructcv.errors import UserError
from instructcv.pairs._shuffle import shuffled
from instructcv.pairs.config import BuildConfig, SourceConfig, check, from_json
from instructcv.pairs.plan import BuildPlan


def config(*weights: float | None, **more: object) -> BuildConfig:
    sources = tuple(SourceConfig(dataset=f"d{i}", root=None, split="train", weight=w) for i, w in enumerate(weights))
    return BuildConfig(sources=sources, **more)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("n", [1, 2, 3, 16, 17, 1000])
def test_the_shuffle_is_a_permutation(n: int) -> None:
    assert sorted(shuffled(i, n, "seed") for i in range(n)) == list(range(n))


def test_the_shuffle_mixes_and_obeys_its_seed() -> None:
    first, second = ([shuffled(i, 1000, seed) for i in range(1000)] for seed in ("a", "b"))
    assert first != second
    assert sum(value < 500 for value in first[:500]) in range(200, 300)  # a half keeps about half of itself
    with pytest.raises(IndexError):
        shuffled(3, 3, "a")


def test_a_billion_photos_cost_nothing_to_plan() -> None:
    plan = BuildPlan.of(config(None, photos_per_shard=4), [1_000_000_000])
    assert plan.shards == 250_000_000
    assert len({unit.item for unit in plan.units(123_456_789)}) == 4


@pytest.mark.parametrize(
    ("photos", "weights", "more", "pairs"),
    [
        ([5], [None], {"questions": 2}, [10]),
        ([5, 15], [None, None], {"pairs": 40}, [10, 30]),  # without weights: as many as there are photos
        ([5, 15], [3.0, 1.0], {"pairs": 40}, [30, 10]),  # the small source is asked six times a photo
        ([5, 15], [1.0, 1.0], {"pairs": 7}, [4, 3]),  # shares add up; the first gets the odd one
        ([100, 3], [1.0, 2.0], {"pairs": 9}, [3, 6]),  # only three of a hundred photos are used
    ],
)
def test_every_pair_is_in_one_shard(
    photos: list[int], weights: list[float | None], more: dict[str, int], pairs: list[int]
) -> None:
    plan = BuildPlan.of(config(*weights, photos_per_shard=3, **more), photos)
    units = [unit for shard in range(plan.shards) for unit in plan.units(shard)]
    assert len({(unit.source, unit.item) for unit in units}) == len(units), "a photo is in one shard only"
    asked: Counter[int] = Counter()
    for unit in units:
        assert 0 <= unit.item < photos[unit.source] and unit.questions >= 1
        asked[unit.source] += unit.questions
    assert [asked[source] for source in range(len(photos))] == pairs


def test_a_source_without_photos_is_named() -> None:
    with pytest.raises(UserError, match="d1 has no photos"):
        BuildPlan.of(config(None, None), [3, 0])


def test_a_config_survives_json() -> None:
    asked = config(1.0, None, tasks={"depth": 2.0}, seed=3)
    assert from_json(asked.as_json()) == asked


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (BuildConfig(sources=()), "nothing to build from"),
        (config(0.0), "must be above 0"),
        (config(None, tasks={"detecton": 1.0}), "did you mean 'detection'"),
        (config(None, formats={"legends": 1.0}), "there are: legend, original"),
        (config(None, tasks={"depth": 0.0}), "one must be above 0"),
        (config(None, negatives=1.5), "from 0 to 1"),
        (config(None, questions=0), "at least 1"),
        (config(None, size_px=-1), "0 for the photo's own size"),
    ],
)
def test_a_senseless_config_is_one_line(asked: BuildConfig, message: str) -> None:
    with pytest.raises(UserError, match=message):
        check(asked)


def test_validation_photos_are_refused_for_training_unless_forced() -> None:
    val = SourceConfig(dataset="coco", root=None, split="val")
    with pytest.raises(UserError, match="--force"):
        check(BuildConfig(sources=(val,)))
    check(BuildConfig(sources=(val,)), force=True)
    check(BuildConfig(sources=(val,), split="val"))
