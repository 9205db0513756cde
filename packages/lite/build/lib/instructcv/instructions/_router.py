"""From a request to what is wanted: a logistic head on the embedding of its wording, things and colours masked by neutral words.

The head knows every task with its narrowed kinds ("depth: distance") and "other" (whatever is no instruction for us). It is
fitted by `python -m instructcv.instructions._fit` and stored in `data/head.npz` with its labels, its threshold and how both
were found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from jaxtyping import Float32

from instructcv.instructions._assemble import Word
from instructcv.instructions._words import NEGATIONS
from instructcv.instructions.bank import OTHER

Embed = Callable[[Sequence[str]], Float32[np.ndarray, "n d"]]
"""Sentences to unit-length embeddings (all-MiniLM-L6-v2 is what the head was fitted on)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Head:
    """A fitted head."""

    labels: tuple[str, ...]
    """Tasks, tasks with what is wanted, and `other`, in the order of `weight`'s rows: those that it was fitted on."""
    weight: Float32[np.ndarray, "labels features"]
    bias: Float32[np.ndarray, "labels"]
    threshold: float
    """The least probability at which a sentence counts as understood."""
    example_vectors: Float32[np.ndarray, "examples d"]
    """Embeddings of typical wordings, masked in the same way, for "did you mean ...?"."""
    examples: tuple[str, ...]
    """Those wordings, slots in braces."""
    example_tasks: tuple[str, ...]
    provenance: str
    """How it was fitted: encoder, counts, cross-validated rates."""

    def probabilities(self, seen: Float32[np.ndarray, "features"]) -> Float32[np.ndarray, "labels"]:
        """Softmax over `labels`, of what `features` gives."""
        logits = self.weight @ seen + self.bias
        e = np.exp(logits - logits.max())
        return (e / e.sum()).astype(np.float32)

    @property
    def tasks(self) -> tuple[str, ...]:
        """Those that it was fitted on."""
        return tuple(dict.fromkeys(label.partition(": ")[0] for label in self.labels if label != OTHER))

    def best(self, seen: Float32[np.ndarray, "features"], among: Sequence[str]) -> tuple[str, str, float]:
        """The likeliest of some tasks, what is wanted of it, and how likely it is among all labels of these tasks and "other",
        whatever is wanted.
        """
        probabilities = self.probabilities(seen)
        of_task = {
            task: [i for i, label in enumerate(self.labels) if label.partition(": ")[0] == task] for task in among
        }
        tasks = {task: float(probabilities[own].sum()) for task, own in of_task.items()}
        task = max(tasks, key=lambda name: tasks[name])
        own = of_task[task]
        total = sum(tasks.values()) + float(probabilities[self.labels.index(OTHER)])
        wanted = self.labels[max(own, key=lambda i: probabilities[i])].partition(": ")[2]
        return task, wanted or "answer", tasks[task] / total

    def nearest(self, vector: Float32[np.ndarray, "d"]) -> tuple[str, str]:
        """The typical wording that means most nearly the same, and its task."""
        best = int(np.argmax(self.example_vectors @ vector))
        return self.examples[best], self.example_tasks[best]


@cache
def packaged_head() -> Head:
    """The head in `data/head.npz`; a few hundred kilobytes, read once."""
    with as_file(files("instructcv.instructions") / "data" / "head.npz") as path, np.load(path) as stored:
        return Head(
            labels=tuple(str(label) for label in stored["labels"]),
            weight=stored["weight"].astype(np.float32),
            bias=stored["bias"].astype(np.float32),
            threshold=float(stored["threshold"]),
            example_vectors=stored["example_vectors"].astype(np.float32),
            examples=tuple(str(text) for text in stored["examples"]),
            example_tasks=tuple(str(text) for text in stored["example_tasks"]),
            provenance=str(stored["provenance"]),
        )


STRUCTURE_SCALE = 0.4
"""Weight of the grammar's features beside the unit-length embedding, chosen by cross-validation."""


def features(words: Sequence[Word], vector: Float32[np.ndarray, "d"]) -> Float32[np.ndarray, "d_and_structure"]:
    """What the head sees: the embedding of the masked sentence, and a few facts of its grammar."""
    return np.concatenate([vector, STRUCTURE_SCALE * structure(words)]).astype(np.float32)


def structure(words: Sequence[Word]) -> Float32[np.ndarray, "structure"]:
    """Facts that the tags know and an embedding blurs: articles, conditions, colours, what narrows."""
    texts = [word.text for word in words]
    tags = [word.tag for word in words]
    starts = [i for i, tag in enumerate(tags) if tag == "noun" and (i == 0 or tags[i - 1] != "noun")]
    before = [texts[i - 1] if i else "" for i in starts]
    paints = len({text for text, tag in zip(texts, tags, strict=True) if tag in ("paint<", "paint>", "rest")})
    grammar = [text for text, tag in zip(texts, tags, strict=True) if tag == "o"]
    facts = (
        paints > 0,
        paints > len(starts) > 0,
        any(text in ("if", "when", "unless", "whenever", "otherwise", "else") for text in grammar),
        any(text in ("a", "an", "any", "no") for text in before),
        any(text in ("the", "every", "each", "all", "of", "both") for text in before),
        "?" in texts,
        not starts,
        len(starts) > 1,
        any(text in (":", "=", "->") for text in texts),
        any(text in NEGATIONS or text.endswith("n't") for text in grammar),
        sum(text[0].isalnum() for text in grammar) < 2,
        "or" in grammar,
        "compare" in tags,
        any(tag in ("described", "state", "relation", "near", "place") for tag in tags),
        "number" in tags,
    )
    return np.array(facts, dtype=np.float32)
