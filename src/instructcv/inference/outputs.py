"""The files of one answer, in the ecosystem's formats.

painted.png      what the model painted, at its own size
overlay.png      the answer on the photo, for people
mask.png         everything asked for: 255 inside, 0 outside (segmentation, detection)
mask-NN-NAME.png one for each category or box, where there are several
depth.png        16-bit millimetres, 0 = unknown, clipped at 65.535 m
depth.npy        float32 metres
uncertainty.npy  float32, spread over the seeds
ask-N/           the answer to what else the sentence asks, from the second on: the same files
result.json      everything else; written last, so where it is the answer is complete
"""

import contextlib
import io
import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from hotcoco import mask as coco_mask
from jaxtyping import Bool
from PIL import Image

from instructcv.errors import UserError
from instructcv.inference.overlay import overlay
from instructcv.inference.record import Record

MANIFEST = "result.json"
PAINTED = "painted.png"
LONGEST_M = 65.535
"""What 16-bit millimetres can hold."""


def as_json(record: Record, files: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The answer as plain data. Boxes are COCO's `[x, y, width, height]` in pixels of the photo, masks COCO's RLE.

    Args:
        record: the answer.
        files: what was written under which name; without it no file is mentioned.
    """
    files = files or {}
    return {
        "photo": record.photo_name,
        "instruction": record.instruction,
        "understood": record.understood,
        "found": record.found,
        "boxes": [_box_json(record, index, files) for index in range(len(record.boxes))],
        "mask": _mask_json(record, files),
        "depth": _depth_json(record, files),
        "label": record.label,
        "probability": _rounded(record.probability),
        "admissibility": _rounded(record.admissibility),
        "confidence": _rounded(record.confidence),
        "passes": record.passes,
        "sampler": record.sampler,
        "seconds": round(record.seconds, 3),
        "checkpoint": record.checkpoint,
        "unread": list(record.unread),
        "narrowed": [note.to_json() for note in record.narrowed],
        "told": None if record.told is None else record.told.to_json(),
        "also": [as_json(other) for other in record.also],
    }


def save(record: Record, folder: Path) -> Path:
    """Write one answer into a folder of its own. An earlier answer there is replaced; nothing is ever half-written.

    Returns:
        The path of `result.json`.

    Raises:
        UserError: the folder cannot be made or written.
    """
    pictures, files = _pictures(record)
    manifest = folder / MANIFEST
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stale = _files_named_in(manifest)
        manifest.unlink(missing_ok=True)  # from here on the earlier answer counts as gone
        for name, payload in pictures.items():
            write_whole(folder / name, payload)
        for name in stale - pictures.keys():
            (folder / name).unlink(missing_ok=True)
        for number, other in enumerate(record.also, start=2):
            save(other, folder / f"ask-{number}")
        for old in _asks_beyond(folder, 1 + len(record.also)):
            shutil.rmtree(old)
        text = json.dumps(as_json(record, files), indent=2, ensure_ascii=False)
        write_whole(manifest, f"{text}\n".encode())
    except OSError as error:
        raise UserError(f"cannot write to {folder}: {error.strerror or error}; choose another --out") from error
    return manifest


def _asks_beyond(folder: Path, count: int) -> list[Path]:
    """Answers of an earlier, longer sentence."""
    numbered = [(path, re.fullmatch(r"ask-(\d+)", path.name)) for path in folder.glob("ask-*")]
    return [path for path, match in numbered if match and int(match[1]) > count and is_answer(path)]


def is_answer(folder: Path) -> bool:
    """Whether `save` wrote the folder's pictures."""
    return (folder / MANIFEST).is_file() and (folder / PAINTED).is_file()


def write_whole(path: Path, payload: bytes) -> None:
    """Write a file so that it is either all there or as it was before."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(payload)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def _pictures(record: Record) -> tuple[dict[str, bytes], dict[str, str]]:
    """File name -> content, and what each is called in `result.json` (`mask`, `mask-0`, `depth_png`, ...)."""
    content = {PAINTED: _png(Image.fromarray(record.picture)), "overlay.png": _png(overlay(record))}
    files: dict[str, str] = {}
    mask = record.mask
    if record.masks is not None and mask is not None:
        content["mask.png"] = _png(Image.fromarray(mask.astype(np.uint8) * np.uint8(255)))
        files["mask"] = "mask.png"
        for index, part in enumerate(record.masks if len(record.masks) > 1 else ()):
            name = f"mask-{index:02d}-{_slug(record.categories[index])}.png"
            content[name] = _png(Image.fromarray(part.astype(np.uint8) * np.uint8(255)))
            files[f"mask-{index}"] = name
    if record.depth_m is not None:
        content["depth.png"] = _png(Image.fromarray(_millimetres(record)))
        content["depth.npy"] = _npy(record.depth_m)
        files |= {"depth_png": "depth.png", "depth_npy": "depth.npy"}
    if record.uncertainty is not None:
        content["uncertainty.npy"] = _npy(record.uncertainty)
    return content, files


def _box_json(record: Record, index: int, files: Mapping[str, str]) -> dict[str, Any]:
    left, top, right, bottom = (float(edge) for edge in record.boxes[index])
    entry: dict[str, Any] = {
        "bbox": [round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2)],
        "score": _rounded(float(record.scores[index])),
        "category": record.categories[index],
    }
    if record.masks is not None:
        entry["segmentation"] = rle(record.masks[index])
        only = "mask" if len(record.masks) == 1 else f"mask-{index}"
        if only in files:
            entry["file"] = files[only]
    return entry


def _mask_json(record: Record, files: Mapping[str, str]) -> dict[str, Any] | None:
    mask = record.mask
    if record.masks is None or mask is None:
        return None
    entry: dict[str, Any] = {"area": int(mask.sum()), "segmentation": rle(mask)}
    if "mask" in files:
        entry["file"] = files["mask"]
    if record.task == "detection":  # its parts stand with the boxes
        return entry
    entry["categories"] = [
        {"category": name, "area": int(part.sum()), "segmentation": rle(part)}
        | ({"file": files[f"mask-{index}"]} if f"mask-{index}" in files else {})
        for index, (name, part) in enumerate(zip(record.categories, record.masks, strict=True))
    ]
    return entry


def _depth_json(record: Record, files: Mapping[str, str]) -> dict[str, Any] | None:
    if record.depth_m is None:
        return None
    known = record.depth_m[record.depth_m > 0]
    low, middle, high = (float(v) for v in np.percentile(known, (0, 50, 100))) if known.size else (0.0, 0.0, 0.0)
    entry: dict[str, Any] = {"min_m": round(low, 3), "median_m": round(middle, 3), "max_m": round(high, 3)}
    if "depth_png" in files:
        entry |= {"png": files["depth_png"], "png_unit": "millimetre", "npy": files["depth_npy"], "npy_unit": "metre"}
    return entry


def rle(mask: Bool[np.ndarray, "h w"]) -> dict[str, Any]:
    """COCO's compressed run-length encoding: `{"size": [h, w], "counts": str}`."""
    encoded: Any = coco_mask.encode(np.asfortranarray(mask, dtype=np.uint8))
    counts: bytes | str = encoded["counts"]
    return {"size": list(mask.shape), "counts": counts.decode("ascii") if isinstance(counts, bytes) else counts}


def _files_named_in(manifest: Path) -> set[str]:
    """The files of an earlier answer: only these may be removed."""
    with contextlib.suppress(OSError, ValueError):
        text = manifest.read_text(encoding="utf-8")
        named = set(re.findall(r'"(?:file|png|npy)": "(mask[\w-]*\.png|depth\.png|depth\.npy)"', text))
        return named | {"uncertainty.npy"}
    return set()


def _millimetres(record: Record) -> np.ndarray:
    depth_m = np.nan_to_num(np.asarray(record.depth_m, np.float64), nan=0.0, posinf=LONGEST_M, neginf=0.0)
    return np.rint(np.clip(depth_m, 0.0, LONGEST_M) * 1000).astype(np.uint16)  # [h, w]


def _png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=4)
    return stream.getvalue()


def _npy(array: np.ndarray) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    return stream.getvalue()


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40] or "x"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)
