"""ADE20K in the form of the MIT Scene Parsing Benchmark: 150 classes (Zhou et al., CVPR 2017).

Layout: `images/{training,validation}/*.jpg`, `annotations/{training,validation}/*.png` (0 = other, 1 to 150 = class),
`objectInfo150.txt` (tab separated; the last column lists synonyms, of which the first is used) and
`sceneCategories.txt` (stem, scene). Test labels are not public.
"""

from functools import partial
from pathlib import Path

from instructcv.datasets._border import Border
from instructcv.datasets._maps import read_regions
from instructcv.datasets.base import Listed, check_split, existing, read_lines
from instructcv.errors import UserError
from instructcv.photos import open_photo
from instructcv.types import Dataset, Sample, Split

LICENCE = "photographs: non-commercial research and education; annotations BSD-3-Clause"
SPLITS: tuple[Split, ...] = ("train", "val")
_FOLDERS: dict[Split, str] = {"train": "training", "val": "validation"}
# First synonyms that nobody says.
_PLAIN = {"ashcan": "trash can", "minibike": "motorbike", "conveyer belt": "conveyor belt"}


def open(root: Path, *, split: Split) -> Dataset:
    """Photos with `regions`, and the scene ("bathroom") as `label` where `sceneCategories.txt` has it.

    Raises:
        UserError: a missing or damaged file, or the split "test".
    """
    check_split("ade20k", split, SPLITS)
    names = class_names(existing(root, "the folder of ADEChallengeData2016") / "objectInfo150.txt")
    folder = existing(root / "images" / _FOLDERS[split], f"photos of the split {split!r}")
    stems = sorted(path.stem for path in folder.glob("*.jpg"))
    if not stems:
        raise UserError(f"{folder} holds no .jpg; unpack ADEChallengeData2016 again")
    scenes = _scenes(root / "sceneCategories.txt")
    items = tuple((stem, scenes.get(stem)) for stem in stems)
    labels = tuple(sorted(set(scenes.values())))
    read = partial(_read, root, split, names, labels)
    return Listed(name="ade20k", licence=LICENCE, split=split, items=items, read=read)


def class_names(path: Path) -> tuple[str, ...]:
    """The first synonym of each class, in the order of the indices.

    Raises:
        UserError: missing, or a row without an index and a name.
    """
    names: list[str] = []
    for row in read_lines(path, "class names")[1:]:
        columns = [column.strip() for column in row.split("\t")]
        if len(columns) < 5 or columns[0] != str(len(names) + 1):
            raise UserError(
                f"{path}: the row {row!r} should start with {len(names) + 1} and have five tab-separated columns"
            )
        first = columns[-1].split(",")[0].strip().lower()
        names.append(_PLAIN.get(first, first))
    return tuple(names)


def _scenes(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    rows = (line.split() for line in read_lines(path, "scene of each photo"))
    return {row[0]: row[1].replace("_", " ").lower() for row in rows if len(row) >= 2}


def _read(
    root: Path, split: Split, names: tuple[str, ...], labels: tuple[str, ...], item: tuple[str, str | None]
) -> Sample:
    stem, scene = item
    photo = open_photo(root / "images" / _FOLDERS[split] / f"{stem}.jpg", upright=False)
    size_hw = (photo.shape[0], photo.shape[1])
    class_map = root / "annotations" / _FOLDERS[split] / f"{stem}.png"
    border = Border()
    # 0 is known to be none of the 150: an annotator named every object, and most of those that are not in the benchmark.
    regions = read_regions(class_map, dict(enumerate(names, 1)), size_hw, void=(0,), border=border)
    return Sample(
        key=stem,
        source="ade20k",
        split=split,
        licence=LICENCE,
        photo=photo,
        regions=regions,
        notes=border.notes,
        label=scene,
        labels=labels if scene is not None else (),
    )
