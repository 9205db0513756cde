"""What a sample says about categories, whichever of its labels says it: regions, instances or the picture's class."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from jaxtyping import Bool, Int16

from instructcv.types import Answer, BoxXYXY, Instance, Regions, Sample


def map_names(sample: Sample) -> tuple[str, ...]:
    """The categories that are told from all others where pixels are labelled: regions, else the things of which every instance
    has a mask.
    """
    if sample.regions is not None:
        return tuple(name for name in sample.regions.names if name not in sample.unknown)
    if sample.instances is None:
        return ()
    unmapped = {item.category for item in sample.instances if item.mask is None} | sample.unknown
    return tuple(name for name in sample.things if name not in unmapped)


@lru_cache(maxsize=4)
def areas(sample: Sample) -> Mapping[str, float]:
    """Share of the photo that each of `map_names` covers; absent ones are 0, and of which that is not known are missing.

    Kept for the last samples (a sample is its own key), as `presence` is: one question asks several times.
    """
    names = map_names(sample)
    total = float(max(1, sample.photo.shape[0] * sample.photo.shape[1]))
    if sample.regions is not None:
        ids, every, complete = sample.regions.ids, sample.regions.names, sample.regions.complete
        counts = np.bincount(ids.ravel() + 1, minlength=len(every) + 1)[1:]  # id -1 is counted first, and left out
        of = {name: float(n) / total for name, n in zip(every, counts, strict=False) if n or complete}
        return MappingProxyType({name: of[name] for name in names if name in of})
    covered = dict.fromkeys(names, 0.0)
    for item in sample.instances or ():
        if item.mask is not None and item.category in covered:
            covered[item.category] += float(item.mask.sum()) / total
    return MappingProxyType(covered)


def category_map(sample: Sample, categories: Sequence[str]) -> tuple[Int16[np.ndarray, "h w"], Bool[np.ndarray, "h w"]]:
    """Index into `categories` for each pixel (-1 = none of them), and where that is known.

    Where instances overlap the smaller one wins.

    Raises:
        ValueError: a category that the sample's vocabulary lacks: nothing is known about it.
    """
    names = map_names(sample)
    if missing := [name for name in categories if name not in names]:
        raise ValueError(f"{sample.source}/{sample.key} says nothing about {missing[0]!r}")
    if sample.regions is not None:
        table = np.full(len(sample.regions.names) + 1, -1, dtype=np.int16)
        for index, category in enumerate(categories):
            table[sample.regions.names.index(category)] = index
        ids = sample.regions.ids
        return np.take(table, ids), ids >= 0  # id -1 reads the table's last row
    result = np.full(sample.size_hw, -1, dtype=np.int16)
    wanted = [item for item in sample.instances or () if item.category in categories and item.mask is not None]
    for item in sorted(wanted, key=_mask_area, reverse=True):
        result[item.mask] = categories.index(item.category)
    return result, np.ones(sample.size_hw, dtype=np.bool_)


def vanished(before: Regions, after: Int16[np.ndarray, "h2 w2"]) -> frozenset[str]:
    """Categories of a map of which a smaller copy has no pixel left: they are there, but nobody could say where.

    Whoever shrinks a sample adds them to `Sample.unknown`: otherwise they would be taught as absent.
    """
    had, has = (np.bincount(ids.ravel() + 1, minlength=len(before.names) + 1)[1:] > 0 for ids in (before.ids, after))
    return frozenset(before.names[index] for index in np.flatnonzero(had & ~has))


def instances_of(sample: Sample, category: str) -> tuple[Instance, ...]:
    """The annotated objects of one category, crowds among them.

    Raises:
        ValueError: they may not be all.
    """
    if category in sample.unknown:
        raise ValueError(f"{sample.source}/{sample.key} does not say where each {category} is")
    return tuple(item for item in sample.instances or () if item.category == category)


def paintable(sample: Sample, *, needs_masks: bool) -> dict[str, tuple[Instance, ...]]:
    """Each thing with its objects, left out where they are not all known, or where one that is not a crowd lacks a mask that is
    needed.
    """
    if sample.instances is None:
        return {}
    found = {category: instances_of(sample, category) for category in sample.things if category not in sample.unknown}
    return {
        category: objects
        for category, objects in found.items()
        if not needs_masks or all(item.mask is not None or item.is_crowd for item in objects)
    }


def extent(item: Instance, size_hw: tuple[int, int]) -> Bool[np.ndarray, "h w"]:
    """An instance's mask, or all of its box where it has none."""
    if item.mask is not None:
        return item.mask
    left, top, right, bottom = (max(0, round(value)) for value in item.box_xyxy_px)
    inside = np.zeros(size_hw, dtype=np.bool_)
    inside[top:bottom, left:right] = True
    return inside


def mask_box(mask: Bool[np.ndarray, "h w"]) -> BoxXYXY | None:
    """The tight box around a mask's pixels; None if it has none."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if rows.size == 0:
        return None
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)


@lru_cache(maxsize=4)
def presence(sample: Sample) -> Mapping[str, bool]:
    """Whether each category of the sample's vocabularies is there; a name that no label settles is missing.

    What an object or a pixel shows is there, whatever other labels lack.
    """
    there: dict[str, bool] = {}
    if sample.instances is not None:
        there |= dict.fromkeys(sample.things, False) | {item.category: True for item in sample.instances}
    if sample.regions is not None:
        there |= {name: area > 0 or there.get(name, False) for name, area in areas(sample).items()}
    if sample.label is not None:
        there |= {name: name == sample.label for name in (*sample.labels, sample.label)}
    return MappingProxyType({name: shown for name, shown in there.items() if shown or name not in sample.unknown})


def photo_id(sample: Sample) -> str:
    """Unique over all sources and splits."""
    return f"{sample.source}/{sample.split}/{sample.key}"


def scale_xy(answer: Answer, sample: Sample) -> tuple[float, float]:
    """Factors from the answer's pixels to the photo's."""
    if answer.size_hw is None:
        return 1.0, 1.0
    (h, w), (photo_h, photo_w) = answer.size_hw, sample.size_hw
    return photo_w / w, photo_h / h


def _mask_area(item: Instance) -> int:
    return 0 if item.mask is None else int(item.mask.sum())
