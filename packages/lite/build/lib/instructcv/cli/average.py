"""Average two checkpoints of one network, weight by weight."""

from pathlib import Path

from instructcv.errors import UserError


def command(first: Path, second: Path, out: Path, *, share: float = 0.5) -> int:
    """Average two checkpoints of one network, weight by weight.

    instructcv average src/instructcv/checkpoints/mini runs/mine/model averaged --share 0.6

    Where the second was trained on from the first, the mean is mostly better than both on data that neither saw (Wortsman et al.
    2022, Robust fine-tuning of zero-shot models).

    Parameters
    ----------
    first
        A pipeline folder; everything but the weights is copied from it.
    second
        Another one. A closer look or a tuned backbone that only it has is averaged with one that changes nothing.
    out
        A new folder.
    share
        Of the second, 0 to 1.
    """
    if not 0 <= share <= 1:
        raise UserError(f"--share is between 0 and 1, not {share}")
    if out.exists():
        raise UserError(f"{out} is there already; name a new one")
    from instructcv.training.mini.average import average

    average(first, second, out, share)
    print(out)
    return 0
