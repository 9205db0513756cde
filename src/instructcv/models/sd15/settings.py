"""What `diffusers`' own files do not say about a checkpoint: how it paints and how it wants to be asked.

`instructcv.json` lies beside `model_index.json`. A checkpoint without one is from 2023.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from instructcv.errors import UserError
from instructcv.files import write_text
from instructcv.types import ORIGINAL, LabelFormat

FILE = "instructcv.json"


@dataclass(frozen=True, kw_only=True)
class SD15Settings:
    """How a checkpoint is asked. The defaults are the 2023 system's."""

    label_format: LabelFormat = ORIGINAL
    size_px: int = 512
    """Side of the square that photos are squeezed to and pictures painted at."""
    passes: int = 50
    """Steps of the scheduler for one answer."""
    guidance_scale: float = 7.5
    """Of the text; with 1 there is no guidance, and a step costs one evaluation instead of three."""
    image_guidance_scale: float = 1.5
    start: str = "noise"
    """Where a single pass begins: "noise", or "zeros" after one-pass training."""


def read_settings(folder: Path) -> SD15Settings:
    """The settings of a checkpoint folder.

    Raises:
        UserError: the file is there and damaged.
    """
    path = folder / FILE
    if not path.exists():
        return SD15Settings(size_px=_native_size_px(folder))
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return SD15Settings(**content | {"label_format": LabelFormat(**content["label_format"])})  # pyright: ignore[reportArgumentType]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UserError(f"{path} is damaged ({error}); copy the checkpoint again") from error


def write_settings(settings: SD15Settings, folder: Path) -> None:
    """Write `instructcv.json`, whole or not at all."""
    write_text(folder / FILE, json.dumps(asdict(settings), indent=1) + "\n")


def _native_size_px(folder: Path) -> int:
    """What the U-Net's config says it was made for, in pixels."""
    try:
        config: Any = json.loads((folder / "unet" / "config.json").read_text(encoding="utf-8"))
        return 8 * int(config["sample_size"])
    except (OSError, ValueError, KeyError, TypeError):
        return SD15Settings.size_px
