"""From a sentence to its program."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from jaxtyping import Float32

from instructcv.instructions.program import Ask, Colour, Program, Thing
from instructcv.instructions.understand import understand
from instructcv.labels.colours import colour_name


class Encoder(Protocol):
    """A sentence encoder, or a model that holds one."""

    def embed(self, sentences: Sequence[str]) -> Float32[np.ndarray, "n e"]:
        """Unit-length embeddings."""
        ...


def read(sentence: str, encoder: Encoder) -> Program:
    """Read an English instruction.

    Raises:
        UserError: it cannot be read, in one line that says why and what may have been meant.
    """
    understood = understand(sentence, encoder.embed)
    things = tuple(
        Thing(noun=noun, colour=Colour(name=colour_name(entry.rgb), rgb=entry.rgb))
        for entry in understood.legend
        for noun in entry.nouns
    )
    ask = Ask(
        task=understood.task,
        things=things,
        otherwise=Colour(name=colour_name(understood.otherwise_rgb), rgb=understood.otherwise_rgb),
        confidence=understood.confidence,
    )
    return Program(sentence=sentence, asks=(ask,))
