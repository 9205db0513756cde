"""From a request to what is wanted: a logistic head on the encoder's states of its words, of those that ask above all.

The head knows every task with its narrowed kinds ("depth: distance") and "other" (whatever is no instruction for us). It is
fitted by `python -m instructcv.instructions._fit` and stored in `data/head.npz` with its labels, its threshold and how both
were found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby

import numpy as np
from jaxtyping import Bool, Float32

from instructcv.instructions._assemble import Word
from instructcv.instructions._words import NEGATIONS, is_known
from instructcv.instructions.bank import OTHER


@dataclass(frozen=True, kw_only=True)
class Routed:
    """Where a request goes."""

    task: str
    wanted: str
    confidence: float
    """Probability of the task, whatever is wanted of it."""
    ours: float
    """Probability that it is for us at all."""


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
    """What `asking` gives of typical wordings, for "did you mean ...?"."""
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

    def best(self, seen: Float32[np.ndarray, "features"], among: Sequence[str]) -> Routed:
        """The likeliest of some tasks and what is wanted of it; probabilities are among all labels of these tasks and `other`."""
        probabilities = self.probabilities(seen)
        of_task = {
            task: [i for i, label in enumerate(self.labels) if label.partition(": ")[0] == task] for task in among
        }
        tasks = {task: float(probabilities[own].sum()) for task, own in of_task.items()}
        task = max(tasks, key=lambda name: tasks[name])
        other = float(probabilities[self.labels.index(OTHER)])
        ours = sum(tasks.values())
        wanted = self.labels[max(of_task[task], key=lambda i: probabilities[i])].partition(": ")[2]
        total = max(ours + other, 1e-9)
        return Routed(task=task, wanted=wanted or "answer", confidence=tasks[task] / total, ours=ours / total)

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


LAYERS = 4
"""How many layers of the encoder stand side by side in a word's states, the first one first."""
ASKING = ("o", "compare", "pronoun", "genus")
"""Tags of words that ask. A noun that nobody has heard of says itself whether it belongs to a request, so it counts among them."""
STRUCTURE_SCALE = 0.4
"""Weight of the grammar's features beside unit-length vectors, chosen by cross-validation."""


def features(words: Sequence[Word], states: Float32[np.ndarray, "w s"]) -> Float32[np.ndarray, "features"]:
    """What the head sees: the words that ask (`asking`), as the encoder takes them in and as it hands them out, all words, and a few
    facts of the grammar.
    """
    layers = states.reshape(len(words), LAYERS, -1).astype(np.float32)  # [w, layers, e]
    asks = _asks(words)
    parts = (_mean(layers[asks, 0]), _mean(layers[asks, -1]), _mean(layers[:, -1]), STRUCTURE_SCALE * structure(words))
    return np.concatenate(parts).astype(np.float32)


def asking(words: Sequence[Word], states: Float32[np.ndarray, "w s"]) -> Float32[np.ndarray, "e"]:
    """The unit-length mean of the encoder's last states of the words that ask: what a request means, whatever it is about."""
    return _mean(states.reshape(len(words), LAYERS, -1)[_asks(words), -1])


def _asks(words: Sequence[Word]) -> Bool[np.ndarray, "w"]:
    known: list[bool] = []
    for tag, run in groupby(words, key=lambda word: word.tag):
        texts = [word.text for word in run]
        known += [tag not in ASKING and (tag != "noun" or is_known(" ".join(texts)))] * len(texts)
    return ~np.array(known, dtype=np.bool_)


def _mean(states: Float32[np.ndarray, "w e"]) -> Float32[np.ndarray, "e"]:
    """Of unit length; zero where there is no word."""
    total = states.sum(0)
    return (total / max(float(np.linalg.norm(total)), 1e-6)).astype(np.float32)


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
