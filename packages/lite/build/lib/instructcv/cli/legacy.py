"""Show what the 2023 scorers pay to predictors that know nothing."""

from pathlib import Path

from instructcv.cli._options import Seed


def command(*, out: Path = Path("legacy.md"), photos: int = 60, seed: Seed = 0) -> int:
    """Show what the 2023 scorers pay to predictors that know nothing.

    Parameters
    ----------
    out
        The Markdown page.
    photos
        So many rendered photos.
    seed
        Of what is random.
    """
    from instructcv.errors import UserError
    from instructcv.evaluation.legacy.shown import as_markdown, rows
    from instructcv.evaluation.results import write_text

    if photos < 2:
        raise UserError(f"--photos is {photos}; it must be at least 2")
    page = as_markdown(list(rows(photos, seed)))
    write_text(out, page)
    print(page)
    print(out)
    return 0
