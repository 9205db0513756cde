"""Fit the tagger, the routing head and its threshold, and write `data/tagger.npz` and `data/head.npz`.

    python -m instructcv.instructions._fit --encoder instructcv.models.shared.text:SentenceEncoder

Sentences come from the train bank and its grammar (`_sentences`). The encoder is named, not imported: this layer knows no
torch. The same bank and encoder give the same files.
"""

import argparse
import importlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float32, Float64, Int64
from scipy.optimize import minimize

from instructcv.instructions._assemble import Word, masked
from instructcv.instructions._fit_tagger import fit_tagger
from instructcv.instructions._router import STRUCTURE_SCALE, Embed, Head, structure
from instructcv.instructions._sentences import Example, examples
from instructcv.instructions._words import WORD
from instructcv.instructions.bank import OTHER, Wording, fill, parse_wording, wordings
from instructcv.instructions.reader import Encoder
from instructcv.types import LegendEntry

FOLDS = 5
REFUSED_SHARE = 0.012
"""Share of held-out wordings of the train bank that the threshold may refuse."""
PENALTY = 1e-4
"""L2 penalty of the logistic regression, chosen by cross-validation among 3e-5, 1e-4 and 3e-4."""
EXAMPLES = 40
"""Typical wordings a task kept for "did you mean ...?"."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, eq=False)
class Requests:
    """Single requests, masked as the reader masks them."""

    texts: tuple[str, ...]
    structure: Float32[np.ndarray, "n facts"]
    labels: tuple[str, ...]
    """What can be the label of one."""
    targets: Int64[np.ndarray, "n"]
    groups: Int64[np.ndarray, "n"]
    """Which family of wordings (same label, same first content word) each came from: a family stays in one fold."""


def requests_of(drawn: Sequence[Example]) -> Requests:
    rows: dict[tuple[str, str], int] = {}
    facts: list[Float32[np.ndarray, " facts"]] = []
    families: dict[tuple[str, str], int] = {}
    for example in drawn:
        if len(example.labels) != 1:
            continue
        (label,) = example.labels
        group = families.setdefault((label, first_content_word(example.group)), len(families))
        words = [Word(text=text, tag=tag) for text, tag in zip(example.words, example.tags, strict=True)]
        key = (masked(words), label)
        if key not in rows:
            rows[key] = group
            facts.append(structure(words))
    labels = (*sorted({label for _, label in rows} - {OTHER}), OTHER)
    return Requests(
        texts=tuple(text for text, _ in rows),
        structure=np.stack(facts),
        labels=labels,
        targets=np.array([labels.index(label) for _, label in rows], dtype=np.int64),
        groups=np.array(list(rows.values()), dtype=np.int64),
    )


def first_content_word(wording: str) -> str:
    words = [word for literal in parse_wording(wording).parts[::2] for word in WORD.findall(literal.lower())]
    return next((word for word in words if len(word) > 3), words[0] if words else wording)


def fit_logistic(
    vectors: Float32[np.ndarray, "n d"], targets: Int64[np.ndarray, "n"], k: int, penalty: float
) -> tuple[Float64[np.ndarray, "labels d"], Float64[np.ndarray, "labels"]]:
    """Multinomial logistic regression with classes weighted equally, by L-BFGS; convex, so the start does not
    matter.
    """
    _, d = vectors.shape
    hot = np.eye(k)[targets]  # [n, k]
    weight_of = (1.0 / np.maximum(hot.sum(0), 1.0) / k)[targets]  # [n]

    def loss(flat: Float64[np.ndarray, "p"]) -> tuple[float, Float64[np.ndarray, "p"]]:
        weight, bias = flat[: k * d].reshape(k, d), flat[k * d :]
        logits = vectors @ weight.T + bias  # [n, k]
        logits -= logits.max(1, keepdims=True)
        logz = np.log(np.exp(logits).sum(1))
        value = float((weight_of * (logz - (logits * hot).sum(1))).sum() + 0.5 * penalty * (weight**2).sum())
        slope = (np.exp(logits - logz[:, None]) - hot) * weight_of[:, None]  # [n, k]
        return value, np.concatenate([(slope.T @ vectors + penalty * weight).ravel(), slope.sum(0)])

    best = minimize(loss, np.zeros(k * d + k), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return best.x[: k * d].reshape(k, d), best.x[k * d :]


def probabilities(
    vectors: Float32[np.ndarray, "n d"], weight: Float64[np.ndarray, "k d"], bias: Float64[np.ndarray, "k"]
) -> Float64[np.ndarray, "n k"]:
    logits = vectors @ weight.T + bias
    e = np.exp(logits - logits.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def cross_validated(vectors: Float32[np.ndarray, "n d"], data: Requests, penalty: float) -> Float64[np.ndarray, "n k"]:
    """For every request the probabilities by a head that saw no wording of its family."""
    fold = np.random.default_rng(1).permutation(int(data.groups.max()) + 1)[data.groups] % FOLDS
    out = np.zeros((len(data.texts), len(data.labels)))
    for i in range(FOLDS):
        weight, bias = fit_logistic(vectors[fold != i], data.targets[fold != i], len(data.labels), penalty)
        out[fold == i] = probabilities(vectors[fold == i], weight, bias)
    return out


def fit_head(embed: Embed, drawn: Sequence[Example]) -> Head:
    """The head, with the threshold that refuses `REFUSED_SHARE` of unseen wordings of the train bank."""
    data = requests_of(drawn)
    vectors = embed(data.texts)  # [n, d]
    seen = np.concatenate([vectors, STRUCTURE_SCALE * data.structure], axis=1).astype(np.float32)  # [n, d + facts]
    held_out = cross_validated(seen, data, PENALTY)
    of_task = np.array([label.partition(": ")[0] for label in data.labels])
    tasks = sorted(set(of_task) - {OTHER})
    by_task = np.stack([held_out[:, of_task == task].sum(1) for task in tasks], axis=1)  # [n, tasks]
    valid = data.targets < len(data.labels) - 1
    confidence = by_task.max(1)
    threshold = float(np.quantile(confidence[valid], REFUSED_SHARE))
    meant = of_task[data.targets]
    right = (np.array(tasks)[by_task.argmax(1)] == meant)[valid & (confidence >= threshold)].mean()
    refused = (confidence < threshold)[~valid].mean()
    weight, bias = fit_logistic(seen, data.targets, len(data.labels), PENALTY)
    texts, example_tasks = _examples(vectors, data)
    provenance = (
        f"python -m instructcv.instructions._fit; {len(data.texts)} requests of {data.groups.max() + 1} families, "
        f"{FOLDS}-fold by family, L2 {PENALTY:g}: task right {right:.4f} of the accepted, "
        f"{REFUSED_SHARE:.3f} of the valid and {refused:.4f} of the others refused at {threshold:.4f}"
    )
    log.info("%s", provenance)
    return Head(
        labels=data.labels,
        weight=weight.astype(np.float32),
        bias=bias.astype(np.float32),
        threshold=threshold,
        example_vectors=embed([_plain(text) for text in texts]),
        examples=texts,
        example_tasks=example_tasks,
        provenance=provenance,
    )


def _plain(text: str) -> str:
    """A wording as it reads masked."""
    legend = (LegendEntry(category="object", rgb=(255, 0, 0)),)
    return fill(parse_wording(text), np.random.default_rng(0), legend=legend, otherwise_rgb=(255, 0, 0)).lower()


def _examples(vectors: Float32[np.ndarray, "n d"], data: Requests) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Wordings of one class spread over each task's bank by farthest-point sampling, starting at the first line."""
    texts: list[str] = []
    tasks: list[str] = []
    index = {text: i for i, text in enumerate(data.texts)}
    for task in sorted({label.partition(": ")[0] for label in data.labels} - {OTHER}):
        known = [(w, index[_plain(w.text)]) for w in wordings(task) if _is_short(task, w) and _plain(w.text) in index]
        rows = vectors[[i for _, i in known]]
        chosen = [0]
        while len(chosen) < min(EXAMPLES, len(known)):
            chosen.append(int(np.argmin((rows @ rows[chosen].T).max(1))))
        texts.extend(known[i][0].text for i in chosen)
        tasks.extend([task] * len(chosen))
    return tuple(texts), tuple(tasks)


def _is_short(task: str, wording: Wording) -> bool:
    legend = (LegendEntry(category="dog", rgb=(255, 0, 0)),)
    fits = wording.fits(task, legend, (0, 0, 255)) and not wording.slots & {"legend", "fora", "cases", "options"}
    return len(wording.text) < 60 and fits


def save_head(head: Head, path: Path) -> None:
    np.savez_compressed(
        path,
        labels=np.array(head.labels),
        weight=head.weight,
        bias=head.bias,
        threshold=np.float64(head.threshold),
        example_vectors=head.example_vectors.astype(np.float16),
        examples=np.array(head.examples),
        example_tasks=np.array(head.example_tasks),
        provenance=np.array(head.provenance),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Fit the tagger and the routing head on the train bank.")
    parser.add_argument("--encoder", required=True, help="module:class of an encoder with `embed` and `word_states`")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "data")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    module, name = given.encoder.split(":")
    encoder: Encoder = getattr(importlib.import_module(module), name)()
    drawn = examples()
    save_head(fit_head(encoder.embed, drawn), given.out / "head.npz")
    fit_tagger(encoder.word_states, drawn, examples(split="test", scale=0.4), given.out / "tagger.npz")


if __name__ == "__main__":
    main()
