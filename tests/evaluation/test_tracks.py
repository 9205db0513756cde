"""Which tracks a data set is scored on: its own, else all that its labels allow, and none of a task that was not taught."""

from dataclasses import replace
from typing import Any

import pytest

from instructcv import registry
from instructcv.datasets import shapes
from instructcv.errors import UserError
from instructcv.evaluation import tracks
from instructcv.tasks.base import task
from instructcv.types import Sample

EVERYTHING = shapes.open(count=1)[0]


class Named:
    """A data set of one photo under the name of a benchmark."""

    licence, split = "CC0-1.0", "test"

    def __init__(self, name: str, **changes: Any) -> None:
        self.name = name
        self.sample = replace(EVERYTHING, **changes)

    def __len__(self) -> int:
        return 1

    def __getitem__(self, index: int) -> Sample:
        return self.sample


def of(name: str, *wanted: str, taught: tuple[str, ...] = (), **changes: Any) -> set[str]:
    return set(tracks.of(Named(name, **changes), wanted, taught=taught))  # type: ignore[arg-type]


NO_FOCAL = {"focal_xy_px": None}
NOTHING = dict.fromkeys(("label", "regions", "instances", "depth_m"))


@pytest.mark.parametrize(
    ("name", "changes", "found"),
    [
        ("own", NOTHING | {"label": EVERYTHING.label}, {"classes"}),  # a label for the photo alone
        ("own", NO_FOCAL, {"semantic", "boxes", "metric", "classes"}),  # nobody's benchmark: all that can be asked
        ("own", {}, {"semantic", "boxes", "metric", "classes", "facing"}),
        ("coco", {}, {"boxes"}),
        ("voc", {}, {"semantic", "boxes"}),
        ("fss1000", {}, {"referring"}),
        ("nyuv2", NO_FOCAL, {"metric"}),
        ("nyuv2", {}, {"metric", "facing"}),
    ],
)
def test_a_data_set_is_asked_by_its_own_tracks(name: str, changes: dict[str, Any], found: set[str]) -> None:
    assert of(name, **changes) == found


def test_what_is_wanted_by_name_is_asked() -> None:
    assert of("coco", "semantic", "metric") == {"semantic", "metric"}


def test_a_task_that_was_not_taught_is_left_out_unless_it_is_wanted() -> None:
    (depth,) = (name for name in registry.names("tasks") if "metric" in task(name).TRACKS)
    assert of("nyuv2", taught=(depth,)) == {"metric"}
    assert of("nyuv2", "facing", taught=(depth,)) == {"facing"}, "and then the model says that it cannot"


@pytest.mark.parametrize(
    ("name", "wanted", "taught", "says"),
    [
        ("own", ("guessing",), (), "no track is called 'guessing'"),
        ("unlabelled", ("facing",), (), "no labels for the track 'facing'"),
        ("unlabelled", (), (), "no labels for any of"),
        ("coco", (), ("something else",), "trained for none of the tracks of coco: boxes"),
    ],
)
def test_what_cannot_be_asked_is_one_line(
    name: str, wanted: tuple[str, ...], taught: tuple[str, ...], says: str
) -> None:
    with pytest.raises(UserError, match=says):
        of(name, *wanted, taught=taught, **(NOTHING if name == "unlabelled" else {}))


def test_every_benchmark_that_a_track_names_is_a_data_set() -> None:
    for name in registry.names("tasks"):
        for build in task(name).TRACKS.values():
            bench = tracks.Benchmark(dataset="own", first=EVERYTHING)
            found = build(bench)
            assert found is not None and found.official_on <= set(registry.names("datasets"))
