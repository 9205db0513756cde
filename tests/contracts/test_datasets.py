"""What every data set promises, asked of each file in `datasets/`: a new one is tested unasked."""

import pickle
import re
from pathlib import Path

import numpy as np
import pytest

import layouts
from instructcv import registry
from instructcv.datasets.base import needs_folder
from instructcv.errors import UserError
from instructcv.evaluation import tracks
from instructcv.types import Dataset, Instance, Sample, Split, samples

NAMES = registry.names("datasets")
ALL_SPLITS: tuple[Split, ...] = ("train", "val", "test")
READABLE = re.compile(r"[a-z0-9][a-z0-9 '&.-]*")


def splits_of(name: str) -> tuple[Split, ...]:
    return getattr(registry.load("datasets", name), "SPLITS", ALL_SPLITS)


def open_tiny(name: str, root: Path, split: Split) -> Dataset:
    try:
        return layouts.OPENERS[name](root / name, split)
    except UserError as error:
        if "apt-get" in str(error) and name == "rooms":
            pytest.skip(str(error))
        raise


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("datasets")


CASES = [(name, split) for name in NAMES for split in splits_of(name)]


def test_every_data_set_has_a_tiny_one() -> None:
    missing = set(NAMES) - set(layouts.OPENERS)
    assert not missing, f"add a writer of the official layout to tests/layouts.py for {missing}"


@pytest.mark.parametrize(("name", "split"), CASES)
def test_samples_keep_the_promises(name: str, split: Split, root: Path) -> None:
    dataset = open_tiny(name, root, split)
    found = list(samples(dataset))
    assert len(found) == len(dataset) > 0
    assert len({sample.key for sample in found}) == len(found)
    for sample in found:
        assert (sample.source, sample.split) == (name, split) == (dataset.name, dataset.split)
        assert sample.licence and dataset.licence
        assert re.fullmatch(r"[\w.+-]+", sample.key), "a key must be able to name a file"
        check_photo_and_depth(sample)
        check_instances(sample)
        check_regions(sample)
        check_label(sample)


def check_photo_and_depth(sample: Sample) -> None:
    assert sample.photo.dtype == np.uint8 and sample.photo.ndim == 3 and sample.photo.shape[2] == 3
    assert any(label is not None for label in (sample.instances, sample.regions, sample.depth_m, sample.label))
    if sample.depth_m is not None:
        assert sample.depth_m.shape == sample.size_hw
        assert np.isfinite(sample.depth_m).all() and (sample.depth_m >= 0).all() and sample.depth_m.max() > 0


def check_instances(sample: Sample) -> None:
    assert len(set(sample.things)) == len(sample.things)
    assert all(READABLE.fullmatch(name) for name in sample.things)
    assert sample.instances is not None or not sample.things
    for item in sample.instances or ():
        assert item.category in sample.things
        left, top, right, bottom = item.box_xyxy_px
        assert 0 <= left < right <= sample.size_hw[1] and 0 <= top < bottom <= sample.size_hw[0]
        assert item.mask is None or (item.mask.shape == sample.size_hw and item.mask.any())


def check_regions(sample: Sample) -> None:
    if sample.regions is not None:
        ids, names = sample.regions.ids, sample.regions.names
        assert ids.shape == sample.size_hw and ids.min() >= -1 and ids.max() < len(names)
        assert len(set(names)) == len(names) and all(READABLE.fullmatch(name) for name in names)


def check_label(sample: Sample) -> None:
    assert (sample.label is None) == (not sample.labels)
    assert sample.label is None or sample.label in sample.labels
    assert len(set(sample.labels)) == len(sample.labels) and all(READABLE.fullmatch(name) for name in sample.labels)


def same(a: Sample, b: Sample) -> bool:
    def of(item: Instance) -> tuple[object, ...]:
        return (item.category, item.box_xyxy_px, item.is_crowd, None if item.mask is None else item.mask.tobytes())

    def maps(sample: Sample) -> list[bytes | None]:
        arrays = [sample.photo, sample.depth_m, sample.regions.ids if sample.regions else None]
        return [None if array is None else array.tobytes() for array in arrays]

    items = [tuple(map(of, sample.instances or ())) for sample in (a, b)]
    return (a.key, a.label) == (b.key, b.label) and items[0] == items[1] and maps(a) == maps(b)


@pytest.mark.parametrize(("name", "split"), CASES)
def test_reading_twice_and_in_another_process_gives_the_same(name: str, split: Split, root: Path) -> None:
    dataset = open_tiny(name, root, split)
    first, sent = dataset[0], pickle.dumps(dataset)
    assert same(first, dataset[0])
    assert same(first, pickle.loads(sent)[0])
    assert len(sent) < 20_000, "a data set holds paths and an index, not pixels"


@pytest.mark.parametrize("name", NAMES)
def test_the_end_is_an_index_error(name: str, root: Path) -> None:
    dataset = open_tiny(name, root, splits_of(name)[0])
    with pytest.raises(IndexError):
        dataset[len(dataset)]


@pytest.mark.parametrize("name", [name for name in NAMES if len(splits_of(name)) < len(ALL_SPLITS)])
def test_a_split_without_labels_is_refused_by_name(name: str, root: Path) -> None:
    missing = next(split for split in ALL_SPLITS if split not in splits_of(name))
    with pytest.raises(UserError, match=rf"'{missing}'.*{splits_of(name)[0]}"):
        open_tiny(name, root, missing)


@pytest.mark.parametrize("name", sorted(layouts.WRITERS))
def test_a_missing_root_is_named(name: str, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    with pytest.raises(UserError, match=re.escape(str(nowhere))):
        registry.load("datasets", name).open(nowhere, split="train")


@pytest.mark.parametrize("name", sorted(layouts.WRITERS))
def test_a_photo_cut_short_is_named_and_costs_only_itself(name: str, tmp_path: Path) -> None:
    dataset = layouts.OPENERS[name](tmp_path / name, splits_of(name)[0])
    whole = [dataset[i].key for i in range(len(dataset))]
    photo = tmp_path / name / layouts.FIRST_PHOTO[name]
    photo.write_bytes(photo.read_bytes()[: photo.stat().st_size // 3])
    with pytest.raises(UserError, match=re.escape(str(photo))):
        dataset[0]
    assert [dataset[i].key for i in range(1, len(dataset))] == whole[1:]


@pytest.mark.parametrize("name", NAMES)
def test_a_data_set_says_whether_it_needs_a_folder(name: str, tmp_path: Path) -> None:
    """Those that read an official layout do; the others are opened for building and measuring without one."""
    assert needs_folder(name) == (name in layouts.WRITERS)
    if not needs_folder(name):
        assert open_without_folder(name, tmp_path).name == name


def open_without_folder(name: str, data: Path) -> Dataset:
    try:
        return tracks.open_dataset(name, None, data, None)
    except UserError as error:
        if "apt-get" in str(error):
            pytest.skip(str(error))
        raise
