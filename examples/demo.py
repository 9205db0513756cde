"""The main job on real photographs: all four tasks, and one picture strip of the answers.

python examples/demo.py --out demo
"""

import argparse
from pathlib import Path

from instructcv import InstructCV
from instructcv.inference.strip import strip

HERE = Path(__file__).parent
ASKED = (
    ("office.jpg", "segment the person, the wall and the table"),
    ("office.jpg", "where are the people? box them"),
    ("office.jpg", "how far away is everything?"),
    ("cat.jpg", "is there a cat? blue if so, red if not"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("demo"))
    parser.add_argument("--checkpoint", help="a pipeline folder or a hub id; the model inside the package if not given")
    options = parser.parse_args()
    model = InstructCV.from_pretrained(options.checkpoint)
    model(HERE / ASKED[0][0], ASKED[0][1])  # the first answer also warms up, so that the times shown are ordinary ones
    results = [model(HERE / photo, instruction) for photo, instruction in ASKED]
    for result in results:
        folder = options.out / result.task
        result.save(folder)
        print(f"{result.instruction}\n    found: {result.found}, files: {folder}")
    path = options.out / "strip.jpg"
    strip(results).save(path, quality=90)
    print(f"\nthe picture strip: {path}")


if __name__ == "__main__":
    main()
