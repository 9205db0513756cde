"""What must survive a stop: weights, optimiser, average and step, in numbered folders that appear whole or not at all."""

import shutil
from pathlib import Path
from typing import Any

import torch
from accelerate import Accelerator
from diffusers.training_utils import EMAModel
from torch import nn
from torch.distributed.tensor import DTensor

from instructcv.errors import UserError
from instructcv.models.sd15.checks import is_out_of_memory
from instructcv.training.sd15.config import SD15Config


class State:
    """The learning part of a run on this process."""

    def __init__(self, accelerator: Accelerator, unet: nn.Module, optimiser: Any, config: SD15Config) -> None:
        self.accelerator, self.unet, self.optimiser, self.config = accelerator, unet, optimiser, config
        self.step = 0
        self.ema = EMAModel(self.learning(), decay=config.ema_decay, foreach=True)

    def learning(self) -> list[Any]:
        """What learns (with FSDP: this process's part of it), tensors in the very memory that the optimiser writes to."""
        parameters = [p for p in self.unet.parameters() if p.requires_grad]
        return [p.to_local() if isinstance(p, DTensor) else p for p in parameters]

    def update(self) -> float:
        """One optimiser step on the gathered gradients; returns their norm before clipping."""
        # All parameters, also those without a gradient: by them accelerate knows a network in pieces, whose norm is a sum over
        # the processes.
        everything = list(self.unet.parameters())
        norm: Any = self.accelerator.clip_grad_norm_(everything, self.config.clip_norm or float("inf"))
        if isinstance(norm, DTensor):
            norm = norm.full_tensor()
        for group in self.optimiser.param_groups:
            group["lr"] = self.config.learning_rate_at(self.step)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.ema.step(self.learning())
        self.step += 1
        return float(norm) if norm is not None else float("nan")

    def save(self, out: Path) -> None:
        """Write `out/checkpoint-STEP` and forget the oldest ones."""
        accelerator = self.accelerator
        partial, final = out / "checkpoint.partial", _folder(out, self.step)
        if accelerator.is_main_process:
            shutil.rmtree(partial, ignore_errors=True)
        accelerator.wait_for_everyone()
        accelerator.save_state(str(partial))
        own = {"step": self.step, "ema": self.ema.state_dict()}  # of this process: with FSDP each has its own part
        torch.save(own, partial / f"own-{accelerator.process_index}.pt")
        accelerator.wait_for_everyone()
        if accelerator.is_main_process:
            partial.rename(final)
            for old in checkpoints(out)[: -max(1, self.config.keep)]:
                shutil.rmtree(old)
        accelerator.wait_for_everyone()

    def resume(self, out: Path) -> bool:
        """Go on from the newest checkpoint; False if there is none.

        Raises:
            UserError: it is damaged, or of a run with other settings.
        """
        found = checkpoints(out)
        if not found:
            return False
        newest = found[-1]
        try:
            self.accelerator.load_state(str(newest))
            file = newest / f"own-{self.accelerator.process_index}.pt"
            own = torch.load(file if file.exists() else newest / "own-0.pt", weights_only=True, map_location="cpu")
            self.ema.load_state_dict(own["ema"])
            self.ema.to(self.accelerator.device)
            self.step = own["step"]
        except (OSError, RuntimeError, ValueError, KeyError, EOFError) as error:
            if isinstance(error, RuntimeError) and is_out_of_memory(error):
                raise
            reason = str(error).strip().splitlines()[0][:200]
            raise UserError(f"{newest} does not fit this run ({reason}); remove it, or name another --out") from error
        return True

    def averaged(self) -> dict[str, torch.Tensor]:
        """The whole U-Net's weights with the average in place of what learns; complete on the main process."""
        self.ema.store(self.learning())
        self.ema.copy_to(self.learning())
        weights: dict[str, torch.Tensor] = self.accelerator.get_state_dict(self.unet)  # pyright: ignore[reportAssignmentType]
        copied = {key: value.detach().cpu().clone() for key, value in weights.items()}
        self.ema.restore(self.learning())
        return copied


def checkpoints(out: Path) -> list[Path]:
    """The whole checkpoints of a run, oldest first."""
    return sorted(out.glob("checkpoint-[0-9]*"))


def _folder(out: Path, step: int) -> Path:
    return out / f"checkpoint-{step:08d}"
