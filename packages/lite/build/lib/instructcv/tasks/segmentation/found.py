"""Masks at the photo's own size: brought there, said, drawn and stored."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Bool, Float32, UInt8
from PIL import Image

from instructcv.drawing.maps import SERIES, glass
from instructcv.drawing.shown import Canvas, Shown
from instructcv.drawing.text import banner
from instructcv.labels.mask_files import MASK, files_of, names_of, rle
from instructcv.labels.upsample import categories_at_photo
from instructcv.types import RGB, Answer, Findings, Query

GLASS = 0.55
"""How strong masks are tinted."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Regions(Findings):
    """A category map with its masks."""

    sure: Float32[np.ndarray, "h w"]
    """Probability of what the map says at each pixel, "nothing" included."""


def bring(answers: Sequence[Answer], query: Query, photo: UInt8[np.ndarray, "h w 3"]) -> Regions:
    """Posteriors upsampled, then decided, so that borders are drawn at the photo's resolution.

    Several answers to the same category are averaged.
    """
    posterior, nothing = _merged(answers, query.categories)  # [k, s, t], [s, t]
    small = np.where(posterior.max(axis=0) > nothing, posterior.argmax(axis=0), -1).astype(np.int16)
    category_map, sure = categories_at_photo(posterior, nothing, small, photo)  # [h, w], [h, w]
    return Regions(
        found=any(answer.found for answer in answers),
        admissibility=float(np.mean([answer.admissibility for answer in answers])),
        confidence=max(answer.confidence for answer in answers),
        categories=query.categories,
        category_map=category_map,
        masks=category_map == np.arange(len(posterior))[:, None, None],
        sure=sure,
    )


def _merged(
    answers: Sequence[Answer], categories: Sequence[str]
) -> tuple[Float32[np.ndarray, "k s t"], Float32[np.ndarray, "s t"]]:
    """The posterior of each category and of "nothing", each category having been asked for in one picture or in several.

    What most of its readers did not find is found nowhere. Pictures that were asked for other things do not add up: two that call a
    place empty with 0.6 each leave it empty, whatever else they half saw there. So "nothing" is as likely as in the picture that
    is surest of something.
    """
    place = {name: index for index, name in enumerate(categories)}
    votes, finds = np.zeros(len(categories), np.float32), np.zeros(len(categories), np.float32)
    for answer in answers:
        for index, name in enumerate(answer.query.categories):
            votes[place[name]] += 1
            finds[place[name]] += bool((answer.category_map == index).any())
    there = (finds > 0) & (2 * finds >= votes)  # [k]
    first = answers[0].posterior
    assert first is not None
    total = np.zeros((len(categories), *first.shape[1:]), np.float32)
    empty = np.zeros_like(total)
    for answer in answers:
        rows = [place[name] for name in answer.query.categories]
        assert answer.posterior is not None
        seen = answer.posterior * there[rows, None, None]  # [j, s, t]
        total[rows] += seen
        empty[rows] += np.float32(1.0) - seen.sum(axis=0)
    votes = np.maximum(votes, 1)[:, None, None]
    return total / votes, (empty / votes).min(axis=0)


def say(found: Findings, query: Query) -> str:
    """Each category with its share of the photo; what is missing is named, too."""
    parts = dict(zip(found.categories, found.masks if found.masks is not None else (), strict=True))
    there = [f"{name} {100 * part.mean():.1f} %" for name, part in parts.items() if part.any()]
    missing = [name for name, part in parts.items() if not part.any()]
    if not (found.found and there):
        return "not found: " + ", ".join(query.categories)
    return ", ".join(there) + " of the photo" + ("; not found: " + ", ".join(missing) if missing else "")


def show(found: Findings, query: Query, canvas: Canvas) -> Shown:
    """Masks as coloured glass, in the colours that the legend gives them."""
    parts = found.masks if found.masks is not None else ()
    rgbs = [colour_of(query, name) for name in found.categories]
    photo = glass(canvas.photo, parts, rgbs, strength=GLASS) if len(parts) else canvas.photo
    image = Image.fromarray(photo)
    if canvas.said is not None or not found.found:
        banner(image, canvas.said or f"not found: {', '.join(query.categories)}", canvas.type_px)
    key = [(rgb, f"{name}: {_share(p)}") for rgb, name, p in zip(rgbs, found.categories, parts, strict=True)]
    return Shown(image=image, key=tuple(key))


def colour_of(query: Query, category: str) -> RGB:
    """The legend's colour where the answer is painted with it, else a line colour of its own."""
    place = query.categories.index(category)
    if query.label_format.name == "original":
        return SERIES[place % len(SERIES)]
    return query.legend[place].rgb


def _share(part: Bool[np.ndarray, "h w"]) -> str:
    share = float(part.mean())
    return f"{100 * share:.0f} % of the photo" if share >= 0.01 else ("under 1 %" if share > 0 else "not found")


def record(found: Findings | None, files: Collection[str] = ()) -> dict[str, Any]:
    """`mask`: everything asked for, and each category by itself."""
    if found is None or found.masks is None or found.mask is None:
        return {"mask": None}
    entry: dict[str, Any] = {"area": int(found.mask.sum()), "segmentation": rle(found.mask)}
    if MASK in files:
        entry["file"] = MASK
    named = zip(found.categories, found.masks, names_of(found.categories), strict=True)
    entry["categories"] = [
        {"category": name, "area": int(part.sum()), "segmentation": rle(part)}
        | ({"file": file} if file in files and file != MASK else {})
        for name, part, file in named
    ]
    return {"mask": entry}


def files(found: Findings) -> dict[str, np.ndarray]:
    """The whole mask, and one for each category where there are several."""
    return {} if found.masks is None else dict(files_of(found.masks, found.categories))
