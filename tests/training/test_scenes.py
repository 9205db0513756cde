"""Scenes come back as they went in, in any number of processes, and a killed build goes on."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from instructcv.datasets import shapes
from instructcv.datasets.base import Listed
from instructcv.errors import UserError
from instructcv.samples.truth import mask_box
from instructcv.training.mini import scenes
from instructcv.types import Instance, Regions, Sample


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_sample_comes_back(tmp_path: Path) -> None:
    source = shapes.open(count=3, size_px=scenes.SIDE_PX)
    built = scenes.Scenes(scenes.build(source, tmp_path / "s", processes=1))
    assert len(built) == 3
    for was, now in zip([source[i] for i in range(3)], built, strict=True):
        assert now.key == was.key and now.label == was.label and now.things == was.things
        np.testing.assert_array_equal(now.photo, was.photo)
        assert was.regions is not None and now.regions is not None
        np.testing.assert_array_equal(now.regions.ids, was.regions.ids)
        np.testing.assert_allclose(now.depth_m, was.depth_m, atol=0.0005)  # millimetres
        assert was.instances is not None and now.instances is not None
        for a, b in zip(was.instances, now.instances, strict=True):
            assert a.category == b.category and a.box_xyxy_px == tuple(b.box_xyxy_px)
            np.testing.assert_array_equal(a.mask, b.mask)


def test_photos_are_squeezed_with_their_boxes(tmp_path: Path) -> None:
    built = scenes.Scenes(scenes.build(shapes.open(count=1, size_px=64), tmp_path / "s", processes=1))
    small = shapes.open(count=1, size_px=64)[0]
    assert small.instances is not None and built[0].instances is not None
    factor = scenes.SIDE_PX / 64
    expected = [value * factor for value in small.instances[0].box_xyxy_px]
    assert built[0].instances[0].box_xyxy_px == pytest.approx(expected)


@pytest.mark.slow
def test_the_bytes_do_not_depend_on_the_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = shapes.open(count=scenes.SHARD + 5, size_px=32)
    one = scenes.build(source, tmp_path / "one", processes=1)
    two = scenes.build(source, tmp_path / "two", processes=2)
    assert contents(one) == contents(two)


def test_a_stopped_build_goes_on(tmp_path: Path) -> None:
    source = shapes.open(count=scenes.SHARD + 1, size_px=32)
    whole = contents(scenes.build(source, tmp_path / "s", processes=1))
    last = tmp_path / "s" / "shard-00001"
    for file in last.iterdir():
        file.unlink()
    last.rmdir()
    before = (tmp_path / "s" / "shard-00000" / "photo.npy").stat().st_mtime_ns
    assert contents(scenes.build(source, tmp_path / "s", processes=1)) == whole
    assert (tmp_path / "s" / "shard-00000" / "photo.npy").stat().st_mtime_ns == before  # not built twice


def with_bad(first_bad: int, count: int) -> Listed[int]:
    """Drawn shapes of which those from `first_bad` on cannot be read."""
    whole = shapes.open(count=count, size_px=32)

    def read(index: int) -> Sample:
        if index >= first_bad:
            raise UserError(f"{index}.jpg is damaged")
        return whole[index]

    return Listed(name="shapes", licence="", split="train", items=range(count), read=read)


@pytest.mark.parametrize(
    ("first_bad", "count", "why"),
    [
        (2, 3, "the last of a shard"),
        (scenes.SHARD, scenes.SHARD + 1, "all of a shard"),
    ],
)
def test_a_bad_photo_is_left_out_and_said(first_bad: int, count: int, why: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=rf"1 of {count} photos .* e\.g\. {first_bad}\.jpg is damaged"):
        scenes.build(with_bad(first_bad, count), tmp_path / "s", processes=1, tolerate=0.0)
    built = scenes.Scenes(scenes.build(with_bad(first_bad, count), tmp_path / "s", processes=1, tolerate=0.5))
    assert len(built) == first_bad and len(list(built)) == first_bad, why
    assert "left out: photos that were refused (1)" in scenes.labels_of(tmp_path / "s", with_bad(first_bad, count))
    with pytest.raises(UserError, match="--tolerate"):
        scenes.build(with_bad(first_bad, count), tmp_path / "s", processes=1, tolerate=0.0)
    mended = scenes.build(shapes.open(count=count, size_px=32), tmp_path / "s", processes=1, tolerate=0.0)
    assert len(scenes.Scenes(mended)) == count, "what was lost is read again once it is mended"


def test_an_empty_folder_names_the_mend(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="`instructcv train` builds them"):
        scenes.Scenes(tmp_path)


def boxed(key: str, *masks: np.ndarray, **labels: object) -> Sample:
    items = tuple(
        Instance(category="cat", box_xyxy_px=mask_box(mask) or (0.0, 0.0, 1.0, 1.0), mask=mask) for mask in masks
    )
    photo = np.zeros((scenes.SIDE_PX, scenes.SIDE_PX, 3), np.uint8)
    return Sample(
        key=key, source="s", split="train", licence="CC0-1.0", photo=photo, instances=items, things=("cat",), **labels
    )


def square(side_px: int, at_px: int = 0) -> np.ndarray:
    mask = np.zeros((scenes.SIDE_PX, scenes.SIDE_PX), np.bool_)
    mask[at_px : at_px + side_px, at_px : at_px + side_px] = True
    return mask


def listed(*samples: Sample) -> Listed[Sample]:
    return Listed(name="s", licence="CC0-1.0", split="train", items=samples, read=_same)


def _same(sample: Sample) -> Sample:
    return sample


@pytest.mark.parametrize(
    ("masks", "areas"),
    [
        ((), []),  # annotated, and empty
        ((square(9), square(9, 100)), [81, 81]),  # apart already
        ((square(9), square(3)), [72, 9]),  # the smaller one is in front, whichever comes first
        ((square(3), square(9)), [9, 72]),
        ((square(3), square(3)), [None, 9]),  # hidden altogether: something is there
        ((square(3),) * 254 + (square(9, 40),), [None] * 253 + [9, None]),  # more than a byte can tell apart
    ],
)
def test_no_object_is_lost_where_masks_overlap(
    masks: tuple[np.ndarray, ...], areas: list[int | None], tmp_path: Path
) -> None:
    built = scenes.Scenes(scenes.build(listed(boxed("a", *masks)), tmp_path / "s", processes=1))[0]
    assert built.instances is not None
    assert [None if i.mask is None else int(i.mask.sum()) for i in built.instances] == areas
    assert [i.is_crowd for i in built.instances] == [area is None for area in areas]


def test_a_small_object_of_a_large_photo_is_not_lost(tmp_path: Path) -> None:
    """Nearest-pixel sampling at a fifth of the size misses it; it must not be taught to be absent."""
    large = np.zeros((5 * scenes.SIDE_PX, 5 * scenes.SIDE_PX), np.bool_)
    large[0, 0] = True
    one = boxed("a", large)
    photo = np.zeros((*large.shape, 3), np.uint8)
    built = scenes.Scenes(scenes.build(listed(replace(one, photo=photo)), tmp_path / "s", processes=1))[0]
    assert built.instances is not None
    (kept,) = built.instances
    assert kept.mask is None and kept.is_crowd and kept.box_xyxy_px == pytest.approx((0, 0, 0.2, 0.2))


def test_photos_of_one_folder_may_be_labelled_differently(tmp_path: Path) -> None:
    ids = np.zeros((scenes.SIDE_PX, scenes.SIDE_PX), np.int16)
    mapped = replace(boxed("b"), instances=None, things=(), regions=Regions(ids=ids, names=("wall", "floor")))
    source = listed(boxed("a", square(9)), mapped, replace(boxed("c"), things=("cat", "dog"), licence="MIT"))
    first, second, third = scenes.Scenes(scenes.build(source, tmp_path / "s", processes=1))
    assert first.things == ("cat",) and first.regions is None
    assert second.instances is None and second.things == ()
    assert second.regions is not None and second.regions.names == ("wall", "floor")
    assert third.things == ("cat", "dog") and third.instances == () and third.licence == "MIT"


def test_more_classes_than_a_byte_has_are_one_line(tmp_path: Path) -> None:
    ids = np.zeros((scenes.SIDE_PX, scenes.SIDE_PX), np.int16)
    many = replace(boxed("b"), regions=Regions(ids=ids, names=tuple(f"class {i}" for i in range(255))))
    with pytest.raises(UserError, match="s/b has 255 classes"):
        scenes.build(listed(many), tmp_path / "s", processes=1)
    assert not list((tmp_path / "s").iterdir())
