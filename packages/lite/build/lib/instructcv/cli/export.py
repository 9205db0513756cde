"""Export a checkpoint for ONNX Runtime or OpenVINO, which answer photos without torch."""

from pathlib import Path
from typing import Literal

from instructcv.errors import UserError
from instructcv.files import whole_folder


def command(
    *,
    format: Literal["onnx", "openvino"] = "onnx",
    out: Path | None = None,
    checkpoint: str | None = None,
) -> int:
    """Export a checkpoint for ONNX Runtime or OpenVINO, which answer photos without torch.

    instructcv export --format openvino
    instructcv predict photo.jpg "segment the cat" --runtime openvino

    Parameters
    ----------
    format
        onnx runs everywhere, openvino fastest on Intel and AMD processors.
    out
        A new folder, to be named as --checkpoint later; if not given, where --runtime looks by itself.
    checkpoint
        A pipeline folder, a hub id, a CompVis .ckpt or an adapter; the model inside the package if not given.
    """
    # Imported late: the help and a typo are answered before torch has started.
    import shutil

    from instructcv.exports.base import export
    from instructcv.runtimes.shared.manifest import MANIFEST, read, usual_folder

    if out is None and checkpoint is not None:
        raise UserError("name a folder for the export of a checkpoint of your own: --out DIR")
    folder = usual_folder(format) if out is None else out
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MANIFEST).is_file():
            raise UserError(f"{folder} is not empty and no earlier export; choose another --out")
        shutil.rmtree(folder)
    with whole_folder(folder) as temporary:
        export(checkpoint, temporary, format)
    made = read(folder)
    size_mb = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    print(f"{folder}: {size_mb:.0f} MB; painted pixels differ from torch's by at most {made.largest_difference:.1e}")
    return 0
