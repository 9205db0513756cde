"""Learning from a pair of pictures, of which one was preferred: Diffusion-DPO (Wallace et al. 2023), also for a single pass."""

import torch.nn.functional as F
from jaxtyping import Bool, Float
from torch import Tensor


def dpo_loss(
    e_w: Float[Tensor, " n"],
    e_l: Float[Tensor, " n"],
    ref_w: Float[Tensor, " n"],
    ref_l: Float[Tensor, " n"],
    beta: float,
) -> Float[Tensor, " n"]:
    """-log sigma(-beta ((e_w - ref_w) - (e_l - ref_l))), equation 14.

    Args:
        e_w: the network's squared error to the preferred picture (w), from the same input as the others.
        e_l: to the rejected one (l).
        ref_w: the same of the network as it was before.
        ref_l: likewise.
        beta: how far the network may leave what it was; T and omega of the paper are in it.

    In one pass from nothing there is one timestep and no noise: the errors are those of the painted picture itself.
    """
    return -F.logsigmoid(-beta * ((e_w - ref_w) - (e_l - ref_l)))


def squared_error(
    painted: Float[Tensor, "n c h w"], wanted: Float[Tensor, "n c h w"], counted: Bool[Tensor, "n h w"] | None = None
) -> Float[Tensor, " n"]:
    """Mean squared error of each picture, over the pixels that count."""
    error = (painted - wanted).square().mean(1)  # [n, h, w]
    if counted is None:
        return error.mean((1, 2))
    return (error * counted).sum((1, 2)) / counted.sum((1, 2)).clamp_min(1)
