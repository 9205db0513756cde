"""Make a page and tables from the folders of `instructcv evaluate`."""

from pathlib import Path


def command(*folders: Path, out: Path = Path("evaluations/report")) -> int:
    """Make a page and tables from the folders of `instructcv evaluate`.

    Each folder also gets `explorer.html`, where its photos can be sorted by error and looked at.

    Parameters
    ----------
    folders
        Finished runs.
    out
        Where report.md and report.html go.
    """
    from instructcv.errors import UserError
    from instructcv.evaluation import report
    from instructcv.evaluation.results import write_text

    if not folders:
        raise UserError("name the folders of finished runs, e.g. instructcv report evaluations/*-embedded")
    results = [report.load(folder) for folder in folders]
    write_text(out / "report.md", report.as_markdown(results))
    write_text(out / "report.html", report.as_html(folders, results))
    print(out / "report.html")
    for folder in folders:
        write_text(folder / "explorer.html", report.explorer(folder))
        print(folder / "explorer.html")
    return 0
