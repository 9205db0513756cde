"""Make a page and tables from the folders of `instructcv evaluate` and from other result files."""

from pathlib import Path


def command(*results: Path, out: Path = Path("evaluations/report")) -> int:
    """Make a page and tables from the folders of `instructcv evaluate` and from other result files.

    instructcv report evaluations/*-embedded results/mini.json results/generalisation.json

    Each folder also gets `explorer.html`, where its photos can be sorted by error and looked at.

    Parameters
    ----------
    results
        Folders of finished runs; result files of wordings, sweep, generalise, figures and of the comparisons in benchmarks/.
    out
        Where report.md and report.html go.
    """
    from instructcv.errors import UserError
    from instructcv.evaluation import pages, tables
    from instructcv.files import write_text

    if not results:
        raise UserError("name the folders of finished runs, e.g. instructcv report evaluations/*-embedded")
    runs = [pages.load(path) for path in results if path.suffix != ".json"]
    others = [tables.load(path)[1] for path in results if path.suffix == ".json"]
    for form in ("md", "html"):
        write_text(out / f"report.{form}", pages.report(runs, others, form=form))
    print(out / "report.html")
    for run in runs:
        write_text(run.folder / "explorer.html", pages.explorer(run.folder))
        print(run.folder / "explorer.html")
    return 0
