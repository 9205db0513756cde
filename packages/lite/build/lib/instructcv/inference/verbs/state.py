"""States and materials ("half-open", "striped", "empty"): masks and depth do not show them, so they are said to be undecided."""

from collections.abc import Sequence

from instructcv.inference.verbs.scene import Note, Seen, undecided
from instructcv.instructions.program import Thing


def narrow(seen: Sequence[Seen], thing: Thing) -> tuple[list[Seen], list[Note]]:
    """All of them, and a note for each word."""
    return list(seen), [
        undecided(word, "masks and depth do not show it; nothing was left out") for word in thing.states
    ]
