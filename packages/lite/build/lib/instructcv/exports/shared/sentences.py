"""The sentence encoder, which every export brings: with it a sentence is understood, whatever network then paints."""

from pathlib import Path

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from instructcv.exports.base import trace
from instructcv.models.shared.text import SentenceEncoder
from instructcv.runtimes.shared.words import ENCODE, TOKENIZER


class Encode(nn.Module):
    """Token numbers to token states: the last ones, and those that tell a sentence's parts."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        super().__init__()
        self.bert = encoder.bert

    def forward(
        self, ids: Int[Tensor, "b t"], mask: Bool[Tensor, "b t"]
    ) -> tuple[Float[Tensor, "b t e"], Float[Tensor, "b t s"]]:
        return self.bert.for_tags(ids, mask)


def export_sentences(encoder: SentenceEncoder, folder: Path) -> dict[str, str]:
    """Write the encoder and its vocabulary, with its own limit on how long a sentence is; returns the parts and their files."""
    encoded = encoder.tokenizer.encode_batch(["segment the cat", "a longer sentence than that", "box it"])
    ids = torch.tensor([one.ids for one in encoded])
    mask = torch.tensor([one.attention_mask for one in encoded]).bool()
    parts = {ENCODE: f"{ENCODE}.onnx", TOKENIZER: f"{TOKENIZER}.json"}
    trace(
        Encode(encoder), (ids, mask), folder / parts[ENCODE],
        inputs=("ids", "mask"), outputs=("states", "tagged"), shapes=({0: "b", 1: "t"}, {0: "b", 1: "t"}),
    )  # fmt: skip
    encoder.tokenizer.save(str(folder / parts[TOKENIZER]))
    return parts
