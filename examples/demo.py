"""The main job on real photographs: four tasks, and one picture strip of the answers.

python examples/demo.py --out demo
"""

import argparse
from pathlib import Path

from instructcv import InstructCV
from instructcv.inference.strip import strip

HERE = Path(__file__).parent
ASKED = (
    ("bedroom.jpg", "segment the bed, the wall and the window"),
    ("office.jpg", "how far is the person?"),
    ("coco_285.jpg", "segment the bear"),
    ("coco_785.jpg", "where are the people? box them"),
    ("coco_872.jpg", "how far away is everything?"),
    ("coco_885.jpg", "is there a tennis racket? blue if so, red if not"),
)
"""Two rooms, and the first four photographs of COCO's validation set that are under CC BY, whatever the model makes of them."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("demo"))
    parser.add_argument("--checkpoint", help="a pipeline folder or a hub id; the model inside the package if not given")
    options = parser.parse_args()
    model = InstructCV.from_pretrained(options.checkpoint)
    model(HERE / ASKED[0][0], ASKED[0][1])  # the first answer also warms up, so that the times shown are ordinary ones
    results = [model(HERE / photo, instruction) for photo, instruction in ASKED]
    for number, result in enumerate(results, start=1):
        folder = options.out / f"{number}-{result.task}"
        result.save(folder)
        print(f"{result.instruction}\n    found: {result.found}, files: {folder}")
    path = options.out / "strip.jpg"
    strip(results).save(path, quality=90)
    print(f"\nthe picture strip: {path}")


if __name__ == "__main__":
    main()
