"""What was answered and may be corrected: from a result in memory, or from the folder that `predict` wrote."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from hotcoco import mask as coco_mask
from jaxtyping import Bool, Float32, UInt8

from instructcv.errors import UserError
from instructcv.photos import open_photo
from instructcv.types import BoxXYXY, LabelFormat, LegendEntry, Query

MANIFEST, PAINTED, DEPTH = "result.json", "painted.png", "depth.npy"


class Resulting(Protocol):
    """The fields of a `Result` that count here; this layer lies below the one that makes results."""

    @property
    def photo_name(self) -> str: ...
    @property
    def photo(self) -> Any: ...
    @property
    def query(self) -> Query: ...
    @property
    def picture(self) -> Any: ...
    @property
    def boxes(self) -> Any: ...
    @property
    def categories(self) -> tuple[str, ...]: ...
    @property
    def masks(self) -> Any: ...
    @property
    def depth_m(self) -> Any: ...
    @property
    def label(self) -> str | None: ...
    @property
    def checkpoint(self) -> str: ...


@dataclass(frozen=True, kw_only=True, eq=False)
class Found:
    """One region or object of an answer."""

    category: str
    box_xyxy_px: BoxXYXY | None
    mask: Bool[np.ndarray, "h w"] | None


@dataclass(frozen=True, kw_only=True, eq=False)
class Answered:
    """One answer to one instruction on one photo."""

    photo_name: str
    photo: UInt8[np.ndarray, "h w 3"]
    query: Query
    picture: UInt8[np.ndarray, "s t 3"]
    """As it was painted; one square for each category side by side where each was asked by itself."""
    found: tuple[Found, ...]
    depth_m: Float32[np.ndarray, "h w"] | None
    label: str | None
    checkpoint: str

    @property
    def size_hw(self) -> tuple[int, int]:
        return self.photo.shape[0], self.photo.shape[1]


def of_result(result: Resulting) -> Answered:
    """From a result in memory."""
    boxes: list[Any] = [tuple(float(edge) for edge in box) for box in result.boxes]
    masks: list[Any] = [] if result.masks is None else list(result.masks)
    count = max(len(boxes), len(masks))
    boxes += [None] * (count - len(boxes))
    masks += [None] * (count - len(masks))
    parts = zip(result.categories[:count], boxes, masks, strict=True)
    return Answered(
        photo_name=result.photo_name,
        photo=result.photo,
        query=result.query,
        picture=result.picture,
        found=tuple(Found(category=name, box_xyxy_px=box, mask=mask) for name, box, mask in parts),
        depth_m=result.depth_m,
        label=result.label,
        checkpoint=result.checkpoint,
    )


def of_folder(folder: Path, photo: Path | None = None) -> Answered:
    """From an answer's folder.

    Args:
        folder: holds `result.json` and `painted.png`.
        photo: where the photo is now; where `result.json` says, if not given.

    Raises:
        UserError: no answer there, a damaged one, or the photo is gone or another.
    """
    told = _manifest(folder)
    try:
        source = photo or Path(told["photo"])
        if photo is None and not source.exists():
            raise UserError(f"the photo {source} of {folder} is not there any more; say --photo FILE")
        query = _query(told)
        depth_file = folder / DEPTH
        answered = Answered(
            photo_name=str(source),
            photo=open_photo(source),
            query=query,
            picture=open_photo(folder / PAINTED),
            found=tuple(_found(told)),
            depth_m=np.load(depth_file, allow_pickle=False).astype(np.float32) if depth_file.exists() else None,
            label=told["label"],
            checkpoint=str(told["checkpoint"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OSError) as error:
        raise UserError(f"{folder / MANIFEST} is not one of predict's ({error!r}); answer the photo again") from error
    shapes = [part.mask.shape for part in answered.found if part.mask is not None]
    shapes += [] if answered.depth_m is None else [answered.depth_m.shape]
    wrong = next((shape for shape in shapes if shape != answered.size_hw), None)
    if wrong is not None:
        size, other = f"{wrong[1]} x {wrong[0]}", f"{answered.size_hw[1]} x {answered.size_hw[0]}"
        raise UserError(f"the answer in {folder} is of a photo of {size}, but {source} is {other}; say --photo FILE")
    return answered


def _manifest(folder: Path) -> dict[str, Any]:
    file = folder / MANIFEST
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"{folder} holds no answer ({MANIFEST} is missing); name a folder that predict wrote") from None
    except (OSError, ValueError) as error:
        raise UserError(f"{file} cannot be read ({error}); answer the photo again") from error


def _query(told: dict[str, Any]) -> Query:
    read = told["understood"]
    legend = tuple(LegendEntry(category=name, rgb=rgb_of(colour)) for name, colour in read["legend"].items())
    return Query(
        task=read["task"],
        instruction=told["instruction"],
        legend=legend,
        otherwise_rgb=rgb_of(read.get("otherwise", "#000000")),
        label_format=LabelFormat(**read.get("label_format", {})),
    )


def _found(told: dict[str, Any]) -> list[Found]:
    parts: list[Found] = []
    for box in told["boxes"]:
        left, top, width, height = box["bbox"]
        outline = box.get("segmentation")
        mask = None if outline is None else unpack(outline)
        parts.append(Found(category=box["category"], box_xyxy_px=(left, top, left + width, top + height), mask=mask))
    for region in (told["mask"] or {}).get("categories", ()):
        parts.append(Found(category=region["category"], box_xyxy_px=None, mask=unpack(region["segmentation"])))
    return parts


def pack(mask: Bool[np.ndarray, "h w"]) -> dict[str, Any]:
    """COCO's compressed run lengths."""
    encoded: Any = coco_mask.encode(np.asfortranarray(mask, dtype=np.uint8))
    counts: bytes | str = encoded["counts"]
    return {"size": list(mask.shape), "counts": counts.decode("ascii") if isinstance(counts, bytes) else counts}


def unpack(rle: dict[str, Any]) -> Bool[np.ndarray, "h w"]:
    """The mask of compressed run lengths."""
    packed: Any = {"size": rle["size"], "counts": rle["counts"].encode("ascii")}
    return np.ascontiguousarray(coco_mask.decode(packed)).astype(np.bool_)


def rgb_of(text: str) -> tuple[int, int, int]:
    """`#rrggbb` as three numbers."""
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return red, green, blue
