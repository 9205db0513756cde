"""From text-to-image to text-and-photo-to-image: the first convolution of the U-Net gets channels for the photo.

Brooks et al. 2023, section 3.2: the new weights are zero, so that the widened network first paints what the old one did.
"""

import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from torch import nn

PHOTO_CHANNELS = 4


def widen(unet: UNet2DConditionModel) -> UNet2DConditionModel:
    """Give `conv_in` the photo's four channels, in place: old weights and bias copied, new weights zero."""
    old: nn.Conv2d = unet.conv_in
    new = nn.Conv2d(
        old.in_channels + PHOTO_CHANNELS,
        old.out_channels,
        3,
        padding=1,
        dtype=old.weight.dtype,
        device=old.weight.device,
    )
    with torch.no_grad():
        new.weight.zero_()
        new.weight[:, : old.in_channels] = old.weight
        assert new.bias is not None and old.bias is not None
        new.bias.copy_(old.bias)
    unet.conv_in = new
    unet.register_to_config(in_channels=new.in_channels)
    return unet
