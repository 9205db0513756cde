"""The mini denoiser: a transformer over 32x32-pixel patches between two light convolutional ends.

It comes in two halves, so that a photo is looked at once however many questions are asked of it:

- `PhotoEncoder` reads the photo latents and the backbone's features into tokens and cells, and is taught directly what every
  cell shows: its category among all nouns, its place in its object's box, its depth. It knows neither the question nor the
  noise.
- `Denoiser` reads those, the noisy latents and the question, and predicts the clean latents of the painted answer.

A cell of the latents chooses among the legend's lines by comparing what it sees with the *noun* of each line, after the photo
as a whole has said whether it shows such a thing at all; and then it paints the *colour* of the line it chose. The two never
mix, so that a noun learned in red is known in blue. Places in boxes and depths are painted in the same way: as the latents
of the flat colour that stands for them. What the wording decides is which of the three kinds of picture is wanted.

Shapes: b photos, n queries, h8 w8 latent cells, t = (h8/4)(w8/4) tokens of width d, m legend entries, l words, e = 384.
"""

import math
from typing import NamedTuple

import torch
import torch.nn.functional as F
from diffusers.configuration_utils import ConfigMixin, register_to_config
from diffusers.models.modeling_utils import ModelMixin
from jaxtyping import Bool, Float
from torch import Tensor, nn

from instructcv.models._backbone import CHANNELS, POOLED, Features
from instructcv.models._text import WIDTH
from instructcv.models._vae import FACTOR, MiniVAE, ResidualBlock

PATCH = 4
"""Latent cells along a token's side."""
COLOUR_LEVELS = 9
"""Points a channel of the lattice of flat colours whose latents are known; between them they are interpolated."""
DECISIVENESS = 8.0
"""By which a choice's logits are multiplied before it is painted: half this and half that would be a third colour."""
KINDS = 3
"""Of pictures: legend colours, places in boxes, anything else (depth as grey)."""


class Question(NamedTuple):
    """A batch of queries as tensors."""

    words: Float[Tensor, "n l e"]
    """Token states of the person's own wording."""
    words_mask: Bool[Tensor, "n l"]
    task: Float[Tensor, "n e"]
    """Sentence embedding of the task's name; zeros = not told."""
    nouns: Float[Tensor, "n m e"]
    """Sentence embedding of each legend category; entry 0 stands for "none of these" and is zeros."""
    colours: Float[Tensor, "n m 3"]
    """-1 to 1; entry 0 is the colour of "none of these"."""
    legend_mask: Bool[Tensor, "n m"]

    def repeat(self, times: int) -> "Question":
        return Question(*(x.repeat_interleave(times, 0) for x in self))


class View(NamedTuple):
    """What the photo encoder hands over: once a photo."""

    tokens: Float[Tensor, "b t d"]
    cells: Float[Tensor, "b c h8 w8"]
    meaning: Float[Tensor, "b cells c"]
    """What each cell shows, to be compared with the keys of nouns."""
    geometry: Float[Tensor, "b 3 h8 w8"]
    """Place in the object's box from left and from top, grey of the depth; all 0 to 1."""
    whole: Float[Tensor, "b d"]
    """What the photo as a whole shows, to be compared with the presence keys of nouns."""
    semantics: Float[Tensor, "b t e"]

    def repeat(self, times: int) -> "View":
        """Each photo `times` over, as queries on the same photo need."""
        return View(*(x.repeat_interleave(times, 0) for x in self))

    def seen(self, mask: Bool[Tensor, " b"]) -> "View":
        """Blank where the mask is false: the null photo of classifier-free guidance."""
        return View(*(x * mask.view(-1, *[1] * (x.ndim - 1)) for x in self))


def sinusoid(positions: Float[Tensor, "*p"], width: int) -> Float[Tensor, "*p width"]:
    """Sine and cosine position code (Vaswani et al. 2017, section 3.5)."""
    rates = torch.exp(-math.log(10_000) * torch.arange(width // 2, device=positions.device) / (width // 2))
    angles = positions[..., None] * rates
    return torch.cat([angles.sin(), angles.cos()], -1)


def grid_code(h: int, w: int, width: int, device: torch.device) -> Float[Tensor, "t width"]:
    """A code for each place on an h x w grid, relative to the picture's sides so that other sizes look familiar."""
    y = sinusoid((torch.arange(h, device=device) + 0.5) / h * 64, width // 2)[:, None].expand(h, w, -1)
    x = sinusoid((torch.arange(w, device=device) + 0.5) / w * 64, width // 2)[None].expand(h, w, -1)
    return torch.cat([y, x], -1).reshape(h * w, width)


def attend(
    q: Float[Tensor, "*b t d"],
    k: Float[Tensor, "*b s d"],
    v: Float[Tensor, "*b s d"],
    bias: Float[Tensor, "... 1 s"] | None,
) -> Float[Tensor, "*b t d"]:
    """softmax(q k' / sqrt(d) + bias) v, spelled out: on a CPU its backward takes a fifth of the fused
    kernel's.
    """
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)  # [..., t, s]
    return (scores if bias is None else scores + bias.to(scores.dtype)).softmax(-1).to(v.dtype) @ v


def mask_bias(mask: Bool[Tensor, "n s"]) -> Float[Tensor, "n 1 s"]:
    """0 where the mask is true, a large negative number elsewhere."""
    return torch.where(mask, 0.0, -1e4)[:, None]


class Attention(nn.Module):
    """Multi-head attention; `context` is the input itself unless given."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)

    def forward(
        self,
        x: Float[Tensor, "b t d"],
        context: Float[Tensor, "b s d"] | None = None,
        mask: Bool[Tensor, "b s"] | None = None,
    ) -> Float[Tensor, "b t d"]:
        b, t, d = x.shape
        q = self.query(x).view(b, t, self.heads, -1).transpose(1, 2)  # [b, heads, t, d/heads]
        kv = self.key_value(x if context is None else context)
        k, v = kv.view(b, -1, 2, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        y = attend(q, k, v, None if mask is None else mask_bias(mask)[:, None])
        return self.out(y.transpose(1, 2).reshape(b, t, d))


class PhotoBlock(nn.Module):
    """Self-attention and MLP, pre-norm."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU("tanh"), nn.Linear(4 * width, width))

    def forward(self, x: Float[Tensor, "b t d"]) -> Float[Tensor, "b t d"]:
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class QueryBlock(nn.Module):
    """Self-attention, cross-attention to the question, MLP; shifted and scaled by time and task (adaLN-single,
    PixArt-alpha).
    """

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(width, elementwise_affine=False)
        self.attention = Attention(width, heads)
        self.norm_cross = nn.LayerNorm(width)
        self.cross = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width, elementwise_affine=False)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU("tanh"), nn.Linear(4 * width, width))
        self.modulation = nn.Parameter(torch.randn(6, width) / width**0.5)

    def forward(
        self,
        x: Float[Tensor, "n t d"],
        condition: Float[Tensor, "n 6 d"],
        context: Float[Tensor, "n s d"],
        mask: Bool[Tensor, "n s"],
    ) -> Float[Tensor, "n t d"]:
        shift1, scale1, gate1, shift2, scale2, gate2 = (condition + self.modulation).unsqueeze(2).unbind(1)
        x = x + (1 + gate1) * self.attention(self.norm1(x) * (1 + scale1) + shift1)
        x = x + self.cross(self.norm_cross(x), context, mask)
        return x + (1 + gate2) * self.mlp(self.norm2(x) * (1 + scale2) + shift2)


class PhotoEncoder(nn.Module):
    """Photo latents and backbone features to a `View`."""

    def __init__(
        self, latent_channels: int, width: int, cells: int, depth: int, heads: int, use_backbone: bool
    ) -> None:
        super().__init__()
        self.use_backbone = use_backbone
        self.to_cells = nn.Conv2d(latent_channels + CHANNELS[8], cells, 3, padding=1)
        self.cells_from_stride16 = nn.Conv2d(CHANNELS[16], cells, 1)
        self.cells_from_stride32 = nn.Conv2d(CHANNELS[32] + WIDTH, cells, 1)
        self.early = ResidualBlock(cells)
        self.to_tokens = nn.Conv2d(cells, width, PATCH, stride=PATCH)
        self.from_stride32 = nn.Conv2d(CHANNELS[32] + WIDTH, width, 1)
        self.from_pooled = nn.Linear(POOLED, width)
        self.blocks = nn.ModuleList(PhotoBlock(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width)
        self.from_tokens = nn.Linear(width, PATCH**2 * cells)
        self.whole = nn.Linear(width, width)
        self.late = ResidualBlock(cells)
        self.cell_norm = nn.LayerNorm(cells)
        self.meaning = nn.Linear(cells, cells)
        self.geometry = nn.Linear(cells, 3)

    def forward(self, photo_latents: Float[Tensor, "b c h8 w8"], features: Features) -> View:
        if not self.use_backbone:  # the ablation: the same network, blind to ImageNet
            features = Features(*(torch.zeros_like(f) for f in features))
        semantics = features.semantics * WIDTH**0.5  # entries of order one
        coarse = torch.cat([features.stride32, semantics], 1)  # [b, 352 + e, h32, w32]
        cells = self.to_cells(torch.cat([photo_latents, features.stride8], 1))  # [b, c, h8, w8]
        for finer in (self.cells_from_stride16(features.stride16), self.cells_from_stride32(coarse)):
            cells = cells + F.interpolate(finer, size=cells.shape[-2:], mode="bilinear")
        cells = self.early(cells)
        grid = self.to_tokens(F.relu(cells)) + self.from_stride32(coarse)  # [b, d, h32, w32]
        h, w = grid.shape[-2:]
        x = grid.flatten(2).transpose(1, 2) + grid_code(h, w, grid.shape[1], grid.device)  # [b, t, d]
        x = torch.cat([self.from_pooled(features.pooled)[:, None], x], 1)  # [b, 1 + t, d]: first the whole photo
        for block in self.blocks:
            x = block(x)
        read = self.norm(x)
        told = self.from_tokens(read[:, 1:]).transpose(1, 2).unflatten(-1, (h, w))  # [b, 16 c, h32, w32]
        cells = self.late(cells + F.pixel_shuffle(told, PATCH))  # [b, c, h8, w8]
        each = self.cell_norm(cells.flatten(2).transpose(1, 2))  # [b, cells, c]
        geometry = self.geometry(each).transpose(1, 2).unflatten(-1, cells.shape[-2:])
        semantics = features.semantics.flatten(2).transpose(1, 2)
        return View(x, cells, self.meaning(each), geometry, self.whole(read[:, 0]), semantics)


class Denoiser(ModelMixin, ConfigMixin):
    """Predicts the clean latents of the painted answer (diffusers calls that prediction type "sample")."""

    @register_to_config
    def __init__(
        self,
        latent_channels: int = 8,
        width: int = 256,
        cells: int = 64,
        photo_depth: int = 6,
        query_depth: int = 3,
        heads: int = 4,
        use_backbone: bool = True,
        size_px: int = 256,
        label_format: str = "legend",
        depth_curve: str = "log",
        near_m: float = 0.3,
        far_m: float = 10.0,
    ) -> None:
        super().__init__()
        self.photo_encoder = PhotoEncoder(latent_channels, width, cells, photo_depth, heads, use_backbone)
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
        h, w = noisy.shape[-2] // PATCH, noisy.shape[-1] // PATCH
        legend = self.legend_tokens(question)
        context = torch.cat([legend, self.from_words(question.words)], 1)  # [n, m + l, d]
        mask = torch.cat([question.legend_mask, question.words_mask], 1)
        told = self.told(question)
        condition = self.time(sinusoid(timesteps, 256)) + self.from_task(told)
        condition = self.condition(condition).unflatten(-1, (6, -1))

        answer = self.from_noisy(noisy).flatten(2).transpose(1, 2) + self.guess(view.semantics, question, legend)
        x = torch.cat([view.tokens[:, :1], view.tokens[:, 1:] + answer], 1)  # [n, 1 + t, d]
        for block in self.blocks:
            x = block(x, condition, context, mask)

        y = self.to_cells(self.norm(x[:, 1:])).transpose(1, 2).unflatten(-1, (h, w))  # [n, 16 c, h32, w32]
        y = F.pixel_shuffle(y, PATCH) + view.cells + self.noisy_cells(noisy)  # [n, c, h8, w8]
        y = self.head1(y + self.from_geometry(view.geometry))
        q = self.cell_query(self.cell_norm(y.flatten(2).transpose(1, 2))) + view.meaning  # [n, cells, c]
        presence = self.presence(view.whole, question.nouns)
        picks = self.likeness(q, presence, question.nouns, question.legend_mask)  # [n, cells, m]
        picks = picks.float().transpose(1, 2).unflatten(-1, y.shape[-2:])  # [n, m, h8, w8]
        share = picks.softmax(1)
        hint = torch.einsum("nmhw,nmc->nchw", share.to(y.dtype), self.legend_value(legend).to(y.dtype))
        residual = self.out(F.relu(self.head2(y + hint)))
        wanted = (DECISIVENESS * self.kinds(question)).softmax(-1)  # [n, 3]
        flat = self.flat(picks, view.geometry, question.colours, wanted)
        return flat + (1 - wanted[:, :1, None, None]) * residual, picks

    def flat(
        self,
        picks: Float[Tensor, "n m h8 w8"],
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
            torch.einsum("nmhw,nmc->nchw", (DECISIVENESS * picks).softmax(1), lines),
            (1 - nothing) * place + nothing * lines[:, 0, :, None, None],
            depth,
        )
        shares = wanted[..., None, None, None].unbind(1)  # each [n, 1, 1, 1]
        return sum((share * kind for share, kind in zip(shares, kinds, strict=True)), torch.zeros_like(depth))


@torch.no_grad()
def flat_colour_latents(vae: MiniVAE) -> Float[Tensor, "c levels levels levels"]:
    """The VAE's latents of flat pictures on a lattice of colours, axes blue, green, red: for a new `Denoiser`."""
    levels = torch.linspace(-1, 1, COLOUR_LEVELS)
    blue, green, red = torch.meshgrid(levels, levels, levels, indexing="ij")
    colours = torch.stack([red, green, blue], -1).reshape(-1, 3, 1, 1)
    cells = 9  # the middle one is beyond the reach of the border's padding
    latents = vae.encode(colours.expand(-1, -1, cells * FACTOR, cells * FACTOR))[:, :, cells // 2, cells // 2]
    return latents.T.unflatten(1, (COLOUR_LEVELS,) * 3)
