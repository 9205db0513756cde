"""Write the table of results/mini.json between the figures' markers of the README and of the model card."""

import json
import re
from pathlib import Path

from instructcv.evaluation.card import figures_table

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "results" / "mini.json"
PAGES = (ROOT / "README.md", ROOT / "src" / "instructcv" / "checkpoints" / "mini" / "README.md")
BLOCK = re.compile(r"(<!-- figures:begin[^>]*-->\n).*?(<!-- figures:end -->)", re.DOTALL)


def main() -> None:
    """Fill the block of every page."""
    text = figures_table(json.loads(RESULTS.read_text(encoding="utf-8"))) + "\n"
    for page in PAGES:
        old = page.read_text(encoding="utf-8")
        page.write_text(BLOCK.sub(lambda m: m[1] + text + m[2], old), encoding="utf-8")


if __name__ == "__main__":
    main()
