"""The exported sentence encoder: sentences to token states and unit-length embeddings, as `models.shared.text` gives them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Bool, Float32, Int64
from tokenizers import Tokenizer

from instructcv.models.shared.pieces import of_words

Session = Callable[[Mapping[str, np.ndarray]], list[np.ndarray]]
"""One network: named arrays in, arrays out, in the export's order."""
ENCODE, TOKENIZER = "encode", "tokenizer"
"""The parts of an export that are the sentence encoder and its vocabulary."""
REMEMBERED = 10_000
"""Sentences whose encoding is kept; past that all are forgotten."""


class Words:
    """The sentence encoder over a session that takes `ids` and `mask` `[b, t]` and gives states `[b, t, e]`, and those of the layers
    that tell a sentence's parts `[b, t, s]`.

    The tokenizer's own file says where long sentences are cut and how short ones are padded.
    """

    def __init__(self, tokenizer: Path, session: Session) -> None:
        self.tokenizer: Any = Tokenizer.from_file(str(tokenizer))
        self.session = session
        self._states: dict[str, Float32[np.ndarray, "t e"]] = {}

    def states(self, sentences: Sequence[str]) -> tuple[Float32[np.ndarray, "b t e"], Bool[np.ndarray, "b t"]]:
        """The last hidden state of every token, zeros where shorter than the longest, and which tokens are real."""
        rows = self._rows(sentences)
        lengths = np.array([len(row) for row in rows])
        states = np.zeros((len(rows), lengths.max(initial=1), rows[0].shape[1]), np.float32)
        for padded, row in zip(states, rows, strict=True):
            padded[: len(row)] = row
        return states, np.arange(states.shape[1]) < lengths[:, None]

    def embed(self, sentences: Sequence[str]) -> Float32[np.ndarray, "n e"]:
        """Unit-length sentence embeddings: the mean over real tokens."""
        rows = self._rows(sentences or [""])
        means = np.stack([row.mean(axis=0) for row in rows])[: len(sentences)]  # [n, e]
        return means / np.linalg.norm(means, axis=1, keepdims=True)

    def word_states(self, sentences: Sequence[Sequence[str]]) -> list[Float32[np.ndarray, "w s"]]:
        """What the encoder makes of each word of sentences that are cut into words."""
        found: list[Float32[np.ndarray, "w s"]] = []
        for start in range(0, len(sentences), 64):
            chunk = sentences[start : start + 64]
            encoded = self.tokenizer.encode_batch([list(words) for words in chunk], is_pretokenized=True)
            ids = np.array([one.ids for one in encoded], np.int64)
            mask = np.array([one.attention_mask for one in encoded], bool)
            found += of_words(chunk, self.session({"ids": ids, "mask": mask})[1], encoded)
        return found

    def _rows(self, sentences: Sequence[str]) -> list[Float32[np.ndarray, "t e"]]:
        if len(self._states) > REMEMBERED:
            self._states.clear()
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._states]
        for start in range(0, len(new), 64):
            chunk = new[start : start + 64]
            ids, mask = self._tokens(chunk)
            for sentence, states, real in zip(chunk, self.session({"ids": ids, "mask": mask})[0], mask, strict=True):
                self._states[sentence] = states[real]
        return [self._states[sentence] for sentence in sentences]

    def _tokens(self, sentences: Sequence[str]) -> tuple[Int64[np.ndarray, "b t"], Bool[np.ndarray, "b t"]]:
        encoded = self.tokenizer.encode_batch(list(sentences))
        ids = np.array([one.ids for one in encoded], np.int64)
        return ids, np.array([one.attention_mask for one in encoded], bool)
