"""Furnishing a room: doors and windows, backs to walls, chairs around tables, rugs under everything."""

from collections.abc import Sequence

import numpy as np

from instructcv_rooms.catalogue import Model
from instructcv_rooms.decor import Decorator
from instructcv_rooms.scene import Opening, Placed, Rect, Scene, Wall, footprint, overlap

DOORWAY_M = 0.75
FLOOR_THINGS = frozenset("shoes toy bag ball box plant vase speaker fan clothes bin hat".split())
"""Small things that also lie on the floor."""


class Furnisher(Decorator):
    """Places models of one split into one scene."""

    def add_openings(self) -> None:
        """One or two doors, up to three windows."""
        doors = 1 + self.chance(0.3) if self.chance(0.85) else 0
        for noun, count in (("door", doors), ("window", int(self.rng.integers(0, 4)))):
            for _ in range(count):
                model = self.draw("opening", lambda m, noun=noun: m.noun == noun)
                if model:
                    self._open(model)

    def _open(self, model: Model) -> None:
        width, height, depth = model.size_m
        y = 0.0 if model.noun == "door" else model.elevation_m
        if y + height > self.scene.size_m[1] - 0.08:
            return
        for _ in range(6):
            index = int(self.rng.integers(4))
            wall = self.walls[index]
            if wall.length_m < width + 0.3:
                continue
            u = self.uniform(width / 2 + 0.12, wall.length_m - width / 2 - 0.12)
            rect = (u - width / 2, y, u + width / 2, y + height)
            if any(overlap(rect, other) for other in self.on_wall[index]):
                continue
            self.on_wall[index].append(rect)
            x, z = wall.at(u, model.protrusion_m - depth / 2)
            self.put(model, x, z, wall.yaw, y, blocks=False)
            self.scene.openings.append(
                Opening(wall=index, rect=rect, sky=model.noun == "window" or "lass" in model.name)
            )
            if model.noun == "door":
                self.keep_free.append(self._strip(wall, u, width, DOORWAY_M))
            return

    def _strip(self, wall: Wall, u: float, width: float, out: float) -> Rect:
        x, z = wall.at(u, out / 2)
        return footprint(x, z, width, out, wall.yaw)

    # -- along the walls --------------------------------------------------------------------------------------------
    def add_back(self, count: int) -> None:
        """Large pieces with their backs to a wall, often side by side."""
        last: tuple[int, float] | None = None
        for _ in range(count):
            model = self.draw("back")
            if model is None:
                return
            last = self._against_wall(model, last if self.chance(0.5) else None) or last

    def _against_wall(self, model: Model, beside: tuple[int, float] | None) -> tuple[int, float] | None:
        """Try a few spots; gives the wall and the u of the piece's far end."""
        width, height, depth = model.size_m
        gap = self.uniform(0.0, 0.06)
        for attempt in range(10):
            index = beside[0] if beside and attempt == 0 else int(self.rng.integers(4))
            wall = self.walls[index]
            if wall.length_m < width + 0.05:
                continue
            if beside and attempt == 0:
                u = beside[1] + width / 2 + 0.02
            else:
                u = self.uniform(width / 2, wall.length_m - width / 2)
            rect = (u - width / 2, 0.0, u + width / 2, height)
            x, z = wall.at(u, gap + depth / 2)
            if any(overlap(rect, other, 0.02) for other in self.on_wall[index]):
                continue
            if not self.free(footprint(x, z, width, depth, wall.yaw)):
                continue
            placed = self.put(model, x, z, wall.yaw)
            self.on_wall[index].append(rect)
            self._companions(placed, wall, u, gap)
            return index, u + width / 2
        return None

    def _companions(self, placed: Placed, wall: Wall, u: float, gap: float) -> None:
        """What usually stands by it: a low table before a sofa, a chair at a desk, a lamp table beside a bed."""
        width, _, depth = placed.size_m
        if placed.noun == "sofa" and self.chance(0.75):
            table = self.draw("free", lambda m: m.noun == "table" and m.size_m[1] < 0.56)
            if table:
                x, z = wall.at(u, gap + depth + self.uniform(0.25, 0.5) + table.size_m[2] / 2)
                if self.free(footprint(x, z, table.size_m[0], table.size_m[2], wall.yaw)):
                    self.put(table, x, z, wall.yaw)
        if placed.noun == "desk" and self.chance(0.85):
            chair = self.draw("free", lambda m: m.noun == "chair")
            if chair:
                x, z = wall.at(
                    u + self.uniform(-0.15, 0.15), gap + depth + self.uniform(0.02, 0.3) + chair.size_m[2] / 2
                )
                yaw = wall.yaw + np.pi + self.uniform(-0.5, 0.5)
                if self.free(footprint(x, z, chair.size_m[0], chair.size_m[2], yaw)):
                    self.put(chair, x, z, yaw)
        if placed.noun in ("bed", "sofa") and self.chance(0.6):
            table = self.draw("back", lambda m: m.noun == "table")
            if table:
                side = 1.0 if self.chance(0.5) else -1.0
                x, z = wall.at(u + side * (width / 2 + table.size_m[0] / 2 + 0.06), 0.03 + table.size_m[2] / 2)
                if self.free(footprint(x, z, table.size_m[0], table.size_m[2], wall.yaw)):
                    self.put(table, x, z, wall.yaw)

    # -- on the floor -----------------------------------------------------------------------------------------------
    def add_tables(self, count: int) -> None:
        """Dining tables with chairs drawn up on their sides."""
        for _ in range(count):
            table = self.draw("free", lambda m: m.noun == "table" and m.size_m[1] > 0.62 and max(m.size_m) < 2.5)
            spot = table and self._spot(table, self.uniform(-0.1, 0.1) + np.pi / 2 * self.rng.integers(2), margin=0.3)
            if table is None or spot is None:
                continue
            placed = self.put(table, *spot)
            chair = self.draw("free", lambda m: m.noun in ("chair", "stool") and m.size_m[1] > 0.5)
            for side in range(4):
                if chair and self.chance(0.7):
                    self._draw_up(chair, placed, side)

    def _draw_up(self, chair: Model, table: Placed, side: int) -> None:
        """Chairs on one side of a table, facing it; a long side may take two. They may reach a little under the top."""
        length = table.size_m[0] if side % 2 == 0 else table.size_m[2]
        reach = (table.size_m[2] if side % 2 == 0 else table.size_m[0]) / 2
        out = table.yaw + side * np.pi / 2
        seats = 2 if length > 2 * chair.size_m[0] + 0.35 else 1
        for k in range(seats):
            offset = (k - (seats - 1) / 2) * length * 0.5 + self.uniform(-0.06, 0.06)
            away = reach + chair.size_m[2] / 2 + self.uniform(-0.2, 0.2)
            x = table.position_m[0] + np.sin(out) * away + np.cos(out) * offset
            z = table.position_m[2] + np.cos(out) * away - np.sin(out) * offset
            yaw = out + np.pi + self.uniform(-0.3, 0.3)
            rect = footprint(float(x), float(z), chair.size_m[0], chair.size_m[2], yaw)
            others = [taken for taken in self.taken if taken != table.footprint]
            self.taken, kept = others, self.taken  # its own table may overhang it
            clear = self.free(rect)
            self.taken = kept
            if clear:
                self.put(chair, float(x), float(z), float(yaw))

    def _spot(self, model: Model, yaw: float, margin: float = 0.05) -> tuple[float, float, float] | None:
        """A free place on the floor: (x, z, yaw)."""
        width, _, depth = self.scene.size_m
        for _ in range(12):
            x, z = self.uniform(0.1, width - 0.1), self.uniform(0.1, depth - 0.1)
            rect = footprint(x, z, model.size_m[0] + 2 * margin, model.size_m[2] + 2 * margin, yaw)
            if self.free(rect):
                return x, z, yaw
        return None

    def add_free(self, count: int) -> None:
        """Chairs, people, plants, bins and the like, turned any way; small things left on the floor."""
        for _ in range(count):
            small = self.chance(0.25)
            model = self.draw("top", lambda m: m.noun in FLOOR_THINGS) if small else self.draw("free")
            if model is None:
                continue
            yaw = (
                self.uniform(-np.pi, np.pi)
                if self.chance(0.5)
                else float(np.pi / 2 * self.rng.integers(4)) + self.uniform(-0.2, 0.2)
            )
            spot = self._spot(model, yaw)
            if spot:
                self.put(model, *spot)

    def add_rugs(self) -> None:
        """Rugs lie under everything but doors and one another; half of them are prints."""
        lying: list[Rect] = []
        for _ in range(int(self.rng.integers(0, 3))):
            model = self.draw("rug", lambda m: m.size_m[1] < 0.03)
            if model is None or self.chance(0.6):
                model, size = None, (self.uniform(0.8, 2.6), 0.008, self.uniform(0.6, 1.9))
            else:
                size = model.size_m
            x, z = self.uniform(0.5, self.scene.size_m[0] - 0.5), self.uniform(0.5, self.scene.size_m[2] - 0.5)
            yaw = float(np.pi / 2 * self.rng.integers(2)) + (self.uniform(-0.3, 0.3) if self.chance(0.3) else 0.0)
            rect = footprint(x, z, size[0], size[2], yaw)
            width, _, depth = self.scene.size_m
            inside = rect[0] > 0 and rect[1] > 0 and rect[2] < width and rect[3] < depth
            if not inside or any(overlap(rect, other) for other in lying):
                continue
            lying.append(rect)
            if model is None:
                self._print("rug", (x, 0.0, z), yaw, size)
            else:
                self.put(model, x, z, yaw, blocks=False)


def furnish(rng: np.random.Generator, pool: Sequence[Model], named: frozenset[str]) -> Scene:
    """A room of 2.5 to 8 m a side, 2.3 to 3.2 m high, with its furniture, without surfaces, lights or camera.

    Args:
        rng: the only source of chance.
        pool: the models that may be used.
        named: the nouns that are labelled.
    """
    width, depth = (float(v) for v in np.clip(rng.gamma(9.0, 0.5, size=2), 2.5, 8.0))
    scene = Scene(size_m=(width, float(rng.uniform(2.3, 3.2)), depth))
    work = Furnisher(rng, scene, pool, named)
    area = width * depth
    work.add_openings()
    tables_first = work.chance(0.4)
    if tables_first:
        work.add_tables(1 + work.chance(0.3))
    work.add_back(int(rng.integers(4, 8) + area / 5))
    if not tables_first and work.chance(0.5):
        work.add_tables(1)
    work.add_free(int(rng.integers(2, 6) + area / 5))
    work.add_on_walls(int(rng.integers(1, 6)), int(rng.integers(0, 5)))
    work.add_on_tops(work.uniform(1.0, 3.2))
    work.add_ceiling(int(rng.integers(0, 3)))
    work.add_rugs()
    return scene
