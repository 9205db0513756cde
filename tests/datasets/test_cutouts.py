"""Copy-paste scenes: exact masks, no object too hidden to be seen, held-out pictures, clean names."""

import logging
from pathlib import Path

import numpy as np
import pytest

import layouts
from instructcv.datasets import _backgrounds, _scene, _stamps, cutouts
from instructcv.errors import UserError
from instructcv.samples.truth import mask_box
from instructcv.types import Split, samples

SPLITS: tuple[Split, ...] = ("train", "val", "test")


@pytest.fixture(scope="module")
def stamps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("stamps")
    layouts.stamps(root)
    return root


def test_only_named_photographs_are_kept(stamps: Path) -> None:
    found = {stamp.path for stamp in _stamps.find_stamps(stamps)}
    assert len(found) == 60, "no cartoon, nothing flat, small or without a name"
    assert {(stamp.noun, stamp.kind) for stamp in _stamps.find_stamps(stamps)} == {
        ("penguin", "bird"),
        ("car", "vehicle"),
    }


def test_pictures_are_held_out(stamps: Path) -> None:
    per_split = {split: {stamp.path for stamp in cutouts.open(stamps, split=split).stamps} for split in SPLITS}
    assert sum(len(paths) for paths in per_split.values()) == len(set.union(*per_split.values())) == 60
    assert len(per_split["train"]) > 35 and per_split["val"] and per_split["test"]


def test_mirrored_copies_stay_in_one_split() -> None:
    for number in range(200):
        assert _stamps.split_of(f"truck{number}") == _stamps.split_of(f"truck{number}_mirror")


@pytest.mark.parametrize("level", ["fine", "coarse"])
def test_masks_are_visible_pixels_with_tight_boxes(level: str, stamps: Path) -> None:
    dataset = cutouts.open(stamps, split="train", count=30, size_px=64, level=level)  # type: ignore[arg-type]
    assert dataset.things == (("car", "penguin") if level == "fine" else ("bird", "vehicle"))
    seen = 0
    for sample in samples(dataset):
        assert sample.size_hw == (64, 64) and sample.instances
        covered = np.zeros((64, 64), int)
        for item in sample.instances:
            assert item.mask is not None and item.mask.sum() >= (1 - _scene.MAX_HIDDEN) * _scene.MIN_VISIBLE * 64**2
            assert item.box_xyxy_px == mask_box(item.mask)
            covered += item.mask
            seen += 1
        assert covered.max() == 1, "a pixel shows one object"
    assert seen > 60


def test_masks_lie_on_what_was_pasted() -> None:
    """A white cut-out on black: bright where the mask is, dark elsewhere (shadows and light leave black black)."""
    white = np.full((40, 40, 4), 255, np.uint8)
    black = np.zeros((64, 64, 3), np.uint8)
    for seed in range(20):
        picture, instances = _scene.compose(black, [("box", white)], np.random.default_rng(seed))
        (box,) = instances
        bright = picture.mean(axis=2) > 60
        assert (bright & box.mask).sum() / (bright | box.mask).sum() > 0.85


def test_nothing_is_hidden_beyond_recognition() -> None:
    """Equal squares pasted one upon another: those that would bury one before them find another place or stay away."""
    white = np.full((60, 60, 4), 255, np.uint8)
    black = np.zeros((64, 64, 3), np.uint8)
    counts: list[int] = []
    for seed in range(20):
        _, instances = _scene.compose(black, [("box", white)] * 6, np.random.default_rng(seed))
        assert all(item.mask is not None and item.mask.any() for item in instances)
        counts.append(len(instances))
    assert min(counts) >= 1


def test_a_scene_depends_on_seed_split_and_index_only(stamps: Path) -> None:
    def picture(split: Split, seed: int, index: int, count: int) -> bytes:
        return cutouts.open(stamps, split=split, seed=seed, count=count, size_px=64)[index].photo.tobytes()

    same = picture("train", 0, 1, 5)
    assert picture("train", 0, 1, 50) == same
    assert len({same, picture("train", 0, 2, 5), picture("train", 1, 1, 5), picture("val", 0, 1, 5)}) == 4


def test_ones_own_backgrounds(stamps: Path, tmp_path: Path) -> None:
    layouts.write_photo(tmp_path / "field.png", size_hw=(40, 50))
    dataset = cutouts.open(stamps, split="train", backgrounds=tmp_path, size_px=64)
    assert [path.name for path in dataset.photos] == ["field.png"]
    assert dataset[0].photo.shape == (64, 64, 3)


def test_without_wallpapers_backgrounds_are_procedural_and_it_says_so(
    stamps: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(_backgrounds, "find_backgrounds", lambda: ())
    with caplog.at_level(logging.WARNING):
        dataset = cutouts.open(stamps, split="train", size_px=64)
    assert "apt-get install mate-backgrounds" in caplog.text
    assert dataset[0].photo.std() > 5


def test_missing_packages_name_the_mend(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="apt-get install tuxpaint-stamps-default"):
        cutouts.open(tmp_path / "nowhere", split="train")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="no photographic stamps"):
        cutouts.open(tmp_path / "empty", split="train")


@pytest.mark.parametrize("options", [{"size_px": 8}, {"count": 0}])
def test_senseless_sizes_are_refused(options: dict[str, int], stamps: Path) -> None:
    with pytest.raises(UserError, match="size_px=.* count="):
        cutouts.open(stamps, split="train", **options)


@pytest.mark.parametrize(
    ("line", "noun"),
    [
        ("", None),
        ("Boom!!!", None),
        ("Eat your broccoli!", None),
        ("A frog.", "frog"),
        ("A Magellanic penguin.", "penguin"),
        ("A sea lion.", "sea lion"),
        ("An albino peahen (a female peafowl, or peacock).", "peacock"),
        ("A pair of binoculars.", "binoculars"),
        ("A bunch of grapes.", "grapes"),
        ("The baby of a gnu.", "gnu"),
        ("An avocado fruit.", "avocado"),
        ("A plumber’s wrench.", "wrench"),
        ("A spiny lobster, from the Hawaiian islands.", "lobster"),
        ("A candy cane is a traditional Christmas treat in the United States.", "candy cane"),
        ("A football used in Australian Rules.", "football"),
        ("A VW Beetle.", "car"),
        ("A grave marker.", "gravestone"),
    ],
)
def test_head_noun(line: str, noun: str | None) -> None:
    assert _stamps.head_noun(line) == noun


def test_the_debian_package() -> None:
    if not _stamps.ROOT.is_dir():
        pytest.skip(f"needs {_stamps.MEND}")
    found = _stamps.find_stamps(_stamps.ROOT)
    assert len(found) > 230 and len({stamp.noun for stamp in found}) > 150
    assert {"penguin", "truck", "guitar", "sea lion", "mushroom"} <= {stamp.noun for stamp in found}
    shares = [sum(stamp.split == split for stamp in found) / len(found) for split in ("test", "val")]
    assert 0.1 < shares[0] < 0.2 and 0.05 < shares[1] < 0.15
    for stamp in found[:40]:
        rgba = _stamps.load_stamp(_stamps.ROOT / stamp.path)
        assert (rgba[..., :3] <= rgba[..., 3:]).all(), "premultiplied"
