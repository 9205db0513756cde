"""What is taken off: "everything except the dog", "the cat but not its ears", "the chairs except the left one"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from jaxtyping import Bool

from instructcv.inference.verbs.scene import Note, Seen
from instructcv.inference.verbs.words import named
from instructcv.instructions.program import ANYTHING, Thing

MOSTLY = 0.5
"""Share of an object that must be taken off for the object to go."""


def narrow(seen: Sequence[Seen], thing: Thing, taken: Mapping[Thing, Sequence[Seen]]) -> tuple[list[Seen], list[Note]]:
    """What is left of each object, without those that are mostly taken off.

    Args:
        seen: the objects.
        thing: what they were asked for as.
        taken: what was found of each of `thing.excluded`.
    """
    left, notes = list(seen), list[Note]()
    for other in thing.excluded:
        what = f"except {named(other.noun, 2 if other.plural else 1)}"
        off = taken[other]
        if not off:
            notes.append(Note(what=what, done=f"no {named(other.noun, 1)} was found, so nothing was taken off"))
            continue
        whole = union(off)
        before = len(left)
        most = 1.0 if thing.noun == ANYTHING else MOSTLY  # of everything, any rest is an answer
        left = [replace(one, mask=one.mask & ~whole) for one in left if (one.mask & whole).sum() < most * one.area_px]
        done = f"kept {len(left)} of {before}" if len(left) < before else f"took off {len(off)}"
        notes.append(Note(what=what, done=done))
    return left, notes


def union(seen: Sequence[Seen]) -> Bool[np.ndarray, "h w"]:
    """All pixels of at least one object."""
    return np.asarray(np.logical_or.reduce([one.mask for one in seen]))
