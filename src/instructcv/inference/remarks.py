"""What else is said of an answer, wherever it is shown: what was done about each narrowing, and what was not read."""

from instructcv.inference.record import Record


def remarks(record: Record) -> list[str]:
    """One phrase each: "left-most: kept 1 of 3", "half-open: undecided, ...", "not read: maybe"."""
    lines = [f"{note.what}: {'' if note.decided else 'undecided, '}{note.done}" for note in record.narrowed]
    return lines + ([f"not read: {', '.join(record.unread)}"] if record.unread else [])


def doubts(record: Record) -> list[str]:
    """Those of them that a person must know to trust the answer no further than it goes."""
    settled = {f"{note.what}: {note.done}" for note in record.narrowed if note.decided}
    return [line for line in remarks(record) if line not in settled]
