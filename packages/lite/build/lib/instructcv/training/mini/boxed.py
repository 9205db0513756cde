"""What a box teaches where there is no mask: nothing of the object outside, something of it in every row and column.

The projection and pairwise-colour losses of BoxInst (Tian et al. 2021, equations 1 and 4), with three changes. The network does
not mask objects but names places, so a box is a statement about its noun inside it, and every noun of a place takes part in the
likeness of neighbours. A row's surest place is taught by its cross-entropy, which does not vanish where nothing was found yet,
instead of a dice loss. And an object fills a part of its box, as nearly all annotated masks do.

Shapes: b photos, n boxes a photo at most, v nouns of which noun 0 is "none of these", s x s places.
"""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
import torch
from jaxtyping import Bool, Float, Float32, Int, Int16, UInt8
from torch import Tensor

from instructcv.types import BoxXYXY

FILL = 0.3
"""Share of its box that an object fills at least: of COCO's masks 94 % do (median 0.6)."""
ALIKE = 0.2
"""exp(-difference / 2) of two neighbours' colours in CIELAB from which they are taken for parts of one thing (tau)."""
ROWS_WEIGHT, FILL_WEIGHT, ALIKE_WEIGHT = 0.5, 0.5, 0.5
"""Beside a place's own cross-entropy."""


class Boxes(NamedTuple):
    """The boxes of b photos whose objects have no mask."""

    xyxy: Float[Tensor, "b n 4"]
    """In places: left, top, right, bottom, 0 to s."""
    nouns: Int16[Tensor, "b n"]
    """Which noun; 0 = no box, only padding."""
    under: Int16[Tensor, "b s s"]
    """What is at a place in a box if not the box's object: the noun of a larger mask, or none of these; -1 = in no box."""
    colours: Float[Tensor, "b 3 s s"]
    """The photos in CIELAB, L from 0 to 100."""

    def to(self, device: torch.device) -> "Boxes":
        return Boxes(*(part.to(device) for part in self))

    def rows(self, rows: Int[Tensor, " k"]) -> "Boxes":
        return Boxes(*(part[rows] for part in self))


def boxes_of(
    found: Sequence[Sequence[tuple[int, BoxXYXY]]],
    under: Int16[np.ndarray, "b s s"],
    photos: Sequence[UInt8[np.ndarray, "_ _ 3"]],
) -> Boxes:
    """The maskless objects of each photo, each a noun's number and a box in places."""
    most, side = max(map(len, found)), under.shape[-1]
    xyxy = np.zeros((len(found), most, 4), np.float32)
    nouns = np.zeros((len(found), most), np.int16)
    for row, objects in enumerate(found):
        for column, (noun, box) in enumerate(objects):
            xyxy[row, column], nouns[row, column] = np.clip(box, 0, side), noun
    colours = np.stack([places_colours(photo, side) for photo in photos])
    arrays = (xyxy, nouns, under, colours)
    return Boxes(*(torch.from_numpy(array) for array in arrays))


def places_colours(photo: UInt8[np.ndarray, "_ _ 3"], side: int) -> Float32[np.ndarray, "3 side side"]:
    """The mean colour of every place in CIELAB."""
    small = cv2.resize(photo, (side, side), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    return np.ascontiguousarray(lab.transpose(2, 0, 1), np.float32)


def boxed_losses(
    logits: Float[Tensor, "b v s s"], place: Float[Tensor, "b 2 s s"], boxes: Boxes
) -> tuple[Float[Tensor, " b"], Float[Tensor, " b"]]:
    """What the nouns of places in boxes cost, and their places in the box; one number a photo, 0 where there is no box."""
    logits, inside = logits.float(), covered(boxes)  # inside [b, n, s, s]
    some = boxes.under >= 0  # [b, s, s] in a box, and under no smaller mask
    log_shares = logits.log_softmax(1)
    # 1. A place in boxes shows one of their nouns, or what is under them.
    allowed = torch.zeros_like(logits).scatter_add_(1, spread(boxes.nouns, inside), inside.float())
    allowed.scatter_(1, boxes.under.long().clamp_min(0)[:, None], 1.0)
    one_of = -log_shares.masked_fill(allowed == 0, -torch.inf).logsumexp(1)  # [b, s, s]
    # 2. The box's noun is somewhere in its every row and column, and fills a part of it.
    shares = log_shares.exp()
    named = shares.gather(1, spread(boxes.nouns, inside)) * (inside & some[:, None])  # [b, n, s, s]
    open_places = (inside & some[:, None]).float()
    fill = named.sum((2, 3)) / open_places.sum((2, 3)).clamp_min(1)
    sides = [(named.amax(3), open_places.amax(3)), (named.amax(2), open_places.amax(2))]  # each [b, n, s]
    surest = sum(mean(-best.clamp_min(1e-4).log(), there) for best, there in sides)  # [b, n]
    missing = -(fill / FILL).clamp(1e-4, 1).log()
    told = ((boxes.nouns > 0) & (open_places.sum((2, 3)) > 0)).float()  # [b, n]
    objects = mean(ROWS_WEIGHT * surest + FILL_WEIGHT * missing, told)
    # 3. Neighbours of one colour are of one noun.
    category = mean(one_of.flatten(1), some.flatten(1).float()) + objects + ALIKE_WEIGHT * unlike(shares, some, boxes)
    return category, misplaced(place, named.detach(), boxes)


def covered(boxes: Boxes) -> Bool[Tensor, "b n s s"]:
    """Whose places lie in each box by their centres; a box that holds none has the place that its own centre is in."""
    side = boxes.under.shape[-1]
    low, high = boxes.xyxy[..., :2], boxes.xyxy[..., 2:]
    first, last = (low - 0.5).ceil(), (high - 0.5).ceil()  # first inside, first no longer inside
    middle = ((low + high) / 2).floor().clamp(0, side - 1)
    narrow = last <= first
    first, last = torch.where(narrow, middle, first), torch.where(narrow, middle + 1, last)
    at = torch.arange(side, device=first.device)
    across, down = ((at >= first[..., k, None]) & (at < last[..., k, None]) for k in (0, 1))  # each [b, n, s]
    return across[:, :, None, :] & down[:, :, :, None] & (boxes.nouns > 0)[..., None, None]


def spread(nouns: Int16[Tensor, "b n"], like: Bool[Tensor, "b n s s"]) -> Int[Tensor, "b n s s"]:
    """Each box's noun at every place, as an index."""
    return nouns.long()[..., None, None].expand_as(like)


def mean(values: Float[Tensor, "*k n"], weights: Float[Tensor, "*k n"]) -> Float[Tensor, "*k"]:
    """Weighted mean over the last axis; 0 where nothing weighs."""
    return (values * weights).sum(-1) / weights.sum(-1).clamp_min(1e-6)


def unlike(shares: Float[Tensor, "b v s s"], some: Bool[Tensor, "b s s"], boxes: Boxes) -> Float[Tensor, " b"]:
    """-log of the probability that two neighbours of one colour show the same noun, where at least one lies in a box."""
    total = torch.zeros(len(shares), device=shares.device)
    count = torch.zeros_like(total)
    for down, across in ((0, 1), (1, 0), (1, 1), (1, -1)):
        one, other = neighbours(shares, down, across)
        same = (one * other).sum(1).clamp_min(1e-4)  # [b, h, w]
        ours, theirs = neighbours(boxes.colours, down, across)
        alike = torch.exp(-(ours - theirs).norm(dim=1) / 2) >= ALIKE
        here, there = neighbours(some[:, None], down, across)
        judged = (alike & (here | there)[:, 0]).float()
        total = total - (same.log() * judged).sum((1, 2))
        count = count + judged.sum((1, 2))
    return total / count.clamp_min(1)


def neighbours(maps: Tensor, down: int, across: int) -> tuple[Tensor, Tensor]:
    """Two views of `[b, c, h, w]` whose places lie side by side, `down` rows and `across` columns apart."""
    h, w = maps.shape[-2:]
    left, right = max(0, -across), w - max(0, across)
    return maps[..., : h - down, left:right], maps[..., down:, left + across : right + across]


def misplaced(place: Float[Tensor, "b 2 s s"], named: Float[Tensor, "b n s s"], boxes: Boxes) -> Float[Tensor, " b"]:
    """L1 between the place in the smallest box around and what is said of it, the surer the box's noun is there the more."""
    extent = boxes.xyxy[..., 2:] - boxes.xyxy[..., :2]  # [b, n, 2]
    inside = covered(boxes)
    area = extent.prod(-1)[..., None, None].expand_as(inside).masked_fill(~inside, torch.inf)
    owner = area.argmin(1, keepdim=True)  # [b, 1, s, s]
    weight = named.gather(1, owner)[:, 0]  # 0 where no box is
    at = torch.arange(place.shape[-1], device=place.device) + 0.5
    grids = torch.stack(torch.meshgrid(at, at, indexing="xy"))  # [2, s, s] across, down
    low, wide = (
        numbers.transpose(1, 2)[..., None, None]
        .expand(-1, -1, -1, *inside.shape[2:])
        .gather(2, owner[:, None].expand(-1, 2, -1, -1, -1))[:, :, 0]
        for numbers in (boxes.xyxy[..., :2], extent)
    )  # each [b, 2, s, s]
    right = ((grids - low) / wide.clamp_min(1e-3)).clamp(0, 1)
    off_by = (place.float() - right).abs().mean(1)
    return mean(off_by.flatten(1), weight.flatten(1))
