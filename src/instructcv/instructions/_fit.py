"""Fit the routing head and its threshold, and the tagger before it where it is to be new: `data/head.npz`, `data/tagger.npz`.

    python -m instructcv.instructions._fit --encoder instructcv.models.shared.text:SentenceEncoder [--tagger]

Sentences come from the train bank and its grammar (`_sentences`). The encoder is named, not imported: this layer knows no
torch. The same bank and encoder give the same files.
"""

import argparse
import importlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float32, Float64, Int64
from scipy.optimize import minimize

from instructcv.instructions._assemble import Word
from instructcv.instructions._fit_tagger import Seen, fit_tagger, measure, save, seen, tagged
from instructcv.instructions._repair import repaired
from instructcv.instructions._router import Head, asking, features
from instructcv.instructions._sentences import examples
from instructcv.instructions._tagger import packaged_tagger, states_in
from instructcv.instructions._words import WORD
from instructcv.instructions.bank import OTHER, Wording, parse_wording, wordings
from instructcv.instructions.reader import Encoder
from instructcv.types import LegendEntry

FOLDS = 3
REFUSED_SHARE = 0.012
"""Share of held-out wordings of the train bank that the threshold may refuse."""
PENALTY = 1e-4
"""L2 penalty of the logistic regression, chosen by cross-validation among 3e-5, 1e-4 and 3e-4."""
EXAMPLES = 40
"""Typical wordings a task kept for "did you mean ...?"."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, eq=False)
class Requests:
    """Single requests, as the reader sees them."""

    features: Float32[np.ndarray, "n f"]
    meanings: Float32[np.ndarray, "n e"]
    """What `asking` gives of each."""
    wordings: tuple[str, ...]
    """Which wording each came from."""
    labels: tuple[str, ...]
    """What can be the label of one."""
    targets: Int64[np.ndarray, "n"]
    groups: Int64[np.ndarray, "n"]
    """Which family of wordings (same label, same first content word) each came from: a family stays in one fold."""


def requests_of(taught: Seen, tags: Sequence[Sequence[str]]) -> Requests:
    """The parts of all sentences, by the tags that the reader will have of them."""
    seen: list[Float32[np.ndarray, " f"]] = []
    meanings: list[Float32[np.ndarray, " e"]] = []
    found: list[tuple[str, str]] = []  # label, wording
    for (example, x), row in zip(taught.rows(), tags, strict=True):
        words = repaired([Word(text=text, tag=tag) for text, tag in zip(example.words, row, strict=True)])
        states = states_in(x)
        cuts = [0, *np.flatnonzero(example.starts).tolist(), len(words)]
        for label, start, end in zip(example.labels, cuts, cuts[1:], strict=False):
            seen.append(features(words[start:end], states[start:end]))
            meanings.append(asking(words[start:end], states[start:end]))
            found.append((label, example.group))
    labels = (*sorted({label for label, _ in found} - {OTHER}), OTHER)
    families: dict[tuple[str, str], int] = {}
    return Requests(
        features=np.stack(seen),
        meanings=np.stack(meanings),
        wordings=tuple(wording for _, wording in found),
        labels=labels,
        targets=np.array([labels.index(label) for label, _ in found], dtype=np.int64),
        groups=np.array(
            [families.setdefault((label, first_content_word(wording)), len(families)) for label, wording in found]
        ),
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
        logits = (vectors @ weight.T.astype(np.float32)).astype(np.float64) + bias  # [n, k]
        logits -= logits.max(1, keepdims=True)
        logz = np.log(np.exp(logits).sum(1))
        value = float((weight_of * (logz - (logits * hot).sum(1))).sum() + 0.5 * penalty * (weight**2).sum())
        slope = (np.exp(logits - logz[:, None]) - hot) * weight_of[:, None]  # [n, k]
        return value, np.concatenate([(slope.T.astype(np.float32) @ vectors + penalty * weight).ravel(), slope.sum(0)])

    best = minimize(loss, np.zeros(k * d + k), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return best.x[: k * d].reshape(k, d), best.x[k * d :]


def probabilities(
    vectors: Float32[np.ndarray, "n d"], weight: Float64[np.ndarray, "k d"], bias: Float64[np.ndarray, "k"]
) -> Float64[np.ndarray, "n k"]:
    logits = vectors @ weight.T + bias
    e = np.exp(logits - logits.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def cross_validated(data: Requests) -> Float64[np.ndarray, "n k"]:
    """For every request the probabilities by a head that saw no wording of its family."""
    fold = np.random.default_rng(1).permutation(int(data.groups.max()) + 1)[data.groups] % FOLDS
    out = np.zeros((len(data.targets), len(data.labels)))
    for i in range(FOLDS):
        taught = fold != i
        weight, bias = fit_logistic(data.features[taught], data.targets[taught], len(data.labels), PENALTY)
        out[~taught] = probabilities(data.features[~taught], weight, bias)
    return out


def fit_head(data: Requests) -> Head:
    """The head, with the threshold that refuses `REFUSED_SHARE` of unseen wordings of the train bank."""
    held_out = cross_validated(data)
    of_task = np.array([label.partition(": ")[0] for label in data.labels])
    tasks = sorted(set(of_task) - {OTHER})
    by_task = np.stack([held_out[:, of_task == task].sum(1) for task in tasks], axis=1)  # [n, tasks]
    valid = data.targets < len(data.labels) - 1
    ours = 1 - held_out[:, -1]
    threshold = float(np.quantile(ours[valid], REFUSED_SHARE))
    meant = of_task[data.targets]
    right = (np.array(tasks)[by_task.argmax(1)] == meant)[valid & (ours >= threshold)].mean()
    refused = (ours < threshold)[~valid].mean()
    weight, bias = fit_logistic(data.features, data.targets, len(data.labels), PENALTY)
    chosen = list(_examples(data))
    provenance = (
        f"python -m instructcv.instructions._fit; {len(data.targets)} requests of {data.groups.max() + 1} families, "
        f"{FOLDS}-fold by family, L2 {PENALTY:g}: task right {right:.4f} of the accepted, "
        f"{REFUSED_SHARE:.3f} of the valid and {refused:.4f} of the others refused at {threshold:.4f}"
    )
    log.info("%s", provenance)
    return Head(
        labels=data.labels,
        weight=weight.astype(np.float32),
        bias=bias.astype(np.float32),
        threshold=threshold,
        example_vectors=data.meanings[chosen],
        examples=tuple(data.wordings[i] for i in chosen),
        example_tasks=tuple(meant[i] for i in chosen),
        provenance=provenance,
    )


def _examples(data: Requests) -> Iterator[int]:
    """Requests in wordings of one class, spread over each task's bank by farthest-point sampling, starting at the first line."""
    first: dict[str, int] = {}
    for i, wording in enumerate(data.wordings):
        first.setdefault(wording, i)
    for task in sorted({label.partition(": ")[0] for label in data.labels} - {OTHER}):
        known = [first[w.text] for w in wordings(task) if _is_short(task, w) and w.text in first]
        rows = data.meanings[known]
        chosen = [0]
        while len(chosen) < min(EXAMPLES, len(known)):
            chosen.append(int(np.argmin((rows @ rows[chosen].T).max(1))))
        yield from (known[i] for i in chosen)


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
    parser.add_argument(
        "--tagger", action="store_true", help="fit the tagger, too; else the head learns from the packaged one's tags"
    )
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    module, name = given.encoder.split(":")
    encoder: Encoder = getattr(importlib.import_module(module), name)()
    taught = seen(encoder.word_states, examples())
    if given.tagger:
        tagger = fit_tagger(taught)
        log.info("%s", measure(tagger, seen(encoder.word_states, examples(split="test", scale=0.4))))
        save(tagger, given.out / "tagger.npz")
    else:
        tagger = packaged_tagger()
    save_head(fit_head(requests_of(taught, [tags for tags, _ in tagged(tagger, taught)])), given.out / "head.npz")


if __name__ == "__main__":
    main()
