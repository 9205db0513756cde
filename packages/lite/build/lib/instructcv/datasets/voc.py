"""PASCAL VOC 2007 and 2012: 20 classes with boxes, for some photos also masks (Everingham et al. 2010).

Layout: `VOC<year>/{JPEGImages,Annotations,ImageSets/{Main,Segmentation}}`, `SegmentationClass` or the augmented
`SegmentationClassAug` (palette PNG, 0 = background, 255 = border) and `SegmentationObject` (object i of the XML file
has the value i). Objects marked `difficult` count neither for nor against anybody, as in the official scores; hence
they are `is_crowd` here.
"""

from functools import partial
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from instructcv.datasets._border import Border
from instructcv.datasets._maps import read_ids, read_regions
from instructcv.datasets._voc_xml import check_size, read_xml, voc_box
from instructcv.datasets.base import Listed, existing, photo_named, read_lines
from instructcv.errors import UserError
from instructcv.photos import open_photo
from instructcv.types import Dataset, Instance, Regions, Sample, Split

LICENCE = "research use under Flickr's terms; cite Everingham et al. 2010"
SPLITS: tuple[Split, ...] = ("train", "val", "test")
CLASSES = (
    *("aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow"),
    *("dining table", "dog", "horse", "motorbike", "person", "potted plant", "sheep", "sofa", "train", "tv monitor"),
)
REGIONS = ("background", *CLASSES)
_SPELLED = {"diningtable": "dining table", "pottedplant": "potted plant", "tvmonitor": "tv monitor"}
_BORDER = 255


def open(root: Path, *, split: Split, year: Literal["2007", "2012"] = "2012") -> Dataset:
    """Photos with `instances`, and `regions` where there are masks.

    Args:
        root: `VOCdevkit`, or the `VOC<year>` folder itself.
        year: which of the two.

    Raises:
        UserError: a missing or damaged file. Where `train.txt` is missing, `trainval.txt` serves.
    """
    folder = root / f"VOC{year}"
    folder = existing(folder if folder.is_dir() or root.name != folder.name else root, f"the folder of VOC {year}")
    stems = _stems(folder, split)
    return Listed(name="voc", licence=LICENCE, split=split, items=stems, read=partial(_read, folder, split))


def _stems(folder: Path, split: Split) -> tuple[str, ...]:
    """The photos of the detection and of the segmentation lists together."""
    wanted = (split, "trainval") if split == "train" else (split,)
    for name in wanted:
        files = [folder / "ImageSets" / task / f"{name}.txt" for task in ("Main", "Segmentation")]
        lines = [line for file in files if file.exists() for line in read_lines(file, "photo names")]
        if lines:
            return tuple(sorted({line.split()[0] for line in lines}))
    raise UserError(f"{folder / 'ImageSets' / 'Main' / f'{split}.txt'} is missing; unpack VOC's {split!r} part there")


def _read(folder: Path, split: Split, stem: str) -> Sample:
    photo = open_photo(photo_named(folder / "JPEGImages", stem), upright=False)
    size_hw = (photo.shape[0], photo.shape[1])
    border = Border(CLASSES)
    instances = _instances(folder, folder / "Annotations" / f"{stem}.xml", size_hw, border)
    regions = _regions(folder, stem, size_hw, border)
    return Sample(
        key=stem,
        source="voc",
        split=split,
        licence=LICENCE,
        photo=photo,
        instances=instances,
        things=CLASSES,
        regions=regions,
        unknown=frozenset(border.unknown),
        notes=border.notes,
    )


def _regions(folder: Path, stem: str, size_hw: tuple[int, int], border: Border) -> Regions | None:
    for name in ("SegmentationClass", "SegmentationClassAug"):
        path = folder / name / f"{stem}.png"
        if path.exists():
            return read_regions(path, dict(enumerate(REGIONS)), size_hw, void=(_BORDER,), border=border)
    return None


def _instances(folder: Path, xml: Path, size_hw: tuple[int, int], border: Border) -> tuple[Instance, ...]:
    objects_png = folder / "SegmentationObject" / f"{xml.stem}.png"
    objects = read_ids(objects_png, "object map", size_hw, border) if objects_png.exists() else None
    root = read_xml(xml, "boxes", border)
    check_size(root, size_hw, xml, border)
    found: list[Instance] = []
    for number, item in enumerate(root.findall("object"), start=1):
        category = _category(item, xml)
        mask = objects == number if objects is not None else None
        keep = mask if mask is not None and mask.any() else None
        box = voc_box(item, f"{xml}, object {number}", size_hw, border, category)
        if box is not None:
            crowd = item.findtext("difficult", "0").strip().lower() in ("1", "true")
            found.append(Instance(category=category, box_xyxy_px=box, mask=keep, is_crowd=crowd))
    return border.distinct(found, str(xml))


def _category(item: ElementTree.Element, xml: Path) -> str:
    name = item.findtext("name", "").strip().lower()
    name = _SPELLED.get(name, name)
    if name not in CLASSES:
        raise UserError(
            f"{xml} has an object called {name!r}, which is none of VOC's 20 classes; mend or unpack it again"
        )
    return name
