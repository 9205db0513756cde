"""Show the corrections that are kept, or export their preferences for trainers."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from instructcv.errors import UserError


def command(
    action: Literal["show", "export"] = "show",
    *,
    feedback: Path = Path("feedback"),
    out: Path = Path("preferences.parquet"),
    json_: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Show the corrections that are kept, or export their preferences for trainers.

    instructcv feedback show

    instructcv feedback export --out preferences.parquet

    The labels among them are data sets in the layout `folder`, below FEEDBACK/labels.

    Parameters
    ----------
    action
        show: one line a correction. export: pairs of a preferred and a rejected picture as Parquet, in the columns of Pick-a-Pic.
    feedback
        The folder where corrections are kept.
    out
        Where the preferences are written.
    json_
        Print each correction on one line as JSON.
    """
    if not feedback.is_dir():
        raise UserError(f"there is no folder {feedback}; `instructcv correct` and the page make it")
    from instructcv.feedback.store import Store

    kept = list(Store(feedback))
    if action == "export":
        if find_spec("pyarrow") is None:
            raise UserError("exporting needs the package pyarrow; pip install 'instructcv[build]'")
        from instructcv.feedback.preferences import export

        print(f"{export(kept, out)} preferences of {len(kept)} corrections: {out}")
        return 0
    for item in kept:
        asked = item.query.instruction
        if json_:
            told = {"name": item.name, "date": item.date, "verdict": item.verdict, "instruction": asked}
            told |= {"checkpoint": item.checkpoint, "labelled": item.is_labelled, "pair": item.is_pair}
            print(json.dumps(told | {"photo": item.photo_name}, ensure_ascii=False))
        else:
            holds = "label and preference" if item.is_pair else "label" if item.is_labelled else "rejected only"
            print(f'{item.date[:16].replace("T", " ")}  {item.verdict:9}  {holds:20}  "{asked}"  {item.photo_name}')
    if not json_:
        pairs = sum(item.is_pair for item in kept)
        print(f"{len(kept)} corrections, {sum(item.is_labelled for item in kept)} labels, {pairs} preferences")
    return 0
