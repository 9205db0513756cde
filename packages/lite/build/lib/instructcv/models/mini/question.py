"""Queries as the denoiser's tensors: the person's words, the task, and the legend line by line.

Shapes: n queries, l words, m lines of the legend, e = 384.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from instructcv.models.shared.asked import asked
from instructcv.models.shared.text import WIDTH, SentenceEncoder
from instructcv.types import Query


class Question(NamedTuple):
    """A batch of queries as tensors."""

    words: Float[Tensor, "n l e"]
    """Token states of the person's own wording."""
    words_mask: Bool[Tensor, "n l"]
    task: Float[Tensor, "n e"]
    """Sentence embedding of the task's name; zeros = not told."""
    nouns: Float[Tensor, "n m e"]
    """Sentence embedding of each legend category; entry 0 stands for "none of these" and is zeros."""
    colours: Float[Tensor, "n m 3"]
    """-1 to 1; entry 0 is the colour of "none of these"."""
    legend_mask: Bool[Tensor, "n m"]

    def cast(self, dtype: torch.dtype) -> "Question":
        """All numbers in one format; masks stay masks."""
        return Question(*(x.to(dtype) if x.is_floating_point() else x for x in self))

    def rows(self, rows: Sequence[int]) -> "Question":
        """Those queries only."""
        return Question(*(x[list(rows)] for x in self))

    def repeat(self, times: int) -> "Question":
        return Question(*(x.repeat_interleave(times, 0) for x in self))


def nouns_of(encoder: SentenceEncoder, categories: Sequence[str]) -> Float[Tensor, "1 m e"]:
    """A legend's nouns, "none of these" ahead of them."""
    embedded = np.concatenate([np.zeros((1, WIDTH), np.float32), encoder.embed(categories)])
    return torch.from_numpy(embedded)[None].to(encoder.device)


def question_of(encoder: SentenceEncoder, queries: Sequence[Query], unread: Sequence[bool] | None = None) -> Question:
    """The question of a list of queries; an `unread` one has no words, only its task and its legend."""
    unread = [False] * len(queries) if unread is None else unread
    words, words_mask = encoder.states(["" if skip else q.instruction for q, skip in zip(queries, unread, strict=True)])
    words_mask &= ~torch.tensor(unread, device=words.device)[:, None]
    rest = (torch.from_numpy(array).to(words.device) for array in asked(queries, encoder.embed))
    return Question(words, words_mask, *rest)


def without_text(question: Question, drop: Bool[Tensor, " n"]) -> Question:
    """The null question for the rows in `drop`: no words, no task, a legend that says nothing."""
    keep = ~drop
    first = torch.zeros_like(question.legend_mask)
    first[:, 0] = True  # attention needs something to look at
    no_words = torch.zeros_like(question.words_mask)
    return Question(
        question.words * keep[:, None, None],
        torch.where(drop[:, None], no_words, question.words_mask),
        question.task * keep[:, None],
        question.nouns * keep[:, None, None],
        question.colours * keep[:, None, None],
        torch.where(drop[:, None], first, question.legend_mask),
    )
