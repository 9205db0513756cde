"""Detection: where is each object of a category? One category a query.

    instruction  "put a box around every chair"
    picture      each chair's pixels hold their place in that chair's box: red 0 at its left edge and 255 at its right
                 edge, green 0 at the top and 255 at the bottom, blue 255; black elsewhere, all black without a chair

In the `original` format the picture is the photo with a blue frame, 4 px wide, around each object.
"""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float32

from instructcv.instructions import bank
from instructcv.labels import boxes, frames
from instructcv.metrics.base import Sums
from instructcv.metrics.box_ap import BoxSums, box_area_px, records, true_record
from instructcv.metrics.presence import PresenceSums
from instructcv.samples.truth import extent, instances_of, paintable, photo_id, scale_xy
from instructcv.tasks.base import WordingSplit
from instructcv.tasks.detection.rules import WORDINGS as WORDINGS
from instructcv.types import LEGEND, Answer, Detection, Instance, LabelFormat, LegendEntry, Query, Sample, Target

NEGATIVE_SHARE = 0.25
"""How often a drawn query asks for a category that is not in the photo."""
SPECK = 0.004
"""Share of the photo: a category whose largest box covers less is drawn the less often the less it covers."""
_CROWD = 1e-6
"""Weight of a category of which there are only crowds."""


def can_ask(sample: Sample) -> bool:
    return bool(paintable(sample, needs_masks=True))


def ask(
    sample: Sample,
    rng: np.random.Generator,
    *,
    split: WordingSplit = "train",
    label_format: LabelFormat = LEGEND,
    categories: Sequence[str] | None = None,
) -> Query:
    """Draw one category, most often one that is there; specks and pure crowds are seldom drawn."""
    if categories is None:
        categories = [_draw_category(sample, rng, needs_masks=label_format.name == "legend")]
    if len(categories) != 1:
        raise ValueError(f"detection asks one category a query, not {len(categories)}")
    legend = (LegendEntry(category=categories[0], rgb=frames.FRAME_RGB),)
    wording = bank.draw("detection", rng, legend=legend, split=split)
    return Query(task="detection", instruction=wording, legend=legend, label_format=label_format)


def _draw_category(sample: Sample, rng: np.random.Generator, *, needs_masks: bool) -> str:
    """One that can be painted.

    Raises:
        ValueError: there is none.
    """
    candidates = paintable(sample, needs_masks=needs_masks)
    if not candidates:
        raise ValueError(f"{sample.source}/{sample.key} has no objects that can be painted")
    total = float(sample.photo.shape[0] * sample.photo.shape[1])
    largest = {
        name: max((box_area_px(item.box_xyxy_px) / total for item in objects if not item.is_crowd), default=0.0)
        for name, objects in candidates.items()
        if objects
    }
    absent = [name for name in candidates if name not in largest]
    if absent and (not largest or rng.random() < NEGATIVE_SHARE):
        return str(rng.choice(absent))
    weights = np.array([max(_CROWD, min(1.0, area / SPECK)) for area in largest.values()])
    return str(rng.choice(list(largest), p=weights / weights.sum()))


def paint(sample: Sample, query: Query) -> Target:
    known = np.ones(sample.size_hw, dtype=np.bool_)
    objects = instances_of(sample, query.categories[0])
    single = [item for item in objects if not item.is_crowd]
    if query.label_format.name == "original":
        return Target(picture=frames.paint(sample.photo, [item.box_xyxy_px for item in single]), known=known)
    painted = [(item.mask, item.box_xyxy_px) for item in single if item.mask is not None]
    for item in objects:
        if item.is_crowd or item.mask is None:  # there is something, but not one object's place in its box
            known &= ~extent(item, sample.size_hw)
    for mask, _ in painted:
        known |= mask
    return Target(picture=boxes.paint(painted, sample.size_hw), known=known)


def read(picture: Float32[np.ndarray, "h w 3"], query: Query) -> Answer:
    category = query.categories[0]
    if query.label_format.name == "original":
        frame = frames.read(picture)
        found, admissibility = frame.found, frame.admissibility
        pairs = zip(frame.boxes_xyxy_px, frame.scores, strict=True)
        detections = tuple(Detection(category=category, box_xyxy_px=box, score=value) for box, value in pairs)
    else:
        reading = boxes.read(picture).likely(query.label_format)
        found, admissibility = reading.found, reading.admissibility
        detections = tuple(
            Detection(category=category, box_xyxy_px=item.box_xyxy_px, score=item.score, mask=item.mask)
            for item in reading.objects
        )
    return Answer(
        query=query,
        found=found,
        admissibility=admissibility,
        confidence=detections[0].score if detections else 0.0,
        size_hw=(picture.shape[0], picture.shape[1]),
        detections=detections,
    )


def score(answer: Answer, sample: Sample) -> dict[str, Sums]:
    """`boxes` for COCO's average precision and `presence`, in the photo's pixels."""
    category = answer.query.categories[0]
    if sample.instances is None or category not in sample.things or category in sample.unknown:
        return {}
    photo, truth = photo_id(sample), instances_of(sample, category)
    sx, sy = scale_xy(answer, sample)
    boxes_px = [item.box_xyxy_px for item in answer.detections]
    found = [(left * sx, top * sy, right * sx, bottom * sy) for left, top, right, bottom in boxes_px]
    sums = BoxSums(
        asked=frozenset({(photo, category)}),
        truths=tuple(true_record(photo, item) for item in truth),
        detections=records(photo, category, found, [item.score for item in answer.detections]),
    )
    return {"boxes": sums, "presence": PresenceSums.of(found=answer.found, present=bool(truth))}


def example() -> tuple[Sample, Query]:
    """A 12 x 16 photo with two chairs that touch, and no table."""
    chairs: list[Instance] = []
    for left, top, right, bottom in ((1.0, 2.0, 7.0, 10.0), (7.0, 3.0, 15.0, 11.0)):
        mask = np.zeros((12, 16), dtype=np.bool_)
        mask[int(top) : int(bottom), int(left) : int(right)] = True
        chairs.append(Instance(category="chair", box_xyxy_px=(left, top, right, bottom), mask=mask))
    sample = Sample(
        key="example",
        source="example",
        split="train",
        licence="CC0-1.0",
        photo=np.full((12, 16, 3), 128, dtype=np.uint8),
        instances=tuple(chairs),
        things=("chair", "table"),
    )
    legend = (LegendEntry(category="chair", rgb=frames.FRAME_RGB),)
    return sample, Query(task="detection", instruction="put a box around every chair", legend=legend)
