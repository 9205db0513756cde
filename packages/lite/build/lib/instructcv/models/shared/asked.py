"""Queries as arrays, for every runtime: what the mini network is told beside the wording itself. NumPy only.

Shapes: n queries, m lines of the longest legend, e the length of a sentence embedding.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float32

from instructcv.types import Query

Embed = Callable[[Sequence[str]], Float32[np.ndarray, "n e"]]
"""Sentences to unit-length embeddings."""


class Asked(NamedTuple):
    """A batch of queries; line 0 of every legend is "none of these", which has a colour and no noun."""

    task: Float32[np.ndarray, "n e"]
    """Embedding of the task's name."""
    nouns: Float32[np.ndarray, "n m e"]
    colours: Float32[np.ndarray, "n m 3"]
    """-1 to 1."""
    legend_mask: Bool[np.ndarray, "n m"]


def asked(queries: Sequence[Query], embed: Embed) -> Asked:
    """The queries' tasks and legends. Categories that share a colour have a line each."""
    legends = [[(noun, entry.rgb) for entry in query.legend for noun in entry.nouns] for query in queries]
    lines = 1 + max(map(len, legends))
    told = embed([query.task for query in queries])  # [n, e]
    colours = np.zeros((len(queries), lines, 3), np.float32)
    nouns = np.zeros((len(queries), lines, told.shape[1]), np.float32)
    mask = np.zeros((len(queries), lines), bool)
    for row, (query, legend) in enumerate(zip(queries, legends, strict=True)):
        used = 1 + len(legend)
        mask[row, :used] = True
        colours[row, :used] = [query.otherwise_rgb, *(rgb for _, rgb in legend)]
        nouns[row, 1:used] = embed([noun for noun, _ in legend])
    return Asked(told, nouns, colours / np.float32(127.5) - 1, mask)


def all_nouns(queries: Sequence[Query]) -> list[str]:
    """The nouns of all legends, each once."""
    return list(dict.fromkeys(noun for query in queries for entry in query.legend for noun in entry.nouns))


def worth_painting(queries: Sequence[Query], nouns: Sequence[str], likely: Bool[np.ndarray, "n m"]) -> list[int]:
    """Numbers of the queries that may have an answer: those without a legend, and with a likely noun in it.

    Args:
        queries: what is asked.
        nouns: of all of them.
        likely: for each query, whether the photo may show each noun, as far as that matters for the query.
    """
    there = [{noun for noun, worth in zip(nouns, row, strict=True) if worth} for row in likely]
    return [
        number
        for number, (query, shown) in enumerate(zip(queries, there, strict=True))
        if not query.legend or shown & set(all_nouns([query]))
    ]
