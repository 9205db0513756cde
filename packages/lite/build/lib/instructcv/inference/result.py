"""What the predictor returns: the record, with the two things that people do with it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from instructcv.inference import outputs
from instructcv.inference.overlay import overlay
from instructcv.inference.record import Record
from instructcv.inference.remarks import say


@dataclass(frozen=True, kw_only=True, eq=False)
class Result(Record):
    """One answer; the fields are `Record`'s."""

    def save(self, folder: str | Path) -> Path:
        """Write the pictures, masks, depth and `result.json`, the last when all else is there; see `outputs`.

        Raises:
            UserError: the folder cannot be written.
        """
        return outputs.save(self, Path(folder))

    def to_json(self) -> dict[str, Any]:
        """As in `result.json`, without file names."""
        return outputs.as_json(self)

    def say(self) -> str:
        """The answer on one line."""
        return say(self)

    def overlay(self) -> Image.Image:
        """The answer on the photo, with legend, scores or scale."""
        return overlay(self)
