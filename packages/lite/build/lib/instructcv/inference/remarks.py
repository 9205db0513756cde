"""An answer in words, and what else is said of it wherever it is shown: what was done about each narrowing, what was not read."""

from instructcv.inference.record import Record
from instructcv.tasks.base import task

DOUBTFUL = 0.5
"""Below this admissibility an answer is said to be doubtful."""


def remarks(record: Record) -> list[str]:
    """One phrase each: "left-most: kept 1 of 3", "half-open: undecided, ...", "not read: maybe"."""
    lines = [f"{note.what}: {'' if note.decided else 'undecided, '}{note.done}" for note in record.narrowed]
    return lines + ([f"not read: {', '.join(record.unread)}"] if record.unread else [])


def doubts(record: Record) -> list[str]:
    """Those of them that a person must know to trust the answer no further than it goes."""
    settled = {f"{note.what}: {note.done}" for note in record.narrowed if note.decided}
    return [line for line in remarks(record) if line not in settled]


def say(record: Record) -> str:
    """The answer on one line: in the words that the sentence asked for, else in the task's."""
    if record.told is not None:
        return record.told.said
    doubt = "" if record.admissibility >= DOUBTFUL else f" (doubtful: admissibility {record.admissibility:.2f})"
    return f"{record.task}: {task(record.task).say(record.findings, record.query)}{doubt}"
