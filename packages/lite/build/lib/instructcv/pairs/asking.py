"""Drawing the questions of a build: which task, which format, and whether anything asked for is there at all."""

from collections.abc import Collection, Mapping
from functools import partial

import numpy as np

from instructcv import registry
from instructcv.pairs.config import FORMATS, BuildConfig
from instructcv.samples.truth import presence
from instructcv.tasks.base import WordingSplit, task
from instructcv.types import LabelFormat, Query, Sample

_DRAWS = 12
"""How often a question is drawn again until something asked for is there."""
_MOST_ABSENT = 3
"""The longest legend of absent categories only."""


def askable(sample: Sample, config: BuildConfig) -> dict[str, float]:
    """The tasks that the sample's labels allow in a format of the build, with their weights."""
    weights = config.tasks or dict.fromkeys(registry.names("tasks"), 1.0)
    return {name: weight for name, weight in weights.items() if weight > 0 and _formats(sample, name, config)}


def _formats(sample: Sample, name: str, config: BuildConfig) -> Mapping[str, float]:
    """The label formats in which a task can be asked, and show something of what is there, unless nothing is.

    Boxes without masks are shown in `original` only: in `legend` nothing but absent categories could be asked, and every answer
    would be "nothing", whatever share of them was wanted.
    """
    there = presence(sample)
    empty = not any(there.values())
    possible: dict[str, float] = {}
    for label_format, weight in config.formats.items():
        categories = task(name).categories(sample, FORMATS[label_format])
        if categories is None:
            fits = task(name).can_ask(sample)
        else:
            fits = any(empty or there.get(each, True) for each in categories)
        if weight > 0 and fits:
            possible[label_format] = weight
    return possible


def draw(sample: Sample, tasks: Mapping[str, float], config: BuildConfig, rng: np.random.Generator) -> Query:
    """One question about a sample; `tasks` is what `askable` found and must not be empty."""
    name = _weighted(tasks, rng)
    label_format = FORMATS[_weighted(_formats(sample, name, config), rng)]
    wordings: WordingSplit = "train" if config.split == "train" else "test"
    ask = partial(task(name).ask, sample, rng, split=wordings, label_format=label_format)
    may_be_absent = task(name).categories(sample, label_format)
    if may_be_absent is not None and rng.random() < config.negatives:
        if absent := _absent(sample, may_be_absent, task(name).TRAITS.one_each, label_format, rng):
            return ask(categories=absent)
    query = ask()
    for _ in range(_DRAWS):
        if not is_negative(sample, query):
            break
        query = ask()
    return query


def is_negative(sample: Sample, query: Query) -> bool:
    """Whether all that the question asks for is known to be absent; never true of the whole photo, nor of what no label settles."""
    there = presence(sample)
    return bool(query.legend) and not any(there.get(name, True) for name in query.categories)


def _absent(
    sample: Sample,
    categories: Collection[str],
    one_each: Collection[str],
    label_format: LabelFormat,
    rng: np.random.Generator,
) -> list[str]:
    """Some of the categories that are known to be absent, one where a picture answers only one; empty where there is none."""
    there = presence(sample)
    pool = [category for category in categories if there.get(category) is False]
    if not pool:
        return []
    most = 1 if label_format.name in one_each else _MOST_ABSENT
    count = int(rng.integers(1, min(most, len(pool)) + 1))
    return [str(category) for category in rng.choice(pool, size=count, replace=False)]


def _weighted(weights: Mapping[str, float], rng: np.random.Generator) -> str:
    """One of the names, as `rng.choice(names, p=...)` draws it, without its checks, which take longer than the draw."""
    names = [name for name, weight in weights.items() if weight > 0]
    shares = np.array([weights[name] for name in names])
    ends = np.cumsum(shares / shares.sum())
    return names[int(np.searchsorted(ends / ends[-1], rng.random(), side="right"))]
