"""The mini denoiser: a transformer over 32x32-pixel patches between two light convolutional ends.

It comes in two halves, so that a photo is looked at once however many questions are asked of it:

- `PhotoEncoder` (models/_photo_encoder.py) reads the photo latents and the backbone's features into tokens and cells.
- `Denoiser` reads those, the noisy latents and the question, and predicts the clean latents of the painted answer.

A cell of the latents chooses among the legend's lines by comparing what it sees with the *noun* of each line, after the photo
as a whole has said whether it shows such a thing at all; and then it paints the *colour* of the line it chose. The two never
mix, so that a noun learned in red is known in blue. Places in boxes and depths are painted in the same way: as the latents
of the flat colour that stands for them. What the wording decides is which of the three kinds of picture is wanted.

Shapes: b photos, n queries, h8 w8 latent cells, t = (h8/4)(w8/4) tokens of width d, m legend entries, l words, e = 384.
"""

import math

import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float
from torch import Tensor, nn

from instructcv.models._backbone import Features
from instructcv.models._layers import QueryBlock, mask_bias, sinusoid
from instructcv.models._network import Network, recorded
from instructcv.models._photo_encoder import PATCH, PhotoEncoder, View
from instructcv.models._question import Question
from instructcv.models._text import WIDTH
from instructcv.models._vae import FACTOR, MiniVAE, ResidualBlock

COLOUR_LEVELS = 9
"""Points a channel of the lattice of flat colours whose latents are known; between them they are interpolated."""
DECISIVENESS = 8.0
"""By which a choice's logits are multiplied before it is painted: half this and half that would be a third colour."""
FEWEST = 0.004
"""Share of the cells that a line of the legend must win to be painted: less is a stray guess more often than a thing."""
NEIGHBOURS = (0.25, 0.5, 0.25)
"""Weights of a cell and its two neighbours, across and down: alone, cells that are of two minds alternate."""
KINDS = 3
"""Of pictures: legend colours, places in boxes, anything else (depth as grey)."""


class Denoiser(Network):
    """Predicts the clean latents of the painted answer (diffusers calls that prediction type "sample")."""

    @recorded
    def __init__(
        self,
        latent_channels: int = 8,
        width: int = 256,
        cells: int = 64,
        photo_depth: int = 6,
        query_depth: int = 3,
        heads: int = 4,
        use_backbone: bool = True,
        learn_backbone: bool = False,
        size_px: int = 256,
        label_format: str = "legend",
        depth_curve: str = "log",
        near_m: float = 0.3,
        far_m: float = 10.0,
        presence_threshold: float = 0.0,
    ) -> None:
        super().__init__()
        self.photo_encoder = PhotoEncoder(
            latent_channels, width, cells, photo_depth, heads, use_backbone, learn_backbone
        )
        self.register_buffer("class_names", torch.zeros(1000, WIDTH))  # embeddings of ImageNet's names
        self.class_names: Tensor
        self.register_buffer(
            "flat_latents", torch.zeros(latent_channels, *[COLOUR_LEVELS] * 3)
        )  # [c, blue, green, red]
        self.flat_latents: Tensor
        self.from_noisy = nn.Conv2d(latent_channels, width, PATCH, stride=PATCH)
        self.time = nn.Sequential(nn.Linear(256, width), nn.SiLU(), nn.Linear(width, width))
        self.from_task = nn.Linear(2 * WIDTH, width)
        self.kind = nn.Linear(2 * WIDTH, KINDS)
        self.condition = nn.Sequential(nn.SiLU(), nn.Linear(width, 6 * width))
        self.from_words = nn.Linear(WIDTH, width)
        self.from_noun = nn.Linear(WIDTH, width)
        self.from_colour = nn.Sequential(nn.Linear(15, width), nn.GELU("tanh"), nn.Linear(width, width))
        self.legend_kind = nn.Parameter(torch.zeros(2, width))  # added to "none of these", to every other entry
        self.from_guess = nn.Linear(width, width)
        self.sharpness = nn.Parameter(torch.tensor([math.log(15.0), 0.35]))  # of the guess: scale, threshold
        self.blocks = nn.ModuleList(QueryBlock(width, heads) for _ in range(query_depth))
        self.norm = nn.LayerNorm(width)
        self.to_cells = nn.Linear(width, PATCH**2 * cells)
        self.noisy_cells = nn.Conv2d(latent_channels, cells, 3, padding=1)
        self.from_geometry = nn.Conv2d(3, cells, 1)
        self.head1 = ResidualBlock(cells)
        self.cell_norm = nn.LayerNorm(cells)
        self.cell_query = nn.Linear(cells, cells)
        self.noun_key = nn.Linear(WIDTH, cells)
        self.none_key = nn.Parameter(torch.zeros(cells))
        self.presence_key = nn.Linear(WIDTH, width)
        self.legend_value = nn.Linear(width, cells)
        self.head2 = ResidualBlock(cells)
        self.out = nn.Conv2d(cells, latent_channels, 3, padding=1)
        nn.init.zeros_(self.from_noisy.weight)
        nn.init.zeros_(self.condition[1].weight)  # pyright: ignore[reportArgumentType]
        nn.init.zeros_(self.out.weight)  # the first answer is what the cells pick from the legend
        nn.init.zeros_(self.out.bias)  # pyright: ignore[reportArgumentType]

    def look(self, photo_latents: Float[Tensor, "b c h8 w8"], features: Features) -> View:
        """Encode photos once; every query on them reuses the view."""
        return self.photo_encoder(photo_latents, features)

    def legend_tokens(self, question: Question) -> Float[Tensor, "n m d"]:
        """A token for each line of the legend: its noun, its colour, and whether it is the "none of these" line."""
        octaves = torch.cat([question.colours * math.pi * 2**k for k in (0, 1)], -1)  # [n, m, 6]
        colour = torch.cat([question.colours, octaves.sin(), octaves.cos()], -1)  # [n, m, 15]
        kind = torch.cat([self.legend_kind[:1], self.legend_kind[1:].expand(colour.shape[1] - 1, -1)])
        return self.from_noun(question.nouns * WIDTH**0.5) + self.from_colour(colour) + kind

    def latents_of(self, colours: Float[Tensor, "n m 3"]) -> Float[Tensor, "n m c"]:
        """The latents of flat pictures of these colours: so a cell that picks a line paints its colour, untaught."""
        n, m, _ = colours.shape
        grid = colours.reshape(1, 1, 1, n * m, 3).float()  # x, y, z of the lattice = red, green, blue
        sampled = F.grid_sample(self.flat_latents[None].float(), grid, align_corners=True)  # [1, c, 1, 1, n m]
        return sampled[0, :, 0, 0].T.unflatten(0, (n, m))

    def presence(self, whole: Float[Tensor, "n d"], nouns: Float[Tensor, "n m e"]) -> Float[Tensor, "n m"]:
        """Logits of the photo showing each noun anywhere."""
        keys = self.presence_key(nouns * WIDTH**0.5)  # [n, m, d]
        return (keys @ whole[..., None])[..., 0] * whole.shape[-1] ** -0.5

    def told(self, question: Question) -> Float[Tensor, "n e2"]:
        """The wording's embedding beside the task's."""
        sentence = (question.words * question.words_mask[..., None]).sum(1)
        sentence = F.normalize(sentence.float(), dim=-1)  # [n, e]
        return torch.cat([sentence, question.task], -1) * WIDTH**0.5

    def kinds(self, question: Question) -> Float[Tensor, "n k"]:
        """Logits of the kind of picture that is wanted."""
        return self.kind(self.told(question)).float()

    def likeness(
        self,
        meaning: Float[Tensor, "n cells c"],
        presence: Float[Tensor, "n m"],
        nouns: Float[Tensor, "n m e"],
        mask: Bool[Tensor, "n m"],
    ) -> Float[Tensor, "n cells m"]:
        """Logits of each cell's choice among nouns, less likely where the photo has none; noun 0 stands for "none of
        these".
        """
        keys = self.noun_key(nouns * WIDTH**0.5)  # [n, m, c]
        keys = torch.cat([self.none_key.to(keys.dtype).expand(len(keys), 1, -1), keys[:, 1:]], 1)
        logits = meaning @ keys.transpose(1, 2) * meaning.shape[-1] ** -0.5
        logits = logits + F.pad(F.logsigmoid(presence[:, 1:]), (1, 0))[:, None]
        return logits + mask_bias(mask).to(logits.dtype)

    def guess(
        self, semantics: Float[Tensor, "n t e"], question: Question, legend: Float[Tensor, "n m d"]
    ) -> Float[Tensor, "n t d"]:
        """A first answer without training: each place takes the legend line whose noun its ImageNet classes resemble
        most.
        """
        nouns = F.normalize(question.nouns - self.class_names.mean(0).to(question.nouns.dtype), dim=-1)
        likeness = torch.einsum("nte,nme->ntm", semantics, nouns)  # cosine
        likeness[..., 0] = self.sharpness[1].to(likeness.dtype)
        likeness = (likeness * self.sharpness[0].exp()).masked_fill(~question.legend_mask[:, None], -torch.inf)
        return self.from_guess(likeness.softmax(-1) @ legend)

    def forward(
        self,
        noisy: Float[Tensor, "n c h8 w8"],
        timesteps: Float[Tensor, " n"],
        view: View,
        question: Question,
    ) -> Float[Tensor, "n c h8 w8"]:
        """Clean latents. `timesteps` run from 0 (clean) to 999 (nothing but noise, or nothing at all)."""
        return self.paint(noisy, timesteps, view, question)[0]

    def paint(
        self,
        noisy: Float[Tensor, "n c h8 w8"],
        timesteps: Float[Tensor, " n"],
        view: View,
        question: Question,
    ) -> tuple[Float[Tensor, "n c h8 w8"], Float[Tensor, "n m h8 w8"]]:
        """Clean latents, and the logits with which each cell picked its line of the legend (training supervises
        both).
        """
        legend = self.legend_tokens(question)
        y = self.head1(self.mix(noisy, timesteps, view, question, legend) + self.from_geometry(view.geometry))
        q = self.cell_query(self.cell_norm(y.flatten(2).transpose(1, 2))) + view.meaning  # [n, cells, c]
        presence = self.presence(view.whole, question.nouns)
        picks = self.likeness(q, presence, question.nouns, question.legend_mask)  # [n, cells, m]
        picks = picks.float().transpose(1, 2).unflatten(-1, y.shape[-2:])  # [n, m, h8, w8]
        share = picks.softmax(1)
        hint = torch.einsum("nmhw,nmc->nchw", share.to(y.dtype), self.legend_value(legend).to(y.dtype))
        residual = self.out(F.relu(self.head2(y + hint)))
        # Learned from the wording alone: the picture's gradient would settle for a mixture that the residual mends.
        wanted = (DECISIVENESS * self.kinds(question).detach()).softmax(-1)  # [n, 3]
        flat = self.flat(picks, self.settled(picks, presence), view.geometry, question.colours, wanted)
        return flat + (1 - wanted[:, :1, None, None]) * residual, picks

    def mix(
        self,
        noisy: Float[Tensor, "n c h8 w8"],
        timesteps: Float[Tensor, " n"],
        view: View,
        question: Question,
        legend: Float[Tensor, "n m d"],
    ) -> Float[Tensor, "n cells h8 w8"]:
        """The photo's cells after the question and the noisy answer have been read: the transformer itself."""
        h, w = noisy.shape[-2] // PATCH, noisy.shape[-1] // PATCH
        context = torch.cat([legend, self.from_words(question.words)], 1)  # [n, m + l, d]
        mask = torch.cat([question.legend_mask, question.words_mask], 1)
        condition = self.time(sinusoid(timesteps, 256)) + self.from_task(self.told(question))
        condition = self.condition(condition).unflatten(-1, (6, -1))
        answer = self.from_noisy(noisy).flatten(2).transpose(1, 2) + self.guess(view.semantics, question, legend)
        x = torch.cat([view.tokens[:, :1], view.tokens[:, 1:] + answer], 1)  # [n, 1 + t, d]
        for block in self.blocks:
            x = block(x, condition, context, mask)
        y = self.to_cells(self.norm(x[:, 1:])).transpose(1, 2).unflatten(-1, (h, w))  # [n, 16 c, h32, w32]
        return F.pixel_shuffle(y, PATCH) + view.cells + self.noisy_cells(noisy)

    def settled(self, picks: Float[Tensor, "n m h8 w8"], presence: Float[Tensor, "n m"]) -> Float[Tensor, "n m h8 w8"]:
        """The picks that a legend picture is painted from: a noun must be likelier in the photo than the calibrated
        threshold (`instructcv calibrate`; a logit) and win more than a few cells; cells listen to their neighbours.
        """
        doubt = F.logsigmoid(presence - self.settings["presence_threshold"]) - F.logsigmoid(presence)
        picks = smooth(picks + F.pad(doubt[:, 1:], (1, 0))[..., None, None])
        won = F.one_hot(picks.argmax(1), picks.shape[1]).float().mean((1, 2))  # [n, m] share of the cells
        few = won[:, 1:] < FEWEST
        return picks.masked_fill(F.pad(few, (1, 0))[..., None, None], -1e4)

    def flat(
        self,
        picks: Float[Tensor, "n m h8 w8"],
        settled: Float[Tensor, "n m h8 w8"],
        geometry: Float[Tensor, "n 3 h8 w8"],
        colours: Float[Tensor, "n m 3"],
        wanted: Float[Tensor, "n k"],
    ) -> Float[Tensor, "n c h8 w8"]:
        """What is known so far as latents of flat colours: each cell in its line's colour, in the colour of its place in
        its box, or in the grey of its depth, in the shares in which each kind of picture is wanted. An object's blue
        says how likely it is one, so that boxes have scores.
        """
        hw = picks.shape[-2:]
        lines = self.latents_of(colours)  # [n, m, c]
        across, down, grey = (geometry.float().clamp(0, 1) * 2 - 1).flatten(2).unbind(1)  # each [n, cells]
        place = self.latents_of(torch.stack([across, down, torch.ones_like(grey)], -1))
        depth = self.latents_of(torch.stack([grey, grey, grey], -1))
        place, depth = (x.transpose(1, 2).unflatten(-1, hw) for x in (place, depth))  # [n, c, h8, w8]
        nothing = picks.softmax(1)[:, :1]
        kinds = (
            torch.einsum("nmhw,nmc->nchw", (DECISIVENESS * settled).softmax(1), lines),
            (1 - nothing) * place + nothing * lines[:, 0, :, None, None],
            depth,
        )
        shares = wanted[..., None, None, None].unbind(1)  # each [n, 1, 1, 1]
        return sum((share * kind for share, kind in zip(shares, kinds, strict=True)), torch.zeros_like(depth))


def smooth(maps: Float[Tensor, "n m h w"]) -> Float[Tensor, "n m h w"]:
    """Weighted mean over each place and its eight neighbours."""
    weights = torch.tensor(NEIGHBOURS, dtype=maps.dtype, device=maps.device)
    padded = F.pad(maps, (1, 1, 1, 1), mode="replicate").flatten(0, 1)[:, None]
    return F.conv2d(padded, torch.outer(weights, weights)[None, None])[:, 0].unflatten(0, maps.shape[:2])


@torch.no_grad()
def flat_colour_latents(vae: MiniVAE) -> Float[Tensor, "c levels levels levels"]:
    """The VAE's latents of flat pictures on a lattice of colours, axes blue, green, red: for a new `Denoiser`."""
    levels = torch.linspace(-1, 1, COLOUR_LEVELS)
    blue, green, red = torch.meshgrid(levels, levels, levels, indexing="ij")
    colours = torch.stack([red, green, blue], -1).reshape(-1, 3, 1, 1)
    cells = 9  # the middle one is beyond the reach of the border's padding
    latents = vae.encode(colours.expand(-1, -1, cells * FACTOR, cells * FACTOR))[:, :, cells // 2, cells // 2]
    return latents.T.unflatten(1, (COLOUR_LEVELS,) * 3)
