"""Weights that are no numbers are refused: a network full of NaN answers "not found" to everything."""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from instructcv.errors import UserError


def check_weights(
    weights: Iterable[tuple[str, Tensor]], where: object, *, stored: Iterable[tuple[str, Tensor]] = ()
) -> None:
    """Refuse weights that are not all finite.

    Args:
        weights: by name, in the number format in which they will be used.
        where: they come from, for the message.
        stored: the same in the format of the file, where that is wider; tells what was damaged from what does not fit.

    Raises:
        UserError: the message names the first such weight and the mend.
    """
    wrong = next((name for name, tensor in weights if not is_finite(tensor)), None)
    if wrong is None:
        return
    if dict(stored).get(wrong) is not None and is_finite(dict(stored)[wrong]):
        raise UserError(f"{where}: the weight {wrong} is too large for float16; take --dtype bf16 or fp32")
    raise UserError(f"{where}: the weight {wrong} holds NaN or infinity; take an earlier checkpoint, or copy it again")


def check_network(network: nn.Module, where: object, *, half: bool = False) -> None:
    """As `check_weights`, for a network whose file is no longer at hand.

    Args:
        network: loaded, in the number format in which it will be used.
        where: it comes from.
        half: it was made float16 out of what may be wider; infinity then means that a weight did not fit.
    """
    for name, tensor in (*network.named_parameters(), *network.named_buffers()):
        if is_finite(tensor):
            continue
        if half and not tensor.isnan().any():
            raise UserError(f"{where}: the weight {name} is too large for float16; take --dtype bf16 or fp32")
        raise UserError(
            f"{where}: the weight {name} holds NaN or infinity; take an earlier checkpoint, or copy it again"
        )


def is_finite(tensor: Tensor) -> bool:
    """Whether all numbers are; a sum is read once and allocates nothing, and only one that overflows is looked at closely."""
    if not tensor.is_floating_point():
        return True
    return bool(tensor.sum(dtype=torch.float32).isfinite()) or bool(tensor.isfinite().all())
