"""Checkpoints from the hub: which of a repository's files are needed, fetched once and kept in the hub's cache."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import cast

from huggingface_hub import HfApi, snapshot_download
from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OfflineModeIsEnabled

from instructcv.errors import UserError

_SETTINGS = (".json", ".txt", ".model")
_UNUSED = ("safety_checker", "feature_extractor")
"""Parts of the 2023 checkpoints that never run: their answers are label pictures."""

_CLIENTS_OWN = cast("type[Exception]", HfHubHTTPError.__bases__[0])
UNREACHABLE = (_CLIENTS_OWN, HFValidationError, LocalEntryNotFoundError, OfflineModeIsEnabled, OSError)
"""What is raised where the hub is out of reach or refuses; its HTTP client, which raises the first, depends on its version."""
PATIENCE_S = 10.0


def fetch(repository: str) -> Path:
    """A local copy of a hub checkpoint: from the hub, or where that is out of reach from its cache.

    Raises:
        UserError: no such repository, or it cannot be reached and is not in the cache.
    """
    try:
        found = HfApi().model_info(repository, timeout=PATIENCE_S)  # one request, which is not tried again
        files = wanted(file.rfilename for file in found.siblings or ())
        return Path(snapshot_download(repository, allow_patterns=files))
    except UNREACHABLE as unreachable:
        try:
            return Path(snapshot_download(repository, local_files_only=True))
        except UNREACHABLE:
            raise UserError(
                f"{repository} is neither a folder here nor a hub checkpoint that can be reached now"
            ) from unreachable


def lasting_name(checkpoint: str | Path) -> str:
    """What a checkpoint is called from whatever folder and machine: a hub id, also of a copy in the hub's cache, or a path.

    The cache keeps the files of owner/name in `models--owner--name/snapshots/REVISION`.
    """
    path = Path(checkpoint)
    if not path.exists():
        return str(checkpoint)
    for part, below in pairwise(path.absolute().parts):
        if part.startswith("models--") and below == "snapshots":
            return part.removeprefix("models--").replace("--", "/")
    return str(path.resolve())


def wanted(files: Iterable[str]) -> list[str]:
    """The files of a diffusers repository that a pipeline opens: settings, and each part's weights once.

    safetensors where there are any, `.bin` otherwise; full precision where there is any, `.fp16.` otherwise.
    """
    paths = [PurePosixPath(f) for f in files if PurePosixPath(f).parts[0] not in _UNUSED]
    chosen = [p for p in paths if p.suffix in _SETTINGS and len(p.parts) <= 2]
    for part in {p.parent for p in paths if len(p.parts) == 2}:
        weights = [p for p in paths if p.parent == part and p.suffix in (".safetensors", ".bin")]
        full = [p for p in weights if ".fp16." not in p.name and ".non_ema." not in p.name] or weights
        chosen += [p for p in full if p.suffix == ".safetensors"] or full
    return sorted(str(p) for p in chosen)
