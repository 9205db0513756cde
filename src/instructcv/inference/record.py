"""What is known about one photo after one instruction, at the photo's own size. Pictures and files are made from it."""

from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from jaxtyping import Bool, Float32, Int16, UInt8

from instructcv.inference.verbs.scene import Note
from instructcv.inference.verbs.telling import Facts
from instructcv.instructions.program import Program
from instructcv.types import Query


@dataclass(frozen=True, kw_only=True, eq=False)
class Record:
    """The answer to one instruction on one photo. What a task does not give is None or empty."""

    photo_name: str
    """The path as it was given, or "array" / "image" for a picture in memory."""
    photo: UInt8[np.ndarray, "h w 3"]
    query: Query
    """The instruction as understood: task, categories with their colours, the user's own wording."""
    picture: UInt8[np.ndarray, "s t 3"]
    """The painted answer at the model's own size; one for each category side by side where the model needs one each."""
    found: bool
    """False: nothing asked for is there."""
    admissibility: float
    """0 to 1: share of pixels that the label format could have painted. Low = do not believe this answer."""
    confidence: float
    """0 to 1: the task's own summary (mean posterior, best box score, class probability)."""
    boxes: Float32[np.ndarray, "n 4"] = field(default_factory=lambda: np.zeros((0, 4), np.float32))
    """Detection: left, top, right, bottom in pixels of the photo, right and bottom exclusive; best score first."""
    scores: Float32[np.ndarray, " n"] = field(default_factory=lambda: np.zeros(0, np.float32))
    """Detection: 0 to 1."""
    categories: tuple[str, ...] = ()
    """Detection: one for each box. Otherwise: what was asked for, in the legend's order."""
    category_map: Int16[np.ndarray, "h w"] | None = None
    """Segmentation: index into `categories` for each pixel, -1 = nothing."""
    masks: Bool[np.ndarray, "m h w"] | None = None
    """One for each of `categories` (segmentation) or boxes (detection)."""
    depth_m: Float32[np.ndarray, "h w"] | None = None
    """Distance along the optical axis in metres."""
    label: str | None = None
    """Classification: the class that won; None = none of them."""
    probabilities: dict[str, float] = field(default_factory=dict[str, float])
    """Classification: of each class; what is missing to 1 is "none of these"."""
    uncertainty: Float32[np.ndarray, "h w"] | None = None
    """Spread (standard deviation, 0 to 1) of the painted pixels over several seeds; None for one seed."""
    program: Program | None = None
    """The sentence as it was read: all that it asks, and words that changed nothing (`unread`)."""
    narrowed: tuple[Note, ...] = ()
    """What was done about each thing that narrows the request ("left", "on the table"); what could not be decided says so."""
    told: Facts | None = None
    """The answer in words and numbers, where the sentence asks for one: a number, yes or no, metres, a colour, which one, where."""
    also: "tuple[Record, ...]" = ()
    """Answers to what else the sentence asks, in its order."""
    seconds: float = 0.0
    """From the photo in memory to the answer, shared evenly where several instructions were answered together."""
    passes: int = 1
    sampler: str | None = None
    """What took the passes: "ddim" or "lcm" where one was chosen, else the class of the checkpoint's own scheduler in diffusers;
    None where nothing was sampled, as in the embedded model's single pass."""
    seeds: int = 1
    seed: int = 0
    checkpoint: str = ""

    @property
    def instruction(self) -> str:
        return self.query.instruction

    @property
    def task(self) -> str:
        return self.query.task

    @property
    def unread(self) -> tuple[str, ...]:
        """Words of the sentence that changed nothing."""
        return () if self.program is None else self.program.unread

    @property
    def size_hw(self) -> tuple[int, int]:
        return self.photo.shape[0], self.photo.shape[1]

    @property
    def mask(self) -> Bool[np.ndarray, "h w"] | None:
        """Everything asked for, in one mask; None for tasks without masks."""
        return None if self.masks is None else np.asarray(self.masks.any(axis=0))

    @property
    def probability(self) -> float | None:
        """Classification: of `label`, or of "none of these" where that won."""
        if self.task != "classification":
            return None
        if self.label is None:
            return max(0.0, 1.0 - sum(self.probabilities.values()))
        return self.probabilities.get(self.label, self.confidence)

    @property
    def understood(self) -> dict[str, Any]:
        """The instruction as understood: `task`, `categories`, `legend` (category -> `#rrggbb`), `otherwise` (the colour of none
        of these), and the `label_format` by which the picture was painted.
        """
        return {
            "task": self.query.task,
            "categories": list(self.query.categories),
            "legend": {entry.category: f"#{bytes(entry.rgb).hex()}" for entry in self.query.legend},
            "otherwise": f"#{bytes(self.query.otherwise_rgb).hex()}",
            "label_format": asdict(self.query.label_format),
        }
