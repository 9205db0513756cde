"""What readers did with labels that are not as they should be, counted by kind and said in words."""

from collections import Counter
from collections.abc import Iterable

from instructcv.types import Note


def counted(notes: Iterable[Note]) -> Counter[str]:
    """How many of each kind, under `did/kind`."""
    return Counter(f"{note.did}/{note.kind}" for note in notes)


def in_words(counts: Counter[str]) -> list[str]:
    """A line for each thing that was done: "mended: boxes taken from their masks (3), numbers written as text (1)"."""
    lines: list[str] = []
    for did in ("mended", "left out", "unknown", "not looked at"):
        of = {name.removeprefix(f"{did}/"): n for name, n in counts.items() if name.startswith(f"{did}/") and n}
        if of:
            most_first = sorted(of.items(), key=lambda entry: (-entry[1], entry[0]))
            lines.append(f"{did}: " + ", ".join(f"{kind} ({n:,})" for kind, n in most_first))
    return lines
