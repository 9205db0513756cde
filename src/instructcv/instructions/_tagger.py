"""What each word of a sentence does: a small network over the sentence encoder's states of words, fitted by `_fit`, run in NumPy.

| tag | the word ... |
|---|---|
| `o` | is grammar, courtesy, or asks (the task is read from these) |
| `noun`, `lean`, `out`, `owner` | names what is asked for; what that stands by ("on the *table*"); what is taken off; whose it is |
| `all`, `genus`, `pronoun` | stands for anything ("everything"), for the kind of its options ("which *animal* is it, ..."), for what was named before |
| `paint<`, `paint>`, `rest` | is the colour of the thing before, of the thing after, of all else or of "no" |
| `described` | is the colour that a thing has on the photo |
| `place`, `size`, `near`, `number`, `ordinal`, `state` | says which of the things |
| `relation`, `not`, `except` | relates a thing to another, turns that round, takes something off |
| `compare` | says by what things are compared ("which is *closer*") |
| `unread` | asks for what no ask holds ("before noon") |
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files

import numpy as np
from jaxtyping import Bool, Float32, Int64

from instructcv.instructions._colour_words import colour_words
from instructcv.instructions._words import GRAMMAR, name_words, plain_words, things, word_list
from instructcv.instructions.aliases import surface_forms

TAGS: tuple[str, ...] = tuple(
    (
        "o noun lean out owner all genus pronoun paint< paint> rest described place size near number ordinal state relation not except "
        "compare unread"
    ).split()
)
STARTING = -5.0
"""Log odds from which a word begins another ask: only a word that follows one of `JOINTS` can, and a part that is none by
itself is put back (`reader`)."""
JOINTS = frozenset((",", ".", ";", "?", "!", "and", "then", "also", "that", "plus"))
WINDOW = (-2, -1, 0, 1, 2)
"""Neighbours whose facts are seen with a word's own."""
_SIGNS = (",", ".", "?", ":", "=", "'s", "and", "or", "in", "the", "a", "of", "to", "on", "not", "if", "is")


@dataclass(frozen=True, kw_only=True, eq=False)
class Tagger:
    """A fitted network of one hidden layer."""

    mean: Float32[np.ndarray, "f"]
    scale: Float32[np.ndarray, "f"]
    """Of the features over the fitted sentences: they go in with mean 0 and deviation 1."""
    first: Float32[np.ndarray, "f hidden"]
    first_bias: Float32[np.ndarray, "hidden"]
    second: Float32[np.ndarray, "hidden tags_and_start"]
    second_bias: Float32[np.ndarray, "tags_and_start"]
    follows: Float32[np.ndarray, "tags tags"]
    """Log probability of a tag after another one, times a weight."""

    def logits(self, features: Float32[np.ndarray, "w f"]) -> Float32[np.ndarray, "w tags_and_start"]:
        """By einsum: BLAS would take so small a product in threads that keep the cores busy after it (`labels.colours`)."""
        scaled = (features - self.mean) / self.scale
        hidden = np.maximum(np.einsum("wf,hf->wh", scaled, self._rows) + self.first_bias, 0.0)
        return np.einsum("wh,hk->wk", hidden, self.second) + self.second_bias

    @cached_property
    def _rows(self) -> Float32[np.ndarray, "hidden f"]:
        """`first` the other way round, so that sums run along memory."""
        return np.ascontiguousarray(self.first.T)

    def tag(self, words: Sequence[str], states: Float32[np.ndarray, "w s"]) -> tuple[list[str], Bool[np.ndarray, "w"]]:
        """The likeliest row of tags, and at which words a new ask begins."""
        return self.decoded(words, self.logits(features(words, states)))

    def decoded(
        self, words: Sequence[str], logits: Float32[np.ndarray, "w tags_and_start"]
    ) -> tuple[list[str], Bool[np.ndarray, "w"]]:
        """The same from what the network makes of each word: the row with the greatest sum (Viterbi 1967)."""
        behind_joint = np.array([False, *(word in JOINTS for word in words[:-1])][: len(words)], dtype=np.bool_)
        starts = behind_joint & (logits[:, -1] > STARTING)
        return [TAGS[i] for i in best_path(log_softmax(logits[:, :-1]), self.follows)], starts


def log_softmax(logits: Float32[np.ndarray, "w k"]) -> Float32[np.ndarray, "w k"]:
    shifted = logits - logits.max(1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(1, keepdims=True))


def best_path(scores: Float32[np.ndarray, "w k"], follows: Float32[np.ndarray, "k k"]) -> Int64[np.ndarray, "w"]:
    """The row of tags with the greatest sum of scores and of what follows what."""
    path = np.zeros(len(scores), np.int64)
    if not len(scores):
        return path
    best, came_from = scores[0], np.zeros(scores.shape, np.int64)
    for i in range(1, len(scores)):
        candidates = best[:, None] + follows  # [from, to]
        came_from[i] = candidates.argmax(0)
        best = candidates.max(0) + scores[i]
    path[-1] = int(best.argmax())
    for i in range(len(scores) - 1, 0, -1):
        path[i - 1] = came_from[i, path[i]]
    return path


def facts(words: Sequence[str]) -> Float32[np.ndarray, "w facts"]:
    """What word lists and spelling say of each word, whatever stands around it."""
    forms, names, colours, plain, known = surface_forms(), name_words(), colour_words(), plain_words(), things()
    rows = [
        [
            word in forms,
            word in names,
            word in colours or word.startswith("#"),
            word in plain,
            word in known,
            word.isdigit(),
            word.endswith("ing"),
            word.endswith("ed"),
            word.endswith("est"),
            word.endswith("er"),
            word.endswith("s"),
            word.isalnum(),
            *(word in word_list(section) for section in GRAMMAR),
            *(word == sign for sign in _SIGNS),
        ]
        for word in words
    ]
    return np.array(rows, np.float32).reshape(len(words), -1)


def features(words: Sequence[str], states: Float32[np.ndarray, "w s"]) -> Float32[np.ndarray, "w f"]:
    """What the tagger sees of each word: the encoder's states of it, and the facts of it and of its neighbours."""
    own = facts(words)
    ends = np.zeros((len(words) + 2 * max(WINDOW), own.shape[1] + 1), np.float32)
    ends[:, -1] = 1.0  # past the sentence's ends
    ends[max(WINDOW) : len(words) + max(WINDOW), :-1], ends[max(WINDOW) : len(words) + max(WINDOW), -1] = own, 0.0
    around = [ends[max(WINDOW) + step : max(WINDOW) + step + len(words)] for step in WINDOW]
    return np.concatenate([states, *around], axis=1).astype(np.float32)


def states_in(seen: Float32[np.ndarray, "w f"]) -> Float32[np.ndarray, "w s"]:
    """The encoder's states among `features`."""
    width = seen.shape[1] - len(WINDOW) * (facts(("the",)).shape[1] + 1)
    return seen[:, :width]


@cache
def packaged_tagger() -> Tagger:
    """The tagger in `data/tagger.npz`."""
    with as_file(files("instructcv.instructions") / "data" / "tagger.npz") as path, np.load(path) as stored:
        parts = {name: stored[name].astype(np.float32) for name in Tagger.__dataclass_fields__}
        if tuple(str(tag) for tag in stored["tags"]) != tuple(TAGS):
            raise ValueError("data/tagger.npz knows other tags; fit it again: python -m instructcv.instructions._fit")
    return Tagger(**parts)
