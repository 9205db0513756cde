"""`POST /v1/answers/ID/corrections`: what a person says of an answer, from JSON to a correction that is kept."""

from typing import Annotated, Any, Literal

import numpy as np
from fastapi import HTTPException
from jaxtyping import Bool
from pydantic import BaseModel, ConfigDict, Field, model_validator

from instructcv.errors import UserError
from instructcv.feedback.answered import of_result
from instructcv.feedback.correction import Correction, KnownDepth
from instructcv.feedback.store import Store
from instructcv.inference.result import Result

Name = Annotated[str, Field(max_length=200)]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e6, le=1e6)]


class Runs(BaseModel):
    """A mask as COCO's uncompressed run lengths: down the columns, outside first."""

    model_config = ConfigDict(extra="forbid")
    size: tuple[int, int] = Field(description="height, width")
    counts: list[Annotated[int, Field(ge=0)]] = Field(max_length=4_000_000)


class Box(BaseModel):
    """One object."""

    model_config = ConfigDict(extra="forbid")
    category: Name
    bbox: tuple[Number, Number, Number, Number] = Field(description="x, y, width, height in pixels of the photo")


class Known(BaseModel):
    """A place whose distance is known."""

    model_config = ConfigDict(extra="forbid")
    x: int = Field(ge=0, le=100_000)
    y: int = Field(ge=0, le=100_000)
    metres: float = Field(gt=0, le=1000)


class Said(BaseModel):
    """One of: a verdict, masks, boxes, depths, a label (null = none of these)."""

    model_config = ConfigDict(extra="forbid")
    verdict: Literal["good", "bad", "nothing"] | None = None
    masks: dict[Name, Runs] | None = Field(default=None, max_length=64)
    boxes: list[Box] | None = Field(default=None, max_length=1000)
    depths: list[Known] | None = Field(default=None, min_length=1, max_length=2)
    label: Name | None = None

    @model_validator(mode="after")
    def _one(self) -> "Said":
        if len(self.model_fields_set) != 1:
            raise ValueError("say one of verdict, masks, boxes, depths, label")
        if "label" not in self.model_fields_set and next(iter(self.model_dump(exclude_unset=True).values())) is None:
            raise ValueError("say one of verdict, masks, boxes, depths, label")
        return self


def keep(store: Store, result: Result, said: Said) -> dict[str, Any]:
    """Save a correction; returns what became of it.

    Raises:
        UserError: it does not fit the answer.
    """
    kept = store.add(of_result(result), _correction(said, result), by="page")
    return {"correction": kept.name, "labelled": kept.is_labelled, "preference": kept.is_pair}


def _correction(said: Said, result: Result) -> Correction:
    if said.verdict is not None:
        return Correction(verdict=said.verdict)
    if said.masks is not None:
        masks = {name: _mask(runs, result.size_hw, name) for name, runs in said.masks.items()}
        return Correction(verdict="corrected", masks=masks)
    if said.boxes is not None:
        corners = [(box.category, (x, y, x + w, y + h)) for box in said.boxes for x, y, w, h in [box.bbox]]
        return Correction(verdict="corrected", boxes=corners)
    if said.depths is not None:
        known = [KnownDepth(x_px=point.x, y_px=point.y, metres=point.metres) for point in said.depths]
        return Correction(verdict="corrected", depths=known)
    return Correction(verdict="corrected", label=(said.label,))


def _mask(runs: Runs, size_hw: tuple[int, int], name: str) -> Bool[np.ndarray, "h w"]:
    if runs.size != size_hw or sum(runs.counts) != size_hw[0] * size_hw[1]:
        raise UserError(f"the mask of {name[:60]} does not fit the photo, which is {size_hw[1]} x {size_hw[0]}")
    inside = np.arange(len(runs.counts)) % 2 == 1
    return np.ascontiguousarray(np.repeat(inside, runs.counts).reshape(size_hw[::-1]).T)  # [w h] -> [h w]


def found(result: Result | None) -> Result:
    """The answer, which somebody may have waited too long to correct.

    Raises:
        HTTPException: 404.
    """
    if result is None:
        raise HTTPException(404, "no such answer, or no longer; ask again")
    return result
