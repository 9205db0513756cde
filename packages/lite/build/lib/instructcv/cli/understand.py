"""Say how a sentence is read: what is asked of what, what narrows it, and which words changed nothing, without a photo."""

import json
import sys
from typing import Annotated

from cyclopts import Parameter

from instructcv.errors import UserError


def command(*sentences: str, json_: Annotated[bool, Parameter(name="--json", negative="")] = False) -> int:
    """Say how a sentence is read: what is asked of what, what narrows it, and which words changed nothing, without a photo.

    instructcv understand "is there a cat? blue if so, red if not"

    instructcv understand "segment the two largest pillows on the sofa and count the chairs"

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
    from instructcv.instructions.reader import read
    from instructcv.instructions.say import in_words
    from instructcv.models.shared.text import SentenceEncoder

    encoder, refused = SentenceEncoder(), 0
    for sentence in sentences:
        try:
            program = read(sentence, encoder)
        except UserError as error:
            refused += 1
            print(f"instructcv: {error}", file=sys.stderr)
            continue
        print(json.dumps(program.to_json(), ensure_ascii=False) if json_ else in_words(program))
    return 2 if refused else 0
