"""95 % intervals by the bootstrap over photos (Efron 1979, percentile method): how far would other photos move a figure?

Photos are drawn with replacement; the drawn photos' sums are added and the figure computed from them, so that a figure
over the whole data set, such as mIoU or AP, is resampled as what it is and not as a mean of photos. Plain accuracy, one answer a
photo, has Wilson's interval (1927, equation 5), which is one also where every photo was answered alike.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from math import comb, sqrt
from typing import Any

import numpy as np
from jaxtyping import Float64, Int64

from instructcv.metrics.accuracy import AccuracySums
from instructcv.metrics.base import merge
from instructcv.metrics.box_ap import BoxSums

DRAWS = 1000
BOX_DRAWS = 200
"""Average precision sorts all boxes for each draw, hence fewer."""
_CHUNK = 50
Z = 1.959964
"""The normal distribution's 97.5 % quantile."""
Interval = tuple[float, float]


def of(parts: Sequence[Any], *, draws: int | None = None, seed: int = 0) -> dict[str, Interval]:
    """The 2.5 % and 97.5 % quantiles of every figure that is not one class's own.

    Args:
        parts: the sums of one key, one for each photo.
        draws: how often the photos are drawn; `DRAWS` if not given, `BOX_DRAWS` for boxes.
        seed: of the drawing.
    """
    if len(parts) < 2:
        return {}
    boxes = isinstance(parts[0], BoxSums)
    draws = draws or (BOX_DRAWS if boxes else DRAWS)
    weights = np.random.default_rng(seed).multinomial(len(parts), np.full(len(parts), 1 / len(parts)), size=draws)
    resampled = _resampled_boxes(parts, weights) if boxes else _resampled(parts, weights.astype(np.float64))
    values: dict[str, list[float]] = {}
    for sums in resampled:
        for name, value in sums.compute().items():
            if "/" not in name:
                values.setdefault(name, []).append(value)
    found = {name: _middle(several) for name, several in values.items()}
    if isinstance(parts[0], AccuracySums):
        counts = [count for part in parts for count in part.counts.values()]
        found["accuracy"] = wilson(sum(right for right, _ in counts), sum(asked for _, asked in counts))
    return found


def wilson(right: int, asked: int) -> Interval:
    """Wilson's score interval of a share."""
    share, z2n = right / asked, Z**2 / asked
    centre, half = share + z2n / 2, Z * sqrt(share * (1 - share) / asked + z2n / (4 * asked))
    return max(0.0, (centre - half) / (1 + z2n)), min(1.0, (centre + half) / (1 + z2n))


def of_median(values: Sequence[float]) -> Interval | None:
    """Of the median of repeated measurements, from their order alone (the sign test turned round); None of fewer than six.

    The k-th smallest and the k-th largest of n lie around the median with a probability of 1 - 2 sum over i < k of C(n, i) / 2^n.
    """
    n, outside, k = len(values), 0.0, 0
    while outside + 2 * comb(n, k) / 2**n <= 0.05:
        outside += 2 * comb(n, k) / 2**n
        k += 1
    return (sorted(values)[k - 1], sorted(values)[n - k]) if k else None


def _middle(values: list[float]) -> Interval:
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def _resampled(parts: Sequence[Any], weights: Float64[np.ndarray, "d n"]) -> Any:
    """Weighted sums, by one matrix product for many draws."""
    total = merge({"all": part} for part in parts)["all"]
    rows = [_numbers(part) for part in parts]
    places = {place: column for column, place in enumerate(_numbers(total))}
    matrix = np.zeros((len(parts), len(places)))
    for row, numbers in zip(matrix, rows, strict=True):
        for place, value in numbers.items():
            row[places[place]] = value
    for start in range(0, len(weights), _CHUNK):
        for values in weights[start : start + _CHUNK] @ matrix:
            yield _filled(total, dict(zip(places, values.tolist(), strict=True)))


def _numbers(sums: Any) -> dict[tuple[Any, ...], float]:
    """Every number in sums by its place: (field,), (field, flat index) or (field, name, index)."""
    found: dict[tuple[Any, ...], float] = {}
    for field in fields(sums):
        value = getattr(sums, field.name)
        if isinstance(value, np.ndarray):
            found |= {(field.name, int(i)): float(value.flat[i]) for i in np.flatnonzero(value)}
        elif isinstance(value, dict):
            counts: dict[str, tuple[int, ...]] = value
            found |= {
                (field.name, name, i): float(n) for name, numbers in counts.items() for i, n in enumerate(numbers)
            }
        elif isinstance(value, (int, float)):
            found[(field.name,)] = float(value)
    return found


def _filled(template: Any, numbers: dict[tuple[Any, ...], float]) -> Any:
    """The template's sums with other numbers."""
    changed: dict[str, Any] = {}
    for field in fields(template):
        value = getattr(template, field.name)
        if isinstance(value, np.ndarray):
            changed[field.name] = np.zeros_like(value)
        elif isinstance(value, dict):
            changed[field.name] = {name: [0] * len(old) for name, old in value.items()}
    for (name, *place), number in numbers.items():
        old = getattr(template, name)
        if not place:
            changed[name] = type(old)(number)
        elif isinstance(old, np.ndarray):
            changed[name].flat[place[0]] = number
        else:
            changed[name][place[0]][place[1]] = round(number)
    for name, value in changed.items():
        if isinstance(value, dict):
            changed[name] = {key: tuple(counts) for key, counts in value.items()}
    return replace(template, **changed)


def _resampled_boxes(parts: Sequence[BoxSums], weights: Int64[np.ndarray, "d n"]) -> Any:
    """A photo drawn twice takes part as two photos."""
    for row in weights:
        copies = [_renamed(part, copy) for part, count in zip(parts, row, strict=True) for copy in range(count)]
        yield BoxSums(
            asked=frozenset().union(*(part.asked for part in copies)),
            truths=tuple(record for part in copies for record in part.truths),
            detections=tuple(record for part in copies for record in part.detections),
        )


def _renamed(part: BoxSums, copy: int) -> BoxSums:
    if copy == 0:
        return part
    return BoxSums(
        asked=frozenset((f"{photo}#{copy}", category) for photo, category in part.asked),
        truths=tuple(replace(record, photo=f"{record.photo}#{copy}") for record in part.truths),
        detections=tuple(replace(record, photo=f"{record.photo}#{copy}") for record in part.detections),
    )
