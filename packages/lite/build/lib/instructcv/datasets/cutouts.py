"""Copy-paste scenes: 1 to 6 photographic cut-outs on a photograph, with exact masks and boxes of what is visible.

Cut-outs are Tux Paint's photographic stamps (Debian: `tuxpaint-stamps-default`). A noun mostly has one picture, so val
and test hold out pictures within the coarse kinds of the folder taxonomy ("bird", "vehicle"), by a hash of the file
name: test scenes show nouns that training never drew. Backgrounds show none of the nouns, so that a noun without an
instance is truly absent.
"""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from instructcv.datasets import _backgrounds, _scene, _stamps
from instructcv.datasets.base import existing
from instructcv.errors import UserError
from instructcv.types import Sample, Split

LICENCE = "GPL-2 (Tux Paint stamps); backgrounds GPL-2+, CC BY-SA 4.0 or CC0"
SPLITS: tuple[Split, ...] = ("train", "val", "test")
MAX_CUTOUTS = 6
_REPEAT = 0.3
"""How often a further cut-out shows the noun before it: objects of one class that touch must be told apart."""
_log = logging.getLogger(__name__)


def open(
    root: Path | None = None,
    *,
    split: Split,
    count: int = 10_000,
    seed: int = 0,
    size_px: int = 256,
    level: Literal["fine", "coarse"] = "fine",
    backgrounds: Path | None = None,
) -> "Cutouts":
    """Scenes with `instances` (exhaustive over `things`). Scene i depends on the installed pictures and these arguments
    only.

    Args:
        root: the stamps' folder; Debian's if not given.
        count: how many scenes.
        size_px: height and width of a scene, at least 32.
        level: name a cut-out by its noun ("penguin") or by its kind ("bird").
        backgrounds: a folder of JPEGs and PNGs to use instead of the installed ones; they must show none of the nouns.

    Raises:
        UserError: no stamps, or no picture held out for this split.
    """
    if size_px < 32 or count < 1:
        raise UserError(f"cutouts: size_px={size_px} and count={count} must be at least 32 and 1")
    folder = _stamps.ROOT if root is None else root
    stamps = tuple(stamp for stamp in _stamps.find_stamps(folder) if stamp.split == split)
    if not stamps:
        raise UserError(f"{folder} holds no picture for the split {split!r}; add pictures or run: {_stamps.MEND}")
    return Cutouts(
        split=split,
        root=folder,
        stamps=stamps,
        photos=_photos(backgrounds, split),
        count=count,
        seed=seed,
        size_px=size_px,
        level=level,
    )


@dataclass(kw_only=True, eq=False)
class Cutouts:
    """A `types.Dataset` that composes its scenes as they are asked for (about 5 ms each at 256 px)."""

    split: Split
    root: Path
    stamps: tuple[_stamps.Stamp, ...]
    photos: tuple[Path, ...]
    count: int
    seed: int
    size_px: int
    level: Literal["fine", "coarse"]
    name: str = "cutouts"
    licence: str = LICENCE

    @property
    def things(self) -> tuple[str, ...]:
        """The vocabulary of this split."""
        return tuple(sorted({self._category(stamp) for stamp in self.stamps}))

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Sample:
        if not -self.count <= index < self.count:
            raise IndexError(index)
        index %= self.count
        rng = np.random.default_rng((self.seed, SPLITS.index(self.split), index))
        background = _backgrounds.draw_background(self.photos, self.size_px, rng)
        cutouts = [(self._category(stamp), _stamps.load_stamp(self.root / stamp.path)) for stamp in self._cast(rng)]
        photo, instances = _scene.compose(background, cutouts, rng)
        return Sample(
            key=f"{self.split}-{self.seed}-{index:06d}",
            source=self.name,
            split=self.split,
            licence=self.licence,
            photo=photo,
            instances=instances,
            things=self.things,
        )

    def _cast(self, rng: np.random.Generator) -> list[_stamps.Stamp]:
        """Which cut-outs play: nouns are drawn evenly first, so that ten flowers do not make every scene a meadow."""
        nouns = sorted({stamp.noun for stamp in self.stamps})
        cast: list[_stamps.Stamp] = []
        for _ in range(int(rng.integers(1, MAX_CUTOUTS + 1))):
            noun = cast[-1].noun if cast and rng.random() < _REPEAT else nouns[int(rng.integers(len(nouns)))]
            choices = [stamp for stamp in self.stamps if stamp.noun == noun]
            cast.append(choices[int(rng.integers(len(choices)))])
        return cast

    def _category(self, stamp: _stamps.Stamp) -> str:
        return stamp.noun if self.level == "fine" else stamp.kind


def _photos(folder: Path | None, split: Split) -> tuple[Path, ...]:
    """The backgrounds of a split; where that leaves val or test none, they get them all."""
    if folder is not None:
        files = sorted(existing(folder, "the folder of backgrounds").iterdir())
        every = tuple(path for path in files if path.suffix.lower() in (".jpg", ".jpeg", ".png"))
    else:
        every = _backgrounds.find_backgrounds()
        if not every:
            _log.warning("no wallpapers found, all backgrounds are procedural; for photographs: %s", _backgrounds.MEND)
    own = tuple(path for path in every if _stamps.split_of(_backgrounds.identity(path)) == split)
    return own or every
