"""An exported folder to what answers with it, for every runtime."""

from collections.abc import Callable
from pathlib import Path

from instructcv.errors import UserError
from instructcv.runtimes.shared.manifest import MANIFEST, Manifest
from instructcv.runtimes.shared.mini import ExportedMini
from instructcv.runtimes.shared.sd15 import ExportedSD15
from instructcv.runtimes.shared.words import Session
from instructcv.types import Runner

KINDS: dict[str, Callable[[Path, Manifest, Callable[[Path, str], Session]], Runner]] = {
    "mini": ExportedMini,
    "sd15": ExportedSD15,
}
"""Network -> what runs its exports."""


def opened(folder: Path, manifest: Manifest, connect: Callable[[Path, str], Session]) -> Runner:
    """The runner; `connect` opens a part's file for computing, and is told which part that is.

    Raises:
        UserError: an export of a network that no runner here knows, or a part of it that is missing.
    """
    if manifest.network not in KINDS:
        raise UserError(
            f"{folder / MANIFEST} is of a network {manifest.network!r}, this version runs {', '.join(KINDS)}"
        )
    try:
        return KINDS[manifest.network](folder, manifest, connect)
    except (KeyError, AttributeError) as error:
        raise UserError(f"{folder / MANIFEST} is damaged ({error} is missing); export again") from error
