"""What a camera, a light or the sky sees of an object: matrices, culling, and the boxes that carry prints."""

from typing import Any

import numpy as np
from jaxtyping import Float
from PIL import Image, ImageDraw, ImageFilter

from instructcv_rooms import camera as cameras
from instructcv_rooms.scene import Camera, Light, Placed, Scene, turn_y

SMALL_PX = 60
"""Objects that look smaller than this are drawn with few triangles."""
CONTACT_PX = 96
"""Side of the picture of what stands on the floor."""


def to_world(placed: Placed) -> Float[np.ndarray, "4 4"]:
    """The model's own coordinates -> the room's."""
    matrix = np.eye(4)
    matrix[:3, :3] = turn_y(placed.yaw)
    if placed.model:
        matrix[:3, :3] *= placed.model.stretch
    matrix[:3, 3] = placed.position_m
    return matrix


def in_view(matrix: Float[np.ndarray, "4 4"], placed: Placed) -> bool:
    """Whether any of the object can be in the picture: not all corners of its box are off one side."""
    x0, z0, x1, z1 = placed.footprint
    corners = np.array([(x, y, z, 1.0) for x in (x0, x1) for y in (placed.position_m[1], placed.top) for z in (z0, z1)])
    clip = corners @ matrix.T  # [8, 4]
    x, y, w = clip[:, 0], clip[:, 1], clip[:, 3]
    outside = ((x < -w).all(), (x > w).all(), (y < -w).all(), (y > w).all(), (w < 0.0).all())
    return not any(outside)


def looks_small(camera: Camera, placed: Placed, size_px: int) -> bool:
    """Whether the object covers so few pixels that its few triangles do."""
    extent_px = max(placed.size_m) / max(gap(camera, placed), 0.1) * size_px / 2 / np.tan(camera.fov_y / 2)
    return bool(extent_px < SMALL_PX)


def gap(camera: Camera, placed: Placed) -> float:
    """Metres from the lens to the base of an object."""
    return float(np.linalg.norm(np.subtract(camera.position_m, placed.position_m)))


def casts(placed: Placed, light: Light) -> bool:
    """A lamp's own shade around the light throws no shadow."""
    x0, z0, x1, z1 = placed.footprint
    x, y, z = light.position_m
    return not (x0 - 0.1 < x < x1 + 0.1 and z0 - 0.1 < z < z1 + 0.1 and placed.top > y - 0.3)


def shadow_matrix(light: Light, scene: Scene) -> Float[np.ndarray, "4 4"]:
    """A wide view from the light to the middle of the floor."""
    width, _, depth = scene.size_m
    to = np.array([width / 2, 0.3, depth / 2]) - np.array(light.position_m)
    level = max(float(np.hypot(to[0], to[2])), 1e-3)
    view = Camera(
        position_m=light.position_m,
        yaw=float(np.arctan2(to[0], to[2])),
        pitch=float(np.clip(np.arctan2(to[1], level), -1.55, 1.55)),
        roll=0.0,
        fov_y=float(np.radians(125)),
        aspect=1.0,
    )
    return cameras.view_projection(view, near_m=0.15, far_m=12.0)


def contact(scene: Scene) -> Image.Image:
    """How much of the sky above each spot of the floor the furniture leaves free, seen from above: soft darkening underneath."""
    image = Image.new("L", (CONTACT_PX, CONTACT_PX), 255)
    pen = ImageDraw.Draw(image)
    width, _, depth = scene.size_m
    for placed in scene.placed:
        if placed.position_m[1] < 0.12 and placed.size_m[1] > 0.08 and placed.noun not in ("window", "door"):
            half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * [placed.size_m[0], placed.size_m[2]] / 2  # [4, 2]
            turn = turn_y(placed.yaw)[np.ix_([0, 2], [0, 2])]
            corners = half @ turn.T + [placed.position_m[0], placed.position_m[2]]
            pen.polygon([(x / width * CONTACT_PX, z / depth * CONTACT_PX) for x, z in corners], fill=95)
    return image.filter(ImageFilter.GaussianBlur(0.1 / width * CONTACT_PX))


def print_mesh(placed: Placed, scene: Scene) -> tuple[Any, None, None, Any]:
    """A thin box whose front (picture) or top (rug) carries the print: material 0; the rest is its rim, material 1."""
    w, h, d = placed.size_m
    rug = placed.noun == "rug"
    faces: list[Any] = []
    for axis, sign in ((0, 1), (0, -1), (1, 1), (1, -1), (2, 1), (2, -1)):
        normal = np.zeros(3)
        normal[axis] = sign
        a, b = np.eye(3)[(axis + 1) % 3], np.eye(3)[(axis + 2) % 3]
        material = 0.0 if (axis, sign) == ((1, 1) if rug else (2, 1)) else 1.0
        rows = [
            [*(normal + s * a + t * b), *normal, (s + 1) / 2, (t + 1) / 2, material]
            for s, t in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]
        faces.append(np.array([rows[k] for k in (0, 1, 2, 0, 2, 3)]))
    vertices = np.concatenate(faces)
    vertices[:, :3] = vertices[:, :3] * np.array([w, h, d]) / 2 + np.array([0.0, h / 2, 0.0])
    picture = scene.prints[placed.print_index]
    return vertices.astype(np.float32), None, None, picture[::-1][None]
