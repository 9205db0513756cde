"""Write the table of results/mini.json between the figures' markers of the README and of the model card."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "results" / "mini.json"
PAGES = (ROOT / "README.md", ROOT / "src" / "instructcv" / "checkpoints" / "mini" / "README.md")
BLOCK = re.compile(r"(<!-- figures:begin[^>]*-->\n).*?(<!-- figures:end -->)", re.DOTALL)


def shown(value: float | None, unit: str = "") -> str:
    """A number as people read it; a dash where there is none."""
    return (
        "–" if value is None else f"{value:.3g} {unit}".strip() if abs(value) < 100 else f"{value:.0f} {unit}".strip()
    )


def table(results: dict) -> str:
    """The figures as a Markdown table, the losses beside the wins."""
    rows = ["| figure | value | target | constant | random |", "|---|---|---|---|---|"]
    for f in results["figures"]:
        sign = "≥" if f["better"] == "higher" else "≤"
        met = {True: " ✓", False: " ✗", None: ""}[f["met"]]
        target = "–" if f["target"] is None else f"{sign} {shown(f['target'], f['unit'])}{met}"
        rows.append(
            f"| {f['name']}{f' ({note})' if (note := f['note']) else ''} | {shown(f['value'], f['unit'])} | {target} | {shown(f['constant'])} | {shown(f['random'])} |"
        )
    source = f"`{results['command']}`, commit {results['commit']}, {results['machine']}, {results['date']}."
    return "\n".join([*rows, "", f"Measured by {source} *Constant* and *random* look at nothing."]) + "\n"


def main() -> None:
    """Fill the block of every page."""
    text = table(json.loads(RESULTS.read_text(encoding="utf-8")))
    for page in PAGES:
        old = page.read_text(encoding="utf-8")
        page.write_text(BLOCK.sub(lambda m: m[1] + text + m[2], old), encoding="utf-8")


if __name__ == "__main__":
    main()
