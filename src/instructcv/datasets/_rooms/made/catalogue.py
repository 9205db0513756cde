"""Made furniture as catalogue models: some of every design, the same ones in every process."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import numpy as np

from instructcv.datasets._rooms.catalogue import Model, place_of, stable_hash
from instructcv.datasets._rooms.made import bath, devices, kitchen, seats, small, storage
from instructcv.datasets._rooms.made.design import DESIGNS, Design
from instructcv.datasets._rooms.made.piece import Piece
from instructcv.datasets._rooms.mesh import Mesh, weld

MODULES = bath, devices, kitchen, seats, small, storage
"""Importing them registers their designs."""
ARCHIVE = "made"
"""Stands where a catalogue model names its file."""
COPIES = 24
"""Of each design."""
FEWEST = 3
"""Made models of a noun that a room may draw from, however few the catalogue has."""


def _built(design: Design, number: int) -> Piece:
    piece = Piece(np.random.default_rng([stable_hash(design.name) % 2**32, number]))
    design.build(piece)
    return piece


@cache
def models() -> tuple[Model, ...]:
    """`COPIES` of every design, by noun and name, wherever a design is written down."""
    designs = sorted(DESIGNS.values(), key=lambda d: (d.noun, d.name))
    return tuple(_model(design, number) for design in designs for number in range(COPIES))


def _model(design: Design, number: int) -> Model:
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
        protrusion_m=0.0,
        rotation=None,
        glows=design.noun == "lamp",
        place=place,
    )


def mesh_of(model: Model) -> Mesh:
    """Build the mesh of one of `models()`."""
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


def beside(rng: np.random.Generator, pool: Sequence[Model]) -> list[Model]:
    """The pool, and of each noun that can be made about as many made models, drawn anew for every room."""
    had: dict[str, int] = defaultdict(int)
    for model in pool:
        had[model.noun] += 1
    made: dict[str, list[Model]] = defaultdict(list)
    for model in models():
        made[model.noun].append(model)
    drawn = [
        group[i]
        for noun, group in made.items()
        for i in rng.choice(len(group), size=min(max(FEWEST, had[noun]), len(group)), replace=False)
    ]
    return [*pool, *drawn]
