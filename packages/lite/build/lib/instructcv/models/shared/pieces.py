"""From the states of a tokenizer's pieces to those of whole words. NumPy only: the exported encoder needs it, too."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from jaxtyping import Float32


def of_words(
    sentences: Sequence[Sequence[str]], states: Float32[np.ndarray, "b t s"], encoded: Sequence[Any]
) -> list[Float32[np.ndarray, "w s"]]:
    """The mean of each word's pieces; zero for words past the longest that is read.

    Args:
        sentences: Cut into words.
        states: Of the pieces.
        encoded: What the tokenizer made of the sentences (`tokenizers.Encoding`).
    """
    found: list[Float32[np.ndarray, "w s"]] = []
    for words, row, each in zip(sentences, states, encoded, strict=True):
        of_word = np.array([-1 if i is None else i for i in each.word_ids])  # [t]
        real = of_word >= 0
        sums = np.zeros((len(words), row.shape[1]), np.float32)
        np.add.at(sums, of_word[real], row[: len(of_word)][real])
        pieces = np.bincount(of_word[real], minlength=len(words))[:, None]
        found.append(sums / np.maximum(pieces, 1).astype(np.float32))
    return found
