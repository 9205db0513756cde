"""What is known about one photo after one instruction, at the photo's own size. Pictures and files are made from it."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from jaxtyping import Bool, Float32, Int16, UInt8

from instructcv.inference.verbs.scene import Note
from instructcv.inference.verbs.telling import Facts
from instructcv.instructions.program import Program
from instructcv.types import Findings, Query


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
    findings: Findings
    """What the pictures say, at the photo's own size; of a class of the task's own where it finds something of its own."""
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
    looks: int = 1
    """At the photo: 1 by itself, 2 with its mirror image as well."""
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

    # The findings that people ask for most; `types.Findings` says what each is.

    @property
    def found(self) -> bool:
        return self.findings.found

    @property
    def admissibility(self) -> float:
        return self.findings.admissibility

    @property
    def confidence(self) -> float:
        return self.findings.confidence

    @property
    def categories(self) -> tuple[str, ...]:
        return self.findings.categories

    @property
    def boxes(self) -> Float32[np.ndarray, "n 4"]:
        return self.findings.boxes

    @property
    def scores(self) -> Float32[np.ndarray, " n"]:
        return self.findings.scores

    @property
    def masks(self) -> Bool[np.ndarray, "m h w"] | None:
        return self.findings.masks

    @property
    def mask(self) -> Bool[np.ndarray, "h w"] | None:
        return self.findings.mask

    @property
    def category_map(self) -> Int16[np.ndarray, "h w"] | None:
        return self.findings.category_map

    @property
    def depth_m(self) -> Float32[np.ndarray, "h w"] | None:
        return self.findings.depth_m

    @property
    def label(self) -> str | None:
        return self.findings.label

    @property
    def probability(self) -> float | None:
        return self.findings.probability

    @property
    def probabilities(self) -> dict[str, float]:
        return self.findings.probabilities

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
