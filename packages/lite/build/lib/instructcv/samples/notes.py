"""What readers did with labels that are not as they should be, counted by kind and said in words."""

from collections import Counter
from collections.abc import Iterable

from instructcv.types import Note, Sample


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


def tally(sample: Sample) -> Counter[str]:
    """How many labels of each sort a photo has, under `read/`, and what became of those that were wrong, under `note/did/kind`."""
    found = Counter(
        {
            "read/photos": 1,
            "read/objects": len(sample.instances or ()),
            "read/maps of classes": int(sample.regions is not None),
            "read/maps of depth": int(sample.depth_m is not None),
            "read/classes of photos": int(sample.label is not None),
        }
    )
    found.update({f"note/{name}": n for name, n in counted(sample.notes).items()})
    return found


def summary(tallies: Counter[str], whole: Iterable[Note] = ()) -> list[str]:
    """Lines that say how many photos and labels were read, and what became of the others.

    Args:
        tallies: the sum of `tally` over the photos.
        whole: what was done with files and lists that are of no single photo.
    """
    read = [f"{n:,} {name.removeprefix('read/')}" for name, n in tallies.items() if name.startswith("read/") and n]
    found = Counter({name.removeprefix("note/"): n for name, n in tallies.items() if name.startswith("note/")})
    return [f"read: {', '.join(read)}", *in_words(found + counted(whole))]
