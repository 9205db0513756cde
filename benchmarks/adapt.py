"""What about 50 labelled photos teach the embedded model: cows and sheep, which it was never taught, before and after.

    python benchmarks/adapt.py --data ../shared/data --out results/adapt.json

MSRC's training photos of cows and sheep are written as a person would label them, a folder of photos and class maps; the
recipe `adapt` learns from it with its own settings; both checkpoints are asked for both animals on all MSRC test photos that
show one, and on every twelfth test photo for false alarms.
"""

import argparse
import shlex
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from instructcv import registry
from instructcv.evaluation import protocols
from instructcv.evaluation.interview import Asking
from instructcv.evaluation.results import Figure, write
from instructcv.models.base import EMBEDDED, load
from instructcv.recipes import adapt
from instructcv.types import Dataset, Sample, Split

ANIMALS = ("cow", "sheep")
CLASSES = ("background", *ANIMALS, "grass")
UNKNOWN = 255


class Animals:
    """The photos of a data set that show one of the animals."""

    def __init__(self, dataset: Dataset, most: int) -> None:
        self.name, self.licence = dataset.name, dataset.licence
        self.split: Split = dataset.split
        self.samples = [s for s in (dataset[i] for i in range(len(dataset))) if shows_animal(s)][:most]

    def __len__(self) -> int:
        return len(self.samples)

    def __getitem__(self, index: int) -> Sample:
        return self.samples[index]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("results/adapt.json"))
    parser.add_argument("--photos", type=int, default=50)
    asked = parser.parse_args()
    train, test = (registry.load("datasets", "msrc").open(asked.data / "MSRC_v2", split=s) for s in ("train", "test"))
    with tempfile.TemporaryDirectory() as folder:
        count = write_folder(Animals(train, asked.photos), Path(folder) / "photos" / "train")
        started = time.perf_counter()
        adapter = adapt.recipe().run(Path(folder) / "photos", Path(folder) / "run", device="cpu")
        seconds = time.perf_counter() - started
        size = sum(file.stat().st_size for file in adapter.iterdir())
        known = Animals(test, len(test))
        figures = [
            Figure(name="adapting: time", value=seconds, unit="s", target=1200, better="lower", note=f"{count} photos"),
            Figure(name="adapting: size of what is added", value=size / 1e6, unit="MB", better="lower"),
        ]
        for name, checkpoint in (("before", EMBEDDED), ("after", adapter)):
            figures += measured(name, checkpoint, known, test)
    for figure in figures:
        print(f"{figure.name}: {figure.value:.3f} {figure.unit} {figure.note}")
    write(figures, asked.out, command=shlex.join(["python", *sys.argv]))
    print(asked.out)


def shows_animal(sample: Sample) -> bool:
    """Whether one of the animals is in the photo."""
    assert sample.regions is not None
    return any((sample.regions.ids == sample.regions.names.index(name)).any() for name in ANIMALS)


def write_folder(photos: Dataset, folder: Path) -> int:
    """In the layout of `datasets.folder`."""
    for name in ("images", "masks"):
        (folder / name).mkdir(parents=True)
    (folder / "classes.txt").write_text("".join(f"{number} {name}\n" for number, name in enumerate(CLASSES)))
    for index in range(len(photos)):
        sample = photos[index]
        assert sample.regions is not None
        labels = np.where(sample.regions.ids < 0, UNKNOWN, 0).astype(np.uint8)
        for number, name in enumerate(CLASSES):
            if name in sample.regions.names:
                labels[sample.regions.ids == sample.regions.names.index(name)] = number
        cv2.imwrite(str(folder / "images" / f"{sample.key}.jpg"), cv2.cvtColor(sample.photo, cv2.COLOR_RGB2BGR))
        cv2.imwrite(str(folder / "masks" / f"{sample.key}.png"), labels)
    return len(photos)


def measured(name: str, checkpoint: Path, known: Dataset, everything: Dataset) -> list[Figure]:
    """Masks where the animals are, and "not found" where they are not."""
    model = load(checkpoint, device="cpu")
    asking = Asking(label_format=model.label_format)
    there = protocols.track(model, known, asking, "each", ANIMALS)
    few = replace(asking, limit=len(everything) // 12)
    anywhere = protocols.track(model, everything, few, "each", ANIMALS)["presence"].compute()
    ious = there["iou"].compute()
    return [
        *(Figure(name=f"{name}: IoU of {a}", value=ious[f"IoU/{a}"], note=f"{len(known)} photos") for a in ANIMALS),
        Figure(name=f"{name}: absent animals not found", value=anywhere["specificity"], note=f"{few.limit} photos"),
    ]


if __name__ == "__main__":
    main()
