"""Write a model with its card to a folder, and push it to the hub."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from instructcv.errors import UserError


def command(
    checkpoint: str,
    *,
    out: Path | None = None,
    to: str | None = None,
    results: Annotated[tuple[Path, ...], Parameter(negative="")] = (),
    licence: str | None = None,
    data: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    limit: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    base: str | None = None,
    dtype: Literal["fp16", "fp32", "bf16"] = "fp16",
    private: bool = False,
) -> int:
    """Write a model with its card to a folder, and push it to the hub.

    instructcv share runs/one-pass/model --out shared --results results/one_pass.json --data "COCO=CC-BY-4.0"

    instructcv share runs/one-pass/model --to me/instructcv-one-pass --results results/one_pass.json

    Parameters
    ----------
    checkpoint
        A folder, a hub id or a .ckpt.
    out
        A new folder for the model and its card; shared/NAME if not given.
    to
        OWNER/NAME on the hub; without it nothing leaves this machine.
    results
        Result files whose figures go into the card; may be repeated.
    licence
        As the hub writes licences; creativeml-openrail-m for weights that come from Stable Diffusion, which keep its own, and
        apache-2.0 for mini if not given.
    data
        NAME=LICENCE of a data set that the model was trained on; may be repeated.
    limit
        A sentence on what the model cannot do; may be repeated.
    base
        Hub id of the model that the weights come from.
    dtype
        Number format of the weights that are written.
    private
        Make the hub repository a private one.
    """
    for entry in data:
        if "=" not in entry:
            raise UserError(f'--data takes NAME=LICENCE, e.g. --data "COCO=CC-BY-4.0", not {entry!r}')
    name = to or Path(checkpoint).resolve().name
    folder = out or Path("shared") / name.rpartition("/")[2]
    if folder.exists() and any(folder.iterdir()):
        raise UserError(f"{folder} is there already; name a new --out")
    import torch

    from instructcv.evaluation.pages import About, card
    from instructcv.files import whole_folder
    from instructcv.models.base import load, pick_dtype
    from instructcv.models.shared.finite import check_network
    from instructcv.models.shared.quiet import quiet

    pairs = {key: value for key, _, value in (entry.partition("=") for entry in data)}
    model = load(checkpoint, device="cpu", dtype="fp32")
    licence = licence or model.licence
    text = card(About(name=name, licence=licence, base=base, data=pairs, limits=limit), results)
    number = pick_dtype(dtype, torch.device("cuda"))  # where it will run is not known here
    pipeline = model.pipeline.to(dtype=number)
    for part, network in pipeline.components.items():
        if isinstance(network, torch.nn.Module):
            check_network(network, f"{checkpoint} ({part})", half=number is torch.float16)
    with quiet(), whole_folder(folder) as temporary:
        pipeline.save_pretrained(temporary)
        (temporary / "README.md").write_text(text, encoding="utf-8")
    if to is not None:
        print(push(folder, to, private=private))
    print(folder)
    return 0


def push(folder: Path, repository: str, *, private: bool) -> str:
    """Upload a folder; returns its address.

    Raises:
        UserError: no hub in reach, not logged in, or not allowed.
    """
    from huggingface_hub import HfApi
    from huggingface_hub.errors import LocalTokenNotFoundError

    from instructcv.models.shared.hub import UNREACHABLE

    try:
        api = HfApi()
        api.create_repo(repository, private=private, exist_ok=True)
        return str(api.upload_folder(repo_id=repository, folder_path=folder, commit_message="InstructCV model"))
    except (*UNREACHABLE, LocalTokenNotFoundError) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise UserError(
            f"{folder} is written, but not pushed to {repository}: {reason}; {_mend(error)}, then `hf upload {repository} {folder}`"
        ) from error


def _mend(error: Exception) -> str:
    """What helps against a push that failed."""
    from huggingface_hub.errors import (
        HfHubHTTPError,
        HFValidationError,
        LocalTokenNotFoundError,
        OfflineModeIsEnabled,
    )

    status = error.response.status_code if isinstance(error, HfHubHTTPError) else None
    if isinstance(error, LocalTokenNotFoundError) or status in (401, 403):
        return "log in with `hf auth login`, with a token that may write there"
    if isinstance(error, HFValidationError):
        return "name it OWNER/NAME"
    if isinstance(error, OfflineModeIsEnabled):
        return "unset HF_HUB_OFFLINE"
    return "try again later" if status is not None else "check the network"
