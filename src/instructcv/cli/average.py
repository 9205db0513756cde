"""Average two checkpoints of one network, weight by weight."""

from pathlib import Path

from instructcv.errors import UserError


def command(first: Path, second: Path, out: Path, *, share: float = 0.5) -> int:
    """Average two checkpoints of one network, weight by weight.

    instructcv average src/instructcv/checkpoints/mini runs/mini-continued/model averaged --share 0.6

    Where the second was trained on from the first, the mean is mostly better than both on data that neither saw (Wortsman et al.
    2022, Robust fine-tuning of zero-shot models).

    Parameters
    ----------
    first
        A pipeline folder; everything but the weights is copied from it.
    second
        Another one, whose safetensors files have the same names.
    out
        A new folder.
    share
        Of the second, 0 to 1.
    """
    if not 0 <= share <= 1:
        raise UserError(f"--share is between 0 and 1, not {share}")
    if out.exists():
        raise UserError(f"{out} is there already; name a new one")
    files = [path.relative_to(first) for path in sorted(first.rglob("*.safetensors"))]
    if not files:
        raise UserError(f"{first} holds no safetensors files; give a pipeline folder")
    import shutil

    from instructcv.files import follow_umask

    temporary = out.with_name(f".{out.name}.partial")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        shutil.copytree(first, temporary)
        for name in files:
            _average(first / name, second / name, temporary / name, share)
        follow_umask(temporary)
        temporary.rename(out)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    print(out)
    return 0


def _average(first: Path, second: Path, out: Path, share: float) -> None:
    """One file. Whole numbers, which are no weights, stay those of the first."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file, save_file

    if not second.is_file():
        raise UserError(f"{second} is missing; both folders must be of one network, saved in as many pieces")
    try:
        ours, theirs = load_file(first), load_file(second)
    except SafetensorError as error:
        raise UserError(f"{second.parent} or {first.parent} is damaged ({error}); save it again") from error
    for key, weight in ours.items():
        if key not in theirs or theirs[key].shape != weight.shape:
            raise UserError(f"{second} has no {key} of the shape {tuple(weight.shape)}; it is of another network")
        if weight.is_floating_point():
            ours[key] = weight.float().lerp(theirs[key].float(), share).to(weight.dtype)
    save_file(ours, out, metadata={"format": "pt"})
