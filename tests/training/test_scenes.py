"""Scenes come back as they went in, in any number of processes, and a killed build goes on."""

from pathlib import Path

import numpy as np
import pytest

from instructcv.datasets import shapes
from instructcv.errors import UserError
from instructcv.training.mini import scenes


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


def test_an_empty_folder_names_the_mend(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="`instructcv train` builds them"):
        scenes.Scenes(tmp_path)
