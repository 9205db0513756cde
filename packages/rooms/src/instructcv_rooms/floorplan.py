"""The book-keeping of furnishing: drawing models, free floor, walls in use."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from instructcv_rooms.catalogue import Model, Place
from instructcv_rooms.scene import Placed, Rect, Scene, overlap, walls_of

THEMES = ("Living room", "Kitchen", "Bedroom", "Bathroom", "Office")
ANYWHERE = ("Lights", "Miscellaneous", "Characters", "Doors and windows")
UNNAMED = 0.25
"""How often, compared with others, a model whose noun is not labelled is drawn: some clutter, not half the room."""


class FloorPlan:
    """What stands where in one scene and what may be drawn next; all chance comes from one generator, in order."""

    def __init__(self, rng: np.random.Generator, scene: Scene, pool: Sequence[Model], named: frozenset[str]) -> None:
        self.rng = rng
        self.scene = scene
        self.walls = walls_of(scene.size_m)
        self.on_wall: list[list[Rect]] = [[] for _ in self.walls]
        self.taken: list[Rect] = []
        self.keep_free: list[Rect] = []
        chosen = rng.choice(len(THEMES), size=1 + int(rng.random() < 0.4), replace=False)
        self.themes = frozenset(THEMES[i] for i in chosen)
        self.named = named
        self.by_place: dict[Place, dict[str, list[Model]]] = defaultdict(lambda: defaultdict(list))
        for model in pool:
            self.by_place[model.place][model.noun].append(model)

    # -- choosing ---------------------------------------------------------------------------------------------------
    def draw(self, place: Place, accept: Callable[[Model], bool] = lambda _: True) -> Model | None:
        """A noun by the square root of its count, favouring the room's theme, then one of its models."""
        groups = [[m for m in group if accept(m)] for group in self.by_place[place].values()]
        groups = [group for group in groups if group]
        if not groups:
            return None
        fits = [sum(self._fit(m) for m in group) / len(group) for group in groups]
        weights = np.array([len(group) ** 0.5 * fit for group, fit in zip(groups, fits, strict=True)])
        group = groups[int(self.rng.choice(len(groups), p=weights / weights.sum()))]
        return group[int(self.rng.integers(len(group)))]

    def _fit(self, model: Model) -> float:
        fit = 1.0 if model.room in self.themes else 0.5 if model.room in ANYWHERE else 0.2
        return fit if model.noun in self.named else UNNAMED * fit

    def chance(self, p: float) -> bool:
        return bool(self.rng.random() < p)

    def uniform(self, low: float, high: float) -> float:
        return float(self.rng.uniform(low, high))

    # -- room -------------------------------------------------------------------------------------------------------
    def free(self, rect: Rect, slack: float = 0.01, *, doorways: bool = True) -> bool:
        """Whether a footprint is inside the room and clear of the others (and of the doors)."""
        width, _, depth = self.scene.size_m
        inside = rect[0] >= -0.001 and rect[1] >= -0.001 and rect[2] <= width + 0.001 and rect[3] <= depth + 0.001
        blockers = self.taken + (self.keep_free if doorways else [])
        return inside and not any(overlap(rect, other, slack) for other in blockers)

    def put(self, model: Model, x: float, z: float, yaw: float, y: float = 0.0, *, blocks: bool = True) -> Placed:
        placed = Placed(noun=model.noun, model=model, position_m=(x, y, z), yaw=yaw, size_m=model.size_m)
        self.scene.placed.append(placed)
        if blocks:
            self.taken.append(placed.footprint)
        return placed
