"""What a person's own photos become in a mix: those that pairs were built of, or all of a data set."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from instructcv.datasets import shapes
from instructcv.datasets.base import Listed
from instructcv.errors import UserError
from instructcv.pairs.build import build
from instructcv.pairs.config import BuildConfig, SourceConfig
from instructcv.recipes._own import MIX, Own, claim, own_sets, source_of
from instructcv.training.mini import scenes
from instructcv.types import Sample

ONE = SourceConfig(dataset="shapes", root=None, split="train")


def built(out: Path, **told: object) -> Path:
    settings = {"sources": (ONE, ONE), "pairs": 9, "photos_per_shard": 4, "tasks": {"depth": 2.0, "detection": 1.0}}
    build(BuildConfig(**(settings | told)), out)
    return out


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("built") / "pairs")


def test_a_folder_of_data_sets_is_the_recipes_own(tmp_path: Path) -> None:
    assert own_sets(tmp_path, None) == ()
    assert own_sets(tmp_path / "nowhere", None) == ()


def test_pairs_are_learned_from_the_photos_that_they_are_of(pairs: Path) -> None:
    """Of both sources of one name, and in the mix of the pairs."""
    found = own_sets(pairs, None)
    reports = [json.loads(path.read_text()) for path in sorted((pairs / "build" / "train").glob("0*.json"))]
    keys = [{p["key"] for r in reports for p in r["photos"] if p["part"] == part} for part in (0, 1)]
    assert [own.scenes for own in found] == ["shapes-0-train", "shapes-1-train"]
    assert [{own.dataset[i].key for i in range(len(own.dataset))} for own in found] == keys
    assert sum(own.weight for own in found) == 9 and set(found[0].tasks) <= {"depth", "detection"}


def test_a_data_set_by_name_is_learned_whole(tmp_path: Path) -> None:
    (own,) = own_sets(tmp_path, "shapes")
    assert (own.scenes, own.weight, dict(own.tasks), len(own.dataset)) == ("shapes-train", 1, {}, 1000)


def half(out: Path) -> None:
    next((out / "build" / "train").glob("00001.json")).unlink()


def older(out: Path) -> None:
    report = out / "build" / "train" / "00000.json"
    content = json.loads(report.read_text())
    content["photos"] = [{k: v for k, v in photo.items() if k != "item"} for photo in content["photos"]]
    report.write_text(json.dumps(content))


def without_build(out: Path) -> None:
    for path in (out / "build" / "train").iterdir():
        path.unlink()
    (out / "build" / "train").rmdir()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [(half, "type the same `instructcv build` again"), (older, "older version"), (without_build, "--dataset NAME")],
)
def test_pairs_that_do_not_say_where_their_labels_are(spoil: object, says: str, tmp_path: Path) -> None:
    out = built(tmp_path / "pairs")
    assert callable(spoil)
    spoil(out)
    with pytest.raises(UserError, match=says):
        own_sets(out, None)


def test_pairs_in_the_format_of_2023_are_not_for_mini(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="--format legend"):
        own_sets(built(tmp_path / "pairs", formats={"original": 1.0}), None)


def test_a_source_is_asked_what_its_labels_allow(tmp_path: Path) -> None:
    drawn = shapes.open(count=3)
    scenes.build(drawn, tmp_path / "a", processes=1)
    own = Own(scenes="a", dataset=drawn, weight=2.0, tasks={"depth": 3.0, "detection": 1.0})
    assert source_of(own, tmp_path).tasks == {"depth": 0.75, "detection": 0.25}
    assert source_of(own, tmp_path).zoom == 0  # a window of a photo has other metres
    flat = Listed(name="s", licence="", split="train", items=(drawn[0],), read=flattened)
    scenes.build(flat, tmp_path / "b", processes=1)
    told = source_of(Own(scenes="b", dataset=flat, weight=1.0), tmp_path)
    assert "depth" not in told.tasks and sum(told.tasks.values()) == pytest.approx(1) and told.zoom > 0


def flattened(sample: Sample) -> Sample:
    return replace(sample, depth_m=None)


def bare(sample: Sample) -> Sample:
    return replace(sample, instances=None, things=(), regions=None, depth_m=None, label=None, labels=())


def test_photos_without_labels_teach_nothing(tmp_path: Path) -> None:
    unlabelled = Listed(name="s", licence="", split="train", items=(shapes.open(count=1)[0],), read=bare)
    scenes.build(unlabelled, tmp_path / "a", processes=1)
    with pytest.raises(UserError, match="no labels of any task"):
        source_of(Own(scenes="a", dataset=unlabelled, weight=1.0), tmp_path)


@pytest.mark.parametrize(("side_px", "kept_px"), [(64, 256), (256, 256), (300, 416)])
def test_large_photos_are_kept_larger(side_px: int, kept_px: int) -> None:
    assert Own(scenes="a", dataset=shapes.open(count=1, size_px=side_px), weight=1.0).side_px == kept_px


def test_a_run_goes_on_with_its_own_photos_only(tmp_path: Path) -> None:
    ours = (Own(scenes="a", dataset=shapes.open(count=3), weight=1.0),)
    claim(tmp_path, ours)
    claim(tmp_path, ours)
    assert json.loads((tmp_path / MIX).read_text()) == {"a": [3, 1.0]}
    with pytest.raises(UserError, match="choose another --out"):
        claim(tmp_path, (Own(scenes="a", dataset=shapes.open(count=4), weight=1.0),))
