"""How a sentence is read, as plain data."""

from typing import Any

from instructcv.errors import UserError
from instructcv.inference.predictor import InstructCV


def read(model: InstructCV, sentence: str) -> dict[str, Any]:
    """The reading, or why there is none: one sentence that is not understood does not spoil the others.

    `task` to `otherwise` are those of its first ask, as `understood` of a result.json; `asks` are all of them, with what narrows
    each thing, and `unread` the words that changed nothing.
    """
    try:
        program, query = model.read(sentence), model.understand(sentence)
    except UserError as error:
        return {"sentence": sentence, "error": str(error)}
    return {
        "sentence": sentence,
        "task": query.task,
        "categories": list(query.categories),
        "legend": {entry.category: f"#{bytes(entry.rgb).hex()}" for entry in query.legend},
        "otherwise": f"#{bytes(query.otherwise_rgb).hex()}",
        **program.to_json(),
    }
