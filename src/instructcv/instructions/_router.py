"""From a sentence to a task: a logistic head on the sentence embedding, nouns and colours masked by neutral words.

The head knows the tasks that it was fitted on and "other" (whatever is no instruction for us). It is fitted by
`python -m instructcv.instructions._fit` and stored in `data/head.npz` with its threshold and how both were found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from jaxtyping import Float32

from instructcv.instructions._tokens import Item
from instructcv.instructions._words import NEGATIONS, is_category, is_known

Embed = Callable[[Sequence[str]], Float32[np.ndarray, "n d"]]
"""Sentences to unit-length embeddings (all-MiniLM-L6-v2 is what the head was fitted on)."""
NOUN, COLOUR = "object", "red"
"""What nouns and colours are replaced by before embedding, so that only the wording decides about the task."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Head:
    """A fitted head."""

    tasks: tuple[str, ...]
    """The tasks that it was fitted on, in the order of its labels; the last label, "other", is none of them."""
    weight: Float32[np.ndarray, "labels features"]
    bias: Float32[np.ndarray, "labels"]
    threshold: float
    """The least probability of a task at which a sentence counts as understood."""
    example_vectors: Float32[np.ndarray, "examples d"]
    """Embeddings of typical wordings, masked in the same way, for "did you mean ...?"."""
    examples: tuple[str, ...]
    """Those wordings, slots in braces."""
    example_tasks: tuple[str, ...]
    provenance: str
    """How it was fitted: encoder, counts, cross-validated rates."""

    def probabilities(self, seen: Float32[np.ndarray, "features"]) -> Float32[np.ndarray, "labels"]:
        """Softmax over the tasks and "other", of what `features` gives."""
        logits = self.weight @ seen + self.bias
        e = np.exp(logits - logits.max())
        return (e / e.sum()).astype(np.float32)

    def nearest(self, vector: Float32[np.ndarray, "d"]) -> tuple[str, str]:
        """The typical wording that means most nearly the same, and its task."""
        best = int(np.argmax(self.example_vectors @ vector))
        return self.examples[best], self.example_tasks[best]


@cache
def packaged_head() -> Head:
    """The head in `data/head.npz`; a few hundred kilobytes, read once."""
    with as_file(files("instructcv.instructions") / "data" / "head.npz") as path, np.load(path) as stored:
        return Head(
            tasks=tuple(str(name) for name in stored["tasks"]),
            weight=stored["weight"].astype(np.float32),
            bias=stored["bias"].astype(np.float32),
            threshold=float(stored["threshold"]),
            example_vectors=stored["example_vectors"].astype(np.float32),
            examples=tuple(str(text) for text in stored["examples"]),
            example_tasks=tuple(str(text) for text in stored["example_tasks"]),
            provenance=str(stored["provenance"]),
        )


def masked(items: Sequence[Item], *, things: bool = False) -> str:
    """The sentence with its categories and colours replaced by neutral words, as the encoder reads it.

    With `things`, so are nouns that can name something to be seen and are no categories that we know of.
    """
    words: list[str] = []
    for item in items:
        if item.aside:
            continue
        # A word that nobody has heard of says itself whether it belongs here.
        known = item.kind == "noun" and (is_known(item.text) if things else is_category(item.text))
        text = NOUN if known else COLOUR if item.kind == "colour" else item.text
        if known and item.text != item.category and item.text.endswith("s"):
            text += "s"
        if item.kind == "punct" and words and text not in ("=", "->", "("):
            words[-1] += text
        else:
            words.append(text)
    return " ".join(words)


STRUCTURE_SCALE = 0.4
"""Weight of the grammar's features beside the unit-length embedding, chosen by cross-validation."""


def features(items: Sequence[Item], vector: Float32[np.ndarray, "d"]) -> Float32[np.ndarray, "d_and_structure"]:
    """What the head sees: the embedding of the masked sentence, and a few facts of its grammar."""
    return np.concatenate([vector, STRUCTURE_SCALE * structure(items)]).astype(np.float32)


def structure(items: Sequence[Item]) -> Float32[np.ndarray, "structure"]:
    """Facts that the noun extraction knows and an embedding blurs: articles, conditions, colours."""
    items = [item for item in items if not item.aside]
    texts = [item.text for item in items]
    nouns = [i for i, item in enumerate(items) if item.kind == "noun"]
    before = [texts[i - 1] if i else "" for i in nouns]
    colours = len({item.rgb for item in items if item.kind == "colour"})
    categories = len({items[i].category for i in nouns})
    facts = (
        colours > 0,
        colours > categories > 0,
        any(text in ("if", "when", "unless", "whenever", "otherwise", "else") for text in texts),
        any(text in ("a", "an", "any", "no") for text in before),
        any(text in ("the", "every", "each", "all", "of", "both") for text in before),
        "?" in texts,
        categories == 0,
        categories > 1,
        any(text in (":", "=", "->") for text in texts),
        any(text in NEGATIONS or text.endswith("n't") for text in texts),
        sum(item.kind == "word" for item in items) < 2,
    )
    return np.array(facts, dtype=np.float32)
