"""The nouns that every layer shares: sample, query, target, answer, findings. NumPy only, no behaviour beyond lookup.

Pixels are rows first: `[h, w]`, `[h, w, 3]`. Boxes are `xyxy` in pixels, right and bottom edges exclusive. Depth is in
metres.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, runtime_checkable

import numpy as np
from jaxtyping import Bool, Float32, Int16, UInt8

RGB = tuple[int, int, int]
"""A colour, each channel 0 to 255."""
Split = Literal["train", "val", "test"]
BoxXYXY = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels; right and bottom are exclusive, so width = right - left."""


@dataclass(frozen=True, kw_only=True)
class LabelFormat:
    """The rule that turns a label into a picture and back. It travels with a checkpoint, in its config."""

    name: Literal["legend", "original"] = "legend"
    """`original` is the 2023 system's, `legend` is ours."""
    depth_curve: Literal["log", "sqrt", "linear"] = "log"
    """How metres become grey: near = dark."""
    near_m: float = 0.3
    """The depth painted darkest (ignored by `linear`, which starts at 0)."""
    far_m: float = 10.0
    """The depth painted white; what lies beyond is clipped."""
    box_slope: float = 1.0
    """With `box_offset` what `instructcv calibrate` learned about box scores (`labels.boxes.likelihood`)."""
    box_offset: float = 0.0
    """A slope of 1 and an offset of 0 leave scores as they were read."""


LEGEND = LabelFormat()
ORIGINAL = LabelFormat(name="original", depth_curve="linear", near_m=0.0)


@dataclass(frozen=True, kw_only=True)
class Note:
    """What a reader did with a label, or a file, that is not as it should be."""

    did: Literal["mended", "left out", "unknown", "not looked at"]
    """`unknown`: it was read, but says less than it should, so that some categories are neither shown nor absent."""
    kind: str
    """In the plural and the same for all of a kind, so that they can be counted: "boxes without area in the photo"."""
    what: str
    """Which one it was, in one line."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Instance:
    """One annotated object."""

    category: str
    box_xyxy_px: BoxXYXY
    mask: Bool[np.ndarray, "h w"] | None = None
    """Its visible pixels; None where the source gives a box only."""
    is_crowd: bool = False
    """COCO's `iscrowd`: a group that is neither a hit nor a miss."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Regions:
    """A semantic map: which category each pixel belongs to."""

    ids: Int16[np.ndarray, "h w"]
    """Index into `names`; -1 = unlabelled, counted neither for nor against anybody."""
    names: tuple[str, ...]
    """The whole vocabulary."""
    complete: bool = True
    """Whether a name that no pixel has is absent; False where unlabelled pixels may show anything."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Sample:
    """One photo with whatever labels its data set gives. A label that is None was not annotated at all."""

    key: str
    """Stable within the source, e.g. the file's stem."""
    source: str
    """The data set's registered name."""
    split: Split
    licence: str
    photo: UInt8[np.ndarray, "h w 3"]
    instances: tuple[Instance, ...] | None = None
    """Objects; `()` means annotated and empty."""
    things: tuple[str, ...] = ()
    """Vocabulary of `instances`: a name here without an instance is absent, unless it is `unknown`."""
    regions: Regions | None = None
    depth_m: Float32[np.ndarray, "h w"] | None = None
    """Distance along the optical axis in metres; 0 = unknown."""
    focal_xy_px: tuple[float, float] | None = None
    """Focal lengths across and down, in pixels of the photo, whose middle the optical axis goes through; None = unknown."""
    label: str | None = None
    """The class of the whole picture."""
    labels: tuple[str, ...] = ()
    """Vocabulary of `label`."""
    unknown: frozenset[str] = frozenset()
    """Categories that a label may be of which could not be read, matched or trusted: neither asked as absent, nor taught, nor
    scored. One that another label shows is there all the same."""
    notes: tuple[Note, ...] = ()
    """What the reader mended, left out, or could not settle."""

    @property
    def size_hw(self) -> tuple[int, int]:
        return self.photo.shape[0], self.photo.shape[1]


@dataclass(frozen=True, kw_only=True)
class LegendEntry:
    """One line of a colour legend: pixels of `category` are painted `rgb`."""

    category: str
    rgb: RGB
    members: tuple[str, ...] = ()
    """Where one colour is asked for several categories ("pillow or lamp"): each by itself."""

    @property
    def nouns(self) -> tuple[str, ...]:
        """What is looked for."""
        return self.members or (self.category,)


@dataclass(frozen=True, kw_only=True)
class Query:
    """What is asked of a photo."""

    task: str
    """A registered task: segmentation, detection, depth, classification, ..."""
    instruction: str
    """The exact wording; the denoiser reads this text."""
    legend: tuple[LegendEntry, ...] = ()
    """Categories asked for, each with its colour. Empty for depth."""
    otherwise_rgb: RGB = (0, 0, 0)
    """What "none of these" is painted with (classification's "if not"; black elsewhere)."""
    label_format: LabelFormat = LEGEND

    @property
    def categories(self) -> tuple[str, ...]:
        return tuple(entry.category for entry in self.legend)

    @property
    def colours(self) -> UInt8[np.ndarray, "k 3"]:
        return np.array([entry.rgb for entry in self.legend], dtype=np.uint8).reshape(-1, 3)


@dataclass(frozen=True, kw_only=True, eq=False)
class Target:
    """A label, painted: the picture that answers a query."""

    picture: UInt8[np.ndarray, "h w 3"]
    known: Bool[np.ndarray, "h w"]
    """False where the source says nothing; such pixels take part in no loss and no score."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Detection:
    """One object read from a picture."""

    category: str
    box_xyxy_px: BoxXYXY
    score: float
    """0 to 1: how likely the box is right, where the checkpoint is calibrated; else how well the pixels agree on it."""
    mask: Bool[np.ndarray, "h w"] | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Answer:
    """What a reader found in a picture. Every reader accepts any picture and never raises on one."""

    query: Query
    found: bool
    """False: the picture says that nothing asked for is there."""
    admissibility: float
    """Share of pixels within tolerance of what the label format could have painted, 0 to 1."""
    confidence: float
    """0 to 1, the task's own summary (mean posterior of the pixels found, best box score, class probability)."""
    size_hw: tuple[int, int] | None = None
    """Size of the picture that was read, whose pixels maps and boxes are in; None = the photo's own size."""
    category_map: Int16[np.ndarray, "h w"] | None = None
    """Segmentation: index into the legend for each pixel, -1 = nothing."""
    posterior: Float32[np.ndarray, "k h w"] | None = None
    """Segmentation: probability of each legend entry at each pixel; what is missing to 1 is "nothing"."""
    detections: tuple[Detection, ...] = ()
    """Detection: best score first."""
    depth_m: Float32[np.ndarray, "h w"] | None = None
    label: str | None = None
    """Classification: the legend entry that won, None for "otherwise"."""
    probabilities: dict[str, float] = field(default_factory=dict[str, float])
    """Classification: probability of each legend entry; what is missing to 1 is "otherwise"."""


def _no_boxes() -> Float32[np.ndarray, "0 4"]:
    return np.zeros((0, 4), np.float32)


def _no_scores() -> Float32[np.ndarray, " 0"]:
    return np.zeros(0, np.float32)


@dataclass(frozen=True, kw_only=True, eq=False)
class Findings:
    """What the pictures of one question say, at the photo's own size. What a task does not give is None or empty.

    A task that finds something else brings a class of its own, derived from this one.
    """

    found: bool
    """False: nothing asked for is there."""
    admissibility: float
    """0 to 1: share of pixels that the label format could have painted. Low = do not believe this answer."""
    confidence: float
    """0 to 1: the task's own summary (mean posterior, best box score, class probability)."""
    categories: tuple[str, ...] = ()
    """One for each box, where boxes are found. Otherwise what was asked for, in the legend's order."""
    boxes: Float32[np.ndarray, "n 4"] = field(default_factory=_no_boxes)
    """Left, top, right, bottom in pixels of the photo, right and bottom exclusive; best score first."""
    scores: Float32[np.ndarray, " n"] = field(default_factory=_no_scores)
    """Of the boxes, 0 to 1."""
    masks: Bool[np.ndarray, "m h w"] | None = None
    """One for each of `categories`."""
    category_map: Int16[np.ndarray, "h w"] | None = None
    """Index into `categories` for each pixel, -1 = nothing."""
    depth_m: Float32[np.ndarray, "h w"] | None = None
    """Distance along the optical axis in metres."""
    label: str | None = None
    """The class that won; None = none of them."""
    probability: float | None = None
    """Of `label`, or of "none of these" where that won; None where no class was asked for."""
    probabilities: dict[str, float] = field(default_factory=dict[str, float])
    """Of each class; what is missing to 1 is "none of these"."""

    @property
    def mask(self) -> Bool[np.ndarray, "h w"] | None:
        """Everything that was found, in one mask; None for tasks without masks."""
        return None if self.masks is None else np.asarray(self.masks.any(axis=0))


@runtime_checkable
class Dataset(Protocol):
    """A source of samples in one split: lazy, indexable, deterministic. Implementations live in `datasets/`."""

    name: str
    licence: str
    split: Split

    def __len__(self) -> int: ...

    def __getitem__(self, index: int) -> Sample: ...


def samples(dataset: Dataset) -> Iterator[Sample]:
    """Walk a data set in order."""
    for index in range(len(dataset)):
        yield dataset[index]


@runtime_checkable
class Painter(Protocol):
    """Whatever answers queries with pictures: a pipeline, or a constant, random or oracle predictor in the tests."""

    def paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int = 1, seed: int = 0
    ) -> Float32[np.ndarray, "n s s 3"]:
        """One picture for each query, values 0 to 1, at the painter's own size s."""
        ...


class Runner(Painter, Protocol):
    """All that answering photos needs: a painter that can also embed sentences, and knows how it paints and samples."""

    name: str
    """The network's."""
    tasks: tuple[str, ...]
    """That the checkpoint says it was trained for; empty = it does not say, and none is refused."""

    @property
    def label_format(self) -> LabelFormat:
        """The rule by which it paints."""
        ...

    @property
    def passes(self) -> int:
        """How many it wants for one answer when nobody says."""
        ...

    @property
    def looks(self) -> int:
        """At a photo: 1 by itself, 2 with its mirror image as well."""
        ...

    def look_with(self, looks: int) -> None:
        """Look at photos once or twice from now on.

        Raises:
            UserError: a network that has no such choice.
        """
        ...

    def embed(self, sentences: Sequence[str]) -> Float32[np.ndarray, "n e"]:
        """Unit-length sentence embeddings."""
        ...

    def word_states(self, sentences: Sequence[Sequence[str]]) -> list[Float32[np.ndarray, "w s"]]:
        """What the sentence encoder makes of each word of sentences that are cut into words."""
        ...

    def sampler_name(self, passes: int) -> str | None:
        """What takes so many passes; None where nothing is sampled."""
        ...

    def sample_with(self, name: str) -> None:
        """Take another sampler than the checkpoint's own from now on.

        Raises:
            UserError: no such sampler, or a network that samples in its own way.
        """
        ...


@runtime_checkable
class Guidable(Protocol):
    """A painter that can be led: towards the sentence and away from none, towards the photo and away from none."""

    def guided(self, text: float, image: float) -> Painter:
        """The same one under classifier-free guidance with two scales (Brooks et al. 2023, equation 3); 1 = none."""
        ...
