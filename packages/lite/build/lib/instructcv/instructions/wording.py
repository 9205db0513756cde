"""Drawing the sentence and the colours of a question together, so that the sentence alone says what is painted.

The rule: whoever reads the sentence gets the question back (`reader.read(query.instruction)` is the query). So colours that a
sentence names are the ones that their names mean, colours without a name are written as codes, and what a sentence leaves open
is painted in the colours that the reader would choose for it.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from instructcv.instructions import _paint
from instructcv.instructions.bank import HEX_SHARE, Wording, fill, wordings
from instructcv.instructions.rules import Split, rules
from instructcv.labels.colours import BLACK, FEW, default_colours, draw_colours, draw_named
from instructcv.labels.frames import FRAME_RGB
from instructcv.types import LEGEND, RGB, LabelFormat, LegendEntry, Query

BLACK_SHARE = 0.5
"""How often "none of these" is black where a choice is asked with colours."""


def draw(
    task: str,
    rng: np.random.Generator,
    *,
    categories: Sequence[str] = (),
    split: Split = "train",
    label_format: LabelFormat = LEGEND,
) -> Query:
    """A question in a wording drawn afresh at each call; the same generator state gives the same one.

    Args:
        categories: Lower-case singular nouns; none for a task that asks about the whole photo.
    """
    of_task, count = rules(task), len(categories)
    black = not of_task.names_otherwise or (count > 1 and rng.random() < BLACK_SHARE)
    wording = _drawn(task, count, split, rng, black=black, plain=_is_plain(task, label_format))
    rest = BLACK
    if not of_task.coloured:
        rgbs = [FRAME_RGB] * count
    elif wording.explicit:
        drawn = _colours(count + (not black), rng)
        rgbs, rest = drawn[:count], (BLACK if black else drawn[-1])
    else:
        rgbs, rest = chosen(task, count, label_format)
    legend = tuple(LegendEntry(category=name, rgb=rgb) for name, rgb in zip(categories, rgbs, strict=True))
    return Query(
        task=task,
        instruction=fill(wording, rng, legend=legend, otherwise_rgb=rest),
        legend=legend,
        otherwise_rgb=rest,
        label_format=label_format,
    )


def chosen(task: str, count: int, label_format: LabelFormat = LEGEND) -> tuple[list[RGB], RGB]:
    """The colours of so many things, and of the rest, that the reader chooses where a sentence names none."""
    of_task = rules(task)
    if _is_plain(task, label_format):
        assert of_task.original_rgb is not None
        return [of_task.original_rgb] * count, BLACK
    if of_task.names_otherwise and count == 1:
        return [_paint.YES.rgb], _paint.NO.rgb
    return list(default_colours(count)), BLACK


def _is_plain(task: str, label_format: LabelFormat) -> bool:
    """Whether the label format has one colour for whatever is asked, so that no sentence may name another."""
    return label_format.name == "original" and rules(task).original_rgb is not None


def _drawn(task: str, count: int, split: Split, rng: np.random.Generator, *, black: bool, plain: bool) -> Wording:
    """A wording that fits; `plain`: one without colours. More things than the reader has colours for must have theirs named."""
    silent, explicit = _fitting(task, split, min(count, 2), black)
    must = not silent or count > _paint.MOST_UNCOLOURED
    said = explicit and not plain and (must or rng.random() < rules(task).explicit_share)
    pool = explicit if said else silent
    return pool[int(rng.integers(len(pool)))]


@cache
def _fitting(task: str, split: Split, arity: int, black: bool) -> tuple[tuple[Wording, ...], tuple[Wording, ...]]:
    """Wordings for so many things (two stand for more) and for such a rest: those that name no colour, and those that do."""
    legend = tuple(LegendEntry(category=str(i), rgb=(i, i, i)) for i in range(arity))
    rest = BLACK if black else (255, 255, 255)
    fitting = [wording for wording in wordings(task, split) if wording.fits(task, legend, rest)]
    return tuple(w for w in fitting if not w.explicit), tuple(w for w in fitting if w.explicit)


def _colours(count: int, rng: np.random.Generator) -> list[RGB]:
    """Colours with names, or now and then without; a long legend's have none."""
    if count <= FEW and rng.random() >= HEX_SHARE and (drawn := draw_named(count, rng)) is not None:
        return drawn
    return [(int(r), int(g), int(b)) for r, g, b in draw_colours(count, rng)]
