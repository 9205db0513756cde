"""Directions from depth: exact on planes whichever way they face, edges kept, unknown where nothing is known."""

from dataclasses import replace

import numpy as np
import pytest

from instructcv.labels import normals
from instructcv.labels.colours import to_float
from instructcv.labels.normals import angle_deg
from instructcv.samples.normals import normals_of, surface_normals
from instructcv.samples.resize import resized
from instructcv.tasks.base import task

FOCAL = (70.0, 90.0)
HW = (40, 50)


def plane(facing: tuple[float, float, float], distance_m: float = 2.0) -> np.ndarray:
    """Depth of a plane that faces (right, up, towards the viewer), met by the optical axis at a distance; ray by ray."""
    n = np.array(facing) / np.linalg.norm(facing)
    x = (np.arange(HW[1]) + 0.5 - HW[1] / 2) / FOCAL[0]
    y = -(np.arange(HW[0])[:, None] + 0.5 - HW[0] / 2) / FOCAL[1]  # up
    along = n[0] * x + n[1] * y - n[2]  # of the ray (x, y, -1)
    return (-n[2] * distance_m / along).astype(np.float32)


PLANES = [
    pytest.param((0.0, 0.0, 1.0), id="a wall straight ahead"),
    pytest.param((0.0, 1.0, 0.4), id="a floor"),
    pytest.param((0.0, -1.0, 0.5), id="a ceiling"),
    pytest.param((1.0, 0.0, 0.6), id="a wall on the left"),
    pytest.param((-0.7, 0.2, 0.7), id="a wall on the right, leaning"),
]


@pytest.mark.parametrize("facing", PLANES)
def test_a_plane_faces_where_it_faces(facing: tuple[float, float, float]) -> None:
    found, known = normals_of(plane(facing), FOCAL)
    assert known.all()
    truth = np.broadcast_to(np.array(facing, np.float32) / np.linalg.norm(facing).astype(np.float32), found.shape)
    assert angle_deg(found, truth).max() < 0.05


def test_edges_do_not_blend() -> None:
    """A near box before a far wall: both face the viewer up to the edge between them."""
    depth_m = np.full(HW, 4.0, np.float32)
    depth_m[10:30, 10:30] = 2.0
    found, known = normals_of(depth_m, FOCAL)
    assert known.all() and found[..., 2].min() > 0.9999


@pytest.mark.parametrize(
    "depth_m", [np.zeros(HW), np.full(HW, np.nan), np.full((1, 1), 2.0)], ids=["none", "nan", "one pixel"]
)
def test_nothing_is_said_where_nothing_is_known(depth_m: np.ndarray) -> None:
    found, known = normals_of(depth_m.astype(np.float32), FOCAL)
    assert not known.any() and not found.any()


def test_a_hole_is_unknown_and_its_surroundings_are_not() -> None:
    depth_m = plane((0.3, 0.5, 0.8))
    depth_m[20, 20] = 0.0
    _, known = normals_of(depth_m, FOCAL)
    assert not known[20, 20] and known.sum() == known.size - 1


def test_a_sample_squeezed_into_a_square_faces_the_same_way() -> None:
    sample, _ = task("normals").example()
    sample = replace(sample, photo=np.zeros((*HW, 3), np.uint8), depth_m=plane((0.3, 0.5, 0.8)), focal_xy_px=FOCAL)
    square = resized(sample, (80, 80))
    assert square.focal_xy_px == pytest.approx((70 * 80 / 50, 90 * 80 / 40))
    a, b = (surface_normals(one)[0].reshape(-1, 3).mean(axis=0, keepdims=True) for one in (sample, square))
    assert angle_deg(a / np.linalg.norm(a), b / np.linalg.norm(b))[0] < 1.0
    assert resized(sample, (40, 50), window=(0, 0, 25, 20)).focal_xy_px is None, "a window's axis is elsewhere"


def test_a_sample_without_a_focal_length_says_nothing() -> None:
    sample, _ = task("normals").example()
    blind = replace(sample, focal_xy_px=None)
    assert not task("normals").can_ask(blind)
    with pytest.raises(ValueError, match="focal length"):
        surface_normals(blind)


def test_colours_come_back_within_half_a_level() -> None:
    rng = np.random.default_rng(0)
    truth = rng.normal(size=(50, 60, 3)).astype(np.float32)
    truth /= np.linalg.norm(truth, axis=-1, keepdims=True)
    known = np.ones(truth.shape[:2], np.bool_)
    reading = normals.read(to_float(normals.paint(truth, known)))
    assert angle_deg(reading.normals, truth).max() < 0.4
    assert reading.found and reading.admissibility == 1.0


@pytest.mark.parametrize(("value", "found"), [(0.0, False), (0.5, False), (1.0, False)], ids=["black", "grey", "white"])
def test_a_picture_of_one_grey_points_nowhere(value: float, found: bool) -> None:
    reading = normals.read(np.full((4, 5, 3), value, np.float32))
    assert reading.found is found and np.isfinite(reading.normals).all()
