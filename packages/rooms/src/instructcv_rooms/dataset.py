"""Furnished rooms, rendered: any number of photos with exact masks, boxes, semantic regions and depth.

Furniture and textures come from Sweet Home 3D's Debian packages, and some furniture is built by programs; nothing is
downloaded. `dataset[i]` is a function of (split, seed, i, size) and of the options alone. Splits hold different models, walls
and floors, not only different arrangements. Workers that render must be started with "spawn", since an OpenGL context does
not survive a fork.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from instructcv.errors import UserError
from instructcv.samples.truth import mask_box
from instructcv.types import Instance, Regions, Sample, Split
from instructcv_rooms import camera, catalogue, layout, looks, photo, render, surfaces, variety
from instructcv_rooms.made import catalogue as workshop
from instructcv_rooms.scene import Placed, Scene

LICENCE = (
    "Sweet Home 3D furniture by its authors, CC-BY-3.0 and CC0-1.0; textures CC-BY-3.0 and GPL-2.0-or-later (eTeks)"
)
MIN_VISIBLE_PX = 12
"""Smaller remains of an object are part of the regions but no instance."""
SPLIT_CODES: dict[Split, int] = {"train": 0, "val": 1, "test": 2}
STUFF = ("wall", "floor", "ceiling")


@dataclass(frozen=True, kw_only=True)
class Rooms:
    """A `Dataset` that renders on demand; it pickles as its settings."""

    folder: Path
    split: Split
    count: int
    seed: int
    size_px: int
    varied: bool = False
    made: int = 0
    name: str = "rooms"
    licence: str = LICENCE

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Sample:
        """Render sample `index`; the same bytes whenever and wherever it is asked for.

        Raises:
            IndexError: `index` is outside 0 to `len - 1`.
            UserError: a Debian package is missing.
        """
        return self.explained(index)[0]

    def explained(self, index: int) -> tuple[Sample, tuple[Placed, ...]]:
        """A sample, and how each of its instances stands in the room: what a question about relations is answered from.

        Raises:
            IndexError, UserError: as above.
        """
        if not 0 <= index < self.count:
            raise IndexError(f"room {index} of {self.count}")
        rng = np.random.default_rng([self.seed, SPLIT_CODES[self.split], index])
        scene = _scene(rng, self.folder, self.split, varied=self.varied, made=self.made)
        drawn = _draw(rng, scene, self.folder, self.size_px, varied=self.varied)
        key = f"{self.split}-{self.seed}-{index:06d}{'-varied' * self.varied}{'-made' * bool(self.made)}"
        return self._sample(key, scene, drawn, photo.develop(rng, drawn.linear, drawn.depth_m))

    def _sample(
        self, key: str, scene: Scene, drawn: render.Rendered, picture: np.ndarray
    ) -> tuple[Sample, tuple[Placed, ...]]:
        things = things_of(self.folder)
        names = (*things, *STUFF)
        lookup = np.full(render.CEILING_ID + 1, -1, dtype=np.int16)
        for offset, identity in enumerate((render.WALL_ID, render.FLOOR_ID, render.CEILING_ID)):
            lookup[identity] = len(things) + offset
        instances: list[Instance] = []
        stands: list[Placed] = []
        counts = np.bincount(drawn.ids.ravel(), minlength=len(scene.placed) + 1)
        for identity, placed in enumerate(scene.placed, start=1):
            if placed.noun not in things:
                continue
            lookup[identity] = things.index(placed.noun)
            if counts[identity] < MIN_VISIBLE_PX:
                continue
            mask = drawn.ids == identity
            if (box := mask_box(mask)) is not None:
                instances.append(Instance(category=placed.noun, box_xyxy_px=box, mask=mask))
                stands.append(placed)
        sample = Sample(
            key=key,
            source=self.name,
            split=self.split,
            licence=self.licence,
            photo=picture,
            instances=tuple(instances),
            things=things,
            regions=Regions(ids=lookup[drawn.ids], names=names),
            depth_m=drawn.depth_m,
            focal_xy_px=None if scene.camera is None else camera.focal_xy_px(scene.camera, self.size_px),
        )
        return sample, tuple(stands)


def things_of(folder: Path) -> tuple[str, ...]:
    """The labelled nouns, in alphabetical order; the same in every split."""
    return catalogue.vocabulary(catalogue.models(folder))


def _scene(rng: np.random.Generator, folder: Path, split: Split, *, varied: bool = False, made: int = 0) -> Scene:
    """Furniture, surfaces, camera and lights."""
    models, assigned = catalogue.models(folder), catalogue.splits(catalogue.models(folder))
    pool = [model for model in models if assigned[model.id] == split]
    if varied:
        pool = variety.cousins(rng, pool)
    if made:
        pool = workshop.beside(rng, pool, made)
    scene = layout.furnish(rng, pool, frozenset(catalogue.vocabulary(models)))
    common, accent = surfaces.wall(rng, split), surfaces.wall(rng, split)
    special = int(rng.integers(4)) if rng.random() < 0.3 else -1
    scene.walls = tuple(accent if index == special else common for index in range(4))
    scene.floor, scene.ceiling = surfaces.floor(rng, split), surfaces.ceiling(rng)
    if rng.random() < 0.7:
        scene.skirting_m = float(rng.uniform(0.05, 0.14))
    tone = np.clip(surfaces.colour(rng) if rng.random() < 0.4 else np.full(3, rng.uniform(0.75, 1.0)), 0, 1)
    scene.skirting_rgb = (float(tone[0]), float(tone[1]), float(tone[2]))
    scene.camera = camera.choose(rng, scene)
    scene.lights, scene.ambient = camera.lights(rng, scene)
    return scene


def _draw(rng: np.random.Generator, scene: Scene, folder: Path, size_px: int, *, varied: bool) -> render.Rendered:
    """The scene through its camera, its materials and its sky drawn at random."""
    engine = render.renderer()
    if varied:
        engine.uploads.keep_patterns(variety.patterns())
    of_model = variety.of_model if varied else looks.of_model
    dressed = [
        looks.of_print(rng)
        if placed.model is None
        else of_model(rng, placed, engine.uploads.model(placed.model, folder)[0])
        for placed in scene.placed
    ]
    sky = surfaces.jar_textures()[surfaces.SKIES[int(rng.integers(len(surfaces.SKIES)))]]
    return engine.draw(scene, dressed, looks.of_shell(rng, scene), sky[::-1], folder, size_px)


def open(
    root: Path | None = None,
    *,
    split: Split = "train",
    count: int = 10_000,
    seed: int = 0,
    size_px: int = 256,
    varied: bool = False,
    made: int = 0,
) -> Rooms:
    """Rendered rooms.

    Args:
        root: folder with Sweet Home 3D's `.sh3f` catalogues; None = where Debian puts them.
        split: which models, walls and floors to use.
        count: how many rooms.
        seed: another seed is another set of rooms.
        size_px: side of the square pictures; photos of other shapes are squashed to it.
        varied: furniture is stretched, bent, repainted and covered at random, so that a noun is learned and not its two or
            three models; meant for training.
        made: about half of the furniture is built anew by the programs in `instructcv_rooms/made`, of which no split holds any back; meant
            for training, too. Which edition of the programs: those that came later are left out; 0 = no built furniture.

    Raises:
        UserError: the Debian packages with furniture or textures are missing, or there is no such edition.
    """
    if made and made not in workshop.COPIES:
        raise UserError(
            f"made is an edition of the built furniture, {' or '.join(map(str, workshop.COPIES))}, or 0, not {made}"
        )
    folder = root or catalogue.FURNITURE
    catalogue.models(folder)
    surfaces.jar_textures()
    return Rooms(folder=folder, split=split, count=count, seed=seed, size_px=size_px, varied=varied, made=made)
