"""The nodes. ComfyUI's photos are `[b, h, w, 3]` float tensors of 0 to 1, its masks `[b, h, w]`."""

import json
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from comfy_api.latest import io

from instructcv import InstructCV
from instructcv.errors import UserError

CATEGORY = "InstructCV"
EMBEDDED = ""
"""No checkpoint named: the model inside the package."""


@lru_cache(maxsize=2)
def opened(checkpoint: str) -> InstructCV:
    """A checkpoint, opened once and kept."""
    return InstructCV.from_pretrained(checkpoint) if checkpoint else InstructCV.from_pretrained()


def as_photo(image: torch.Tensor) -> np.ndarray:
    """`[h, w, 3]` or `[h, w, 4]` of 0 to 1 -> `[h, w, 3]` uint8."""
    return np.rint(image[..., :3].detach().cpu().numpy().clip(0, 1) * 255).astype(np.uint8)


def as_images(pictures: list[np.ndarray]) -> torch.Tensor:
    """`[h, w, 3]` uint8 pictures of one size -> `[b, h, w, 3]` of 0 to 1."""
    return torch.from_numpy(np.stack(pictures).astype(np.float32) / 255)


def as_mask(result: Any) -> np.ndarray:
    """What was found, `[h, w]` of 0 and 1; all 0 for an answer without a mask."""
    mask = result.mask
    return np.zeros(result.photo.shape[:2], np.float32) if mask is None else np.asarray(mask, np.float32)


def as_depth(result: Any) -> np.ndarray:
    """Depth as `[h, w, 3]` uint8, near = white, the nearest 255 and the farthest 0; black without depth."""
    depth_m = result.depth_m
    if depth_m is None or not (depth_m > 0).any():
        return np.zeros((*result.photo.shape[:2], 3), np.uint8)
    known = depth_m > 0
    inverse = np.where(known, 1 / np.where(known, depth_m, 1), 0)  # disparity, which depth ControlNets were trained on
    low, high = float(inverse[known].min()), float(inverse[known].max())
    grey = np.where(known, (inverse - low) / max(high - low, 1e-9) * 255, 0)
    return np.repeat(np.rint(grey).astype(np.uint8)[..., None], 3, axis=-1)


def instruction_problem(instruction: str) -> bool | str:
    """True, or what ComfyUI shows instead of running."""
    return True if instruction.strip() else 'The instruction is empty; say what to find, e.g. "segment the cat".'


class Instruct(io.ComfyNode):
    """A photo and a sentence to an answer."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="InstructCV_Instruct",
            display_name="Instruct (InstructCV)",
            category=CATEGORY,
            description="Segmentation, boxes, depth or classes, asked for in a sentence.",
            inputs=[
                io.Image.Input("image"),
                io.String.Input("instruction", default="segment the person", multiline=True),
                io.String.Input(
                    "checkpoint", default=EMBEDDED, tooltip="A folder, a .ckpt or a hub id; empty = the embedded model."
                ),
                io.Int.Input("seed", default=0, min=0, max=2**32 - 1),
            ],
            outputs=[
                io.Image.Output("overlay", display_name="overlay"),
                io.Image.Output("painted", display_name="painted"),
                io.Mask.Output("mask", display_name="mask"),
                io.Image.Output("depth", display_name="depth"),
                io.String.Output("answers", display_name="answers (JSON)"),
            ],
        )

    @classmethod
    def validate_inputs(cls, instruction: str) -> bool | str:
        return instruction_problem(instruction)

    @classmethod
    def execute(cls, image: torch.Tensor, instruction: str, checkpoint: str, seed: int) -> io.NodeOutput:
        model = opened(checkpoint.strip())
        results = [model(as_photo(photo), instruction, seed=seed) for photo in image]
        return io.NodeOutput(
            as_images([np.asarray(result.overlay().convert("RGB").resize(size_wh(result))) for result in results]),
            as_images([result.picture for result in results]),
            torch.from_numpy(np.stack([as_mask(result) for result in results])),
            as_images([as_depth(result) for result in results]),
            json.dumps([result.to_json() for result in results], ensure_ascii=False),
        )


def size_wh(result: Any) -> tuple[int, int]:
    """The photo's size; overlays with a legend beside the photo are brought to it, since a batch has one size."""
    return result.photo.shape[1], result.photo.shape[0]


class Understand(io.ComfyNode):
    """What a sentence would ask, without a photo."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="InstructCV_Understand",
            display_name="Understand (InstructCV)",
            category=CATEGORY,
            description="How a sentence is read: task, things, colours, and what was not understood.",
            inputs=[io.String.Input("instruction", default="segment the person", multiline=True)],
            outputs=[io.String.Output("reading", display_name="reading (JSON)")],
        )

    @classmethod
    def validate_inputs(cls, instruction: str) -> bool | str:
        return instruction_problem(instruction)

    @classmethod
    def execute(cls, instruction: str) -> io.NodeOutput:
        try:
            query = opened(EMBEDDED).understand(instruction)
        except UserError as error:
            return io.NodeOutput(json.dumps({"refused": str(error)}, ensure_ascii=False))
        return io.NodeOutput(json.dumps({"task": query.task, "categories": list(query.categories)}, ensure_ascii=False))
