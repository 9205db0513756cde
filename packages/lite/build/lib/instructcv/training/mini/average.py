"""The mean of two checkpoints of one network, weight by weight.

Where one was trained on from the other, the mean is mostly better than both on data that neither saw (Wortsman et al. 2022, Robust
fine-tuning of zero-shot models).
"""

import json
import shutil
from dataclasses import replace
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from instructcv.errors import UserError
from instructcv.files import whole_folder, write_text
from instructcv.models.mini.denoiser import ADDED
from instructcv.models.mini.settings import content_like, settings_of
from instructcv.models.shared.finite import check_weights


def average(first: Path, second: Path, out: Path, share: float) -> None:
    """Write the mean to a new folder, whole or not at all; everything but the weights is the first's.

    Args:
        first: a pipeline folder.
        second: another one. A closer look or a tuned backbone that only it has is averaged with one that changes nothing.
        out: a folder that is not there yet.
        share: of the second, 0 to 1.

    Raises:
        UserError: no weights, damaged ones, or those of two networks.
    """
    parts = sorted({path.parent.relative_to(first) for path in first.rglob("*.safetensors")})
    if not parts:
        raise UserError(f"{first} holds no safetensors files; give a pipeline folder")
    with whole_folder(out) as temporary:
        shutil.copytree(first, temporary, dirs_exist_ok=True)
        for name in parts:
            _average(first / name, second / name, temporary / name, share)


def _average(first: Path, second: Path, out: Path, share: float) -> None:
    """The weights of one network, in the pieces of the second. Whole numbers, which are no weights, stay those of the first."""
    ours, theirs = _weights(first), _weights(second)
    added = {key: setting for setting, name in ADDED.items() for key in theirs if key.startswith(name)}
    for key in added.keys() - ours.keys():  # where it is not, it says nothing
        ours[key] = theirs[key].new_zeros(theirs[key].shape)
    for key in ours.keys() | theirs.keys():
        if key not in ours or key not in theirs or ours[key].shape != theirs[key].shape:
            raise UserError(f"{first} and {second} do not both have {key} in one shape; they are of two networks")
        if ours[key].is_floating_point():
            ours[key] = ours[key].float().lerp(theirs[key].float(), share).to(ours[key].dtype)
    check_weights(ours.items(), f"the average of {first} and {second}")
    for old in _files(out):
        old.unlink()
    for file in _files(second):
        if file.suffix == ".json":
            shutil.copyfile(file, out / file.name)
        else:
            save_file({key: ours[key] for key in load_file(file)}, out / file.name, metadata={"format": "pt"})
    config = out / "config.json"
    if added:
        content = json.loads(config.read_text(encoding="utf-8"))
        settings = settings_of(content)
        grown = settings._replace(shape=replace(settings.shape, **dict.fromkeys(added.values(), True)))
        write_text(config, json.dumps(content_like(content, grown), indent=2) + "\n")


def _files(folder: Path) -> list[Path]:
    """The pieces, and the index where there are several."""
    return sorted([*folder.glob("*.safetensors"), *folder.glob("*.safetensors.index.json")])


def _weights(folder: Path) -> dict[str, Tensor]:
    """All weights of a network, by name."""
    pieces = sorted(folder.glob("*.safetensors"))
    if not pieces:
        raise UserError(f"{folder} holds no safetensors files; both folders must be of one network")
    try:
        weights = {key: weight for piece in pieces for key, weight in load_file(piece).items()}
    except (OSError, SafetensorError) as error:
        raise UserError(f"{folder} is damaged ({error}); save it again") from error
    check_weights(weights.items(), folder)
    return weights
