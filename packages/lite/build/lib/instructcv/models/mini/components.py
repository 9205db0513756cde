"""mini's networks as diffusers models, which pipelines load, save and share."""

import sys
from dataclasses import asdict
from typing import Any, Self

from diffusers.configuration_utils import ConfigMixin, register_to_config
from diffusers.models.modeling_utils import ModelMixin
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.utils.accelerate_utils import apply_forward_hook

from instructcv.models.mini.denoiser import Denoiser
from instructcv.models.mini.settings import Calibration, settings_of
from instructcv.models.mini.vae import MiniVAE


class DenoiserModel(Denoiser, ModelMixin, ConfigMixin):
    """`Denoiser`, saved and loaded by diffusers."""

    @register_to_config
    def __init__(self, shape: dict[str, Any], label_format: dict[str, Any], calibration: dict[str, Any]) -> None:
        parts = settings_of({"shape": shape, "label_format": label_format, "calibration": calibration})
        super().__init__(parts.shape, label_format=parts.label_format, calibration=parts.calibration)

    @classmethod
    def from_config(cls, config: Any = None, return_unused_kwargs: bool = False, **kwargs: Any) -> Any:
        """As in diffusers; flat configs of before are welcome."""
        content = settings_of(config).content() if isinstance(config, dict) and "shape" not in config else config
        return super().from_config(content, return_unused_kwargs, **kwargs)

    def calibrated(self, calibration: Calibration) -> Self:
        """As of `Denoiser`; what is saved says so, too."""
        other = super().calibrated(calibration)
        other.register_to_config(calibration=asdict(calibration))
        return other

    features = apply_forward_hook(Denoiser.features)  # so that `enable_model_cpu_offload` fetches it for this, too
    look = apply_forward_hook(Denoiser.look)


class VAEModel(MiniVAE, ModelMixin, ConfigMixin):
    """`MiniVAE`, saved and loaded by diffusers."""

    __init__ = register_to_config(MiniVAE.__init__)
    encode = apply_forward_hook(MiniVAE.encode)
    decode = apply_forward_hook(MiniVAE.decode)


def denoiser_model(network: Denoiser) -> DenoiserModel:
    """The same weights, not a copy."""
    if isinstance(network, DenoiserModel):
        return network
    made = DenoiserModel(**network.content)
    made.load_state_dict(network.state_dict(), assign=True)
    return made.train(network.training)


def vae_model(network: MiniVAE) -> VAEModel:
    """The same weights, not a copy."""
    if isinstance(network, VAEModel):
        return network
    made = VAEModel(**network.content)
    made.load_state_dict(network.state_dict(), assign=True)
    return made.train(network.training)


def trailing_scheduler() -> DDIMScheduler:
    """DDIM that really starts at pure noise: zero terminal SNR and trailing timesteps (Lin et al. 2024), clean-sample
    prediction.
    """
    return DDIMScheduler(
        num_train_timesteps=1000,
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        prediction_type="sample",
        rescale_betas_zero_snr=True,
        timestep_spacing="trailing",
        clip_sample=False,
    )


# `model_index.json` of folders that were saved before `models/mini` was a package asks for its parts under this name.
sys.modules["instructcv.models._diffusers"] = sys.modules[__name__]
