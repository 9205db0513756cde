"""The mini network in parts: the photo encoder, run once a photo; what says which questions are worth painting; the painter; what names
by the backbone alone; the sentence encoder.
"""

from pathlib import Path

import torch
from jaxtyping import Bool, Float
from torch import Tensor, nn

from instructcv.exports.base import finish, trace
from instructcv.exports.shared.sentences import export_sentences
from instructcv.models.base import Model
from instructcv.models.mini import NOTHING_BUT_NOISE, Mini, naming
from instructcv.models.mini.answering import ROOM_SHELL
from instructcv.models.mini.backbone import MAGNIFICATION
from instructcv.models.mini.denoiser import CHOICE
from instructcv.models.mini.photo_encoder import View
from instructcv.models.mini.question import Question, nouns_of, question_of
from instructcv.models.mini.vae import FACTOR
from instructcv.runtimes.shared.manifest import Format, Manifest
from instructcv.runtimes.shared.mini import (
    CHOICE_OF,
    CHOSEN,
    JUDGE,
    LOOK,
    MAGNIFIED,
    NAME,
    PAINT,
    PHOTOS,
    QUESTION,
    SEEN,
    SHARE,
    SIFT,
    SIFTED,
    STRAIGHT,
    TURNED,
    VIEW,
)
from instructcv.types import LegendEntry, Query


class Look(nn.Module):
    """A photo at two sizes to what the networks see in it."""

    def __init__(self, model: Mini) -> None:
        super().__init__()
        self.vae, self.denoiser, self.backbone = model.vae, model.denoiser, model.backbone

    def forward(self, photos: Float[Tensor, "1 3 s s"], magnified: Float[Tensor, "1 3 s2 s2"]) -> tuple[Tensor, ...]:
        features = self.denoiser.features(self.backbone, photos, magnified)
        return tuple(self.denoiser.look(self.vae.encode(photos), features))[: len(SEEN)]


class Judge(nn.Module):
    """What is seen in a photo, what is seen in its mirror image and how much that counts, to the view but for its pixels."""

    def __init__(self, model: Mini) -> None:
        super().__init__()
        self.denoiser = model.denoiser
        self.register_buffer("shell", nouns_of(model.encoder, ROOM_SHELL))
        self.shell: Tensor

    def forward(self, *seen_twice_and_share: Tensor) -> tuple[Tensor, ...]:
        *seen_twice, share = seen_twice_and_share
        rest = torch.zeros(1), torch.zeros(1, 3, 1, 1)  # leniency and pixels, which come later
        straight, turned = (View._make((*parts, *rest)) for parts in (seen_twice[: len(SEEN)], seen_twice[len(SEEN) :]))
        view = View(
            *((1 - share) * one + share * other for one, other in zip(straight, turned.mirrored(), strict=True))
        )
        return *view[: len(SEEN)], self.denoiser.leniency(view, self.shell)


class Sift(nn.Module):
    """A view, n tasks and m - 1 nouns to those that are worth painting: `Denoiser.likely_enough`."""

    def __init__(self, model: Mini) -> None:
        super().__init__()
        self.denoiser = model.denoiser

    def forward(self, *view_task_and_nouns: Tensor) -> Bool[Tensor, "n m"]:
        meaning, whole, semantics, leniency, task, nouns = view_task_and_nouns
        words = torch.zeros_like(task)[:, None]
        mask = torch.ones_like(nouns[..., 0]).bool()
        unread = Question(words, words[..., 0].bool(), task, nouns, nouns[..., :3], mask)
        nowhere = meaning[:, :0]
        view = View(nowhere, nowhere, meaning, nowhere, whole, semantics, leniency, nowhere)
        return self.denoiser.likely_enough(view, nouns, self.denoiser.kinds(unread))[:, 1:]


class Paint(nn.Module):
    """A view and n questions to pictures `[n, s, s, 3]` of 0 to 1, in one pass from nothing; to the logits of a choice for the whole
    photo, and to whether some of the nouns that are chosen among were never taught.
    """

    def __init__(self, model: Mini) -> None:
        super().__init__()
        self.denoiser, self.vae = model.denoiser, model.vae
        self.knows_taught = bool(model.taught)
        self.register_buffer("taught", torch.from_numpy(model.embed(model.taught or ("",))))
        self.taught: Tensor

    def forward(
        self, *view_and_question: Tensor
    ) -> tuple[Float[Tensor, "n s s 3"], Float[Tensor, "n m"], Bool[Tensor, " n"]]:
        question = Question(*view_and_question[len(VIEW) :])
        n = question.words.shape[0]
        view = View(*(part.expand(n, *part.shape[1:]) for part in view_and_question[: len(VIEW)]))
        h, w = view.cells.shape[-2:]
        nothing = torch.zeros(n, self.vae.latent_channels, h, w)
        last = torch.full((n,), float(NOTHING_BUT_NOISE))
        painted = self.denoiser.paint(nothing, last, view, question)
        strange = self.denoiser.kinds(question).argmax(1) == CHOICE
        if self.knows_taught:
            strange &= naming.familiarity(question.nouns, self.taught, question.legend_mask) < naming.KNOWN
        else:
            strange = strange & ~strange
        return as_pictures(self.vae.decode(painted.latents)), painted.choice, strange


class Name(nn.Module):
    """A photo, and n choices among nouns of which some were never taught, to pictures: `Answering.named`."""

    def __init__(self, model: Mini) -> None:
        super().__init__()
        self.model = model
        self.parts = nn.ModuleList([model.vae, model.denoiser, model.backbone])
        self.register_buffer("taught", torch.from_numpy(model.embed(model.taught)))
        self.taught: Tensor

    def forward(self, photos: Float[Tensor, "1 3 s s"], *choice_and_question: Tensor) -> Float[Tensor, "n s s 3"]:
        choice, nouns, colours, mask = choice_and_question
        own = naming.own_classes(self.model.backbone, torch.cat([photos, photos.flip(-1)]))
        question = Question(
            nouns[:, :1], mask[:, :1], nouns[:, 0], nouns, colours, mask
        )  # its words have had their say
        return as_pictures(self.model.named(choice, own, self.taught, question))


def as_pictures(painted: Float[Tensor, "n 3 s s"]) -> Float[Tensor, "n s s 3"]:
    """From -1 to 1, to 0 to 1."""
    return (painted.clamp(-1, 1) / 2 + 0.5).permute(0, 2, 3, 1)


def export(model: Model, folder: Path, format_: Format, *, source: str) -> None:
    """Write a mini checkpoint for another runtime; see `exports.base.Exporter`."""
    assert isinstance(model, Mini)
    if (
        PHOTOS != VIEW[-1]
        or View._fields[:-1] != VIEW[:-1]
        or VIEW[: len(SEEN)] != SEEN
        or Question._fields != QUESTION
    ):
        raise AssertionError("the runtimes' names of a view's and a question's parts are no longer the network's")
    names = (LOOK, JUDGE, SIFT, PAINT, *((NAME,) if model.taught else ()))
    parts = {name: f"{name}.onnx" for name in names}
    _trace_all(model, folder, parts)
    told = Manifest(
        format=format_,
        network=model.name,
        checkpoint=source,
        size_px=model.size_px,
        looks=model.looks,
        magnification=MAGNIFICATION,
        label_format=model.label_format,
        tasks=model.tasks,
        parts=parts | export_sentences(model.encoder, folder),
    )
    finish(told, model, folder)


def _trace_all(model: Mini, folder: Path, parts: dict[str, str]) -> None:
    """The networks as ONNX files, from examples of which no two varying sizes agree."""
    assert model.size_px % FACTOR == 0
    photos, magnified = (
        torch.rand(1, 3, times * model.size_px, times * model.size_px) * 2 - 1 for times in (1, MAGNIFICATION)
    )
    look = Look(model)
    trace(
        look, (photos, magnified), folder / parts[LOOK],
        inputs=(PHOTOS, MAGNIFIED), outputs=SEEN, shapes=(None, None),
    )  # fmt: skip
    with torch.no_grad():
        seen = look(photos, magnified)
    judge, share = Judge(model), torch.full((1,), 0.5)
    trace(
        judge, (*seen, *seen, share), folder / parts[JUDGE],
        inputs=(*STRAIGHT, *TURNED, SHARE), outputs=VIEW[:-1], shapes=(None,) * (2 * len(SEEN) + 1),
    )  # fmt: skip
    with torch.no_grad():
        view = View._make((*judge(*seen, *seen, share), photos))
    question = question_of(model.encoder, _queries())
    nouns = nouns_of(model.encoder, ["cat", "sofa", "lamp", "dog"])
    trace(
        Sift(model), (*(getattr(view, part) for part in SIFTED), question.task, nouns), folder / parts[SIFT],
        inputs=(*SIFTED, "task", "nouns"), outputs=("likely",), shapes=(*(None for _ in SIFTED), {0: "n"}, {1: "m"}),
    )  # fmt: skip
    rows = {0: "n", 1: "l"}, {0: "n", 1: "l"}, {0: "n"}, {0: "n", 1: "m"}, {0: "n", 1: "m"}, {0: "n", 1: "m"}
    paint = Paint(model)
    trace(
        paint, (*view, *question), folder / parts[PAINT],
        inputs=(*VIEW, *QUESTION), outputs=("pictures", CHOICE_OF, "strange"), shapes=(*(None for _ in VIEW), *rows),
    )  # fmt: skip
    if NAME in parts:
        choice = question.nouns[..., 0].clone()
        trace(
            Name(model), (photos, choice, question.nouns, question.colours, question.legend_mask), folder / parts[NAME],
            inputs=(PHOTOS, CHOICE_OF, *CHOSEN), outputs=("pictures",), shapes=(None, *({0: "n", 1: "m"} for _ in range(4))),
        )  # fmt: skip


def _queries() -> list[Query]:
    """Three questions with legends of up to three things: 3 queries, 4 lines, and more words than either."""
    red, green, blue = (255, 0, 0), (0, 255, 0), (0, 0, 255)
    things = [LegendEntry(category=name, rgb=rgb) for name, rgb in (("cat", red), ("sofa", green), ("lamp", blue))]
    return [
        Query(task="", instruction="look for the cat, the sofa and the lamp in this photo", legend=tuple(things)),
        Query(task="", instruction="look for the cat", legend=tuple(things[:1])),
        Query(task="", instruction="how far is it?"),
    ]
