"""Teach the mini model a handful of corrections in minutes on a CPU: low-rank updates, the supervised losses of training, and a
preference between what was painted and what should have been.

Most of a training step is the frozen backbone looking at photos. With a few photos it looks at a few variants of each, once, and
the steps begin at what it saw. Where all corrections are about what things are called, and none about boxes or metres, only what
compares nouns with the photo learns: other nouns stay what they were, and the steps begin behind the photo encoder.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import torch
from jaxtyping import Float, UInt8
from torch import Tensor

from instructcv import registry
from instructcv.feedback.preferred import asked_alone
from instructcv.models.base import EMBEDDED, pick_device
from instructcv.models.mini.backbone import Closer, Features
from instructcv.models.mini.photo_encoder import View
from instructcv.models.mini.question import Question, question_of
from instructcv.models.mini.vae import MiniVAE
from instructcv.models.shared import adapter as adapters
from instructcv.models.shared.folders import NOUNS as NOUN_LIST
from instructcv.models.shared.folders import listed_in
from instructcv.models.shared.hub import lasting_name
from instructcv.models.shared.precision import mixed
from instructcv.samples.resize import resized
from instructcv.tasks.base import gives, task
from instructcv.training.lessons import NOUNS as REHEARSED
from instructcv.training.lessons import Lesson, Lessons, bare
from instructcv.training.mini.adapt import AdaptConfig, LoRARun, train_config
from instructcv.training.mini.augment import augment
from instructcv.training.mini.data import collate, sentence_encoder
from instructcv.training.mini.step import asked_losses, seen_losses
from instructcv.training.mini.vae import to_unit
from instructcv.training.preference import dpo_loss, squared_error
from instructcv.types import Query, Sample

NOUNS = "nouns."
"""The part of the denoiser that compares nouns with what a photo shows."""
LIKE = 0.5
"""Cosine from which on another noun is so like a corrected one that it may change with it."""
Note = Callable[[int, int], None]
"""Is told the step and how many there are."""


@dataclass(frozen=True, kw_only=True)
class TeachConfig:
    """How corrections are taught."""

    steps: int = 150
    corrected: int = 2
    """Corrected photos a step; 0 here and in `rehearsed`: the preference alone teaches."""
    rehearsed: int = 2
    """Rehearsed photos a step."""
    queries: int = 2
    """Questions a photo."""
    variants: int = 3
    """Of each photo: as it is, and mirrored, recoloured or zoomed. A part without what was corrected comes on top."""
    size_px: int = 256
    rank: int = 8
    learning_rate: float = 2e-3
    own_share: float = 0.6
    """How often a corrected photo is asked what was corrected, and not something else of its contents."""
    keep_weight: float = 100.0
    """Of what other nouns are compared by, kept what it was, where nouns alone learn; 0 = without."""
    preference_weight: float = 0.5
    """Of the preference beside the supervised losses; 0 = without."""
    beta: float = 10.0
    """Of `dpo_loss`, on squared errors of pictures from 0 to 1."""
    seed: int = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class Looked:
    """One variant of a photo, as the frozen parts see it."""

    sample: Sample
    lesson: Lesson
    latents: Float[Tensor, "1 c h8 w8"]
    features: Features
    view: View | None
    """What the photo encoder makes of it, where that does not learn."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Others:
    """Nouns that shall stay what they were."""

    nouns: Float[Tensor, "n e"]
    keys: tuple[Float[Tensor, "n k"], Float[Tensor, "n d"]]
    """Before anything was learned."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Pair:
    """One preference, ready: its question, both pictures, and what the model painted before."""

    looked: Looked
    question: Question
    preferred: Float[Tensor, "1 3 s s"]
    rejected: Float[Tensor, "1 3 s s"]
    before: Float[Tensor, "1 3 s s"]


def teach(
    lessons: Lessons, out: Path, config: TeachConfig, *, base: Path | None, device: str, note: Note = lambda _, __: None
) -> Path:
    """Returns the adapter's folder, `out`."""
    folder = base or EMBEDDED
    run = open_run(config, folder, device, NOUNS if of_nouns(lessons) else "")
    rng = np.random.default_rng(config.seed)
    seen = [looks(run, lesson, config, rng) for lesson in lessons.corrected]
    corrected = [look for variants in seen for look in variants]
    rehearsed = [look for lesson in lessons.rehearsed for look in looks(run, lesson, config, rng)]
    firsts = [variants[0] for variants in seen if variants[0].lesson.rejected is not None]
    others = others_of(run, folder, lessons) if of_nouns(lessons) and config.keep_weight else None
    pairs = [pair for look in firsts for pair in pairs_of(run, look)] if config.preference_weight else []
    for step in range(config.steps):
        chosen = [*_some(corrected, config.corrected, rng), *_some(rehearsed, config.rehearsed, rng)]
        with mixed(run.device):
            losses, count = supervised(run, chosen, config, rng) if chosen else ({}, 1)
            if pairs:
                pair = pairs[int(rng.integers(len(pairs)))]
                losses["preference"] = config.preference_weight * count * preference(run, pair, config.beta)
            if others is not None:
                losses["others"] = config.keep_weight * count * changed(run, others)
        run.update(losses, count)
        note(step + 1, config.steps)
    named = None if base is None else lasting_name(base)
    adapters.save(run.adapter(), out, base=named, rank=config.rank, targets=run.targets)
    return out


def of_nouns(lessons: Lessons) -> bool:
    """Whether all corrections say what is called what, or that it is not there."""
    queries = [lesson.query for lesson in lessons.corrected]
    return bool(queries) and all(query is not None and gives(query.task) in ("regions", "class") for query in queries)


def others_of(run: LoRARun, folder: Path, lessons: Lessons) -> Others:
    """The nouns that the base was taught and nobody corrected, nor anything like them, with their keys as they are now."""
    corrected = sorted({name for lesson in lessons.corrected if lesson.query for name in lesson.query.categories})
    names = [name for name in listed_in(folder, NOUN_LIST) or REHEARSED if name not in corrected]
    encoder, read = sentence_encoder(), run.denoiser.nouns.read
    nouns, taught = (torch.from_numpy(encoder.embed(some)).to(run.device) for some in (names, corrected))
    alike = (read.centred(nouns) @ read.centred(taught).T).amax(1)
    nouns = nouns[alike < LIKE]
    with torch.no_grad():
        return Others(nouns=nouns, keys=keys_of(run, nouns))


def keys_of(run: LoRARun, nouns: Float[Tensor, "n e"]) -> tuple[Float[Tensor, "n k"], Float[Tensor, "n d"]]:
    """What nouns are compared by, with each quarter and with the photo as a whole."""
    matcher = run.denoiser.nouns
    seen = matcher.read(nouns)
    return matcher.noun_key(seen), matcher.presence_key(seen)


def changed(run: LoRARun, others: Others) -> Float[Tensor, " 1"]:
    """By how much keys are no longer what they were: mean squares, as shares of the keys' own."""
    pairs = zip(keys_of(run, others.nouns), others.keys, strict=True)
    parts = [(now - before).float().square().mean() / before.float().square().mean() for now, before in pairs]
    return torch.stack(parts).sum()[None]


def open_run(config: TeachConfig, folder: Path, device: str, part: str) -> LoRARun:
    """The base with low-rank updates that learn, in one part of it."""
    told = AdaptConfig(
        steps=config.steps,
        photos=max(1, config.corrected + config.rehearsed),
        queries=config.queries,
        size_px=config.size_px,
        rank=config.rank,
        learning_rate=config.learning_rate,
        seed=config.seed,
    )
    torch.manual_seed(config.seed)
    settings = train_config(told, {name: 1.0 for name in registry.names("tasks")}, folder)
    return LoRARun(settings, MiniVAE.open(folder / "vae"), pick_device(device), folder, config.rank, part)


@torch.no_grad()
def looks(run: LoRARun, lesson: Lesson, config: TeachConfig, rng: np.random.Generator) -> list[Looked]:
    """The photo as it is, variants of it, and a part without what was corrected."""
    square = (config.size_px, config.size_px)
    whole = resized(lesson.sample, square)
    zoom = 0.0 if whole.depth_m is not None else 0.5
    made = [whole, *(augment(whole, rng, zoom=zoom) for _ in range(config.variants - 1))]
    without = None if lesson.query is None else bare(lesson.sample, lesson.query.categories)
    made += [] if without is None else [resized(without, square)]
    frozen = all(name.startswith(NOUNS) for name in run.targets)
    found: list[Looked] = []
    for sample in made:
        photo = to_unit(torch.from_numpy(np.ascontiguousarray(sample.photo))[None].to(run.device))  # [1, 3, s, s]
        with mixed(run.device):
            seen, latents = run.denoiser.features(run.backbone, photo), run.vae.encode(photo)
            view = run.denoiser.look(latents, seen) if frozen else None
        found.append(Looked(sample=sample, lesson=lesson, latents=latents, features=seen, view=view))
    return found


def supervised(
    run: LoRARun, chosen: list[Looked], config: TeachConfig, rng: np.random.Generator
) -> tuple[dict[str, Tensor], int]:
    """The losses of training on a batch of looks, and the number of its questions."""
    queries = [[_asked(look, run, config, rng) for _ in range(config.queries)] for look in chosen]
    data = replace(run.config.data, size_px=config.size_px)
    batch = collate([look.sample for look in chosen], queries, data, rng)
    view = view_of(run, chosen)
    noise = torch.Generator().manual_seed(config.seed * 1_000_003 + run.step)
    assert batch.asked is not None
    weight = run.config.dense_weight * batch.count / len(chosen)
    return {"dense": weight * seen_losses(run, view, batch)} | asked_losses(run, view, batch.asked, noise), batch.count


def pairs_of(run: LoRARun, look: Looked) -> list[Pair]:
    """The preferences of a correction, one for each question that the picture answers."""
    lesson = look.lesson
    assert lesson.query is not None and lesson.preferred is not None and lesson.rejected is not None
    parts = asked_alone(lesson.query, lesson.rejected)
    better, worse = (np.array_split(picture, len(parts), axis=1) for picture in (lesson.preferred, lesson.rejected))
    found: list[Pair] = []
    for part, w, rejected in zip(parts, better, worse, strict=True):
        if np.array_equal(w, rejected):
            continue
        question = Question(*(x.to(run.device) for x in question_of(sentence_encoder(), [part])))
        with torch.no_grad(), mixed(run.device):
            before = paint(run, look, question)
        side = before.shape[-1]
        found.append(
            Pair(
                looked=look,
                question=question,
                preferred=_as_picture(w, side).to(run.device),
                rejected=_as_picture(rejected, side).to(run.device),
                before=before,
            )
        )
    return found


def preference(run: LoRARun, pair: Pair, beta: float) -> Float[Tensor, " 1"]:
    """Only pixels in which the two pictures differ say which is better."""
    differ = (pair.preferred - pair.rejected).abs().amax(1) > 0.02  # [1, s, s]
    painted = paint(run, pair.looked, pair.question)
    e_w, e_l = (squared_error(painted, wanted, differ) for wanted in (pair.preferred, pair.rejected))
    ref_w, ref_l = (squared_error(pair.before, wanted, differ) for wanted in (pair.preferred, pair.rejected))
    return dpo_loss(e_w, e_l, ref_w, ref_l, beta)


def paint(run: LoRARun, look: Looked, question: Question) -> Float[Tensor, "1 3 s s"]:
    """One pass from nothing, decoded, 0 to 1."""
    view = view_of(run, [look])
    nothing = torch.zeros_like(look.latents[:, : run.vae.latent_channels])
    last = torch.full((1,), 999.0, device=run.device)
    return run.vae.decode(run.denoiser.paint(nothing, last, view, question).latents).float() / 2 + 0.5


def view_of(run: LoRARun, chosen: list[Looked]) -> View:
    """What the photo encoder makes of some looks, as those of one batch."""
    kept = [look.view for look in chosen if look.view is not None]
    if len(kept) == len(chosen):
        return View(*(torch.cat(parts) for parts in zip(*kept, strict=True)))
    return run.denoiser.look(torch.cat([look.latents for look in chosen]), _joined([look.features for look in chosen]))


def _asked(look: Looked, run: LoRARun, config: TeachConfig, rng: np.random.Generator) -> Query:
    """What was corrected, in another wording and other colours; or anything else that the label settles."""
    sample, own, style = look.sample, look.lesson.query, run.config.data.label_format
    if own is not None and rng.random() < config.own_share:
        named = [name for name in own.categories if name in (*sample.things, *sample.labels)]
        if (named or not own.categories) and task(own.task).can_ask(sample):
            one = named if task_takes_several(own, named) else named[:1]
            try:
                return task(own.task).ask(sample, rng, label_format=style, categories=one or None)
            except ValueError:
                pass  # the augmented sample cannot tell, e.g. after zooming
    able = [name for name in registry.names("tasks") if task(name).can_ask(sample)]
    return task(str(rng.choice(able))).ask(sample, rng, label_format=style)


def task_takes_several(query: Query, named: list[str]) -> bool:
    """Whether the question was asked of all its categories in one picture."""
    return len(named) <= 1 or len({entry.rgb for entry in query.legend}) == len(query.legend)


def _some(looks: list[Looked], count: int, rng: np.random.Generator) -> list[Looked]:
    return [looks[int(i)] for i in rng.integers(len(looks), size=count)] if looks else []


def _joined(features: list[Features]) -> Features:
    """Features of several photos as those of one batch."""
    plain = {
        name: torch.cat([getattr(each, name) for each in features])
        for name in Features._fields
        if isinstance(getattr(features[0], name), Tensor)
    }
    closer = None
    if features[0].closer is not None:
        closer = Closer(*(torch.cat(parts) for parts in zip(*(each.closer or () for each in features), strict=True)))
    return features[0]._replace(closer=closer, **plain)


def _as_picture(pixels: UInt8[np.ndarray, "h w 3"], side: int) -> Float[Tensor, "1 3 s s"]:
    square = cv2.resize(np.ascontiguousarray(pixels), (side, side), interpolation=cv2.INTER_NEAREST_EXACT)
    return torch.from_numpy(square).permute(2, 0, 1)[None].float() / 255
