"""What a room is made of: plain records that the layout fills in and the renderer draws. Metres, radians, +y up."""

from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Float, UInt8

from instructcv_rooms.catalogue import Model

Rect = tuple[float, float, float, float]
"""x0, z0, x1, z1 on the floor, or u0, y0, u1, y1 on a wall."""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """One object standing, lying or hanging in the room."""

    noun: str
    model: Model | None
    """None: a flat print (picture or rug) whose texture is `Scene.prints[print_index]`."""
    position_m: tuple[float, float, float]
    """Centre of its base."""
    yaw: float
    """Its front looks along (sin yaw, 0, cos yaw)."""
    size_m: tuple[float, float, float]
    """Width, height, depth before the yaw."""
    print_index: int = -1

    @property
    def footprint(self) -> Rect:
        """The box around its turned base."""
        return footprint(self.position_m[0], self.position_m[2], self.size_m[0], self.size_m[2], self.yaw)

    @property
    def top(self) -> float:
        return self.position_m[1] + self.size_m[1]


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A hole in a wall that a door or a window fills."""

    wall: int
    rect: Rect
    """u0, y0, u1, y1 on the wall."""
    sky: bool
    """Whether daylight, or a dark corridor, is behind it."""


@dataclass(frozen=True, kw_only=True)
class Camera:
    """Where the photo is taken from, and through which lens."""

    position_m: tuple[float, float, float]
    yaw: float
    """It looks along (sin yaw, ., cos yaw)."""
    pitch: float
    """Positive looks up."""
    roll: float
    fov_y: float
    aspect: float
    """Width to height of the photo before it is squashed to a square."""


@dataclass(frozen=True, kw_only=True)
class Light:
    """One lamp or window pane that shines."""

    position_m: tuple[float, float, float]
    rgb: tuple[float, float, float]


@dataclass(frozen=True, kw_only=True, eq=False)
class Surface:
    """A seamless texture and the length of wall or floor that it covers."""

    picture: UInt8[np.ndarray, "p p 3"]
    repeat_m: tuple[float, float]


@dataclass(kw_only=True, eq=False)
class Scene:
    """One furnished room, ready to be drawn."""

    size_m: tuple[float, float, float]
    """Width (x), height (y), depth (z)."""
    placed: list[Placed] = field(default_factory=list[Placed])
    openings: list[Opening] = field(default_factory=list[Opening])
    prints: list[UInt8[np.ndarray, "p p 3"]] = field(default_factory=list[UInt8[np.ndarray, "p p 3"]])
    walls: tuple[Surface, ...] = ()
    """One for each wall."""
    floor: Surface | None = None
    ceiling: Surface | None = None
    skirting_m: float = 0.0
    skirting_rgb: tuple[float, float, float] = (1.0, 1.0, 1.0)
    lights: list[Light] = field(default_factory=list[Light])
    """The first casts shadows."""
    ambient: float = 0.5
    camera: Camera | None = None


@dataclass(frozen=True, kw_only=True)
class Wall:
    """A wall's frame on the floor plan: u runs along it from `origin`, `inward` points into the room."""

    origin: tuple[float, float]
    along: tuple[float, float]
    inward: tuple[float, float]
    length_m: float
    yaw: float
    """For a thing with its back to it."""

    def at(self, u: float, out: float) -> tuple[float, float]:
        """Floor position (x, z) at `u` along and `out` metres away from the wall."""
        return (
            self.origin[0] + u * self.along[0] + out * self.inward[0],
            self.origin[1] + u * self.along[1] + out * self.inward[1],
        )


def walls_of(size_m: tuple[float, float, float]) -> tuple[Wall, Wall, Wall, Wall]:
    """Z = 0, x = width, z = depth, x = 0, in this order."""
    w, _, d = size_m
    quarter = float(np.pi / 2)
    return (
        Wall(origin=(0.0, 0.0), along=(1.0, 0.0), inward=(0.0, 1.0), length_m=w, yaw=0.0),
        Wall(origin=(w, 0.0), along=(0.0, 1.0), inward=(-1.0, 0.0), length_m=d, yaw=-quarter),
        Wall(origin=(w, d), along=(-1.0, 0.0), inward=(0.0, -1.0), length_m=w, yaw=2 * quarter),
        Wall(origin=(0.0, d), along=(0.0, -1.0), inward=(1.0, 0.0), length_m=d, yaw=quarter),
    )


def footprint(x: float, z: float, width: float, depth: float, yaw: float) -> Rect:
    """The upright box around a rectangle turned by `yaw`."""
    c, s = abs(np.cos(yaw)), abs(np.sin(yaw))
    half_x, half_z = float(width * c + depth * s) / 2, float(width * s + depth * c) / 2
    return x - half_x, z - half_z, x + half_x, z + half_z


def overlap(a: Rect, b: Rect, slack: float = 0.0) -> bool:
    """Whether two rectangles share more than an edge, each shrunk by half of `slack`."""
    return a[0] + slack < b[2] and b[0] + slack < a[2] and a[1] + slack < b[3] and b[1] + slack < a[3]


def turn_y(yaw: float) -> Float[np.ndarray, "3 3"]:
    """Rotation about +y that takes +z to (sin yaw, 0, cos yaw)."""
    c, s = np.cos(yaw), np.sin(yaw)
    return np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])
