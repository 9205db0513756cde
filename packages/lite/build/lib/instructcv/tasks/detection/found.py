"""Boxes and their masks at the photo's own size: brought there, said, drawn and stored."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from jaxtyping import UInt8
from PIL import Image, ImageDraw

from instructcv.drawing.maps import SERIES, glass
from instructcv.drawing.shown import Canvas, Shown
from instructcv.drawing.text import banner, tag
from instructcv.labels import boxes
from instructcv.labels.mask_files import MASK, files_of, names_of, rle
from instructcv.labels.upsample import at_photo
from instructcv.types import RGB, Answer, Detection, Findings, Query

GLASS = 0.3
"""How strong masks are tinted below their boxes."""


def bring(answers: Sequence[Answer], query: Query, photo: UInt8[np.ndarray, "h w 3"]) -> Findings:
    """The boxes that count as found, best first, and their masks upsampled."""
    least = boxes.likelihood(boxes.DEFAULT.found_score, query.label_format)
    sure = [item for item in located(answers, photo.shape[:2]) if item.score >= least]
    parts = [item.mask for item in sure if item.mask is not None]
    masks = np.zeros((0, *photo.shape[:2]), np.bool_)
    if parts:
        masks = at_photo(np.stack(parts).astype(np.float32), photo) > 0.5  # [n, h, w]
    return Findings(
        found=any(answer.found for answer in answers),
        admissibility=float(np.mean([answer.admissibility for answer in answers])),
        confidence=max(answer.confidence for answer in answers),
        categories=tuple(item.category for item in sure),
        boxes=np.array([item.box_xyxy_px for item in sure], np.float32).reshape(-1, 4),
        scores=np.array([item.score for item in sure], np.float32),
        masks=masks if len(parts) == len(sure) else None,
    )


def located(answers: Sequence[Answer], size_hw: tuple[int, int]) -> list[Detection]:
    """All that was read, be it ever so unsure, best first; boxes in pixels of the photo, masks as they were read."""
    every: list[Detection] = []
    for answer in answers:
        down, across = (1.0, 1.0) if answer.size_hw is None else (size_hw[i] / answer.size_hw[i] for i in (0, 1))
        for item in answer.detections:
            left, top, right, bottom = item.box_xyxy_px
            every.append(replace(item, box_xyxy_px=(left * across, top * down, right * across, bottom * down)))
    return sorted(every, key=lambda item: -item.score)


def say(found: Findings, query: Query) -> str:
    """Each box by its category and score; what is missing is named, too."""
    if not found.found or not len(found.boxes):
        return "not found: " + ", ".join(query.categories)
    scored = list(zip(found.categories, found.scores, strict=True))
    groups = [
        ", ".join(f"{name} {score:.2f}" for name, score in scored if name == wanted)
        for wanted in dict.fromkeys(found.categories)
    ]
    missing = [name for name in query.categories if name not in found.categories]
    return ", ".join(groups) + ("; not found: " + ", ".join(missing) if missing else "")


def show(found: Findings, query: Query, canvas: Canvas) -> Shown:
    """Boxes with category and score, each in the line colour of its category, above its mask as thin glass."""
    rgbs = [colour_of(query, name) for name in found.categories]
    photo = canvas.photo
    if found.masks is not None and len(found.masks):
        photo = glass(photo, found.masks, rgbs, strength=GLASS)
    image = Image.fromarray(photo)
    _draw_boxes(image, found, rgbs, canvas)
    if canvas.said is not None or not found.found:
        banner(image, canvas.said or f"not found: {', '.join(query.categories)}", canvas.type_px)
    counts = {name: found.categories.count(name) for name in query.categories}
    key = [(colour_of(query, n), f"{n}: {f'{count} found' if count else 'not found'}") for n, count in counts.items()]
    return Shown(image=image, key=tuple(key))


def _draw_boxes(image: Image.Image, found: Findings, rgbs: Sequence[RGB], canvas: Canvas) -> None:
    draw, size, (width, height) = ImageDraw.Draw(image), canvas.type_px, canvas.size_wh
    for index in reversed(range(len(found.boxes))):  # best score last, on top
        left, top, right, bottom = (float(edge) * canvas.scale for edge in found.boxes[index])
        left, top = min(max(left, 0.0), width - 1.0), min(max(top, 0.0), height - 1.0)
        right, bottom = max(left, min(right, width - 1.0)), max(top, min(bottom, height - 1.0))
        draw.rectangle((left, top, right, bottom), outline=rgbs[index], width=max(2, size // 6))
        tall = round(size * 1.4)
        base = round(top) if top >= tall else round(top) + tall  # inside the box where there is no room above it
        text = f"{found.categories[index]} {found.scores[index]:.2f}"
        tag(draw, round(left), base, rgbs[index], text, size, width)


def colour_of(query: Query, category: str) -> RGB:
    """A line colour: a box's legend colour is one that only the painter needs."""
    return SERIES[query.categories.index(category) % len(SERIES)] if category in query.categories else SERIES[0]


def record(found: Findings | None, files: Collection[str] = ()) -> dict[str, Any]:
    """`boxes`, each with its mask, and `mask`: all of them together."""
    if found is None:
        return {"boxes": [], "mask": None}
    whole: dict[str, Any] | None = None
    if found.mask is not None:
        named = {"file": MASK} if MASK in files else {}
        whole = {"area": int(found.mask.sum()), "segmentation": rle(found.mask)} | named
    return {"boxes": [_box(found, index, files) for index in range(len(found.boxes))], "mask": whole}


def _box(found: Findings, index: int, files: Collection[str]) -> dict[str, Any]:
    left, top, right, bottom = (float(edge) for edge in found.boxes[index])
    entry: dict[str, Any] = {
        "bbox": [round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2)],
        "score": round(float(found.scores[index]), 4),
        "category": found.categories[index],
    }
    if found.masks is not None:
        entry["segmentation"] = rle(found.masks[index])
        file = names_of(found.categories)[index]
        entry |= {"file": file} if file in files else {}
    return entry


def files(found: Findings) -> dict[str, np.ndarray]:
    """The whole mask, and one for each box where there are several."""
    return {} if found.masks is None else dict(files_of(found.masks, found.categories))
