"""A depthwise convolution whose kernels stay, with a gradient for its input that takes no longer than the convolution itself.

PyTorch's own takes five to ten times as long on a CPU in bfloat16. It is the convolution of the outgoing gradient, spread out by
the stride, with the kernels turned by half a circle.
"""

from typing import Any

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn

UNEVEN = (0, 1, 0, 1)
"""Padding on the right and at the bottom alone, as the package pads before some strides."""


class Depthwise(nn.Module):
    """Stands in for a trained depthwise convolution of the package, its own padding included."""

    def __init__(self, convolution: Any) -> None:
        super().__init__()
        self.weight, self.bias = convolution.weight, convolution.bias
        self.stride, self.padding = int(convolution.stride[0]), int(convolution.padding[0])
        self.pad: nn.Module = convolution.static_padding
        if getattr(self.pad, "padding", None) == UNEVEN:
            # Kernels that begin with zeros, evenly padded: the same without a copy of the whole map.
            self.weight = nn.Parameter(F.pad(self.weight.detach(), (1, 0, 1, 0)), requires_grad=False)
            self.pad, self.padding = nn.Identity(), 1

    def forward(self, x: Float[Tensor, "b c h w"]) -> Float[Tensor, "b c h2 w2"]:
        x = self.pad(x)
        if not x.requires_grad:
            return F.conv2d(x, self.weight, self.bias, self.stride, self.padding, groups=x.shape[1])
        number = torch.get_autocast_dtype(x.device.type) if torch.is_autocast_enabled(x.device.type) else x.dtype
        return Convolved.apply(x.to(number), self.weight.to(number), self.bias.to(number), self.stride, self.padding)


class Convolved(torch.autograd.Function):
    """`conv2d` of c groups with a gradient for input and bias, and none for the kernels."""

    @staticmethod
    def forward(
        ctx: Any,
        x: Float[Tensor, "b c h w"],
        weight: Float[Tensor, "c 1 k k"],
        bias: Float[Tensor, " c"],
        stride: int,
        padding: int,
    ) -> Float[Tensor, "b c h2 w2"]:
        ctx.save_for_backward(weight)
        ctx.stride, ctx.padding, ctx.size = stride, padding, x.shape[-2:]
        return F.conv2d(x, weight, bias, stride, padding, groups=x.shape[1])

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        (gradient,), (weight,) = gradients, ctx.saved_tensors
        margin = weight.shape[-1] - 1 - ctx.padding
        turned = weight.flip(2, 3)
        if ctx.stride == 1:
            outgoing = gradient.contiguous(memory_format=torch.channels_last)
            back = F.conv2d(outgoing, turned, padding=margin, groups=len(weight))
        else:
            h, w = (side + weight.shape[-1] - 1 for side in ctx.size)
            back = F.conv2d(spread_out(gradient, ctx.stride, margin, (h, w)), turned, groups=len(weight))
        return back, None, gradient.sum((0, 2, 3)), None, None


def spread_out(
    maps: Float[Tensor, "b c h w"], stride: int, margin: int, size_hw: tuple[int, int]
) -> Float[Tensor, "b c h2 w2"]:
    """The places of a map `stride` apart, from `margin` on, zeros elsewhere."""
    spread = maps.new_zeros(*maps.shape[:2], *size_hw).contiguous(memory_format=torch.channels_last)
    h, w = ((side - 1) * stride + 1 for side in maps.shape[-2:])
    spread[:, :, margin : margin + h : stride, margin : margin + w : stride] = maps
    return spread
