"""Fit the tagger: one hidden layer by Adam, in NumPy, on generated sentences; the encoder's states are computed once."""

import logging
from collections.abc import Callable, Iterator, Sequence
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

log = logging.getLogger(__name__)


def fit_tagger(word_states: WordStates, taught: Sequence[Example], held_out: Sequence[Example], path: Path) -> Tagger:
    """Fit on `taught`, log how it does on `held_out`, and write it.

    Each sentence's features are kept in half precision: 100,000 words of 1,800 numbers are 400 MB.
    """
    x = [features(one.words, states).astype(np.float16) for one, states in _with_states(word_states, taught)]
    taught = [one for one, _ in _ordered(taught)]
    tags = [np.array([TAGS.index(tag) for tag in one.tags], np.int64) for one in taught]
    starts = np.concatenate([np.array(one.starts, np.float32) for one in taught])
    tagger = _fit(np.concatenate(x), np.concatenate(tags), starts, follows_of(tags))
    measured = [(one, *tagger.tag(one.words, states)) for one, states in _with_states(word_states, held_out)]
    right = np.mean([tag == meant for one, found, _ in measured for tag, meant in zip(found, one.tags, strict=True)])
    whole = np.mean([tuple(found) == one.tags for one, found, _ in measured])
    begun = np.mean([tuple(starts.tolist()) == one.starts for one, _, starts in measured])
    log.info("held out: %.4f of the words, %.4f of the sentences, %.4f of the asks' beginnings", right, whole, begun)
    save(tagger, path)
    return tagger


def _ordered(drawn: Sequence[Example]) -> list[tuple[Example, int]]:
    return sorted(((one, i) for i, one in enumerate(drawn)), key=lambda pair: (len(pair[0].words), pair[1]))


def _with_states(
    word_states: WordStates, drawn: Sequence[Example]
) -> Iterator[tuple[Example, Float32[np.ndarray, "w s"]]]:
    """Sentences of one length go through the encoder together."""
    ordered = [one for one, _ in _ordered(drawn)]
    for start in range(0, len(ordered), 64):
        part = ordered[start : start + 64]
        yield from zip(part, word_states([one.words for one in part]), strict=True)


def follows_of(tags: Sequence[Int64[np.ndarray, "_"]]) -> Float32[np.ndarray, "tags tags"]:
    counts = np.ones((len(TAGS), len(TAGS)))
    for row in tags:
        np.add.at(counts, (row[:-1], row[1:]), 1)
    return (FOLLOWING * np.log(counts / counts.sum(1, keepdims=True))).astype(np.float32)


def _fit(
    x: np.ndarray, tags: Int64[np.ndarray, "n"], starts: Float32[np.ndarray, "n"], follows: Float32[np.ndarray, "k k"]
) -> Tagger:
    """Adam (Kingma and Ba 2015) with a cosine schedule; cross-entropy of the tags plus that of the beginnings."""
    rng = np.random.default_rng(0)
    n, width = x.shape
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


def save(tagger: Tagger, path: Path) -> None:
    parts = {name: getattr(tagger, name).astype(np.float16) for name in Tagger.__dataclass_fields__}
    np.savez_compressed(path, tags=np.array(TAGS), **parts)
