"""No photo in two splits: a split leaves out what an earlier one of the same folder has. Near ones are reported."""

import json
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

from instructcv.errors import UserError
from instructcv.pairs import fingerprints, store
from instructcv.pairs.store import Place

_MOST_LISTED = 200


@dataclass(frozen=True, kw_only=True)
class NearPair:
    """Two photos of different splits that look alike."""

    ours: str
    theirs: str
    bits: int
    """Of 64 that differ."""


@dataclass(kw_only=True)
class Nearness:
    """What was found when the splits were compared."""

    total: int = 0
    pairs: list[NearPair] = field(default_factory=list[NearPair])
    """The first 200, nearest first."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """Photos that other splits have."""

    names: frozenset[str]
    """`source/key`."""
    digests: frozenset[str]

    def __contains__(self, photo: tuple[str, str]) -> bool:
        name, digest = photo
        return name in self.names or digest in self.digests


def write_taken(place: Place) -> None:
    """Note, once, which photos the other splits of the folder have; every worker reads the note.

    Raises:
        UserError: another split is half built, so that nobody can say which photos it will have.
    """
    path = taken_path(place)
    if path.exists():
        return
    names: set[str] = set()
    digests: set[str] = set()
    for split in store.splits(place.out):
        if split == place.split:
            continue
        other = store.place_of(place.out, split)
        if not other.complete():
            raise UserError(f"{place.out} holds a half-built split {split!r}; finish it first with the same command")
        for photo in photos(other):
            names.add(name_of(photo))
            digests.add(photo["digest"])
    store.write_json(path, {"names": sorted(names), "digests": sorted(digests)})


def taken_path(place: Place) -> Path:
    return place.config.with_name("taken.json")


@lru_cache(maxsize=4)
def read_taken(path: Path) -> Taken:
    """The note of `write_taken`, read once a process."""
    content = json.loads(path.read_bytes())
    return Taken(names=frozenset(content["names"]), digests=frozenset(content["digests"]))


def photos(place: Place) -> list[dict[str, Any]]:
    """What the reports say about each photo: source, key, licence, digest, hash."""
    return [photo for report in place.reports() for photo in report["photos"]]


def name_of(photo: dict[str, Any]) -> str:
    return f"{photo['source']}/{photo['key']}"


def near_duplicates(out: Path, splits: list[str]) -> Nearness:
    """Photos of different splits whose perceptual hashes nearly agree."""
    found = Nearness()
    of = {split: photos(store.place_of(out, split)) for split in splits}
    for one, other in combinations(splits, 2):
        hashes = [[int(photo["hash"], 16) for photo in of[split]] for split in (one, other)]
        for i, j, bits in fingerprints.near_duplicates(*hashes):
            ours, theirs = (f"{s}: {name_of(of[s][k])}" for s, k in ((one, i), (other, j)))
            found.pairs.append(NearPair(ours=ours, theirs=theirs, bits=bits))
    found.total = len(found.pairs)
    found.pairs.sort(key=lambda pair: (pair.bits, pair.ours, pair.theirs))
    del found.pairs[_MOST_LISTED:]
    return found
