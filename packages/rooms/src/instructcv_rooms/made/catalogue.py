"""Made furniture as catalogue models: some of every design, the same ones in every process."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import numpy as np

from instructcv_rooms import made
from instructcv_rooms.catalogue import Model, place_of, stable_hash
from instructcv_rooms.made.design import DESIGNS, EDITION, Design
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.mesh import Mesh, weld

ARCHIVE = "made"
"""Stands where a catalogue model names its file."""
COPIES = {1: 24, 2: 12}
"""Edition -> of each design that is in it."""
FEWEST = 3
"""Made models of a noun that a room may draw from, however few the catalogue has."""

# Importing the modules of designs registers what they hold; a new one is found here without being listed.
for _name in sorted(module.name for module in iter_modules(made.__path__, f"{made.__name__}.")):
    if _name != __name__:
        import_module(_name)


def _built(design: Design, number: int) -> Piece:
    piece = Piece(np.random.default_rng([stable_hash(design.name) % 2**32, number]))
    design.build(piece)
    return piece


@cache
def designs(edition: int = EDITION) -> dict[str, list[Design]]:
    """Noun -> its designs up to an edition, by name, wherever they are written down."""
    found: dict[str, list[Design]] = defaultdict(list)
    for design in sorted(DESIGNS.values(), key=lambda d: (d.noun, d.name)):
        if design.edition <= edition:
            found[design.noun].append(design)
    return found


@cache
def model_of(design: Design, number: int) -> Model:
    """A design's copy of that number, the same one whenever it is asked for."""
    piece = _built(design, number)
    _, _, size_m = piece.finished()
    place = place_of(design.noun, size_m, piece.elevation_m, design.room)
    return Model(
        id=f"{ARCHIVE}-{design.name}-{number}",
        archive=ARCHIVE,
        obj="",
        name=design.noun,
        noun=design.noun,
        room=design.room,
        size_m=size_m,
        elevation_m=piece.elevation_m,
        top_m=None if piece.bare else size_m[1] if piece.top_m is None else piece.top_m,
        protrusion_m=piece.protrusion_m,
        rotation=None,
        glows=design.noun == "lamp",
        place=place,
    )


def mesh_of(model: Model) -> Mesh:
    """Build the mesh of one of them."""
    _, name, number = model.id.split("-")
    corners, materials, _ = _built(DESIGNS[name], int(number)).finished()
    vertices, triangles = weld(corners)
    return Mesh(
        vertices=vertices,
        triangles=triangles,
        few=triangles,
        materials=materials,
        textures=np.zeros((0, 1, 1, 4), np.uint8),
    )


def beside(rng: np.random.Generator, pool: Sequence[Model], edition: int = EDITION) -> list[Model]:
    """The pool, and of each noun that can be made about as many made models, drawn anew for every room."""
    had: dict[str, int] = defaultdict(int)
    for model in pool:
        had[model.noun] += 1
    copies = COPIES[edition]
    drawn: list[Model] = []
    for noun, group in designs(edition).items():
        count = copies * len(group)
        chosen = rng.choice(count, size=min(max(FEWEST, had[noun]), count), replace=False)
        drawn += [model_of(group[i // copies], i % copies) for i in chosen.tolist()]
    return [*pool, *drawn]
