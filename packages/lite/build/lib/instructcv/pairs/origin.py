"""What a build was made of: the photos that it has pairs of, opened in their data sets again.

A pair shows one label of a photo, painted; a network that learns from all of them at once (mini) reads the photo's labels where
the build read them, of the same photos and in the same mix.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from instructcv.datasets.base import Listed
from instructcv.errors import UserError
from instructcv.pairs import store
from instructcv.pairs.config import from_json, open_source
from instructcv.types import Dataset, Split


@dataclass(frozen=True, kw_only=True)
class Origin:
    """One data set's part in a build."""

    photos: Listed[int]
    """Those that have pairs, by their numbers in the data set."""
    pairs: int
    """Pairs that it gave."""
    tasks: dict[str, float]
    """Share of each task in the whole build."""
    label_formats: frozenset[str]
    """In which the build was painted."""


def origins(out: Path, split: Split = "train") -> tuple[Origin, ...]:
    """The data sets of a build, as far as they have pairs in it.

    Raises:
        UserError: the build is not there, not finished, or older than this; or a data set is not where it was.
    """
    place = store.place_of(out, split)
    if not place.complete():
        raise UserError(f"{out} is not built to its end; type the same `instructcv build` again, it goes on")
    config = from_json(store.read_json(place.config)["config"])
    items: dict[int, list[int]] = {part: [] for part in range(len(config.sources))}
    counts, pairs = Counter[str](), Counter[int]()
    for report in place.reports():
        counts.update(report["counts"])
        for photo in report["photos"]:
            part, item, asked = _where(photo, out)
            items[part].append(item)
            pairs[part] += asked
    tasks = {name: float(count) for name, count in _named(counts, "task").items()}
    formats = frozenset(_named(counts, "format"))
    return tuple(
        Origin(
            photos=_some(open_source(source), sorted(items[part])),
            pairs=pairs[part],
            tasks=tasks,
            label_formats=formats,
        )
        for part, source in enumerate(config.sources)
        if items[part]
    )


def _some(dataset: Dataset, items: list[int]) -> Listed[int]:
    return Listed(
        name=dataset.name, licence=dataset.licence, split=dataset.split, items=items, read=dataset.__getitem__
    )


def _where(photo: dict[str, Any], out: Path) -> tuple[int, int, int]:
    try:
        return photo["part"], photo["item"], photo["pairs"]
    except KeyError:
        raise UserError(
            f"{out} was built by an older version, which did not write down the photos' numbers; build again"
        ) from None


def _named(counts: Counter[str], kind: str) -> dict[str, int]:
    return {key.partition("/")[2]: n for key, n in counts.items() if key.startswith(f"{kind}/") and n}
