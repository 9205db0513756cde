"""The mini denoiser: a photo encoder that is run once a photo, and a transformer that reads questions.

It comes in two halves, so that a photo is looked at once however many questions are asked of it:

- `PhotoEncoder` (models/mini/photo_encoder.py) reads the photo latents and the backbone's features into a `View`.
- `Denoiser` reads the view, the noisy latents and the question, and predicts the clean latents of the painted answer.

A quarter of a latent cell chooses among the legend's lines by comparing what it shows with the *noun* of each line, after the
photo as a whole has said whether it shows such a thing at all; and then it paints the *colour* of the line it chose. The two
never mix, so that a noun learned in red is known in blue. Where one colour is to answer for the whole photo, the lines share
the picture out as they are likely. Places in boxes and depths are painted in the same way: as the colour that stands for them.
Between quarters, edges follow the photo's. The VAE's own first half, the brush, turns those flat colours into latents. What the
wording decides is which of the four kinds of picture is wanted.

Shapes: b photos, n queries, h8 w8 latent cells, q = h4 w4 = (2 h8)(2 w8) quarters, t = (h8/4)(w8/4) patches of width d,
m legend entries, l words, e = 384, k wide keys.
"""

import copy
import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Self

import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float
from torch import Tensor, nn

from instructcv.models.mini.backbone import Features, ImageBackbone, Tuning, magnify
from instructcv.models.mini.flat import DECISIVENESS, Flat, ahead, shared_out, smooth
from instructcv.models.mini.layers import QueryBlock, sinusoid
from instructcv.models.mini.network import Network
from instructcv.models.mini.noun_matcher import NounMatcher
from instructcv.models.mini.photo_encoder import PATCH, PhotoEncoder, View
from instructcv.models.mini.question import Question
from instructcv.models.mini.settings import UNCALIBRATED, Calibration, MiniSettings, Shape, settings_of
from instructcv.models.mini.vae import MiniVAE, ResidualBlock, encoder
from instructcv.models.shared.text import WIDTH
from instructcv.tasks.base import Kind
from instructcv.types import LEGEND, LabelFormat

FEWEST = 0.001
"""Share of the quarters that a line of the legend must win to be painted: less is a stray guess more often than a thing."""
RESERVE = 0.5
"""Logit by which "none of these" is ahead of every noun: on validation rooms it takes more wrong quarters than right ones."""
BOX_RESERVE = 1.0
"""The same where boxes are asked for: the surest part of an object shows its box, doubt elsewhere shows boxes that are none."""
SHELL = 4.0
"""Presence logit of a wall or a floor from which a photo counts as one of a room; rendered rooms have 7.7 or more."""
HOPELESS = 2.0
"""Logit below the threshold of presence from which no box of a noun is looked for: `likely_enough`."""
ROW_OF_KIND: dict[Kind, int] = {"legend": 0, "place": 1, "grey": 2, "free": 2, "flat": 3}
"""How the kinds of pictures are counted: legend colours place by place, places in boxes, anything else (depth as grey), a legend
colour for the photo."""
CHOICE = ROW_OF_KIND["flat"]
"""The kind that is a choice for the whole photo."""
QUARTER_PX = 4
"""Pixels a quarter is wide and high."""
ADDED = {"closer_look": "photo_encoder.closer.", "tuned_backbone": "tuning."}
"""Parts of the shape that came later -> how the names of their weights begin, which change nothing before they have learned."""


class Painting(NamedTuple):
    """What the denoiser says of n queries; training supervises all of it."""

    latents: Float[Tensor, "n c h8 w8"]
    picks: Float[Tensor, "n m h4 w4"]
    """Logits with which each quarter picks its line of the legend."""
    choice: Float[Tensor, "n m"]
    """Logits of one line for the whole photo."""
    presence: Float[Tensor, "n m"]
    """Logits of the photo showing each noun, which have had their say in the picks."""
    leniency: Float[Tensor, " n"]
    """Added to the presence of everything, and already part of it."""


class Denoiser(Network):
    """Predicts the clean latents of the painted answer (diffusers calls that prediction type "sample")."""

    def __init__(
        self, shape: Shape, *, label_format: LabelFormat = LEGEND, calibration: Calibration = UNCALIBRATED
    ) -> None:
        super().__init__()
        self.shape, self.label_format, self.calibration = shape, label_format, calibration
        latent_channels, width, narrow = shape.latent_channels, shape.width, shape.narrow
        self.photo_encoder = PhotoEncoder(shape)
        self.tuning = Tuning() if shape.tuned_backbone else None
        self.register_buffer("class_names", torch.zeros(1000, WIDTH))  # embeddings of ImageNet's names
        self.register_buffer("brush_scale", torch.ones(()))
        self.class_names: Tensor
        self.brush_scale: Tensor
        self.brush = encoder(latent_channels, *shape.vae_shape).requires_grad_(False)
        # What is asked.
        self.time = nn.Sequential(nn.Linear(256, width), nn.SiLU(), nn.Linear(width, width))
        self.from_task = nn.Linear(2 * WIDTH, width)
        self.kind = nn.Linear(2 * WIDTH, 1 + max(ROW_OF_KIND.values()))
        self.condition = nn.Sequential(nn.SiLU(), nn.Linear(width, 6 * width))
        self.from_words = nn.Linear(WIDTH, width)
        self.from_noun = nn.Linear(width, width)
        self.from_colour = nn.Sequential(nn.Linear(15, width), nn.GELU("tanh"), nn.Linear(width, width))
        self.legend_kind = nn.Parameter(torch.zeros(2, width))  # added to "none of these", to every other entry
        self.nouns = NounMatcher(width, shape.key_width)
        # The answer, as far as it is there, read with the question.
        self.from_noisy = nn.Conv2d(latent_channels, width, PATCH, stride=PATCH)
        self.blocks = nn.ModuleList(QueryBlock(width, shape.heads) for _ in range(shape.query_depth))
        self.norm = nn.LayerNorm(width)
        self.to_cells = nn.Linear(width, PATCH**2 * narrow)
        self.from_view = nn.Conv2d(shape.cells, narrow, 1)
        self.noisy_cells = nn.Conv2d(latent_channels, narrow, 3, padding=1)
        self.from_geometry = nn.Conv2d(3, narrow, 1)
        self.head1 = ResidualBlock(narrow)
        self.cell_norm = nn.LayerNorm(narrow)
        self.second_thoughts = nn.Linear(narrow, shape.key_width)
        self.legend_value = nn.Linear(width, narrow)
        self.head2 = ResidualBlock(narrow)
        self.out = nn.Conv2d(narrow, latent_channels, 3, padding=1)
        for zero in (self.from_noisy.weight, self.condition[1].weight, self.out.weight, self.second_thoughts.weight):
            nn.init.zeros_(zero)  # pyright: ignore[reportArgumentType]
        for zero in (self.out.bias, self.second_thoughts.bias):  # the first answer is what the view shows
            nn.init.zeros_(zero)  # pyright: ignore[reportArgumentType]

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        shape, label_format, calibration = settings_of(content)
        return cls(shape, label_format=label_format, calibration=calibration)

    @property
    def content(self) -> dict[str, Any]:
        return MiniSettings(self.shape, self.label_format, self.calibration).content()

    def calibrated(self, calibration: Calibration) -> Self:
        """The same weights, not a copy, with other numbers to read them by."""
        other = copy.copy(self)
        other.calibration = calibration
        return other

    def furnish(self, vae: MiniVAE, class_names: Float[Tensor, "1000 e"]) -> None:
        """Give a new denoiser what it does not learn: the VAE's first half, and the embeddings of ImageNet's names."""
        self.brush.load_state_dict(vae.encoder.state_dict())
        self.brush_scale.fill_(vae.scaling_factor)
        self.class_names.copy_(class_names)
        self.nouns.read.fit(class_names)

    def features(
        self,
        backbone: ImageBackbone,
        photos: Float[Tensor, "b 3 h w"],
        magnified: Float[Tensor, "b 3 h2 w2"] | None = None,
    ) -> Features:
        """What the backbone, tuned as this network wants it, sees in photos of -1 to 1.

        Args:
            magnified: the same for a closer look, if they are known in more detail than `photos` shows.
        """
        closer = None
        if self.shape.closer_look:
            closer = magnify(photos) if magnified is None else magnified
        return backbone(photos, self.class_names, magnified=closer, tuning=self.tuning)

    def look(self, photo_latents: Float[Tensor, "b c h8 w8"], features: Features) -> View:
        """Encode photos once; every query on them reuses the view."""
        dtype = self.dtype  # the backbone's is always float32
        return self.photo_encoder(photo_latents.to(dtype), features.each(lambda feature: feature.to(dtype)))

    def told(self, question: Question) -> Float[Tensor, "n e2"]:
        """The wording's embedding beside the task's."""
        sentence = (question.words * question.words_mask[..., None]).sum(1)
        sentence = F.normalize(sentence.float(), dim=-1).to(question.task.dtype)  # [n, e]
        return torch.cat([sentence, question.task], -1) * WIDTH**0.5

    def kinds(self, question: Question) -> Float[Tensor, "n 4"]:
        """Logits of the kind of picture that is wanted."""
        return self.kind(self.told(question)).float()

    def legend_tokens(self, question: Question) -> Float[Tensor, "n m d"]:
        """A token for each line of the legend: its noun, its colour, and whether it is the "none of these" line."""
        octaves = torch.cat([question.colours * math.pi * 2**k for k in (0, 1)], -1)  # [n, m, 6]
        colour = torch.cat([question.colours, octaves.sin(), octaves.cos()], -1)  # [n, m, 15]
        kind = torch.cat([self.legend_kind[:1], self.legend_kind[1:].expand(colour.shape[1] - 1, -1)])
        return self.from_noun(self.nouns.read(question.nouns)) + self.from_colour(colour) + kind

    def forward(
        self,
        noisy: Float[Tensor, "n c h8 w8"],
        timesteps: Float[Tensor, " n"],
        view: View,
        question: Question,
    ) -> Float[Tensor, "n c h8 w8"]:
        """Clean latents. `timesteps` run from 0 (clean) to 999 (nothing but noise, or nothing at all)."""
        return self.paint(noisy, timesteps, view, question).latents

    def paint(
        self,
        noisy: Float[Tensor, "n c h8 w8"],
        timesteps: Float[Tensor, " n"],
        view: View,
        question: Question,
    ) -> Painting:
        """`forward`, and what it is made of."""
        noisy, question = noisy.to(self.dtype), question.cast(self.dtype)
        legend = self.legend_tokens(question)
        y = self.mix(noisy, timesteps, view, question, legend)  # [n, narrow, h8, w8]
        y = self.head1(y + self.from_geometry(F.avg_pool2d(view.geometry, 2)))
        # 1. Pick: what the quarters show, on second thoughts, among the legend's nouns.
        thoughts = self.second_thoughts(self.cell_norm(y.flatten(2).transpose(1, 2)))  # [n, h8 w8, k]
        thoughts = F.interpolate(thoughts.transpose(1, 2).unflatten(-1, y.shape[-2:]), scale_factor=2)
        local = self.nouns.local(view.meaning + thoughts.flatten(2).transpose(1, 2), view.semantics, question.nouns)
        presence = self.presence(view, question.nouns) + view.leniency[:, None]
        picks = self.nouns.likeness(local, presence, question.legend_mask)  # [n, q, m]
        picks = picks.transpose(1, 2).unflatten(-1, view.geometry.shape[-2:])  # [n, m, h4, w4]
        thought = self.nouns.presence(view.whole, local, question.nouns)
        choice = self.nouns.choice(local, thought, question.legend_mask)  # [n, m]
        # 2. Paint in flat colours. The kind of picture is learned from the wording alone: the picture's gradient would
        # settle for a mixture that the residual mends.
        wanted = (DECISIVENESS * self.kinds(question).detach()).softmax(-1)  # [n, 4]
        by_place = (DECISIVENESS * self.settled(picks, presence, view.leniency)).softmax(1)
        overall = shared_out((self.calibration.choice_scale * choice).softmax(1), picks.shape[-2:])
        nothing = self.nothing(picks, view.leniency)  # [n, h4, w4]
        known = Flat(by_place, overall, nothing, view.geometry)
        if view.pixels.numel():
            known = known.following(view.pixels)
        flat = known.painted(question.colours, wanted)  # [n, 3, h4, w4], or as wide as the photo
        # 3. Mend what flat colours cannot say, where there is no legend: depth everywhere, places in boxes on objects.
        share = F.avg_pool2d(picks.softmax(1), 2)  # [n, m, h8, w8]
        hint = torch.einsum("nmhw,nmc->nchw", share.to(y.dtype), self.legend_value(legend).to(y.dtype))
        residual = self.out(F.relu(self.head2(y + hint)))
        size_px = [QUARTER_PX * side for side in picks.shape[-2:]]
        boxed, rest = wanted[:, 1:3, None, None].unbind(1)  # each [n, 1, 1]
        mended = boxed * F.max_pool2d(1 - nothing.detach(), 2) + rest  # [n, h8, w8]
        return Painting(self.stroke(flat, size_px) + mended[:, None] * residual, picks, choice, presence, view.leniency)

    def mix(
        self,
        noisy: Float[Tensor, "n c h8 w8"],
        timesteps: Float[Tensor, " n"],
        view: View,
        question: Question,
        legend: Float[Tensor, "n m d"],
    ) -> Float[Tensor, "n narrow h8 w8"]:
        """The photo's cells after the question and the noisy answer have been read: the transformer itself."""
        h, w = noisy.shape[-2] // PATCH, noisy.shape[-1] // PATCH
        context = torch.cat([legend, self.from_words(question.words)], 1)  # [n, m + l, d]
        mask = torch.cat([question.legend_mask, question.words_mask], 1)
        condition = self.time(sinusoid(timesteps, 256).to(self.dtype)) + self.from_task(self.told(question))
        condition = self.condition(condition).unflatten(-1, (6, -1))
        answer = self.from_noisy(noisy).flatten(2).transpose(1, 2)  # [n, t, d]
        x = torch.cat([view.tokens[:, :1], view.tokens[:, 1:] + answer], 1)  # [n, 1 + t, d]
        for block in self.blocks:
            x = block(x, condition, context, mask)
        y = self.to_cells(self.norm(x[:, 1:])).transpose(1, 2).unflatten(-1, (h, w))  # [n, 16 c, h32, w32]
        return F.pixel_shuffle(y, PATCH) + self.from_view(view.cells) + self.noisy_cells(noisy)

    def presence(self, view: View, nouns: Float[Tensor, "n m e"]) -> Float[Tensor, "n m"]:
        """Logits of the photo showing each noun, at first sight: second thoughts find what was asked for too often."""
        local = self.nouns.local(view.meaning, view.semantics, nouns)
        return self.nouns.presence(view.whole, local, nouns)

    def likely_enough(
        self, view: View, nouns: Float[Tensor, "1 m e"], kinds: Float[Tensor, "n 4"]
    ) -> Bool[Tensor, "n m"]:
        """Which nouns are worth painting, by the kind of picture that each question wants, in one photo: whoever asks for eighty
        kinds of things sees a few of them. A legend's picture shows no noun below the threshold of presence in any case; boxes
        have their own doubt, so that they are looked for a little further down. Where nothing is calibrated, all are worth it.
        """
        threshold = self.calibration.presence_threshold
        if threshold is None:
            return torch.ones(len(kinds), nouns.shape[1], dtype=torch.bool, device=kinds.device)
        floors = torch.tensor([threshold, threshold - HOPELESS, -torch.inf, -torch.inf], device=kinds.device)
        return self.presence(view, nouns) + view.leniency[:, None] > floors[kinds.argmax(1)][:, None]

    def leniency(self, view: View, shell: Float[Tensor, "1 m e"]) -> Float[Tensor, " b"]:
        """What is added to the presence of everything, and taken from the reserves, in photos that show neither wall nor floor.

        The network saw a hundred times more rooms than other photographs, of whose things it is less sure.
        """
        shown = self.presence(view, shell.to(self.dtype).expand(len(view.whole), -1, -1))[:, 1:].amax(1)
        return self.calibration.photo_shift * torch.sigmoid(SHELL - shown).to(view.whole.dtype)

    def settled(
        self, picks: Float[Tensor, "n m h4 w4"], presence: Float[Tensor, "n m"], leniency: Float[Tensor, " n"]
    ) -> Float[Tensor, "n m h4 w4"]:
        """The picks that a legend picture is painted from: quarters listen to their neighbours, and a noun must win more
        than a few of them. Once `instructcv calibrate` has set a threshold, it must also be likelier in the photo than that (a
        logit); how likely it is has then had its say.
        """
        threshold = self.calibration.presence_threshold
        if threshold is not None:
            shown = torch.where(presence > threshold, -F.logsigmoid(presence), -1e4)
            picks = ahead(picks + F.pad(shown[:, 1:], (1, 0))[..., None, None], RESERVE, leniency)
        picks = smooth(picks)
        lines = torch.arange(picks.shape[1], device=picks.device)[:, None, None]
        won = (picks.argmax(1, keepdim=True) == lines).float().mean((2, 3))  # [n, m] share of the quarters
        few = won[:, 1:] < FEWEST
        return picks.masked_fill(F.pad(few, (1, 0))[..., None, None], -1e4)

    def nothing(self, picks: Float[Tensor, "n m h4 w4"], leniency: Float[Tensor, " n"]) -> Float[Tensor, "n h4 w4"]:
        """Probability of "none of these" that a box picture is painted from, with a reserve as in `settled`."""
        if self.calibration.presence_threshold is not None:
            picks = ahead(picks, BOX_RESERVE, leniency)
        return picks.softmax(1)[:, 0]

    def stroke(self, flat: Float[Tensor, "n 3 h w"], size_hw: Sequence[int]) -> Float[Tensor, "n c h8 w8"]:
        """The latents of a picture in flat colours, enlarged to a size in pixels: as the VAE itself would encode it."""
        mean, _ = self.brush(F.interpolate(flat, size=size_hw).to(self.dtype)).chunk(2, dim=1)
        return mean.float() * self.brush_scale
