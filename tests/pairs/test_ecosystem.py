"""Other people's tools take the shards unchanged: `datasets`, and the InstructPix2Pix trainer of diffusers."""

from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

import layouts
from instructcv.pairs.build import build
from instructcv.pairs.config import BuildConfig, SourceConfig

datasets = pytest.importorskip("datasets")
RESOLUTION = 16


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("ecosystem")
    for name in ("nyuv2", "oxford_pet"):
        layouts.WRITERS[name](folder / name)
    for split in ("test", "train"):
        names = ("nyuv2", "oxford_pet") if split == "train" else ("nyuv2",)
        sources = tuple(SourceConfig(dataset=name, root=folder / name, split=split) for name in names)
        if split == "train":  # the tiny data sets have the same pixels in both splits, and a photo has one split only
            layouts.write_photo(folder / "nyuv2" / "bathroom" / "rgb_00002.jpg", seed=5)
            for number, path in enumerate(sorted((folder / "oxford_pet" / "images").iterdir()), start=6):
                layouts.write_photo(path, seed=number)
        build(BuildConfig(sources=sources, split=split, photos_per_shard=2), folder / "out")
    return datasets.load_dataset(str(folder / "out"), cache_dir=str(folder / "cache"))


def test_load_dataset_reads_splits_and_decodes_pictures(loaded: Any) -> None:
    assert set(loaded) == {"train", "test"}
    assert loaded["train"].column_names[:3] == ["input_image", "edit_prompt", "edited_image"]
    expected = "task source key category legend split label licence".split()
    assert loaded["train"].column_names[3:11] == expected
    row = loaded["train"][0]
    assert isinstance(row["input_image"], Image.Image) and row["input_image"].size == (layouts.W, layouts.H)
    assert isinstance(row["edited_image"], Image.Image) and row["edited_image"].mode == "RGB"
    assert isinstance(row["edit_prompt"], str)
    assert all(set(entry) == {"category", "colour"} for row in loaded["train"] for entry in row["legend"])


def as_array(picture: Image.Image) -> np.ndarray:
    """Squeezed to the training size, channels first, as the trainer does first of all."""
    return np.asarray(picture.convert("RGB").resize((RESOLUTION, RESOLUTION))).transpose(2, 0, 1)  # [3 r r]


def test_the_diffusers_trainer_takes_the_columns(loaded: Any) -> None:
    """The contract of examples/instruct_pix2pix/train_instruct_pix2pix.py: the default column names, pictures of a
    batch squeezed, concatenated as one array, scaled to -1 .. 1, cut in two and reshaped; texts as a list; a loader
    that stacks them.
    """
    columns = {"original": "input_image", "edited": "edited_image", "prompt": "edit_prompt"}

    def preprocess(examples: dict[str, list[Any]]) -> dict[str, Any]:
        halves = [np.concatenate([as_array(p) for p in examples[columns[n]]]) for n in ("original", "edited")]
        both = 2 * (torch.tensor(np.concatenate(halves)) / 255) - 1
        original, edited = (part.reshape(-1, 3, RESOLUTION, RESOLUTION) for part in both.chunk(2))
        lengths = torch.tensor([len(text) for text in list(examples[columns["prompt"]])])
        return {"original_pixel_values": original, "edited_pixel_values": edited, "input_ids": lengths}

    train = loaded["train"].with_transform(preprocess)
    loader = torch.utils.data.DataLoader(train, shuffle=True, batch_size=4)
    batch = next(iter(loader))
    assert batch["original_pixel_values"].shape == batch["edited_pixel_values"].shape == (4, 3, RESOLUTION, RESOLUTION)
    assert float(batch["edited_pixel_values"].min()) >= -1 and float(batch["edited_pixel_values"].max()) <= 1
    assert bool((batch["input_ids"] > 0).all())
