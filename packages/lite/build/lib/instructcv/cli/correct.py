"""Say what is right about an answer: a mask, boxes, a class, or just good or bad. It is kept as a label and as a preference."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from instructcv.errors import UserError

if TYPE_CHECKING:
    from instructcv.feedback.answered import Answered
    from instructcv.feedback.correction import KnownDepth

_KNOWN = re.compile(r"(\d+),(\d+)=(\d+(?:\.\d+)?)")
NONE = "none"


def command(
    answer: Path,
    *,
    mask: Path | None = None,
    boxes: Path | None = None,
    label: str | None = None,
    depth: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    good: Annotated[bool, Parameter(negative="")] = False,
    bad: Annotated[bool, Parameter(negative="")] = False,
    nothing: Annotated[bool, Parameter(negative="")] = False,
    category: str | None = None,
    photo: Path | None = None,
    feedback: Path = Path("feedback"),
) -> int:
    """Say what is right about an answer: a mask, boxes, a class, or just good or bad. It is kept as a label and as a preference.

    instructcv correct answers/photo --mask cup.png

    instructcv correct answers/photo --nothing

    Parameters
    ----------
    answer
        A folder that predict wrote.
    mask
        A picture of the photo's size, white where the category is and black elsewhere.
    boxes
        A JSON file: a list of {"category": ..., "bbox": [x, y, width, height]} in pixels, or a result.json with such boxes.
    label
        The right class among those asked for; none = none of them.
    depth
        A known distance, X,Y=METRES; once (a scale) or twice.
    good
        The answer is right.
    bad
        The answer is wrong; what would be right is not said.
    nothing
        Nothing that was asked for is in the photo.
    category
        Which category the mask is of, where several were asked for.
    photo
        Where the photo is now, if not where it was.
    feedback
        The folder where corrections are kept.
    """
    given = {"--mask": mask, "--boxes": boxes, "--label": label, "--depth": depth or None}
    given |= {"--good": good or None, "--bad": bad or None, "--nothing": nothing or None}
    chosen = [name for name, value in given.items() if value is not None]
    if len(chosen) != 1:
        raise UserError(f"say one of {', '.join(given)}" + (f", not {' and '.join(chosen)}" if chosen else ""))
    # Imported late: the help and a typo are answered at once.
    from instructcv.feedback.answered import of_folder
    from instructcv.feedback.correction import Correction
    from instructcv.feedback.store import Store

    answered = of_folder(answer, photo)
    if good or bad or nothing:
        said = Correction(verdict="good" if good else "bad" if bad else "nothing")
    elif mask is not None:
        said = Correction(verdict="corrected", masks={_category(answered, category): _mask(mask)})
    elif boxes is not None:
        said = Correction(verdict="corrected", boxes=_boxes(boxes))
    elif label is not None:
        said = Correction(verdict="corrected", label=(None if label == NONE else label,))
    else:
        said = Correction(verdict="corrected", depths=tuple(map(_known, depth)))
    kept = Store(feedback).add(answered, said, by="shell")
    print(kept.folder)
    return 0


def _category(answered: "Answered", category: str | None) -> str:
    asked = answered.query.categories
    if category is None and len(asked) != 1:
        raise UserError(
            f"say of which category the mask is: --category {' | '.join(asked) or '(nothing was asked for)'}"
        )
    return category or asked[0]


def _mask(path: Path) -> Any:
    """White is inside, whatever is between counts by half."""
    from instructcv.photos import open_photo

    return open_photo(path).mean(axis=-1) >= 128


def _boxes(path: Path) -> Any:
    """Category and corners of each box of a JSON file.

    Raises:
        UserError: no such file, no JSON, or not boxes; by number.
    """
    try:
        told: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise UserError(f"there is no file {path}; check the path") from None
    except (OSError, ValueError) as error:
        raise UserError(f"{path} is not JSON ({error}); write a list of boxes") from error
    found: list[Any] = []
    for number, box in enumerate(told.get("boxes", []) if isinstance(told, dict) else told):
        try:
            left, top, width, height = (float(edge) for edge in box["bbox"])
            found.append((str(box["category"]), (left, top, left + width, top + height)))
        except (KeyError, TypeError, ValueError) as error:
            wanted = '{"category": "cat", "bbox": [x, y, width, height]}'
            raise UserError(f"{path}: box {number} is not like {wanted} ({error!r})") from error
    return found


def _known(text: str) -> "KnownDepth":
    from instructcv.feedback.correction import KnownDepth

    match = _KNOWN.fullmatch(text.strip())
    if match is None:
        raise UserError(f"--depth takes X,Y=METRES, e.g. 320,200=2.5, not {text!r}")
    return KnownDepth(x_px=int(match[1]), y_px=int(match[2]), metres=float(match[3]))
