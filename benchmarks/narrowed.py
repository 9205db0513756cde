"""Answers to narrowed requests ("the left-most chair", "how far is the sofa?", "is there a cup on the table?"), scored.

    python benchmarks/narrowed.py --rooms 150 --model-rooms 60 --out results/narrowed.json

Data: rendered rooms of the test split, which know where every object stands, how big and how far it is and what it stands on; one
object of each is painted in a colour that is known, its shading kept. Three who answer: the verbs on the model's own boxes, masks
and depth; the verbs on the true ones, which shows what reading alone costs; and one who finds the noun and ignores the rest.
Questions whose answer is in dispute (two chairs at one distance) are not asked; of yes-or-no questions half are to be denied.
"""

import argparse
import shlex
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from jaxtyping import Bool, UInt8
from tqdm import tqdm

from instructcv.evaluation.results import as_json, provenance
from instructcv.files import write_text
from instructcv.inference.verbs.asking import queries, scene_of
from instructcv.labels import boxes
from instructcv.models.base import Model, load
from instructcv.tasks.base import task
from instructcv.types import RGB, Sample
from instructcv_rooms.dataset import Rooms
from instructcv_rooms.dataset import open as open_rooms
from instructcv_rooms.scene import Placed, Rect
from narrowed_questions import ONE_COLOUR, Question, balanced, draw
from narrowed_scoring import Judged, judge, shares, true_scene

NEXT_TO_M, APART_M = 0.5, 1.2
"""Two things on the floor are next to one another up to the first gap, and are not from the second on."""
MOSTLY = 0.8
"""Share of a thing's floor plan that lies in another's, from which it is on or under it and nowhere else."""
MOST_NOUNS, MOST_RELATIONS = 4, 3
"""What is asked about in one room, drawn at random; of relations as many again whose answer is no."""
TRUE, OWN, IGNORING = "true masks and depth", "the model's own", "ignoring what narrows"
"""Who answers."""
Item = TypeVar("Item")
TARGETS = {"place": 0.8, "size": 0.8, "nearness": 0.8, "relation": 0.8, "distance": 0.8, "count": 0.7}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rooms", type=int, default=150)
    parser.add_argument(
        "--model-rooms", type=int, default=60, help="of those so many are put before the model; 0 = no model"
    )
    parser.add_argument("--split", default="test", choices=("val", "test"))
    parser.add_argument("--seed", type=int, default=22)
    parser.add_argument("--checkpoint", type=Path, help="the embedded model if not given")
    parser.add_argument("--out", type=Path, default=Path("results/narrowed.json"))
    asked = parser.parse_args()
    rng = np.random.default_rng(asked.seed)
    content = provenance(shlex.join(["python", *sys.argv])) | {"rooms": asked.rooms, "targets": TARGETS}
    rooms = open_rooms(split=asked.split, count=asked.rooms, seed=asked.seed)
    drawn = [drawn_room(rooms, index, rng) for index in tqdm(range(asked.rooms), unit="room", desc="drawing")]
    chosen = set(map(id, balanced([each for _, questions in drawn for each in questions], rng)))
    drawn = [(sample, [each for each in questions if id(each) in chosen]) for sample, questions in drawn]
    answers: dict[str, list[Judged]] = {TRUE: [], f"{TRUE}, {IGNORING}": []}
    for sample, questions in drawn:
        truth = true_scene(sample)
        answers[TRUE] += [judge(each, sample, truth) for each in questions]
        answers[f"{TRUE}, {IGNORING}"] += [judge(each, sample, truth, ignoring=True) for each in questions]
    model = load(asked.checkpoint) if asked.model_rooms else None
    before = drawn[: asked.model_rooms]
    for done, (sample, questions) in enumerate(tqdm(before, unit="room", desc="answering"), start=1):
        assert model is not None
        own, ignoring = on_model(model, sample, questions)
        answers.setdefault(OWN, []).extend(own)
        answers.setdefault(f"{OWN}, {IGNORING}", []).extend(ignoring)
        rows = {who: shares(judged) for who, judged in answers.items()}
        write_text(asked.out, as_json(content | {"model_rooms": done, "answers": rounded(rows)}))
    rows = {who: shares(judged) for who, judged in answers.items()}
    write_text(asked.out, as_json(content | {"model_rooms": len(before), "answers": rounded(rows)}))
    print(as_markdown(rows), end="")


def drawn_room(rooms: Rooms, index: int, rng: np.random.Generator) -> tuple[Sample, list[Question]]:
    """A room with one object painted, and all that can be asked about it."""
    sample, placed = rooms.explained(index)
    sample, painted = with_paint(sample, rng)
    questions = draw(sample, rng, stands=stands_of(placed), painted=painted)
    plain = [each for each in questions if not each.ask.things[0].relations]
    related = [each for each in questions if each.ask.things[0].relations]
    nouns = shuffled(list(dict.fromkeys(each.noun for each in plain)), rng)[:MOST_NOUNS]
    nouns += [] if painted is None else [each.noun for each in plain if each.colour is not None]
    denied = [each for each in related if each.yes is False]
    wanted = [each for each in related if each.yes is not False]
    few = [*shuffled(wanted, rng)[:MOST_RELATIONS], *shuffled(denied, rng)[:MOST_RELATIONS]]
    return sample, [each for each in plain if each.noun in nouns] + few


def shuffled(items: Sequence[Item], rng: np.random.Generator) -> list[Item]:
    return [items[i] for i in rng.permutation(len(items))]


def with_paint(sample: Sample, rng: np.random.Generator) -> tuple[Sample, tuple[int, str] | None]:
    """The photo with one large thing, alone of its kind, in a colour that is known."""
    assert sample.instances is not None
    nouns = [item.category for item in sample.instances]
    large = [
        (i, item.mask)
        for i, item in enumerate(sample.instances)
        if item.mask is not None and item.mask.mean() > 0.01 and nouns.count(item.category) == 1
    ]
    if not large:
        return sample, None
    index, mask = large[int(rng.integers(len(large)))]
    name = str(rng.choice(list(ONE_COLOUR)))
    return replace(sample, photo=repainted(sample.photo, mask, ONE_COLOUR[name])), (index, name)


def repainted(photo: UInt8[np.ndarray, "h w 3"], mask: Bool[np.ndarray, "h w"], rgb: RGB) -> UInt8[np.ndarray, "h w 3"]:
    """The thing's own light and shade on another paint; half as strong as on the photo, since its texture looked like shade."""
    light = (photo[mask] / 255.0).mean(axis=1) ** 2.2  # [n], linear
    shade = np.sqrt(light / max(float(np.median(light)), 1e-3))[:, None]  # [n, 1]
    linear = (np.array(rgb) / 255.0) ** 2.2 * shade  # [n, 3]
    done = photo.copy()
    done[mask] = np.rint(255 * np.clip(linear, 0, 1) ** (1 / 2.2)).astype(np.uint8)
    return done


def stands_of(placed: Sequence[Placed]) -> dict[str, dict[tuple[int, int], bool]]:
    """How each visible thing stands to each other one, where that is beyond dispute: not half on a rug, nor half under a table."""
    found: dict[str, dict[tuple[int, int], bool]] = {"on": {}, "under": {}, "next to": {}}
    for i, a in enumerate(placed):
        for j, b in enumerate(placed):
            if i == j:
                continue
            share = inside(a.footprint, b.footprint)
            top = b.position_m[1] + (b.model.top_m if b.model and b.model.top_m is not None else b.size_m[1])
            rests = abs(a.position_m[1] - top) < 0.03
            if not rests or share in (0.0, 1.0) or share >= MOSTLY:
                found["on"][i, j] = rests and share >= MOSTLY
            low = a.top < 0.75 * b.top and b.position_m[1] < 0.1 and not rests
            if not low or share == 0.0 or share >= MOSTLY:
                found["under"][i, j] = low and share >= MOSTLY
            if a.position_m[1] < 0.1 and b.position_m[1] < 0.1 and min(a.size_m[1], b.size_m[1]) > 0.1:
                gap_m = gap(a.footprint, b.footprint)
                if gap_m <= NEXT_TO_M or gap_m >= APART_M:
                    found["next to"][i, j] = gap_m <= NEXT_TO_M
    return found


def inside(a: Rect, b: Rect) -> float:
    """Share of the first rectangle that lies in the second."""
    across, along = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    area = max((a[2] - a[0]) * (a[3] - a[1]), 1e-6)
    return min(1.0, max(across, 0.0) * max(along, 0.0) / area)


def gap(a: Rect, b: Rect) -> float:
    """Metres between two upright rectangles on the floor."""
    return float(np.hypot(max(a[0] - b[2], b[0] - a[2], 0.0), max(a[1] - b[3], b[1] - a[3], 0.0)))


def on_model(model: Model, sample: Sample, questions: Sequence[Question]) -> tuple[list[Judged], list[Judged]]:
    """All questions about one photo, its pictures painted in one batch, each once."""
    parts = {id(each): queries(each.ask, model.label_format) for each in questions}
    asked = list(dict.fromkeys(part for each in parts.values() for part in each))
    if not asked:
        return [], []
    pictures = dict(zip(asked, model.paint(sample.photo, asked), strict=True))
    read = {query: task(query.task).read(picture, query) for query, picture in pictures.items()}
    least = boxes.likelihood(boxes.DEFAULT.found_score, model.label_format)
    scenes = [scene_of(sample.photo, [read[p] for p in parts[id(each)]], least_score=least) for each in questions]
    pairs = list(zip(questions, scenes, strict=True))
    return (
        [judge(each, sample, scene) for each, scene in pairs],
        [judge(each, sample, scene, ignoring=True) for each, scene in pairs],
    )


def rounded(rows: dict[str, dict[str, dict[str, float]]]) -> dict[str, dict[str, dict[str, float | None]]]:
    """Four digits; what is not a number is nothing."""
    return {
        who: {
            group: {name: None if np.isnan(value) else round(value, 4) for name, value in row.items()}
            for group, row in groups.items()
        }
        for who, groups in rows.items()
    }


def as_markdown(rows: dict[str, dict[str, dict[str, float]]]) -> str:
    lines = ["| who | group | asked | right | found all | right there | median error |", "|---" * 7 + "|"]
    for who, groups in rows.items():
        for group, row in groups.items():
            cells = (row["asked"], row["right"], row["found all"], row["right where all was found"])
            error = f"{row['median error']:.3f}" if "median error" in row else ""
            lines.append(f"| {who} | {group} | " + " | ".join(f"{cell:.3g}" for cell in cells) + f" | {error} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
