"""Write the tables of result files between the figures' markers of the pages; each marker names its file."""

import re
from pathlib import Path

from instructcv.evaluation.tables import result_table

ROOT = Path(__file__).parent.parent
PAGES = (
    ROOT / "README.md",
    ROOT / "docs" / "full_size.md",
    ROOT / "src" / "instructcv" / "checkpoints" / "mini" / "README.md",
)
BLOCK = re.compile(r"(<!-- figures:begin[^>]* from (results/\w+\.json)\) -->\n).*?(<!-- figures:end -->)", re.DOTALL)


def main() -> None:
    """Fill the blocks of every page."""
    for page in PAGES:
        old = page.read_text(encoding="utf-8")
        page.write_text(BLOCK.sub(lambda m: m[1] + result_table(ROOT / m[2]) + "\n" + m[3], old), encoding="utf-8")


if __name__ == "__main__":
    main()
