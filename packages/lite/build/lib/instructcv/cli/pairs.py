"""Look at built pairs: a page or a sheet of random ones, before anything is trained on them."""

import webbrowser
from pathlib import Path
from typing import Literal

from instructcv.cli._options import Count, Seed
from instructcv.errors import UserError
from instructcv.types import Split


def command(
    action: Literal["show"],
    folder: Path,
    *,
    split: Split = "train",
    count: Count = 24,
    seed: Seed = 0,
    task: str | None = None,
    source: str | None = None,
    out: Path = Path("pairs.html"),
    open_: bool = False,
) -> int:
    """Look at built pairs: a page or a sheet of random ones, before anything is trained on them.

    instructcv pairs show PAIRS --open

    instructcv pairs show PAIRS --task detection --out detection.jpg

    Parameters
    ----------
    action
        show: photo, instruction and label, target, and the target read back, one line a pair.
    folder
        What `instructcv build --out` was given.
    split
        train, val or test.
    count
        How many pairs.
    seed
        Other pairs for another seed.
    task
        Only pairs of this task.
    source
        Only pairs of this data set.
    out
        A page (.html) or a picture (.jpg, .png).
    open_
        Open it in the browser.
    """
    from instructcv.pairs import sheet

    if out.suffix.lower() not in (".html", ".jpg", ".jpeg", ".png"):
        raise UserError(f"{out} should end in .html, .jpg or .png")
    wanted = {name: value for name, value in (("task", task), ("source", source)) if value is not None}
    rows = sheet.draw_rows(folder, split, count=count, seed=seed, **wanted)
    if not rows:
        asked = " and ".join(f"{name} {value!r}" for name, value in wanted.items())
        raise UserError(f"{folder} has no pair of {asked or 'this split'} in its split {split!r}")
    sheet.save(rows, out, title=f"{folder.resolve().name}, {split}")
    print(out)
    if open_:
        webbrowser.open(out.resolve().as_uri())
    return 0
