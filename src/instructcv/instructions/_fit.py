"""Fit the routing head and its threshold on the train bank, and write `data/head.npz`.

    python -m instructcv.instructions._fit --encoder instructcv.models.shared.text:SentenceEncoder

The encoder is named, not imported: this layer knows no torch. The same bank and encoder give the same file.
"""

import argparse
import importlib
import logging
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float32, Float64, Int64
from scipy.optimize import minimize

from instructcv import registry
from instructcv.instructions._nouns import drop_excluded, keep_categories
from instructcv.instructions._router import STRUCTURE_SCALE, Embed, Head, masked, structure
from instructcv.instructions._tokens import items_of, normalise
from instructcv.instructions._words import WORD
from instructcv.instructions.aliases import vocabulary
from instructcv.instructions.bank import OTHER, Wording, fill, wordings
from instructcv.instructions.variants import with_typos
from instructcv.labels.colours import PALETTE
from instructcv.types import LegendEntry

FOLDS = 5
DRAWS = 5
"""How often each wording is filled; every third filling has a typo."""
REFUSED_SHARE = 0.012
"""Share of held-out wordings of the train bank that the threshold may refuse."""
PENALTY = 1e-4
"""L2 penalty of the logistic regression, chosen by cross-validation among 3e-5, 1e-4 and 3e-4."""
EXAMPLES = 40
"""Typical wordings a task kept for "did you mean ...?"."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, eq=False)
class Sentences:
    """Filled and masked sentences of the train bank."""

    texts: tuple[str, ...]
    structure: Float32[np.ndarray, "n facts"]
    labels: Int64[np.ndarray, "n"]
    tasks: tuple[str, ...]
    """What the labels number; the one after the last is "other"."""
    groups: Int64[np.ndarray, "n"]
    """Which family of wordings (same task, same first content word) each came from: a family stays in one fold."""


def training_sentences(seed: int = 0) -> Sentences:
    """The train bank as the understanding would read it, seen through its own noun extraction."""
    rows: dict[tuple[str, int], int] = {}
    facts: list[Float32[np.ndarray, " facts"]] = []
    families: dict[tuple[int, str], int] = {}
    tasks = registry.names("tasks")
    for label, name in enumerate((*tasks, OTHER)):
        for wording in wordings(name):
            group = families.setdefault((label, _first_content_word(wording)), len(families))
            rng = np.random.default_rng([seed, label, zlib.crc32(wording.text.encode())])  # whatever else the bank says
            for draw in range(DRAWS if wording.slots else 3):
                sentence = _filled(name, wording, rng, two=draw % 2 == 1)
                if draw % 3 == 2:
                    sentence = with_typos(sentence, rng, spare=tuple(PALETTE))
                items = drop_excluded(keep_categories(items_of(normalise(sentence))))
                key = (masked(items), label)
                if key not in rows:
                    rows[key] = group
                    facts.append(structure(items))
    return Sentences(
        texts=tuple(text for text, _ in rows),
        tasks=tasks,
        structure=np.stack(facts),
        labels=np.array([label for _, label in rows], dtype=np.int64),
        groups=np.array(list(rows.values()), dtype=np.int64),
    )


def _first_content_word(wording: Wording) -> str:
    words = [word for literal in wording.parts[::2] for word in WORD.findall(literal.lower())]
    return next((word for word in words if len(word) > 3), words[0] if words else wording.text)


def masked_sentence(sentence: str) -> str:
    return masked(drop_excluded(keep_categories(items_of(normalise(sentence)))))


def _filled(name: str, wording: Wording, rng: np.random.Generator, *, two: bool) -> str:
    nouns = rng.permutation(np.array(vocabulary(), dtype=object))[:2]
    colours = rng.permutation(len(PALETTE))[:3]
    rgb = [list(PALETTE.values())[i] for i in colours]
    legend = tuple(LegendEntry(category=str(noun), rgb=rgb[i]) for i, noun in enumerate(nouns))
    otherwise = rgb[2] if "no" in wording.slots else (0, 0, 0)
    fitting = [part for part in (legend, legend[:1]) if name == OTHER or wording.fits(name, part, otherwise)]
    return fill(wording, rng, legend=fitting[0 if two else -1], otherwise_rgb=otherwise)


def fit_logistic(
    vectors: Float32[np.ndarray, "n d"], labels: Int64[np.ndarray, "n"], penalty: float
) -> tuple[Float64[np.ndarray, "labels d"], Float64[np.ndarray, "labels"]]:
    """Multinomial logistic regression with classes weighted equally, by L-BFGS; convex, so the start does not
    matter.
    """
    _, d = vectors.shape
    k = int(labels.max()) + 1
    hot = np.eye(k)[labels]  # [n, k]
    weight_of = (1.0 / np.maximum(hot.sum(0), 1.0) / k)[labels]  # [n]

    def loss(flat: Float64[np.ndarray, "p"]) -> tuple[float, Float64[np.ndarray, "p"]]:
        weight, bias = flat[: k * d].reshape(k, d), flat[k * d :]
        logits = vectors @ weight.T + bias  # [n, k]
        logits -= logits.max(1, keepdims=True)
        logz = np.log(np.exp(logits).sum(1))
        value = float((weight_of * (logz - (logits * hot).sum(1))).sum() + 0.5 * penalty * (weight**2).sum())
        slope = (np.exp(logits - logz[:, None]) - hot) * weight_of[:, None]  # [n, k]
        return value, np.concatenate([(slope.T @ vectors + penalty * weight).ravel(), slope.sum(0)])

    best = minimize(loss, np.zeros(k * d + k), jac=True, method="L-BFGS-B", options={"maxiter": 2000})
    return best.x[: k * d].reshape(k, d), best.x[k * d :]


def probabilities(
    vectors: Float32[np.ndarray, "n d"], weight: Float64[np.ndarray, "k d"], bias: Float64[np.ndarray, "k"]
) -> Float64[np.ndarray, "n k"]:
    logits = vectors @ weight.T + bias
    e = np.exp(logits - logits.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def cross_validated(vectors: Float32[np.ndarray, "n d"], data: Sentences, penalty: float) -> Float64[np.ndarray, "n k"]:
    """For every sentence the probabilities by a head that saw no wording of its family."""
    fold = np.random.default_rng(1).permutation(int(data.groups.max()) + 1)[data.groups] % FOLDS
    out = np.zeros((len(data.texts), len(data.tasks) + 1))
    for i in range(FOLDS):
        weight, bias = fit_logistic(vectors[fold != i], data.labels[fold != i], penalty)
        out[fold == i] = probabilities(vectors[fold == i], weight, bias)
    return out


def fit(embed: Embed) -> Head:
    """The head, with the threshold that refuses `REFUSED_SHARE` of unseen wordings of the train bank."""
    data = training_sentences()
    vectors = embed(data.texts)  # [n, d]
    seen = np.concatenate([vectors, STRUCTURE_SCALE * data.structure], axis=1).astype(np.float32)  # [n, d + facts]
    held_out = cross_validated(seen, data, PENALTY)
    valid = data.labels < len(data.tasks)
    confidence = held_out[:, :-1].max(1)
    threshold = float(np.quantile(confidence[valid], REFUSED_SHARE))
    right = (held_out[:, :-1].argmax(1) == data.labels)[valid & (confidence >= threshold)].mean()
    refused = (confidence < threshold)[~valid].mean()
    weight, bias = fit_logistic(seen, data.labels, PENALTY)
    examples, tasks = _examples(vectors, data)
    provenance = (
        f"python -m instructcv.instructions._fit; {len(data.texts)} sentences of {data.groups.max() + 1} families, "
        f"{FOLDS}-fold by family, L2 {PENALTY:g}: task right {right:.4f} of the accepted, "
        f"{REFUSED_SHARE:.3f} of the valid and {refused:.4f} of the others refused at {threshold:.4f}"
    )
    log.info("%s", provenance)
    return Head(
        tasks=data.tasks,
        weight=weight.astype(np.float32),
        bias=bias.astype(np.float32),
        threshold=threshold,
        example_vectors=embed([masked_sentence(_plain(text)) for text in examples]),
        examples=examples,
        example_tasks=tasks,
        provenance=provenance,
    )


def _plain(text: str) -> str:
    legend = (LegendEntry(category="dog", rgb=(255, 0, 0)),)
    wording = next(w for name in (*registry.names("tasks"), OTHER) for w in wordings(name) if w.text == text)
    return fill(wording, np.random.default_rng(0), legend=legend, otherwise_rgb=(0, 0, 255))


def _examples(vectors: Float32[np.ndarray, "n d"], data: Sentences) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Wordings of one class spread over each task's bank by farthest-point sampling, starting at the first line."""
    texts: list[str] = []
    tasks: list[str] = []
    for task in data.tasks:
        short = [w for w in wordings(task) if len(w.text) < 60 and not w.slots & {"legend", "fora", "cases", "options"}]
        legend = (LegendEntry(category="dog", rgb=(255, 0, 0)),)
        short = [w for w in short if w.fits(task, legend, (0, 0, 255))]
        index = {text: i for i, text in enumerate(data.texts)}
        known = [(w, index[m]) for w in short if (m := masked_sentence(_plain(w.text))) in index]
        rows = vectors[[i for _, i in known]]
        chosen = [0]
        while len(chosen) < min(EXAMPLES, len(known)):
            chosen.append(int(np.argmin((rows @ rows[chosen].T).max(1))))
        texts.extend(known[i][0].text for i in chosen)
        tasks.extend([task] * len(chosen))
    return tuple(texts), tuple(tasks)


def save(head: Head, path: Path) -> None:
    np.savez_compressed(
        path,
        tasks=np.array(head.tasks),
        weight=head.weight,
        bias=head.bias,
        threshold=np.float64(head.threshold),
        example_vectors=head.example_vectors.astype(np.float16),
        examples=np.array(head.examples),
        example_tasks=np.array(head.example_tasks),
        provenance=np.array(head.provenance),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Fit the routing head on the train bank.")
    parser.add_argument("--encoder", required=True, help="module:class of an encoder with an `embed` method")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "data" / "head.npz")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    module, name = given.encoder.split(":")
    save(fit(getattr(importlib.import_module(module), name)().embed), given.out)


if __name__ == "__main__":
    main()
