"""Is a question's own sentence read as that question? What `wording.draw` promises, measured with the reader."""

from instructcv.errors import UserError
from instructcv.instructions.aliases import canonical
from instructcv.instructions.reader import Encoder, read
from instructcv.types import RGB, LegendEntry, Query

TOLERANCE = 16
"""How far (0 to 255) a channel of a colour may be off."""


def disagreement(query: Query, encoder: Encoder) -> str:
    """What the reader makes differently of the query's sentence: "" (nothing), "refused", "asks", "task", "things" or "colours"."""
    try:
        program = read(query.instruction, encoder)
    except UserError:
        return "refused"
    if len(program.asks) != 1 or program.asks[0].is_narrowed:
        return "asks"
    found = program.asks[0].to_query(query.instruction, query.label_format)
    if found.task != query.task:
        return "task"
    meant_rgbs, found_rgbs = _colours(query.legend), _colours(found.legend)
    if meant_rgbs.keys() != found_rgbs.keys():
        return "things"
    pairs = [(rgb, found_rgbs[noun]) for noun, rgb in meant_rgbs.items()]
    if query.legend:
        pairs.append((query.otherwise_rgb, found.otherwise_rgb))
    return "" if all(_is_near(a, b) for a, b in pairs) else "colours"


def _colours(legend: tuple[LegendEntry, ...]) -> dict[str, RGB]:
    return {canonical(noun): entry.rgb for entry in legend for noun in entry.nouns}


def _is_near(a: RGB, b: RGB) -> bool:
    return max(abs(x - y) for x, y in zip(a, b, strict=True)) <= TOLERANCE
