"""Say how a sentence is read: task, categories and colours, without a photo."""

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from instructcv.errors import UserError

if TYPE_CHECKING:
    from instructcv.instructions.understand import Understanding


def command(*sentences: str, json_: Annotated[bool, Parameter(name="--json", negative="")] = False) -> int:
    """Say how a sentence is read: task, categories and colours, without a photo.

    instructcv understand "is there a cat? blue if so, red if not"

    Parameters
    ----------
    sentences
        Sentences in quotes; single words are taken as one sentence.
    json_
        Print each reading on one line on standard output, and nothing else there.
    """
    if not sentences:
        raise UserError('give a sentence in quotes, e.g. instructcv understand "segment the cat"')
    if not any(" " in sentence for sentence in sentences):
        sentences = (" ".join(sentences),)
    # Imported late: the help and a typo are answered before torch has started.
    from instructcv.instructions.understand import understand
    from instructcv.models.shared.text import SentenceEncoder

    embed, refused = SentenceEncoder().embed, 0
    for sentence in sentences:
        try:
            read = understand(sentence, embed)
        except UserError as error:
            refused += 1
            print(f"instructcv: {error}", file=sys.stderr)
            continue
        print(json.dumps(as_json(read), ensure_ascii=False) if json_ else in_words(read))
    return 2 if refused else 0


def as_json(read: "Understanding") -> dict[str, Any]:
    """The reading as plain data; `understood` of a result.json, with the colour of "none of these" and the task's probability."""
    query = read.to_query()
    return {
        "sentence": read.instruction,
        "task": read.task,
        "categories": list(read.categories),
        "legend": {entry.category: f"#{bytes(entry.rgb).hex()}" for entry in query.legend},
        "otherwise": f"#{bytes(query.otherwise_rgb).hex()}",
        "confidence": round(read.confidence, 4),
    }


def in_words(read: "Understanding") -> str:
    """The reading on one line. The colours of a detection are the label format's own, so they are left out."""
    from instructcv.labels.colours import colour_name

    parts = list(read.categories)
    if read.task in ("segmentation", "classification"):
        asks = read.task == "classification"
        rest = f"no {read.categories[0]}" if asks and len(parts) == 1 else "none of these" if asks else "all else"
        coloured = [*((entry.category, entry.rgb) for entry in read.legend), (rest, read.otherwise_rgb)]
        parts = [f"{name} {colour_name(rgb)} (#{bytes(rgb).hex()})" for name, rgb in coloured]
    return f"{read.task}: {', '.join(parts)}" if parts else read.task
