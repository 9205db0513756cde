"""Objects as a picture of places in boxes (or of frames), and any picture as boxes."""

import numpy as np
from jaxtyping import Float32

from instructcv.labels import boxes, frames
from instructcv.samples.truth import extent, instances_of
from instructcv.types import Answer, Detection, Query, Sample, Target


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
