"""Where a person would take the picture from, and by what light."""

import numpy as np
from jaxtyping import Bool, Float

from instructcv_rooms.scene import Camera, Light, Placed, Scene, walls_of

ASPECTS = (1.0, 4 / 3, 3 / 4, 3 / 2, 16 / 9)
NYU_FOV = (float(np.radians(63.0)), float(np.radians(50.0)))
"""The Kinect of NYU Depth v2: horizontal and vertical field of view."""
CANDIDATES = 40
NEAR_M = 0.55
"""Nothing in view is closer than this, as far as its box can tell."""


def axes(camera: Camera) -> tuple[Float[np.ndarray, "3"], Float[np.ndarray, "3"], Float[np.ndarray, "3"]]:
    """Unit vectors to the right, upwards and forwards, in the room's coordinates."""
    cos_pitch = np.cos(camera.pitch)
    forward = np.array([np.sin(camera.yaw) * cos_pitch, np.sin(camera.pitch), np.cos(camera.yaw) * cos_pitch])
    right = np.cross(forward, np.array([0.0, 1.0, 0.0]))
    right /= np.linalg.norm(right)
    up = np.cross(right, forward)
    c, s = np.cos(camera.roll), np.sin(camera.roll)
    return c * right + s * up, c * up - s * right, forward


def view_projection(camera: Camera, near_m: float = 0.04, far_m: float = 30.0) -> Float[np.ndarray, "4 4"]:
    """World -> clip space (OpenGL). The aspect squashes the photo into the square viewport."""
    right, up, forward = axes(camera)
    view = np.eye(4)
    view[:3, :3] = np.stack([right, up, -forward])
    view[:3, 3] = -view[:3, :3] @ np.array(camera.position_m)
    focal = 1.0 / np.tan(camera.fov_y / 2)
    projection = np.zeros((4, 4))
    projection[0, 0], projection[1, 1] = focal / camera.aspect, focal
    projection[2, 2], projection[2, 3] = -(far_m + near_m) / (far_m - near_m), -2 * far_m * near_m / (far_m - near_m)
    projection[3, 2] = -1.0
    return projection @ view


def focal_xy_px(camera: Camera, size_px: int) -> tuple[float, float]:
    """Focal lengths across and down in the square picture, into which the aspect squashes the view."""
    down = size_px / 2 / np.tan(camera.fov_y / 2)
    return float(down / camera.aspect), float(down)


def choose(rng: np.random.Generator, scene: Scene) -> Camera:
    """The best of a few random viewpoints, or nearly the best: much to see, nothing in front of the lens."""
    candidates = [_candidate(rng, scene) for _ in range(CANDIDATES)]
    boxes = np.array([_box(placed) for placed in scene.placed]).reshape(-1, 2, 3)  # [n, (low, high), xyz]
    flat = np.array([placed.noun in ("picture", "rug", "window", "door") for placed in scene.placed], dtype=bool)
    scores = np.array([_score(camera, scene, boxes, flat) for camera in candidates])
    noisy = scores + rng.gumbel(size=len(scores)) * 0.6
    return candidates[int(noisy.argmax())]


def _candidate(rng: np.random.Generator, scene: Scene) -> Camera:
    width, height, depth = scene.size_m
    x, z = rng.uniform(0.25, width - 0.25), rng.uniform(0.25, depth - 0.25)
    y = float(np.clip(rng.normal(1.4, 0.22), 0.9, min(1.8, height - 0.4)))
    target = rng.uniform([0.1 * width, 0.1 * depth], [0.9 * width, 0.9 * depth])
    if scene.placed and rng.random() < 0.7:
        chosen = scene.placed[int(rng.integers(len(scene.placed)))].position_m
        target = np.array([chosen[0], chosen[2]])
    yaw = float(np.arctan2(target[0] - x, target[1] - z) + rng.normal(0, 0.25))
    if rng.random() < 0.4:
        fov_y, aspect = NYU_FOV[1], float(np.tan(NYU_FOV[0] / 2) / np.tan(NYU_FOV[1] / 2))
    else:
        fov_y, aspect = float(np.radians(rng.uniform(38, 65))), float(ASPECTS[int(rng.integers(len(ASPECTS)))])
    return Camera(
        position_m=(float(x), y, float(z)),
        yaw=yaw,
        pitch=float(np.radians(np.clip(rng.normal(-11, 7), -27, 5))),
        roll=float(np.radians(rng.normal(0, 1.5))),
        fov_y=fov_y,
        aspect=aspect,
    )


def _box(placed: Placed) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Low and high corner of the upright box around an object."""
    x0, z0, x1, z1 = placed.footprint
    return (x0, placed.position_m[1], z0), (x1, placed.top, z1)


def _score(camera: Camera, scene: Scene, boxes: Float[np.ndarray, "n 2 3"], flat: Bool[np.ndarray, " n"]) -> float:
    """How much is in view. Far below zero for a lens inside or right before something."""
    position = np.array(camera.position_m)
    low, high = boxes[:, 0], boxes[:, 1]
    gap = np.linalg.norm(position - np.clip(position, low, high), axis=1)  # [n] metres to the box, 0 inside
    size = high - low
    centre = np.concatenate([(low + high) / 2, np.ones((len(boxes), 1))], axis=1)  # [n, 4]
    clip = centre @ view_projection(camera).T
    ahead = np.maximum(clip[:, 3], 1e-3)
    across, upward = np.abs(clip[:, 0]) / ahead, np.abs(clip[:, 1]) / ahead
    in_view = (ahead > 0.2) & (across < 1.05) & (upward < 1.05)
    extent = size.max(axis=1) / ahead
    tall = (high[:, 1] > position[1] - 0.25) & (low[:, 1] < position[1])
    hides = in_view & tall & (gap < 1.4) & (extent > 0.75) & (across < 0.7)  # it would hide the room
    weight = np.where(extent > 1.1, 0.35, 1.0) * np.where(flat, 0.5, 1.0) / np.maximum(1.0, ahead / 4)
    seen = np.clip(extent / 0.12, 0, 1) * weight
    score = (
        seen[in_view].sum() - 20.0 * ((gap < 0.3) & (size[:, 1] > 0.02)).sum() - 3.0 * (in_view & (gap < NEAR_M)).sum()
    )
    return float(score - 4.0 * hides.sum()) + (0.0 if _wall_ahead(camera, scene) > 1.3 else -8.0)


def _wall_ahead(camera: Camera, scene: Scene) -> float:
    """Metres along the optical axis, kept level, to the wall in front."""
    direction = np.array([np.sin(camera.yaw), np.cos(camera.yaw)])
    here = np.array([camera.position_m[0], camera.position_m[2]])
    size = np.array([scene.size_m[0], scene.size_m[2]])
    room = np.where(direction > 0, size - here, here)
    return float((room / np.maximum(np.abs(direction), 1e-6)).min())


def lights(rng: np.random.Generator, scene: Scene) -> tuple[list[Light], float]:
    """One to three lamps (at the ceiling, a window, the photographer) and the strength of the ambient light."""
    width, height, depth = scene.size_m

    def tone(warm: float) -> tuple[float, float, float]:
        strength = float(rng.uniform(3.0, 9.0))
        return strength, strength * (1 - 0.18 * warm), strength * (1 - 0.42 * warm)

    found: list[Light] = []
    windows = [o for o in scene.openings if o.sky]
    if windows and rng.random() < 0.6:
        opening = windows[int(rng.integers(len(windows)))]
        wall = walls_of(scene.size_m)[opening.wall]
        x, z = wall.at((opening.rect[0] + opening.rect[2]) / 2, 0.12)
        day = tone(float(rng.uniform(-0.5, 0.2)))
        found.append(Light(position_m=(x, opening.rect[3] - 0.1, z), rgb=(day[0] * 1.6, day[1] * 1.6, day[2] * 1.6)))
    for _ in range(int(rng.integers(0 if found else 1, 3))):
        x, z = rng.uniform(0.15, 0.85) * width, rng.uniform(0.15, 0.85) * depth
        found.append(Light(position_m=(float(x), height - 0.12, float(z)), rgb=tone(float(rng.uniform(0, 1)))))
    if scene.camera and rng.random() < 0.15:
        flash = tone(0.1)
        found.append(Light(position_m=scene.camera.position_m, rgb=(flash[0] * 0.6, flash[1] * 0.6, flash[2] * 0.6)))
    return found, float(rng.uniform(0.35, 1.1))
