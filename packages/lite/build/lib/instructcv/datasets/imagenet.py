"""ImageNet (ILSVRC 2012), whole or any subset of its classes (Russakovsky et al., IJCV 2015).

Layout: that of the official download, `ILSVRC/Data/CLS-LOC/{train,val}`, or `{train,val}` directly; training photos in one
folder a class (`n01440764/*.JPEG`), validation photos likewise, or flat with `LOC_val_solution.csv`. Names come from
`LOC_synset_mapping.txt` (lines `n01440764 tench, Tinca tinca`), of which the first is used. Test labels are not public.
"""

from collections import Counter
from functools import partial
from pathlib import Path

from instructcv.datasets.base import Listed, check_split, existing, read_lines
from instructcv.errors import UserError
from instructcv.folders import SUFFIXES
from instructcv.photos import open_photo
from instructcv.types import Dataset, Sample, Split

LICENCE = "non-commercial research and education; photographs belong to their owners"
SPLITS: tuple[Split, ...] = ("train", "val")
_OWN_NAMES = {"n02012849": "crane bird"}
"""The bird and the machine are both just "crane"."""
Item = tuple[str, str]
"""Photo below the split's folder, class (WordNet id)."""


def open(root: Path, *, split: Split) -> Dataset:
    """Photos with `label`; the vocabulary is the classes that the folder has photos of.

    Raises:
        UserError: a missing folder or list, or a class without a name.
    """
    check_split("imagenet", split, SPLITS)
    nested = existing(root, "the folder of ImageNet") / "ILSVRC" / "Data" / "CLS-LOC"
    folder = existing((nested if nested.is_dir() else root) / split, f"photos of the split {split!r}")
    items = _in_folders(folder) or _flat(folder, root / "LOC_val_solution.csv")
    names = _names(root / "LOC_synset_mapping.txt", sorted({synset for _, synset in items}))
    return Listed(name="imagenet", licence=LICENCE, split=split, items=items, read=partial(_read, folder, split, names))


def _in_folders(folder: Path) -> list[Item]:
    photos = sorted(path for path in folder.glob("n*/*") if path.suffix.lower() in SUFFIXES and path.name[0] != ".")
    return [(path.relative_to(folder).as_posix(), path.parent.name) for path in photos]


def _flat(folder: Path, solution: Path) -> list[Item]:
    """Lines `ILSVRC2012_val_00000001,n01751748 111 108 230 366 ...`; photos that the folder lacks are not asked for."""
    there = {
        path.stem: path.name for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.name[0] != "."
    }
    if not there:
        raise UserError(f"{folder} holds no photos; unpack ImageNet's photos there")
    items: list[Item] = []
    for line in read_lines(solution, "classes of the validation photos")[1:]:
        stem, _, rest = line.partition(",")
        words = rest.split()
        if not words:
            raise UserError(f"{solution}: the line {line!r} should read 'photo,class box'")
        if stem in there:
            items.append((there[stem], words[0]))
    return sorted(items)


def _names(path: Path, synsets: list[str]) -> dict[str, str]:
    """Class -> a name of its own: the first synonym, or the first that no other class has."""
    synonyms: dict[str, list[str]] = {}
    for line in read_lines(path, "names of the classes"):
        synset, _, rest = line.partition(" ")
        synonyms[synset] = [name.strip().lower() for name in rest.split(",") if name.strip()]
    counts = Counter(names[0] for names in synonyms.values() if names)
    found: dict[str, str] = {}
    for synset in synsets:
        if not synonyms.get(synset):
            raise UserError(f"{path} has no name for the class {synset}; add the line '{synset} NAME'")
        own = [name for name in synonyms[synset] if counts[name] <= 1]
        found[synset] = _OWN_NAMES.get(synset) or (own or synonyms[synset])[0]
    return found


def _read(folder: Path, split: Split, names: dict[str, str], item: Item) -> Sample:
    path, synset = item
    return Sample(
        key=Path(path).stem,
        source="imagenet",
        split=split,
        licence=LICENCE,
        photo=open_photo(folder / path, upright=False),
        label=names[synset],
        labels=tuple(dict.fromkeys(names.values())),
    )
