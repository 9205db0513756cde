"""What learns, and what must survive a stop: weights, their average, the optimiser, the step."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import torch
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.training_utils import EMAModel
from torch import Tensor, distributed, nn

from instructcv.errors import UserError
from instructcv.files import whole
from instructcv.models.mini.backbone import ImageBackbone
from instructcv.models.mini.components import trailing_scheduler
from instructcv.models.mini.denoiser import ADDED, Denoiser
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.models.mini.vae import MiniVAE
from instructcv.models.shared.memory import keep_freed_memory
from instructcv.training.mini.config import TrainConfig

Network = TypeVar("Network", bound=nn.Module)
MODULATIONS = 6
"""Rows of a `QueryBlock`'s shifts, scales and gates, which are vectors and no matrix."""


class Run:
    """Everything that learns, and everything that must survive a stop."""

    def __init__(
        self,
        config: TrainConfig,
        vae: MiniVAE,
        device: torch.device,
        class_names: Tensor,
        network: type[Denoiser] = Denoiser,
    ) -> None:
        torch.manual_seed(config.seed)
        keep_freed_memory()
        self.config, self.device, self.step = config, device, 0
        self.vae = on(device, vae).eval().requires_grad_(False)
        self.backbone = ImageBackbone().to(device)
        self.denoiser = on(device, new_denoiser(config, network))
        self.denoiser.furnish(vae, class_names)
        if self.denoiser.tuning is not None:  # a gradient through the backbone is a third of a step
            self.denoiser.tuning.requires_grad_(config.backbone_rate > 0)
        self.ema = average_of(self.denoiser, config)
        self.optimisers = optimisers_of(self.denoiser, config)
        self.scheduler: DDIMScheduler = trailing_scheduler()

    def update(self, losses: dict[str, Tensor], count: int) -> None:
        """One optimiser step on the sum of the losses over `count`, the batch's queries or photos."""
        sum(values.sum() for values in losses.values()).div(count).backward()  # pyright: ignore
        learning = [p for p in self.denoiser.parameters() if p.requires_grad]
        average_gradients(learning)
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = group.get("share", 1.0) * self.config.learning_rate_at(self.step)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        self.ema.step(self.denoiser.parameters())
        self.step += 1

    def save(self, out: Path) -> None:
        """The averaged model as a pipeline folder, then the state to resume from: a state that is there has its model."""
        self.pipeline().save_pretrained(out / "model", max_shard_size="15MB")
        state = {
            "step": self.step,
            "denoiser": self.denoiser.state_dict(),
            "ema": self.ema.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
        }
        # torch refuses names that begin with a dot, but not open files
        with whole(out / "state.pt") as temporary, temporary.open("wb") as file:
            torch.save(state, file)

    def load(self, path: Path) -> None:
        """Go on from a saved state.

        Raises:
            UserError: the file is damaged or of another network.
        """
        try:
            state = torch.load(path, weights_only=True, map_location=self.device)
            self.denoiser.load_state_dict(state["denoiser"])
            self.ema.load_state_dict(state["ema"])
            for optimiser, saved in zip(self.optimisers, state["optimisers"], strict=True):
                optimiser.load_state_dict(saved)
            self.step = state["step"]
        except Exception as error:
            raise UserError(f"{path} is not a state of this run ({error}); remove it to start afresh") from error

    def start_from(self, checkpoint: Path) -> None:
        """Begin with the weights of a pipeline folder; the optimiser starts afresh. Weights of a network without a
        closer look or a tuned backbone may start one that has them, since what has learned nothing adds nothing.

        Raises:
            UserError: no such weights, or of another network.
        """
        try:
            learned = Denoiser.open(checkpoint / "denoiser").state_dict()
            added = tuple(ADDED.values())
            fresh = {name: value for name, value in self.denoiser.state_dict().items() if name.startswith(added)}
            self.denoiser.load_state_dict(fresh | learned)
        except (OSError, ValueError, RuntimeError) as error:
            raise UserError(f"{checkpoint} cannot be started from: {str(error).splitlines()[0]}") from error
        self.ema = average_of(self.denoiser, self.config)

    def pipeline(self) -> InstructCVPipeline:
        """The averaged weights in fp16, assembled."""
        averaged = on(self.device, new_denoiser(self.config, Denoiser))
        averaged.load_state_dict(self.denoiser.state_dict())
        self.ema.copy_to(averaged.parameters())
        vae = MiniVAE.of(self.vae.content)
        vae.load_state_dict(self.vae.state_dict())
        return InstructCVPipeline(vae=vae.half(), denoiser=averaged.half(), scheduler=self.scheduler)


def new_denoiser(config: TrainConfig, network: type[Denoiser]) -> Denoiser:
    """One that has learned nothing, for the size at which the run ends."""
    shape = replace(config.shape, size_px=config.stages[-1].size_px)
    return network(shape, label_format=config.data.label_format, calibration=config.calibration)


def optimisers_of(denoiser: Denoiser, config: TrainConfig) -> list[torch.optim.Optimizer]:
    """Muon (Jordan et al. 2024) for the matrices of the transformers, at the rate that AdamW has (Liu et al. 2025), and AdamW
    for all else. The backbone's changes learn at a share of that rate, and their decay draws them to the package's weights.
    """
    blocks = [p for part in (denoiser.photo_encoder.blocks, denoiser.blocks) for p in part.parameters()]
    matrices = [p for p in blocks if p.ndim == 2 and len(p) > MODULATIONS]
    chosen = {id(p) for p in matrices}
    tuning = [] if denoiser.tuning is None else list(denoiser.tuning.parameters())
    chosen |= {id(p) for p in tuning}
    others = [p for p in denoiser.parameters() if p.requires_grad and id(p) not in chosen]
    groups = [{"params": others}, {"params": tuning, "share": config.backbone_rate}]
    adam = torch.optim.AdamW(groups, weight_decay=config.weight_decay, betas=(0.9, 0.98), fused=True)
    if not matrices:
        return [adam]
    muon = torch.optim.Muon(matrices, weight_decay=config.weight_decay, adjust_lr_fn="match_rms_adamw")
    return [adam, muon]


def average_of(denoiser: Denoiser, config: TrainConfig) -> EMAModel:
    """The weights' moving average; on a GPU all of them move at once, one by one they take 10 ms a step."""
    return EMAModel(denoiser.parameters(), decay=config.ema_decay, foreach=next(denoiser.parameters()).is_cuda)


def on(device: torch.device, network: Network) -> Network:
    """The network, moved; diffusers' own annotation of `to` does not take a device."""
    nn.Module.to(network, device)
    return network


def average_gradients(parameters: list[nn.Parameter]) -> None:
    """The mean over all processes, in one message; nothing to do where there is one process."""
    if not distributed.is_initialized():
        return
    gradients = [torch.zeros_like(p) if p.grad is None else p.grad for p in parameters]
    flat = torch.cat([g.reshape(-1) for g in gradients])
    distributed.all_reduce(flat)
    flat /= distributed.get_world_size()
    for parameter, mean in zip(parameters, flat.split([g.numel() for g in gradients]), strict=True):
        parameter.grad = mean.view_as(parameter)


def join(device: torch.device) -> None:
    """Join the other processes of this run, where torchrun started several; else nothing."""
    if "RANK" in os.environ and not distributed.is_initialized():
        distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")


def wait() -> None:
    """Until all processes are here."""
    if distributed.is_initialized():
        distributed.barrier()


def rank() -> int:
    """Which of the processes this is; 0 writes the files."""
    return distributed.get_rank() if distributed.is_initialized() else 0


def ranks() -> int:
    """How many processes share this run."""
    return distributed.get_world_size() if distributed.is_initialized() else 1
