"""One ask of a program, run on a scene: what was kept of each thing, what was done about each narrowing, what is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool

from instructcv.inference.verbs import colour, excluding, relation, state, which
from instructcv.inference.verbs.scene import Note, Scene, Seen, undecided
from instructcv.inference.verbs.words import relation_words
from instructcv.instructions.program import ANYTHING, Thing

EVERYTHING = "everything"
"""What an object is called that stands for the whole photo."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Chosen:
    """What was kept of one thing."""

    thing: Thing
    seen: tuple[Seen, ...]
    """In the order that was asked for ("the two nearest"), else best score first."""
    before: int
    """How many there were before anything narrowed them."""
    decided: bool
    """False: something that narrows it could not be told, so that these may be too many."""

    def mask(self, size_hw: tuple[int, int]) -> Bool[np.ndarray, "h w"]:
        """All pixels that were kept."""
        return excluding.union(self.seen) if self.seen else np.zeros(size_hw, np.bool_)


def choose(things: Sequence[Thing], scene: Scene) -> tuple[tuple[Chosen, ...], tuple[Note, ...]]:
    """What is kept of each thing, and what was done about each narrowing, each said once."""
    chosen: list[Chosen] = []
    said: list[Note] = []
    for thing in things:
        seen, notes = find(thing, scene)
        decided = all(note.decided for note in notes)
        chosen.append(Chosen(thing=thing, seen=tuple(seen), before=len(everything(thing, scene)), decided=decided))
        said += notes
    return tuple(chosen), tuple(dict.fromkeys(said))


def find(thing: Thing, scene: Scene) -> tuple[list[Seen], list[Note]]:
    """The objects that a thing is, those that it leans on being found first.

    What a thing is like comes before which of those: "the largest pillow on the sofa" need not be the largest of all.
    """
    seen = everything(thing, scene)
    others, notes = _leaned_on(thing, scene)
    if thing.noun == ANYTHING:
        seen, done = _of_everything(seen, thing, scene)
    else:
        seen, done = relation.narrow(seen, thing, others, scene)
        seen, more = colour.narrow(seen, thing, scene)
        done += more
    notes += done
    seen, done = state.narrow(seen, thing)
    notes += done
    seen, done = excluding.narrow(seen, thing, others)
    notes += done
    seen, done = which.narrow(seen, thing, scene)
    return seen, notes + done


def everything(thing: Thing, scene: Scene) -> list[Seen]:
    """All that was found of a thing's noun; of "everything" the whole photo."""
    if thing.noun != ANYTHING:
        return list(scene.objects.get(thing.noun, ()))
    h, w = scene.size_hw
    return [Seen(noun=EVERYTHING, box_xyxy_px=(0.0, 0.0, float(w), float(h)), mask=np.ones((h, w), np.bool_))]


def _leaned_on(thing: Thing, scene: Scene) -> tuple[Mapping[Thing, list[Seen]], list[Note]]:
    """What was found of the things that a thing is related to or that are taken off, and their own notes."""
    found: dict[Thing, list[Seen]] = {}
    notes: list[Note] = []
    for other in (*(each.thing for each in thing.relations), *thing.excluded):
        found[other], told = find(other, scene)
        notes += told
    return found, notes


def _of_everything(seen: list[Seen], thing: Thing, scene: Scene) -> tuple[list[Seen], list[Note]]:
    """Pixels of one colour can be told without a noun; how no matter what stands to another thing cannot."""
    notes = [
        undecided(f"everything {relation_words(each)}", "name what to look for; nothing was left out")
        for each in thing.relations
    ]
    if thing.described is None:
        return seen, notes
    coloured, note = colour.pixels(seen[0], thing.described, scene)
    return coloured, [*notes, note]
