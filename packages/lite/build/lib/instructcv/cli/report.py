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
    from instructcv.evaluation import report, tables
    from instructcv.evaluation.results import write_text

    if not results:
        raise UserError("name the folders of finished runs, e.g. instructcv report evaluations/*-embedded")
    folders = [path for path in results if path.suffix != ".json"]
    runs = [report.load(folder) for folder in folders]
    others = [tables.load(path) for path in results if path.suffix == ".json"]
    write_text(out / "report.md", report.as_markdown(runs, others))
    write_text(out / "report.html", report.as_html(folders, runs, others))
    print(out / "report.html")
    for folder in folders:
        write_text(folder / "explorer.html", report.explorer(folder))
        print(folder / "explorer.html")
    return 0
