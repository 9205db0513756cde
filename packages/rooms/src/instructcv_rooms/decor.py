"""What does not stand on the floor: pictures on walls, small things on tops, lamps at the ceiling."""

import numpy as np

from instructcv_rooms.floorplan import FloorPlan
from instructcv_rooms.scene import Placed, Rect, footprint, overlap
from instructcv_rooms.surfaces import artwork

SITTABLE = frozenset("chair armchair sofa bed stool bench".split())
SOFT_THINGS = frozenset("bag clothes book toy hat cat box computer phone towel ball".split())
"""What one finds on a seat or a bed."""
BARE = frozenset("person plant bicycle scooter bin shower toilet bathtub clothes".split())
"""What nothing lies on, whatever the catalogue says of its top."""
SMALLEST_TOP_M = 0.38
"""Longest side of the smallest thing that something stands on."""


class Decorator(FloorPlan):
    """Hangs and lays models of one split on what is furnished."""

    def add_on_walls(self, models: int, pictures: int) -> None:
        """What the catalogue hangs on walls, at its own height, and framed prints at eye level."""
        for number in range(models + pictures):
            model = self.draw("wall") if number < models else None
            if number < models and model is None:
                continue
            if model:
                size, base = model.size_m, model.elevation_m
            else:
                size = (self.uniform(0.25, 1.1), self.uniform(0.25, 0.9), self.uniform(0.015, 0.04))
                base = self.uniform(1.35, 1.75) - size[1] / 2
            if base + size[1] > self.scene.size_m[1] - 0.02:
                base = self.scene.size_m[1] - 0.05 - size[1]
            for _ in range(8):
                index = int(self.rng.integers(4))
                wall = self.walls[index]
                if wall.length_m < size[0] + 0.1:
                    continue
                u = self.uniform(size[0] / 2, wall.length_m - size[0] / 2)
                rect = (u - size[0] / 2, base, u + size[0] / 2, base + size[1])
                x, z = wall.at(u, size[2] / 2 + 0.002)
                low = base < 1.0 and not self.free(footprint(x, z, size[0], size[2], wall.yaw))
                if low or any(overlap(rect, other, -0.03) for other in self.on_wall[index]):
                    continue
                if size[2] > 0.2 and self._above_bulky(footprint(x, z, size[0], size[2], wall.yaw), base):
                    continue
                self.on_wall[index].append(rect)
                if model:
                    self.put(model, x, z, wall.yaw, base, blocks=base < 1.0)
                else:
                    self._print("picture", (x, base, z), wall.yaw, size)
                break

    def _above_bulky(self, rect: Rect, base: float) -> bool:
        return any(
            overlap(rect, p.footprint) and p.top > base and p.position_m[1] < base + 0.4 for p in self.scene.placed
        )

    def add_on_tops(self, density: float) -> None:
        """Small things on whatever has a top."""
        for support in list(self.scene.placed):
            model = support.model
            if model is None or model.top_m is None or model.place not in ("back", "free"):
                continue
            if max(support.size_m) < SMALLEST_TOP_M:
                continue
            soft = support.noun in SITTABLE
            if support.noun in BARE:
                continue
            wanted = int(self.rng.poisson(0.35 if soft else density))
            self._cover(support, model.top_m, wanted, SOFT_THINGS if soft else None)

    def _cover(self, support: Placed, top_m: float, wanted: int, only: frozenset[str] | None) -> None:
        room_above = support.size_m[1] - top_m if top_m < 0.9 * support.size_m[1] else 9.0
        if only is None and room_above < 9.0:
            room_above = max(room_above - 0.05, 0.0) if support.noun in ("shelf", "bookcase") else 0.5
        used: list[Rect] = []
        for _ in range(min(wanted, 6)):
            model = self.draw("top", lambda m: (only is None or m.noun in only) and m.size_m[1] < max(room_above, 0.15))
            if model is None:
                return
            half_w, half_d = support.size_m[0] * 0.46, support.size_m[2] * 0.44
            yaw = self.uniform(-0.5, 0.5) if self.chance(0.8) else self.uniform(-np.pi, np.pi)
            box = footprint(0.0, 0.0, model.size_m[0], model.size_m[2], yaw)
            span_x, span_z = half_w - box[2], half_d - box[3]
            if span_x < 0 or span_z < 0:
                continue
            dx, dz = self.uniform(-span_x, span_x), self.uniform(-span_z, span_z)
            rect = (dx + box[0], dz + box[1], dx + box[2], dz + box[3])
            if any(overlap(rect, other) for other in used):
                continue
            used.append(rect)
            c, s = np.cos(support.yaw), np.sin(support.yaw)
            x, z = support.position_m[0] + dx * c + dz * s, support.position_m[2] - dx * s + dz * c
            self.put(model, float(x), float(z), support.yaw + yaw, support.position_m[1] + top_m, blocks=False)

    def add_ceiling(self, count: int) -> None:
        """Lamps and fans whose upper end is at the ceiling; long ones only where nobody bumps into them."""
        width, height, depth = self.scene.size_m
        for _ in range(count):
            model = self.draw("ceiling", lambda m: height - m.size_m[1] > 1.55)
            if model is None:
                return
            x, z = self.uniform(0.3, 0.7) * width, self.uniform(0.3, 0.7) * depth
            rect = footprint(x, z, model.size_m[0], model.size_m[2], 0.0)
            base = height - model.size_m[1]
            if any(overlap(rect, p.footprint) and p.top > base for p in self.scene.placed):
                continue
            self.put(model, x, z, float(np.pi / 2 * self.rng.integers(4)), base, blocks=False)

    def _print(
        self, noun: str, position: tuple[float, float, float], yaw: float, size: tuple[float, float, float]
    ) -> None:
        self.scene.prints.append(artwork(self.rng, rug=noun == "rug"))
        index = len(self.scene.prints) - 1
        self.scene.placed.append(
            Placed(noun=noun, model=None, position_m=position, yaw=yaw, size_m=size, print_index=index)
        )
