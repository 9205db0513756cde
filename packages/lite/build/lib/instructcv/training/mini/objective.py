"""What a painted answer costs, in decoded space: each kind of picture is judged the way its reader will read it.

All pictures here are `[n, 3, h, w]`, 0 to 1. Every function returns one number a query.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float, Int, UInt8
from torch import Tensor

from instructcv.models.mini.denoiser import ROW_OF_KIND
from instructcv.tasks.base import Kind, task


@dataclass(kw_only=True)
class Painted:
    """A batch to judge."""

    picture: Float[Tensor, "n 3 h w"]
    target: Float[Tensor, "n 3 h w"]
    known: Bool[Tensor, "n h w"]
    lines: UInt8[Tensor, "n h w"]
    """Which line of the legend each target pixel was painted from."""
    colours: Float[Tensor, "n m 3"]
    """0 to 1; line 0 is "none of these"."""
    legend_mask: Bool[Tensor, "n m"]

    def rows(self, rows: Int[Tensor, " k"]) -> "Painted":
        return Painted(**{name: value[rows] for name, value in vars(self).items()})


TEMPERATURE = 0.1
"""Of the softmax over squared colour distances (0 to 1 scale): neighbours in a legend are at least 0.35 apart, 0.12 squared."""
BALANCE = 0.4
"""0 weighs every pixel alike, 1 every category alike. Most of a mask is black: too low misses small objects, too high
invents them."""


def squared_distances(picture: Float[Tensor, "n 3 h w"], colours: Float[Tensor, "n m 3"]) -> Float[Tensor, "n m h w"]:
    """|x - c|^2 of every pixel to every line of the legend."""
    cross = torch.einsum("nchw,nmc->nmhw", picture, colours)
    return picture.square().sum(1, keepdim=True) - 2 * cross + colours.square().sum(-1)[..., None, None]


def balanced(loss: Float[Tensor, "n h w"], weights: Float[Tensor, "n h w"]) -> Float[Tensor, " n"]:
    """Weighted mean over the pixels."""
    return (loss * weights).sum((1, 2)) / weights.sum((1, 2)).clamp_min(1e-6)


def class_weights(
    lines: Int[Tensor, "n h w"] | UInt8[Tensor, "n h w"], known: Bool[Tensor, "n h w"], count: int
) -> Float[Tensor, "n h w"]:
    """Share of the pixel's own category to the power -BALANCE; 0 where unknown."""
    seen = torch.where(known, lines.long(), count).flatten(1)  # [n, h w]; unknown pixels make a class of their own
    tally = torch.zeros(len(seen), count + 1).to(seen.device).scatter_add_(1, seen, torch.ones_like(seen).float())
    weight = (tally / seen.shape[1]).clamp_min(1e-4) ** -BALANCE  # [n, m + 1]
    weight[:, count] = 0
    return weight.gather(1, seen).view(lines.shape)


def legend_loss(p: Painted) -> Float[Tensor, " n"]:
    """Cross-entropy of the reader's soft posterior, plus L1 to the exact colour."""
    distances = squared_distances(p.picture, p.colours)
    hidden = ~p.legend_mask[..., None, None]
    weights = class_weights(p.lines, p.known, p.colours.shape[1])
    logits = (-distances / TEMPERATURE).masked_fill(hidden, -1e4)
    entropy = F.cross_entropy(logits, p.lines.long(), reduction="none")
    return balanced(entropy, weights) + 0.5 * balanced((p.picture - p.target).abs().mean(1), weights)


def flat_loss(p: Painted) -> Float[Tensor, " n"]:
    """The legend loss on the picture's mean colour in a 2 x 2 grid, plus L1: the answer is one colour everywhere."""
    coarse = Painted(
        picture=F.adaptive_avg_pool2d(p.picture, 2),
        target=F.adaptive_avg_pool2d(p.target, 2),
        known=p.known[:, :2, :2] | True,
        lines=p.lines[:, :2, :2],
        colours=p.colours,
        legend_mask=p.legend_mask,
    )
    return legend_loss(coarse) + 0.5 * (p.picture - p.target).abs().mean((1, 2, 3))


def place_loss(p: Painted) -> Float[Tensor, " n"]:
    """Place-in-box: blue says whether (cross-entropy), red and green say where (L1 on the object's pixels)."""
    blue, on = p.picture[:, 2], p.target[:, 2] > 0.5
    weights = class_weights(p.lines, p.known, 2)
    whether = F.binary_cross_entropy_with_logits((blue - 0.5) * 8, on.float(), reduction="none")
    off_by = (p.picture - p.target).abs()
    where = balanced(off_by[:, :2].mean(1), (on & p.known).float())
    return balanced(whether, weights) + 4 * where + 0.5 * balanced(off_by.mean(1), weights)


def grey_loss(p: Painted) -> Float[Tensor, " n"]:
    """Depth as grey: L1, L1 between neighbours (sharp edges, straight planes), and grey means grey."""
    known = p.known.float()
    off_by = (p.picture - p.target).mean(1)  # [n, h, w]
    steps = [
        balanced(
            off_by.diff(dim=d).abs(), known.narrow(d, 1, known.shape[d] - 1) * known.narrow(d, 0, known.shape[d] - 1)
        )
        for d in (1, 2)
    ]
    tint = (p.picture - p.picture.mean(1, keepdim=True)).abs().mean(1)
    return 8 * balanced(off_by.abs(), known) + 2 * (steps[0] + steps[1]) + balanced(tint, known)


def picture_loss(p: Painted) -> Float[Tensor, " n"]:
    """Plain L1, for colours that mean something by themselves."""
    return 4 * balanced((p.picture - p.target).abs().mean(1), p.known.float())


LOSSES: dict[Kind, Callable[[Painted], Tensor]] = {
    "legend": legend_loss,
    "place": place_loss,
    "grey": grey_loss,
    "flat": flat_loss,
    "free": picture_loss,
}


def kind_of(name: str) -> Kind:
    """The kind of a task's pictures."""
    return task(name).TRAITS.kind


def kind_losses(kinds: Float[Tensor, "n k"], tasks: Sequence[str]) -> Float[Tensor, " n"]:
    """Cross-entropy on the kind of picture that was wanted."""
    wanted = torch.tensor([ROW_OF_KIND[kind_of(name)] for name in tasks], device=kinds.device)
    return F.cross_entropy(kinds.float(), wanted, reduction="none")


def pick_losses(picks: Float[Tensor, "n m h8 w8"], p: Painted) -> Float[Tensor, " n"]:
    """Cross-entropy of the cells' picks against the shares of the legend's lines among each cell's pixels.

    The picture itself teaches the same thing, but through a decoder; this is the short way.
    """
    m, w = picks.shape[1], picks.shape[-1]
    side = p.lines.shape[-1] // w
    seen = torch.where(p.known, p.lines, 255)
    share = torch.stack([F.avg_pool2d((seen == k).float(), side) for k in range(m)], 1)  # [n, m, h8, w8]
    frequency = share.mean((2, 3), keepdim=True).clamp_min(1e-4)
    weighted = share * frequency**-BALANCE
    entropy = -(weighted * picks.float().log_softmax(1)).sum(1)
    return entropy.sum((1, 2)) / weighted.sum((1, 2, 3)).clamp_min(1e-6)


def choice_losses(choice: Float[Tensor, "n m"], p: Painted) -> Float[Tensor, " n"]:
    """Cross-entropy of the line chosen for the whole photo, where the whole target is of one line."""
    return F.cross_entropy(choice.float(), p.lines[:, 0, 0].long(), reduction="none")


def answer_losses(painted: Painted, tasks: Sequence[str]) -> dict[str, Float[Tensor, " k"]]:
    """The loss of every query, grouped by task."""
    groups: dict[str, Tensor] = {}
    for name in dict.fromkeys(tasks):
        rows = torch.tensor([i for i, t in enumerate(tasks) if t == name], device=painted.picture.device)
        groups[name] = LOSSES[kind_of(name)](painted.rows(rows))
    return groups
