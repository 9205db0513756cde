"""`manifest.json` of an exported folder: what the networks in it are, and how they paint. Written last, so what has one is whole."""

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from instructcv.errors import UserError
from instructcv.files import cache_dir, write_text
from instructcv.types import LabelFormat

MANIFEST = "manifest.json"
VERSION = 2
"""Of the layout; another one is refused."""
Format = Literal["onnx", "openvino"]


@dataclass(frozen=True, kw_only=True)
class Sampling:
    """How an exported Stable Diffusion checkpoint is asked; as in `models/sd15/settings.py`."""

    passes: int
    guidance_scale: float
    image_guidance_scale: float
    start: Literal["noise", "zeros"]
    """Where a single pass begins."""
    prediction: str
    """What the network predicts, in diffusers' words."""
    tokens: int
    """To which every instruction is padded or cut."""
    padding: int
    """The token that pads."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What an exported folder holds."""

    version: int = VERSION
    format: Format
    network: str
    """The registered network that was exported."""
    checkpoint: str
    """What was exported, as it was named; "" = the model inside the package."""
    size_px: int
    """Side of the square that photos are squeezed to and pictures painted at."""
    label_format: LabelFormat
    parts: dict[str, str]
    """What a network is for -> its file."""
    sizes: dict[str, int] = field(default_factory=dict[str, int])
    """Every file beside this one -> its bytes."""
    looks: int = 1
    """At a photo, if nobody says otherwise: 1 by itself, 2 with its mirror image as well."""
    magnification: int = 1
    """Of the closer look at the photo."""
    sampling: Sampling | None = None
    """Of a network that samples."""
    tasks: tuple[str, ...] = ()
    """That the checkpoint says it was trained for; empty = it does not say."""
    largest_difference: float = 1.0
    """Between a painted pixel (0 to 1) of this export and of torch in float32, over an example of every task."""


def write(manifest: Manifest, folder: Path) -> None:
    """Write it, and in it the sizes of all files beside it, which says that all else is there."""
    sizes = {file.name: file.stat().st_size for file in sorted(folder.iterdir()) if file.name != MANIFEST}
    whole = dataclasses.replace(manifest, sizes=sizes)
    write_text(folder / MANIFEST, json.dumps(dataclasses.asdict(whole), indent=2) + "\n")


def read(folder: Path) -> Manifest:
    """The manifest of an exported folder, whose files are all there.

    Raises:
        UserError: no export, of another version, damaged, or files are missing.
    """
    path = folder / MANIFEST
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if content["version"] != VERSION:
            raise UserError(f"{path} is of layout {content['version']}, this version reads {VERSION}; export again")
        content["label_format"] = LabelFormat(**content["label_format"])
        content["tasks"] = tuple(content.get("tasks", ()))
        if content.get("sampling") is not None:
            content["sampling"] = Sampling(**content["sampling"])
        manifest = Manifest(**content)
    except FileNotFoundError:
        raise UserError(
            f"{folder} holds no export (no {MANIFEST}); make one: instructcv export --out {folder}"
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{path} is damaged ({error}); export again") from error
    for name in sorted({*manifest.parts.values(), *manifest.sizes}):
        file, wanted = folder / name, manifest.sizes.get(name)
        if Path(name).name != name or wanted is None or not file.is_file():
            raise UserError(f"{file} is missing; export again")
        if (size := file.stat().st_size) != wanted:
            raise UserError(f"{file} has {size:,} bytes of {wanted:,}; copy or export it again")
    return manifest


def usual_folder(format_: Format) -> Path:
    """Where the model inside the package is exported to when nobody says."""
    return cache_dir("exports") / format_


def exported(source: str | Path | None, format_: Format) -> tuple[Path, Manifest]:
    """The folder of an export, and its manifest; None is the usual folder.

    Raises:
        UserError: as `read`, or of another format.
    """
    folder = usual_folder(format_) if source is None else Path(source)
    if source is None and not (folder / MANIFEST).is_file():
        raise UserError(
            f"the model has not been exported yet; once, where torch is installed: instructcv export --format {format_} --out DIR; "
            "then name it: --checkpoint DIR"
        )
    manifest = read(folder)
    if manifest.format != format_:
        raise UserError(f"{folder} was exported for {manifest.format}; take --runtime {manifest.format}")
    return folder, manifest
