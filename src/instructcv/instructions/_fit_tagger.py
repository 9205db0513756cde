"""Fit the tagger: one hidden layer by Adam, in NumPy, on generated sentences; the encoder's states are computed once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float32, Int64

from instructcv.instructions._sentences import Example
from instructcv.instructions._tagger import TAGS, Tagger, features, log_softmax

HIDDEN, EPOCHS, BATCH, RATE, DECAY = 160, 8, 512, 1e-3, 1e-5
UNSEEN, DROPPED = 0.05, 0.3
"""Shares of inputs and of hidden numbers that are left out at random, so that no word is learned by heart."""
FOLLOWING = 0.5
"""Weight of what usually follows what, beside what the network says of each word."""
WordStates = Callable[[Sequence[Sequence[str]]], list[Float32[np.ndarray, "w s"]]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Seen:
    """Sentences with what the tagger sees of them, in half precision: 180,000 words of 1,900 numbers are 700 MB."""

    examples: tuple[Example, ...]
    features: np.ndarray
    """Of all words, one sentence after the other, float16."""
    offsets: Int64[np.ndarray, "n_and_one"]
    """Where each sentence's words begin."""

    def rows(self) -> Iterator[tuple[Example, Float32[np.ndarray, "w f"]]]:
        for i, one in enumerate(self.examples):
            yield one, self.features[self.offsets[i] : self.offsets[i + 1]].astype(np.float32)


def seen(word_states: WordStates, drawn: Sequence[Example]) -> Seen:
    """Ask the encoder once; sentences of one length go through it together."""
    ordered = sorted(drawn, key=lambda one: len(one.words))
    parts: list[np.ndarray] = []
    for start in range(0, len(ordered), 64):
        part = [one.words for one in ordered[start : start + 64]]
        parts += [features(words, of).astype(np.float16) for words, of in zip(part, word_states(part), strict=True)]
    offsets = np.cumsum([0, *(len(part) for part in parts)])
    return Seen(examples=tuple(ordered), features=np.concatenate(parts), offsets=offsets)


def fit_tagger(taught: Seen) -> Tagger:
    """One hidden layer, by Adam (Kingma and Ba 2015) with a cosine schedule; cross-entropy of the tags plus that of the beginnings."""
    rng = np.random.default_rng(0)
    x, n, width = taught.features, len(taught.features), taught.features.shape[1]
    rows_of_tags = [np.array([TAGS.index(tag) for tag in one.tags], np.int64) for one in taught.examples]
    tags, follows = np.concatenate(rows_of_tags), follows_of(rows_of_tags)
    starts = np.concatenate([np.array(one.starts, np.float32) for one in taught.examples])
    mean = x.mean(0, dtype=np.float64).astype(np.float32)
    scale = x.std(0, dtype=np.float64).astype(np.float32) + np.float32(1e-3)
    outputs = len(TAGS) + 1
    weights = [
        rng.normal(0, np.sqrt(2 / width), (width, HIDDEN)).astype(np.float32),
        np.zeros(HIDDEN, np.float32),
        rng.normal(0, np.sqrt(1 / HIDDEN), (HIDDEN, outputs)).astype(np.float32),
        np.zeros(outputs, np.float32),
    ]
    moments = [(np.zeros_like(weight), np.zeros_like(weight)) for weight in weights]
    steps = EPOCHS * (n // BATCH)
    order = np.concatenate([rng.permutation(n)[: n // BATCH * BATCH] for _ in range(EPOCHS)]).reshape(steps, BATCH)
    for step, rows in enumerate(order):
        first, first_bias, second, second_bias = weights
        inputs = (x[rows].astype(np.float32) - mean) / scale
        inputs *= (rng.random(inputs.shape, dtype=np.float32) > UNSEEN) / np.float32(1 - UNSEEN)
        before = inputs @ first + first_bias
        kept = (rng.random(before.shape, dtype=np.float32) > DROPPED) / np.float32(1 - DROPPED)
        hidden = np.maximum(before, 0) * kept
        logits = hidden @ second + second_bias
        slope = np.concatenate([np.exp(log_softmax(logits[:, :-1])), 1 / (1 + np.exp(-logits[:, -1:]))], axis=1)
        slope[np.arange(BATCH), tags[rows]] -= 1
        slope[:, -1] -= starts[rows]
        slope /= BATCH
        back = (slope @ second.T) * kept * (before > 0)
        slopes = [inputs.T @ back + DECAY * first, back.sum(0), hidden.T @ slope + DECAY * second, slope.sum(0)]
        rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
        for weight, gradient, (mean_of, square_of) in zip(weights, slopes, moments, strict=True):
            mean_of += 0.1 * (gradient - mean_of)
            square_of += 0.001 * (gradient**2 - square_of)
            lean = mean_of / (1 - 0.9 ** (step + 1)) / (np.sqrt(square_of / (1 - 0.999 ** (step + 1))) + 1e-8)
            weight -= (rate * lean).astype(np.float32)
    first, first_bias, second, second_bias = weights
    return Tagger(
        mean=mean,
        scale=scale,
        first=first,
        first_bias=first_bias,
        second=second,
        second_bias=second_bias,
        follows=follows,
    )


def tagged(tagger: Tagger, seen: Seen) -> list[tuple[list[str], np.ndarray]]:
    """Tags and beginnings of all sentences, in products that are worth BLAS's while."""
    logits: list[np.ndarray] = []
    for start in range(0, len(seen.features), 4096):
        x = (seen.features[start : start + 4096].astype(np.float32) - tagger.mean) / tagger.scale
        hidden = np.maximum(x @ tagger.first + tagger.first_bias, 0.0)
        logits.append(hidden @ tagger.second + tagger.second_bias)
    words = np.concatenate(logits)
    spans = zip(seen.examples, seen.offsets, seen.offsets[1:], strict=False)
    return [tagger.decoded(one.words, words[start:end]) for one, start, end in spans]


def measure(tagger: Tagger, held_out: Seen) -> str:
    """How it does on sentences that it was not fitted on, in one line."""
    found = [(one, *of) for one, of in zip(held_out.examples, tagged(tagger, held_out), strict=True)]
    right = np.mean([tag == meant for one, tags, _ in found for tag, meant in zip(tags, one.tags, strict=True)])
    whole = np.mean([tuple(tags) == one.tags for one, tags, _ in found])
    begun = np.mean([tuple(starts.tolist()) == one.starts for one, _, starts in found])
    return f"held out: {right:.4f} of the words, {whole:.4f} of the sentences, {begun:.4f} of the asks' beginnings"


def follows_of(tags: Sequence[Int64[np.ndarray, "_"]]) -> Float32[np.ndarray, "tags tags"]:
    counts = np.ones((len(TAGS), len(TAGS)))
    for row in tags:
        np.add.at(counts, (row[:-1], row[1:]), 1)
    return (FOLLOWING * np.log(counts / counts.sum(1, keepdims=True))).astype(np.float32)


def save(tagger: Tagger, path: Path) -> None:
    parts = {name: getattr(tagger, name).astype(np.float16) for name in Tagger.__dataclass_fields__}
    np.savez_compressed(path, tags=np.array(TAGS), **parts)
