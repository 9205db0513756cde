"""Oxford-IIIT Pet: 37 breeds of cats and dogs with trimaps and head boxes (Parkhi et al., CVPR 2012).

Layout: `images/*.jpg`, `annotations/{trainval,test}.txt` (lines `name breed-id species breed-id-in-species`; species 1
= cat, 2 = dog), `annotations/trimaps/*.png` (1 = pet, 2 = background, 3 = border, not classified),
`annotations/xmls/*.xml` (head boxes, for some).
"""

from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from jaxtyping import Bool, Int16

from instructcv.datasets._border import Border
from instructcv.datasets._maps import read_ids
from instructcv.datasets._voc_xml import check_size, read_xml, voc_box
from instructcv.datasets.base import Listed, check_split, existing, once, photo_named, read_lines
from instructcv.errors import UserError
from instructcv.photos import open_photo
from instructcv.samples.truth import mask_box
from instructcv.types import Dataset, Instance, Regions, Sample, Split

LICENCE = "CC BY-SA 4.0 (annotations); photographs belong to their owners"
SPLITS: tuple[Split, ...] = ("train", "test")
SPECIES = ("cat", "dog")
REGIONS = (*SPECIES, "background")
_HEADS = ("cat head", "dog head")
_PET, _BACKGROUND, _UNCLASSIFIED = 1, 2, 3
_LISTS: dict[Split, str] = {"train": "trainval.txt", "test": "test.txt"}
_EXTRA = "extra_no_official_split.txt"
Item = tuple[str, str, str]
"""File stem, breed, species."""


def open(root: Path, *, split: Split, extra: bool = False) -> Dataset:
    """Photos with the breed as `label`, the pet as an instance and as regions (border = -1), and its head box where
    there is one.

    Args:
        extra: train also on `annotations/extra_no_official_split.txt`, which some copies have. The official split of its
            photos is not known, so a model trained with it must not be scored on the whole official test split.

    Raises:
        UserError: a missing or damaged file, or the split "val".
    """
    check_split("oxford_pet", split, SPLITS)
    annotations = existing(root, "the folder of Oxford-IIIT Pet") / "annotations"
    breeds = _breeds(annotations)
    listings = [_LISTS[split]] + ([_EXTRA] if extra and split == "train" else [])
    items = tuple(item for listing in listings for item in _items(annotations / listing))
    read = partial(_read, root, split, breeds)
    return Listed(name="oxford_pet", licence=LICENCE, split=split, items=items, read=read)


def breed_of(stem: str) -> str:
    """The breed in a file's stem: "american_pit_bull_terrier_12" is "american pit bull terrier"."""
    return stem.rpartition("_")[0].replace("_", " ").lower()


def _items(listing: Path) -> tuple[Item, ...]:
    items: list[Item] = []
    for line in read_lines(listing, "photos, breeds and species"):
        words = line.split()
        if line.startswith("#"):
            continue
        if len(words) < 3 or words[2] not in ("1", "2"):
            raise UserError(f"{listing}: the line {line!r} should read 'name breed species breed-in-species'")
        items.append((words[0], breed_of(words[0]), SPECIES[int(words[2]) - 1]))
    return once(items, listing)


def _breeds(annotations: Path) -> tuple[str, ...]:
    """All breeds the lists name, so that train and test share one vocabulary."""
    listings = [annotations / name for name in ("list.txt", "trainval.txt", "test.txt")]
    found = {breed for listing in listings if listing.exists() for _, breed, _ in _items(listing)}
    return tuple(sorted(found))


def _read(root: Path, split: Split, breeds: tuple[str, ...], item: Item) -> Sample:
    stem, breed, species = item
    photo = open_photo(photo_named(root / "images", stem), upright=False)
    size_hw = (photo.shape[0], photo.shape[1])
    border = Border()
    trimap = _read_trimap(root / "annotations" / "trimaps" / f"{stem}.png", size_hw, border)
    heads = root / "annotations" / "xmls" / f"{stem}.xml"
    with_heads = heads.exists()
    boxes = _head_boxes(heads, species, size_hw, border) if with_heads else ()
    return Sample(
        key=stem,
        source="oxford_pet",
        split=split,
        licence=LICENCE,
        photo=photo,
        instances=(*_pet(trimap, species), *boxes),
        unknown=frozenset(border.unknown),
        notes=border.notes,
        things=SPECIES + _HEADS if with_heads else SPECIES,
        regions=Regions(ids=_region_ids(trimap, species), names=REGIONS),
        label=breed,
        labels=breeds,
    )


def _read_trimap(path: Path, size_hw: tuple[int, int], border: Border) -> Int16[np.ndarray, "h w"]:
    """Raises: UserError: missing, damaged, not of the photo's size, or with a value that no trimap has."""
    trimap = read_ids(path, "trimap", size_hw, border)
    strange = trimap[~np.isin(trimap, (_PET, _BACKGROUND, _UNCLASSIFIED))]
    if strange.size:
        raise UserError(f"{path} (trimap) has the value {strange[0]}; a trimap's are 1, 2 and 3: unpack it again")
    return trimap


def _region_ids(trimap: Int16[np.ndarray, "h w"], species: str) -> Int16[np.ndarray, "h w"]:
    ids = np.full(trimap.shape, -1, dtype=np.int16)
    ids[trimap == _PET] = REGIONS.index(species)
    ids[trimap == _BACKGROUND] = REGIONS.index("background")
    return ids


def _pet(trimap: Int16[np.ndarray, "h w"], species: str) -> tuple[Instance, ...]:
    """One instance: the data set photographs one animal a picture (the few with two have one trimap for both)."""
    mask = _outline(trimap)
    box = mask_box(mask)
    return () if box is None else (Instance(category=species, box_xyxy_px=box, mask=mask),)


def _outline(trimap: Int16[np.ndarray, "h w"]) -> Bool[np.ndarray, "h w"]:
    """The pet and the half of the unclassified border that is nearer to it than to the background."""
    pet, background = trimap == _PET, trimap == _BACKGROUND
    if not pet.any() or not background.any():
        return pet if not pet.any() else ~background
    return _squared_distance(pet) < _squared_distance(background)


def _squared_distance(mask: Bool[np.ndarray, "h w"]) -> Any:
    """How far each pixel is from the mask, in squared pixels: whole numbers, so that equal distances are equal. OpenCV's
    own differ in the last digit from call to call.
    """
    distance = cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)  # [h w]
    return np.rint(distance**2)


def _head_boxes(path: Path, species: str, size_hw: tuple[int, int], border: Border) -> tuple[Instance, ...]:
    root, category = read_xml(path, "head box", border), f"{species} head"
    check_size(root, size_hw, path, border)
    boxes = [
        voc_box(item, f"{path}, object {number}", size_hw, border, category)
        for number, item in enumerate(root.iter("object"), start=1)
    ]
    found = [Instance(category=category, box_xyxy_px=box) for box in boxes if box is not None]
    return border.distinct(found, str(path))
