"""Random changes to a sample that keep its labels true: flip, zoom, light and colour, everyday synonyms, four photos in one."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from jaxtyping import UInt8

from instructcv.instructions.aliases import aliases_of
from instructcv.samples.resize import resized
from instructcv.types import Instance, Sample


def augment(sample: Sample, rng: np.random.Generator, *, zoom: float, compressed: float = 0.0) -> Sample:
    """All of them; a share `zoom` of samples is zoomed and loses its depth, whose focal length would change unseen."""
    if zoom and rng.random() < zoom:
        sample = zoomed(sample, rng)
    if rng.random() < 0.5:
        sample = flipped(sample)
    if rng.random() < 0.3:
        sample = renamed(sample, rng)
    photo = recoloured(sample.photo, rng)
    if compressed and rng.random() < compressed:
        photo = jpeg(photo, int(rng.integers(30, 90)))
    return replace(sample, photo=photo)


def mosaic(four: Sequence[Sample]) -> Sample:
    """Four photos of one vocabulary side by side, each at half its size: small things, and four times as many.

    Raises:
        ValueError: not four, or of several vocabularies, or mapped as a whole.
    """
    things = {s.things for s in four}
    if len(four) != 4 or len(things) != 1 or any(s.instances is None or s.regions is not None for s in four):
        raise ValueError(
            "a mosaic is made of four photos of one vocabulary, of which objects are known and nothing else"
        )
    first = four[0]
    h, w = first.size_hw
    rows = [np.concatenate([s.photo for s in row], 1) for row in (four[:2], four[2:])]
    photo = cv2.resize(np.concatenate(rows), (w, h), interpolation=cv2.INTER_AREA)

    def placed(item: Instance, down: int, across: int) -> Instance:
        left, top, right, bottom = (value / 2 for value in item.box_xyxy_px)
        x, y = across * w / 2, down * h / 2
        mask = None
        if item.mask is not None:
            mask = np.zeros((h, w), bool)
            part = np.s_[down * (h // 2) : down * (h // 2) + h // 2, across * (w // 2) : across * (w // 2) + w // 2]
            mask[part] = item.mask[: h // 2 * 2 : 2, : w // 2 * 2 : 2]
        return replace(item, box_xyxy_px=(left + x, top + y, right + x, bottom + y), mask=mask)

    items = [placed(i, *divmod(number, 2)) for number, s in enumerate(four) for i in s.instances or ()]
    return replace(first, key="+".join(s.key for s in four), photo=photo, instances=tuple(items), depth_m=None)


def jpeg(photo: UInt8[np.ndarray, "h w 3"], quality: int) -> UInt8[np.ndarray, "h w 3"]:
    """The photo after it was stored as a JPEG."""
    _, stored = cv2.imencode(".jpg", photo[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    read = cv2.imdecode(stored, cv2.IMREAD_COLOR)
    assert read is not None  # it was written just now
    return np.ascontiguousarray(read[..., ::-1]).astype(np.uint8)


def flipped(sample: Sample) -> Sample:
    """Mirrored left to right; our instructions never say left or right."""
    width = sample.size_hw[1]

    def mirror(instance: Instance) -> Instance:
        left, top, right, bottom = instance.box_xyxy_px
        mask = None if instance.mask is None else instance.mask[:, ::-1]
        return replace(instance, box_xyxy_px=(width - right, top, width - left, bottom), mask=mask)

    return replace(
        sample,
        photo=np.ascontiguousarray(sample.photo[:, ::-1]),
        instances=sample.instances and tuple(map(mirror, sample.instances)),
        regions=sample.regions and replace(sample.regions, ids=sample.regions.ids[:, ::-1]),
        depth_m=None if sample.depth_m is None else sample.depth_m[:, ::-1],
    )


def zoomed(sample: Sample, rng: np.random.Generator) -> Sample:
    """A random window of 45 to 100 % of each side, brought back to the sample's size; depth is dropped."""
    h, w = sample.size_hw
    scale = rng.uniform(0.45, 1.0)
    aspect = np.exp(rng.uniform(-0.25, 0.25))
    window_h, window_w = (round(min(side, max(8, side * scale * a))) for side, a in ((h, aspect), (w, 1 / aspect)))
    top, left = int(rng.integers(0, h - window_h + 1)), int(rng.integers(0, w - window_w + 1))
    window = (left, top, left + window_w, top + window_h)
    return replace(resized(sample, (h, w), window), depth_m=None)


def renamed(sample: Sample, rng: np.random.Generator) -> Sample:
    """Some categories called by an everyday synonym, in every label alike."""
    regions = sample.regions.names if sample.regions else ()
    words = dict.fromkeys((*sample.things, *sample.labels, *regions))
    other = {w: str(rng.choice(a)) for w in words if (a := aliases_of(w)) and rng.random() < 0.5}
    if len({other.get(w, w) for w in words}) < len(words):
        return sample  # two categories would share a name

    def name(word: str) -> str:
        return other.get(word, word)

    return replace(
        sample,
        things=tuple(map(name, sample.things)),
        labels=tuple(map(name, sample.labels)),
        unknown=frozenset(map(name, sample.unknown)),
        label=sample.label and name(sample.label),
        instances=sample.instances and tuple(replace(i, category=name(i.category)) for i in sample.instances),
        regions=sample.regions and replace(sample.regions, names=tuple(map(name, regions))),
    )


def recoloured(photo: UInt8[np.ndarray, "h w 3"], rng: np.random.Generator) -> UInt8[np.ndarray, "h w 3"]:
    """Exposure, contrast, white balance, saturation, gamma; now and then grey, blurred or noisy."""
    levels = (np.arange(256, dtype=np.float32) / 255) ** np.exp(rng.uniform(-0.35, 0.35))
    gains = np.exp(rng.normal(0, 0.15) + rng.normal(0, 0.06, 3))
    x = cv2.LUT(photo, (levels[:, None] * gains).astype(np.float32)[None])  # [h, w, 3], 0 to about 1
    saturation = 0.0 if rng.random() < 0.04 else float(np.exp(rng.normal(0, 0.3)))
    contrast = float(np.exp(rng.normal(0, 0.2)))
    mixing = contrast * (saturation * np.eye(3) + (1 - saturation) * np.full((3, 3), 1 / 3))
    offset = (1 - contrast) * np.mean(cv2.mean(x)[:3])
    x = cv2.transform(x, np.column_stack([mixing, np.full(3, offset)]))
    if rng.random() < 0.2:
        x = cv2.GaussianBlur(x, (0, 0), rng.uniform(0.3, 1.5))
    if rng.random() < 0.2:
        x = x + rng.standard_normal(x.shape, np.float32) * np.float32(rng.uniform(0.01, 0.05))
    return (x * 255).clip(0, 255).astype(np.uint8)
