"""What a denoiser is built with and how its answers are read, as `denoiser/config.json` says it.

    {"shape": {...}, "label_format": {...}, "calibration": {...}}

Checkpoints of before say the same in one flat list of 23 entries; `settings_of` reads both.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, NamedTuple

from instructcv.types import LEGEND, LabelFormat


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What the weights' shapes follow from. The defaults are those of the model that ships."""

    latent_channels: int = 8
    width: int = 320
    """Of the transformers' tokens."""
    cells: int = 128
    """Channels of a latent cell (8 x 8 pixels) in the photo encoder."""
    quarters: int = 64
    """Channels of a quarter of a cell there."""
    key_width: int = 96
    """Of what a quarter shows, and of the nouns that it is compared with."""
    narrow: int = 64
    """Channels of a cell in the denoiser."""
    photo_depth: int = 7
    """Transformer blocks that read the photo."""
    query_depth: int = 2
    """Transformer blocks that read the question."""
    heads: int = 5
    vae_shape: tuple[int, int, int] = (32, 80, 2)
    """Wide, deep and blocks of the VAE, whose first half is the brush."""
    size_px: int = 256
    """Side of the square that photos are squeezed to and pictures painted at."""
    use_backbone: bool = True
    """False is an ablation: the same network, blind to ImageNet."""
    closer_look: bool = True
    """Whether the backbone also sees the photo at twice the size."""
    tuned_backbone: bool = True
    """Whether the backbone's weights are changed by what was learned."""


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """What `instructcv calibrate` learns of a network's own numbers, beside the label format's range and box scores."""

    presence_threshold: float | None = None
    """Logit from which on a noun counts as shown; None = it has not been set."""
    photo_shift: float = 0.0
    """Logit by which things are sooner said to be in photos that show neither wall nor floor."""
    choice_scale: float = 1.0
    """By which the logits of a choice for the whole photo are multiplied: the inverse of a temperature (Guo et al. 2017)."""


UNCALIBRATED = Calibration()


class MiniSettings(NamedTuple):
    """The three parts."""

    shape: Shape
    label_format: LabelFormat = LEGEND
    calibration: Calibration = UNCALIBRATED

    def content(self) -> dict[str, Any]:
        """As it stands in `config.json`."""
        return {name: asdict(part) for name, part in self._asdict().items()}


FLAT_NAMES = {"keys": "key_width", "label_format": "name"}
"""Entry of a flat config -> what its part calls it now, where that is something else."""
LATER = {"closer_look": False, "tuned_backbone": False}
"""What a flat config that says nothing of them means: they came after the first checkpoints."""


def settings_of(content: Mapping[str, Any]) -> MiniSettings:
    """The parts of a denoiser's `config.json`, flat or not; entries that begin with an underscore are diffusers' own.

    Raises:
        ValueError: an entry that no version ever wrote.
    """
    told = {name: value for name, value in content.items() if not name.startswith("_")}
    parts = told if "shape" in told else _parts(told)
    if more := sorted(parts.keys() - set(MiniSettings._fields)):
        raise ValueError(f"config.json of the denoiser has an entry {more[0]!r}, which no version knows")
    try:
        of_shape: dict[str, Any] = {**parts["shape"]}
        of_shape["vae_shape"] = tuple(of_shape.get("vae_shape", Shape.vae_shape))
        shape = Shape(**of_shape)
        return MiniSettings(shape, LabelFormat(**parts["label_format"]), Calibration(**parts["calibration"]))
    except (KeyError, TypeError) as error:
        raise ValueError(f"config.json of the denoiser is of no version of this network ({error})") from error


def content_like(content: Mapping[str, Any], settings: MiniSettings) -> dict[str, Any]:
    """What to write over a `config.json` of that content: other settings beside the same entries of diffusers."""
    return {name: value for name, value in content.items() if name.startswith("_")} | settings.content()


def _parts(flat: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """A flat config, each entry in its part."""
    told = {FLAT_NAMES.get(name, name): value for name, value in (LATER | dict(flat)).items()}
    kinds = {"shape": Shape, "label_format": LabelFormat, "calibration": Calibration}
    parts = {
        part: {field.name: told.pop(field.name) for field in fields(kind) if field.name in told}
        for part, kind in kinds.items()
    }
    if told:
        raise ValueError(f"config.json of the denoiser has an entry {min(told)!r}, which no version knows")
    return parts
