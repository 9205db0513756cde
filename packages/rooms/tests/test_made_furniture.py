"""Furniture that programs build: every design gives sound, different, repeatable pieces of a size a room can hold."""

from collections import Counter

import numpy as np
import pytest

from instructcv_rooms import catalogue, mesh, surfaces
from instructcv_rooms.made import catalogue as made
from instructcv_rooms.made.design import DESIGNS, design
from instructcv_rooms.made.piece import Piece

INSTALLED = any(catalogue.FURNITURE.glob("*.sh3f")) and surfaces.JAR.exists()


def piece() -> Piece:
    return Piece(np.random.default_rng(0))


@pytest.mark.parametrize("name", sorted(DESIGNS))
def test_every_design(name: str) -> None:
    copies = made.COPIES[DESIGNS[name].edition]
    models = [made.model_of(DESIGNS[name], number) for number in range(copies)]
    assert len({model.size_m for model in models}) == copies  # no two alike
    for model in models[:4]:
        built, again = made.mesh_of(model), made.mesh_of(model)
        assert np.array_equal(built.vertices, again.vertices) and np.array_equal(built.materials, again.materials)
        xyz, normal = built.vertices[:, :3], built.vertices[:, 3:6]
        assert np.isfinite(built.vertices).all()
        np.testing.assert_allclose(np.linalg.norm(normal, axis=1), 1, atol=1e-3)
        np.testing.assert_allclose(np.ptp(xyz, axis=0), model.size_m, atol=6e-3)
        np.testing.assert_allclose([xyz[:, 1].min(), *(xyz[:, ::2].min(0) + xyz[:, ::2].max(0))], 0, atol=1e-4)
        assert len(built.triangles) <= mesh.MAX_TRIANGLES and len(built.materials) <= mesh.MAX_MATERIALS
        assert built.vertices[:, 8].max() < len(built.materials)
        assert ((built.materials[:, :5] >= 0) & (built.materials[:, :5] <= 1)).all()
        assert 0.04 < max(model.size_m) < 3.6 and model.size_m[1] < 2.6
        assert model.top_m is None or 0 < model.top_m <= model.size_m[1] + 1e-6
        assert (model.place == "opening") == (model.noun in ("door", "window"))
        assert (model.place == "rug") == (model.noun == "rug")


@pytest.mark.skipif(not INSTALLED, reason=f"needs {catalogue.MISSING}")
def test_only_labelled_nouns_are_made_and_every_room_has_about_as_many_of_them() -> None:
    found = catalogue.models()
    assert {design.noun for design in DESIGNS.values()} <= set(catalogue.vocabulary(found))
    pool = [model for model in found if model.noun in ("chair", "towel")]
    one, other = (made.beside(np.random.default_rng(seed), pool) for seed in (1, 2))
    fresh = one[len(pool) :]
    assert one[: len(pool)] == pool and {m.archive for m in fresh} == {made.ARCHIVE} and fresh != other[len(pool) :]
    count, had = Counter(m.noun for m in fresh), Counter(m.noun for m in pool)
    assert count["vase"] == made.FEWEST and count["towel"] == max(made.FEWEST, had["towel"])
    assert count["chair"] == had["chair"]


def test_a_name_is_registered_once() -> None:
    with pytest.raises(AssertionError, match="two designs are called sofa"):

        @design("sofa", "Living room")
        def sofa(p: Piece) -> None: ...


@pytest.mark.parametrize(
    ("build", "size_m"),
    [
        (lambda p, m: p.box((0, 0, 0), (1, 2, 3), m), (1, 2, 3)),
        (
            lambda p, m: p.block((-1, 0, -1), (1, 1, 1), (0.5, 1.5), m),
            (2, 1, 3),
        ),  # its lid juts out behind and in front
        (lambda p, m: p.pad((0, 1, 0), (2, 2, 1), m), (2, 1, 1)),
        (lambda p, m: p.ball((5, 5, 5), (1, 2, 3), m), (2, 4, 6)),
        (lambda p, m: p.turned([(0, 0), (1, 0), (0.5, 2)], m, oval=0.5), (2, 2, 1)),
        (lambda p, m: p.rod((0, 0, 0), (0, 3, 0), 0.5, m), (1, 3, 1)),
        (lambda p, m: p.disc((0, 0, 0), 2, 0.1, m), (4, 4, 0.1)),
        (lambda p, m: p.ring((0, 0, 0), 1, 0.05, m), (2.1, 2.1, 0.1)),
        (lambda p, m: p.drape((0, 0, 0), (1, 2, 0), 3, 0.2, m), (1, 2, 0.2)),
    ],
)
def test_solids_fill_the_box_they_are_told(build, size_m) -> None:  # pyright: ignore
    built = piece()
    build(built, built.wood())
    np.testing.assert_allclose(built.finished()[2], size_m, rtol=0.06)


def test_a_degenerate_triangle_is_left_out() -> None:
    built = piece()
    built.box((0, 0, 0), (1, 0, 1), built.white())  # a sheet: four of its six sides are lines
    corners, _, size_m = built.finished()
    assert len(corners) == 3 * 4 and size_m == (1, 0.005, 1)
