"""A class with its probability: put together, said, drawn and stored."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from instructcv.drawing.maps import SERIES
from instructcv.drawing.shown import Canvas, Shown
from instructcv.drawing.text import banner
from instructcv.types import RGB, Answer, Findings, Query

LEAST = 1e-3
"""Probability of "otherwise" that a picture of several thousand pixels can still tell from none."""


def bring(answers: Sequence[Answer], query: Query, photo: UInt8[np.ndarray, "h w 3"]) -> Findings:
    """The class that won. Answers to the same choice are averaged; where each class was asked for on its own, the most probable of
    those that said yes wins.
    """
    first = answers[0]
    if all(set(answer.probabilities) == set(first.probabilities) for answer in answers):
        probabilities = {
            name: sum(answer.probabilities[name] for answer in answers) / len(answers) for name in first.probabilities
        }
        label = first.label
        if len(answers) > 1:
            best = max(probabilities, key=lambda name: probabilities[name])
            label = best if probabilities[best] > 1.0 - sum(probabilities.values()) else None
    else:
        every = {name: p for answer in answers for name, p in answer.probabilities.items()}
        said_yes = [answer.label for answer in answers if answer.label is not None]
        label = max(said_yes, key=lambda name: every[name], default=None)
        total = max(1.0, sum(every.values()))
        probabilities = {name: p / total for name, p in every.items()}
    rest = max(0.0, 1.0 - sum(probabilities.values()))
    return Findings(
        found=any(answer.found for answer in answers),
        admissibility=float(np.mean([answer.admissibility for answer in answers])),
        confidence=first.confidence if len(answers) == 1 else max(answer.confidence for answer in answers),
        categories=query.categories,
        label=label,
        probability=rest if label is None else probabilities.get(label, first.confidence),
        probabilities=probabilities,
    )


def together(parts: Sequence[Answer]) -> Answer:
    """One choice whose classes were offered in several pictures, each with "otherwise" among them.

    A class is as many times likelier than "otherwise" as it was in its own picture (Luce's choice axiom, 1959): what else is
    offered changes no odds.
    """
    first = parts[0]
    if len(parts) == 1:
        return first
    odds: dict[str, float] = {}
    for part in parts:
        rest = max(1.0 - sum(part.probabilities.values()), LEAST)
        odds |= {name: p / rest for name, p in part.probabilities.items()}
    total = 1.0 + sum(odds.values())
    probabilities = {name: value / total for name, value in odds.items()}
    best = max(probabilities, key=lambda name: probabilities[name])
    label = best if odds[best] > 1.0 else None
    return replace(
        first,
        query=replace(first.query, legend=tuple(entry for part in parts for entry in part.query.legend)),
        found=label is not None and any(part.found for part in parts),
        admissibility=float(np.mean([part.admissibility for part in parts])),
        confidence=1.0 / total if label is None else probabilities[label],
        label=label,
        probabilities=probabilities,
    )


def say(found: Findings, query: Query) -> str:
    """The class, or that it is none, and how likely that is."""
    asked = query.categories
    otherwise = "none of these" if len(asked) > 1 else f"no {' or '.join(asked)}"
    return f"{found.label or otherwise} ({100 * (found.probability or 0.0):.0f} %)"


def show(found: Findings, query: Query, canvas: Canvas) -> Shown:
    """The photo with the class on a band across its foot."""
    image = Image.fromarray(canvas.photo)
    said = found.label if found.label is not None else f"not {' or '.join(query.categories)}"
    said = said if found.found or found.label is None else f"unsure: {said}"
    banner(image, f"{said}   {100 * (found.probability or 0.0):.0f} %", canvas.type_px)
    key = [
        (_colour(query, place), f"{name}: {100 * found.probabilities.get(name, 0.0):.0f} %")
        for place, name in enumerate(query.categories)
    ]
    return Shown(image=image, key=tuple(key))


def _colour(query: Query, place: int) -> RGB:
    """The legend's, where the picture is painted in it."""
    return SERIES[place % len(SERIES)] if query.label_format.name == "original" else query.legend[place].rgb


def record(found: Findings | None, files: Collection[str] = ()) -> dict[str, Any]:
    """`label` and its `probability`."""
    if found is None:
        return {"label": None, "probability": None}
    probability = None if found.probability is None else round(float(found.probability), 4)
    return {"label": found.label, "probability": probability}


def files(found: Findings) -> dict[str, np.ndarray]:
    return {}
