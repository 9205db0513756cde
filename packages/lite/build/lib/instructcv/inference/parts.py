"""Photos far from a square are looked at in parts that overlap, and what was read of each is put together.

A network that squeezes every photo to a square sees a 6:1 panorama's people six times too thin. So such a photo is cut into windows
as near to a square as photos usually are; each is answered by itself, and the answers become one on a canvas of all windows:
maps are blended where windows overlap, objects that two windows show are one object, depths are brought to one scale by what two
windows both see, and a class is what the window says that is surest of one.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from jaxtyping import Bool, Float32, Int16

from instructcv.types import Answer, BoxXYXY, Detection

Window = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the photo; right and bottom are exclusive."""
LONGEST = 2.0
"""Ratio of a photo's sides up to which it is looked at as a whole: cameras' widest formats."""
PART = 1.25
"""The same ratio of a window."""
OVERLAP = 0.4
"""Share of a window's length that it has in common with the next one, at least: what one cuts, the other shows whole."""
MOST = 12
"""Windows of a photo: those of a longer one than 9:1 are less square."""
SAME = 0.5
"""Of what two windows both could see, the share of the smaller object that lies in the other from which they are one object."""


def windows(size_hw: tuple[int, int]) -> list[Window]:
    """One window of the whole photo, or several along its longer side."""
    h, w = size_hw
    short, long = min(h, w), max(h, w)
    if long <= LONGEST * short:
        return [(0, 0, w, h)]
    least = -(-long // (1 + (MOST - 1) * (1 - OVERLAP)))  # of which `MOST` cover the photo
    length = min(long, max(1, round(PART * short), int(least)))
    count = min(MOST, 1 + -(-(long - length) // max(1, int((1 - OVERLAP) * length))))
    starts = [round(i * (long - length) / (count - 1)) for i in range(count)]
    return [(s, 0, s + length, h) if w > h else (0, s, w, s + length) for s in starts]


class Canvas:
    """Where each window's picture lies on one picture of the whole photo."""

    def __init__(self, parts: Sequence[Window], size_hw: tuple[int, int], painted_hw: tuple[int, int]) -> None:
        left, top, right, bottom = parts[0]
        self.down, self.across = painted_hw[0] / (bottom - top), painted_hw[1] / (right - left)
        self.size_hw = round(size_hw[0] * self.down), round(size_hw[1] * self.across)
        self.painted_hw = painted_hw
        self.corners = [(round(part[1] * self.down), round(part[0] * self.across)) for part in parts]
        shares = [self._share(number) for number in range(len(parts))]
        total = np.sum([self.spread(share, number) for number, share in enumerate(shares)], axis=0)
        self.shares = [share / total[self.place(number)] for number, share in enumerate(shares)]
        """How much each window's say counts at its own pixels `[s, t]`; at every pixel of the canvas they add up to one."""

    def place(self, number: int) -> tuple[slice, slice]:
        """The canvas's pixels of one window."""
        (y, x), (h, w) = self.corners[number], self.painted_hw
        return np.s_[y : y + h, x : x + w]

    def spread(self, values: np.ndarray, number: int) -> np.ndarray:
        """A window's map `[..., s, t]` on the canvas, zeros elsewhere."""
        whole = np.zeros((*values.shape[:-2], *self.size_hw), values.dtype)
        whole[(..., *self.place(number))] = values
        return whole

    def _share(self, number: int) -> Float32[np.ndarray, "s t"]:
        """Falling to the window's ends, where it knows least of what goes on beyond."""
        h, w = self.painted_hw
        y, x = self.corners[number]
        ramps: list[np.ndarray] = []
        for start, side, long in ((y, h, self.size_hw[0]), (x, w, self.size_hw[1])):
            at = np.arange(side, dtype=np.float32) + 0.5
            before = at if start > 0 else np.full(side, np.inf, np.float32)
            after = side - at if start + side < long else np.full(side, np.inf, np.float32)
            ramps.append(np.minimum(np.minimum(before, after) / (OVERLAP * side / 2), 1))
        return (ramps[0][:, None] * ramps[1][None]).astype(np.float32)


def joined(answers: Sequence[Answer], canvas: Canvas) -> Answer:
    """One answer for the whole photo, of what every window's answer to the same question says."""
    first, found = answers[0], [answer for answer in answers if answer.found]
    whole = replace(
        first,
        found=bool(found),
        admissibility=float(np.mean([answer.admissibility for answer in answers])),
        confidence=max(answer.confidence for answer in found or answers),
        size_hw=canvas.size_hw,
    )
    posteriors = [answer.posterior for answer in answers if answer.posterior is not None]
    maps = [answer.category_map for answer in answers if answer.category_map is not None]
    if len(posteriors) == len(maps) == len(answers):
        return replace(whole, posterior=blended(posteriors, canvas), category_map=chosen(maps, canvas))
    depths = [answer.depth_m for answer in answers if answer.depth_m is not None]
    if len(depths) == len(answers):
        return replace(whole, depth_m=levelled(depths, canvas))
    if any(answer.probabilities for answer in answers):
        surest = max(answers, key=lambda answer: sum(answer.probabilities.values()))
        return replace(surest, size_hw=None)
    return replace(whole, detections=objects([answer.detections for answer in answers], canvas))


def blended(maps: Sequence[Float32[np.ndarray, "k s t"]], canvas: Canvas) -> Float32[np.ndarray, "k h w"]:
    """The mean of all windows at each pixel, by their shares."""
    parts = [canvas.spread(one * canvas.shares[number], number) for number, one in enumerate(maps)]
    return np.asarray(np.sum(parts, axis=0, dtype=np.float32))


def chosen(maps: Sequence[Int16[np.ndarray, "s t"]], canvas: Canvas) -> Int16[np.ndarray, "h w"]:
    """At each pixel what the window says that has most of the say."""
    whole, most = np.full(canvas.size_hw, -1, np.int16), np.zeros(canvas.size_hw, np.float32)
    for number, one in enumerate(maps):
        place, share = canvas.place(number), canvas.shares[number]
        wins = share > most[place]
        whole[place][wins], most[place][wins] = one[wins], share[wins]
    return whole


def levelled(depths: Sequence[Float32[np.ndarray, "s t"]], canvas: Canvas) -> Float32[np.ndarray, "h w"]:
    """One map in metres: each window's depths times what makes it agree with its neighbours, the mean of all windows as it was."""
    logs = [np.log(np.maximum(depth, 1e-3)) for depth in depths]
    shifts = [0.0]
    for number in range(1, len(logs)):
        before, here = (canvas.spread(logs[n], n) for n in (number - 1, number))
        both = canvas.spread(depths[number - 1] > 0, number - 1) & canvas.spread(depths[number] > 0, number)
        step = float(np.median(before[both] - here[both])) if both.any() else 0.0
        shifts.append(shifts[-1] + step)
    level = float(np.mean(shifts))
    known = [depth > 0 for depth in depths]
    weights = blended([one[None].astype(np.float32) for one in known], canvas)[0]
    sums = blended(
        [
            ((log + shift - level) * one)[None].astype(np.float32)
            for log, shift, one in zip(logs, shifts, known, strict=True)
        ],
        canvas,
    )[0]
    return np.where(weights > 0, np.exp(sums / np.maximum(weights, 1e-6)), 0).astype(np.float32)


def objects(found: Sequence[Sequence[Detection]], canvas: Canvas) -> tuple[Detection, ...]:
    """All windows' objects on the canvas, best score first; what two windows see of one object becomes one."""
    every = [(number, moved(item, number, canvas)) for number, items in enumerate(found) for item in items]
    kept: list[tuple[set[int], Detection]] = []
    for number, item in sorted(every, key=lambda one: -one[1].score):
        for index, (seen_by, other) in enumerate(kept):
            if number not in seen_by and item.category == other.category and same(item, other, number, seen_by, canvas):
                kept[index] = (seen_by | {number}, united(other, item))
                break
        else:
            kept.append(({number}, item))
    return tuple(item for _, item in kept)


def moved(item: Detection, number: int, canvas: Canvas) -> Detection:
    """A window's object in the canvas's pixels."""
    (y, x), (left, top, right, bottom) = canvas.corners[number], item.box_xyxy_px
    mask = None if item.mask is None else canvas.spread(item.mask, number)
    return replace(item, box_xyxy_px=(left + x, top + y, right + x, bottom + y), mask=mask)


def same(item: Detection, other: Detection, number: int, seen_by: set[int], canvas: Canvas) -> bool:
    """Whether two windows' objects are one, by what both could see of them."""
    both = canvas.spread(np.ones(canvas.painted_hw, np.bool_), number)
    both &= np.any([canvas.spread(np.ones(canvas.painted_hw, np.bool_), n) for n in seen_by], axis=0)
    one, two = (filled(thing, canvas.size_hw) & both for thing in (item, other))
    least = min(int(one.sum()), int(two.sum()))
    return least > 0 and int((one & two).sum()) >= SAME * least


def filled(item: Detection, size_hw: tuple[int, int]) -> Bool[np.ndarray, "h w"]:
    """The box's pixels: masks of two looks differ more than their boxes."""
    left, top, right, bottom = item.box_xyxy_px
    inside = np.zeros(size_hw, np.bool_)
    inside[max(0, round(top)) : max(0, round(bottom)), max(0, round(left)) : max(0, round(right))] = True
    return inside


def united(one: Detection, other: Detection) -> Detection:
    """Both objects as one, as sure as the surer."""
    (l0, t0, r0, b0), (l1, t1, r1, b1) = one.box_xyxy_px, other.box_xyxy_px
    box: BoxXYXY = (min(l0, l1), min(t0, t1), max(r0, r1), max(b0, b1))
    mask = one.mask if other.mask is None else other.mask if one.mask is None else one.mask | other.mask
    return replace(one, box_xyxy_px=box, mask=mask, score=max(one.score, other.score))


def stitched(pictures: Sequence[Float32[np.ndarray, "n s t 3"]], canvas: Canvas) -> Float32[np.ndarray, "n h w 3"]:
    """The windows' pictures side by side, each pixel from the window that has most of the say: colours are not mixed."""
    n = pictures[0].shape[0]
    whole, most = np.zeros((n, *canvas.size_hw, 3), np.float32), np.zeros(canvas.size_hw, np.float32)
    for number, one in enumerate(pictures):
        place, share = canvas.place(number), canvas.shares[number]
        wins = share > most[place]
        whole[:, place[0], place[1]][:, wins] = one[:, wins]
        most[place][wins] = share[wins]
    return whole
