"""What made furniture is put together from: boxes, pads, turned shapes, rods and cloths, and the stuffs they are of.

Metres, +y up, the front towards +z. Corners are rows of position (3), unit normal (3), texture coordinates (2, unused) and
material (1), three of them a triangle, as in `mesh.Mesh`.
"""

from collections.abc import Callable, Sequence

import numpy as np
from jaxtyping import Float, Float32

from instructcv_rooms.surfaces import hsv

Number = float | int
"""Runtime checks tell them apart."""
Point = tuple[Number, Number, Number]

WOODS = ((0.72, 0.53, 0.34), (0.55, 0.36, 0.2), (0.36, 0.22, 0.13), (0.82, 0.68, 0.48), (0.62, 0.42, 0.28))
ROUND = 0.28
"""Exponent of a pad's edges: 1 is an ellipsoid, 0 a box."""
SIDES = 20
"""Of a turned shape."""


def around(count: int) -> list[tuple[float, float]]:
    """So many directions, evenly around a circle, each of length 1."""
    turns = 2 * np.pi * np.arange(count) / count
    return [(float(np.cos(turn)), float(np.sin(turn))) for turn in turns]


class Piece:
    """One piece of furniture as it is built; chance comes from its own generator."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.corners: list[Float[np.ndarray, "n 9"]] = []
        self.materials: list[list[float]] = []
        self.top_m: float | None = None
        """Height at which things stand on it, where that is not its top."""
        self.bare = False
        """Nothing stands on it."""
        self.elevation_m = 0.0
        """Of its base above the floor; more than 0: it hangs."""
        self.protrusion_m = 0.0
        """Doors and windows: how far they stick out of the wall into the room."""

    # -- chance ------------------------------------------------------------------------------------------------------
    def between(self, low: Number, high: Number) -> float:
        return float(self.rng.uniform(low, high))

    def chance(self, p: float) -> bool:
        return bool(self.rng.random() < p)

    def count(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return int(self.rng.integers(low, high + 1))

    # -- stuffs ------------------------------------------------------------------------------------------------------
    def stuff(self, rgb: Sequence[Number], *, shine: Number = 0.1, opacity: Number = 1.0) -> int:
        """A new material; gives its number."""
        shade = np.clip(np.array(rgb) * self.between(0.85, 1.12), 0.01, 1.0)
        self.materials.append([*shade.tolist(), opacity, shine, -1.0])
        return len(self.materials) - 1

    def wood(self) -> int:
        return self.stuff(WOODS[int(self.rng.integers(len(WOODS)))], shine=self.between(0.0, 0.4))

    def paint(self) -> int:
        """Any colour, as of plastic or lacquer."""
        rgb = hsv(self.rng.random(1), self.rng.beta(1.2, 1.5, size=1), self.rng.uniform(0.2, 0.95, size=1))[0]
        return self.stuff(rgb.tolist(), shine=self.between(0.1, 0.6))

    def white(self) -> int:
        return self.stuff((0.9, 0.9, 0.88), shine=self.between(0.2, 0.7))

    def dark(self) -> int:
        return self.stuff([self.between(0.03, 0.15)] * 3, shine=self.between(0.2, 0.8))

    def metal(self) -> int:
        return self.stuff([self.between(0.5, 0.8)] * 3, shine=0.9)

    def glass(self) -> int:
        return self.stuff((0.8, 0.88, 0.9), shine=1.0, opacity=self.between(0.2, 0.45))

    def cloth(self) -> int:
        rgb = hsv(self.rng.random(1), self.rng.beta(1, 2, size=1), self.rng.uniform(0.15, 0.95, size=1))[0]
        return self.stuff(rgb.tolist(), shine=0)

    def any_of(self, *stuffs: Callable[[], int]) -> int:
        """One of the stuffs, made now: `any_of(p.wood, p.white)`."""
        return stuffs[int(self.rng.integers(len(stuffs)))]()

    # -- solids ------------------------------------------------------------------------------------------------------
    def box(self, low: Point, high: Point, material: int) -> None:
        """An upright box between two corners."""
        self.block(low, high, (1.0, 1.0), material)

    def block(self, low: Point, high: Point, above: tuple[Number, Number], material: int) -> None:
        """A box whose upper face is `above` times as wide and as deep as its lower one."""
        (x0, y0, z0), (x1, y1, z1) = low, high
        cx, cz = (x0 + x1) / 2, (z0 + z1) / 2
        base = np.array([(x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)])
        lid = (base - (cx, y0, cz)) * (above[0], 1, above[1]) + (cx, y1, cz)
        self._six_sided(np.concatenate([base, lid]), material)

    def board(
        self,
        start: tuple[Number, Number],
        end: tuple[Number, Number],
        low: Number,
        high: Number,
        thick: Number,
        material: int,
    ) -> None:
        """An upright board that stands over the line between two points (x, z) of the floor."""
        a, b = np.array(start), np.array(end)
        aside = np.array([b[1] - a[1], a[0] - b[0]]) * thick / 2 / max(float(np.linalg.norm(b - a)), 1e-6)
        plan = (a - aside, b - aside, b + aside, a + aside)
        self._six_sided(np.array([(x, y, z) for y in (low, high) for x, z in plan]), material)

    def pad(self, low: Point, high: Point, material: int, soft: Number = ROUND) -> None:
        """A cushion that fills the box between two corners."""
        turn, up = np.meshgrid(np.linspace(0, 2 * np.pi, 17), np.linspace(-np.pi / 2, np.pi / 2, 9))
        unit = np.stack([np.cos(up) * np.cos(turn), np.sin(up), np.cos(up) * np.sin(turn)], -1)  # [9, 17, 3]
        low_, high_ = np.array(low), np.array(high)
        middle, half = (low_ + high_) / 2, (high_ - low_) / 2
        self._grid(middle + half * np.sign(unit) * np.abs(unit) ** soft, material)

    def ball(self, middle: Point, radii: Point, material: int) -> None:
        """An ellipsoid."""
        low, high = np.subtract(middle, radii), np.add(middle, radii)
        self.pad(tuple(low.tolist()), tuple(high.tolist()), material, soft=1.0)

    def turned(
        self,
        profile: Sequence[tuple[Number, Number]],
        material: int,
        at: tuple[Number, Number] = (0.0, 0.0),
        oval: float = 1.0,
    ) -> None:
        """A profile of (radius, height), lowest first, turned around an upright axis; `oval` times as deep as wide."""
        radius, height = np.array(profile).T[:, :, None]  # each [k, 1]
        angle = np.linspace(0, 2 * np.pi, SIDES + 1)
        x, z = at[0] + radius * np.cos(angle), at[1] + oval * radius * np.sin(angle)  # each [k, sides + 1]
        self._grid(np.stack([x, np.broadcast_to(height, x.shape), z], -1), material)

    def rod(self, start: Point, end: Point, radius: Number, material: int, end_radius: Number | None = None) -> None:
        """A round bar between two points, closed at its ends."""
        a, b = np.array(start), np.array(end)
        along = (b - a) / max(float(np.linalg.norm(b - a)), 1e-6)
        side = np.cross(along, (0.0, 1.0, 0.0) if abs(along[1]) < 0.9 else (1.0, 0.0, 0.0))
        side /= np.linalg.norm(side)
        angle = np.linspace(0, 2 * np.pi, 11)[:, None]
        ring = np.cos(angle) * side + np.sin(angle) * np.cross(along, side)  # [11, 3]
        wide = (0.0, radius, radius if end_radius is None else end_radius, 0.0)
        rings = [centre + r * ring for centre, r in zip((a, a, b, b), wide, strict=True)]
        self._grid(np.stack(rings), material)

    def path(self, points: Sequence[Point], radius: Number, material: int) -> None:
        """A bent bar through several points."""
        for start, end in zip(points, points[1:], strict=False):
            self.rod(start, end, radius, material)

    def ring(self, middle: Point, radius: Number, thick: Number, material: int, sides: int = 16) -> None:
        """A hoop that faces the front."""
        turn = np.linspace(0, 2 * np.pi, sides + 1)
        x, y, z = middle
        self.path([(x + radius * float(np.cos(t)), y + radius * float(np.sin(t)), z) for t in turn], thick, material)

    def disc(self, middle: Point, radius: Number, thick: Number, material: int) -> None:
        """A round plate that faces the front."""
        x, y, z = middle
        self.rod((x, y, z - thick / 2), (x, y, z + thick / 2), radius, material)

    def drape(self, low: Point, high: Point, waves: Number, deep: Number, material: int) -> None:
        """A hanging cloth from `low` to `high`, `deep` from fold to fold, `waves` folds wide."""
        u, v = np.meshgrid(np.linspace(0, 1, 33), np.linspace(0, 1, 5))
        phase = self.between(0, 6)
        x = low[0] + (high[0] - low[0]) * u
        y = low[1] + (high[1] - low[1]) * v
        z = (low[2] + high[2]) / 2 + deep / 2 * np.sin(2 * np.pi * waves * u + phase + 0.4 * v)
        self._grid(np.stack([x, y, z], -1), material)

    def turn(self, since: int, axis: int, degrees: Number, about: Point = (0.0, 0.0, 0.0)) -> None:
        """Turn the solids from number `since` (of `corners`) on around an axis (0 is x, 1 y, 2 z) through a point."""
        cos, sin = float(np.cos(np.radians(degrees))), float(np.sin(np.radians(degrees)))
        i, j = (axis + 1) % 3, (axis + 2) % 3
        for rows in self.corners[since:]:
            for part, (a, b) in ((0, (about[i], about[j])), (3, (0.0, 0.0))):  # positions, then normals
                u, v = rows[:, part + i] - a, rows[:, part + j] - b
                rows[:, part + i], rows[:, part + j] = a + cos * u - sin * v, b + sin * u + cos * v

    def loft(self, rows: Sequence[Sequence[Point]] | Float[np.ndarray, "r c 3"], material: int) -> None:
        """A smooth surface through rows of as many points each; a row given twice makes a sharp edge."""
        self._grid(np.asarray(rows, float), material)

    # -- putting together --------------------------------------------------------------------------------------------
    def _six_sided(self, points: Float[np.ndarray, "8 3"], material: int) -> None:
        """A solid of six flat faces: the corners of the lower one in turn, then those above them."""
        faces = ((0, 1, 2, 3), (7, 6, 5, 4), (4, 5, 1, 0), (5, 6, 2, 1), (6, 7, 3, 2), (7, 4, 0, 3))
        self._add(np.concatenate([points[[a, b, c, a, c, d]] for a, b, c, d in faces]), None, material)

    def _grid(self, points: Float[np.ndarray, "r c 3"], material: int) -> None:
        """A smooth surface through rows of points."""
        normal = np.cross(np.gradient(points, axis=1), np.gradient(points, axis=0))  # the renderer turns it to the eye
        r, c = (np.arange(n - 1) for n in points.shape[:2])
        quad = [(r[:, None] + i, c[None] + j) for i, j in ((0, 0), (0, 1), (1, 1), (0, 0), (1, 1), (1, 0))]
        rows = np.stack([points[y, x] for y, x in quad], 2).reshape(-1, 3)
        normals = np.stack([normal[y, x] for y, x in quad], 2).reshape(-1, 3)
        self._add(rows, normals, material)

    def _add(self, points: Float[np.ndarray, "n 3"], normals: Float[np.ndarray, "n 3"] | None, material: int) -> None:
        """Triangles, three rows each; flat ones where no normals are given."""
        sides = points.reshape(-1, 3, 3)
        flat = np.cross(sides[:, 1] - sides[:, 0], sides[:, 2] - sides[:, 0])
        area = np.linalg.norm(flat, axis=-1, keepdims=True)
        flat = np.repeat(flat / np.maximum(area, 1e-12), 3, axis=0)
        if normals is not None:
            length = np.linalg.norm(normals, axis=-1, keepdims=True)
            flat = np.where(length > 1e-6, normals / np.maximum(length, 1e-6), flat)
        kept = np.repeat(area[:, 0] > 1e-10, 3)
        rest = np.tile((0.0, 0.0, float(material)), (len(points), 1))
        self.corners.append(np.concatenate([points, flat, rest], -1)[kept])

    def finished(self) -> tuple[Float[np.ndarray, "n 9"], Float32[np.ndarray, "m 6"], Point]:
        """The corners with the centre of the base at the origin, the materials, and width, height and depth in metres."""
        corners = np.concatenate(self.corners)
        low, high = corners[:, :3].min(0), corners[:, :3].max(0)
        corners[:, :3] -= ((low[0] + high[0]) / 2, low[1], (low[2] + high[2]) / 2)
        width, height, depth = np.maximum(high - low, 0.005).tolist()
        return corners, np.array(self.materials, np.float32), (width, height, depth)
