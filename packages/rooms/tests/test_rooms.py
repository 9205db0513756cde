"""Rendered rooms: what is placed, exact labels, splits that share no model, a room as a function of its number."""

import hashlib
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from instructcv.errors import UserError
from instructcv.types import Sample
from instructcv_rooms import catalogue, mesh, nouns, scene, shell, surfaces, variety
from instructcv_rooms.scene import Camera, Light, Opening, Scene, Surface

INSTALLED = any(catalogue.FURNITURE.glob("*.sh3f")) and surfaces.JAR.exists()
needs_furniture = pytest.mark.skipif(not INSTALLED, reason=f"needs {catalogue.MISSING}")


def grey(value: int = 128) -> Surface:
    return Surface(picture=np.full((8, 8, 3), value, np.uint8), repeat_m=(1.0, 1.0))


def empty_room(camera: Camera, size_m: tuple[float, float, float] = (4.0, 2.5, 6.0)) -> Scene:
    return Scene(
        size_m=size_m,
        walls=(grey(),) * 4,
        floor=grey(),
        ceiling=grey(),
        camera=camera,
        lights=[Light(position_m=(2.0, 2.3, 2.0), rgb=(5.0, 5.0, 5.0))],
    )


def digest(sample: Sample) -> str:
    assert sample.depth_m is not None and sample.regions is not None and sample.instances is not None
    masks = b"".join(np.packbits(i.mask).tobytes() for i in sample.instances if i.mask is not None)
    raw = sample.photo.tobytes() + sample.depth_m.tobytes() + sample.regions.ids.tobytes() + masks
    return hashlib.sha256(raw).hexdigest()


@pytest.fixture(scope="module", params=["plain", "varied", "made"])
def drawn(request: pytest.FixtureRequest) -> list[Sample]:
    if not INSTALLED:
        pytest.skip(f"needs {catalogue.MISSING}")
    from instructcv_rooms import dataset as rooms

    dataset = rooms.open(
        split="test",
        seed=3,
        count=4,
        size_px=128,
        **({} if request.param == "plain" else {request.param: 2 if request.param == "made" else True}),
    )
    return [dataset[i] for i in range(4)]


@pytest.mark.parametrize(
    ("name", "noun"),
    [
        ("Coconut tree", None),  # grows outside
        ("Wall type A plug", None),  # a few pixels at best
        ("Corner sofa", "sofa"),
        ("Couch", "sofa"),  # one thing, one word
        ("Chair with cushion", "chair"),  # the head is before "with"
        ("Plate, glass and cutlery", "plate"),  # and before the comma
        ("Bedside table", "table"),
        ("Island bath", "bathtub"),
        ("Xylophone", "toy"),  # no phone
        ("Indoor plant", "plant"),  # no door
        ("Window blind", "blind"),  # no window
        ("Doormat", "rug"),
        ("Holding female", "person"),
        ("Toilets unit", "toilet"),
    ],
)
def test_nouns(name: str, noun: str | None) -> None:
    assert nouns.noun_of(name) == noun


@pytest.mark.parametrize(
    ("a", "b", "touching"),
    [
        ((0.0, 0.0, 0.0, 0.0), (0.0, 0.0, 1.0, 1.0), False),  # nothing overlaps nothing
        ((0.0, 0.0, 1.0, 1.0), (1.0, 0.0, 2.0, 1.0), False),  # a shared edge is free
        ((0.0, 0.0, 1.0, 1.0), (0.9, 0.9, 2.0, 2.0), True),
        ((0.0, 0.0, 3.0, 3.0), (1.0, 1.0, 2.0, 2.0), True),  # one inside the other
    ],
)
def test_overlap(a: scene.Rect, b: scene.Rect, touching: bool) -> None:
    assert scene.overlap(a, b) is touching and scene.overlap(b, a) is touching


def test_footprint_turns() -> None:
    """A quarter turn swaps width and depth; an eighth gives the box around the diamond."""
    assert scene.footprint(1.0, 1.0, 2.0, 1.0, np.pi / 2) == pytest.approx((0.5, 0.0, 1.5, 2.0))
    assert scene.footprint(0.0, 0.0, 1.0, 1.0, np.pi / 4)[2] == pytest.approx(np.sqrt(0.5))


@pytest.mark.parametrize("index", range(4))
def test_walls_face_inwards(index: int) -> None:
    """From a wall's middle, one metre out is inside, and a thing's front looks there."""
    wall = scene.walls_of((4.0, 2.5, 6.0))[index]
    x, z = wall.at(wall.length_m / 2, 1.0)
    assert 0 < x < 4 and 0 < z < 6
    front = scene.turn_y(wall.yaw) @ np.array([0.0, 0.0, 1.0])
    assert np.allclose(front, [wall.inward[0], 0.0, wall.inward[1]], atol=1e-12)
    across = scene.turn_y(wall.yaw) @ np.array([1.0, 0.0, 0.0])
    assert np.allclose(across, [wall.along[0], 0.0, wall.along[1]], atol=1e-12)


def test_shell_has_holes_of_the_right_size() -> None:
    """Wall area is the wall's less the opening's (which the frame overlaps by 12 mm)."""
    room = empty_room(Camera(position_m=(2.0, 1.2, 2.0), yaw=0.0, pitch=0.0, roll=0.0, fov_y=1.0, aspect=1.0))
    room.openings.append(Opening(wall=0, rect=(1.0, 0.5, 2.0, 1.5), sky=True))
    triangles = shell.build(room).reshape(-1, 3, 9)
    edges = triangles[:, 1:, :3] - triangles[:, :1, :3]
    area = np.linalg.norm(np.cross(edges[:, 0], edges[:, 1]), axis=1) / 2
    assert area[triangles[:, 0, 8] == shell.WALLS].sum() == pytest.approx(4.0 * 2.5 - 0.976**2, rel=1e-5)
    assert area[triangles[:, 0, 8] == shell.FLOOR].sum() == pytest.approx(24.0, rel=1e-6)


CUBE = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nvt 0 0\nvt 1 1\nvn 0 0 -1\n"


@pytest.mark.parametrize(
    ("face", "triangles", "normal"),
    [
        ("f 1 2 3", 1, (0, 0, 1)),  # no normals: the face's own
        ("f 1 2 3 4", 2, (0, 0, 1)),  # a quad is two triangles
        ("f -4 -3 -2 -1", 2, (0, 0, 1)),  # counted from the end
        ("f 1//1 2//1 3//1", 1, (0, 0, -1)),  # normals given, no texture
        ("f 1/1 2/2 3/2", 1, (0, 0, 1)),
        ("f 1/1/1 2/2/1 3/2/1 4/1/1", 2, (0, 0, -1)),
        ("f 1 2 3\nf 1//1 2//1 3//1", 2, None),  # forms mixed in one file
    ],
)
def test_obj_faces(face: str, triangles: int, normal: tuple[int, int, int] | None) -> None:
    corners, names, libraries = mesh._read_obj(f"mtllib a.mtl\n{CUBE}usemtl red\n{face}\n")
    assert len(corners) == 3 * triangles and names == ["red"] and libraries == ["a.mtl"]
    if normal:
        assert np.allclose(corners[:, 3:6], normal)


def test_simplify_keeps_the_outline() -> None:
    """A fine flat grid becomes few triangles over the same square; below the limit nothing changes."""
    y, x = np.mgrid[0:60, 0:60] / 59
    rows = np.zeros((3600, 9), np.float32)
    rows[:, 0], rows[:, 1], rows[:, 5] = x.ravel(), y.ravel(), 1.0
    corner = (np.arange(59)[:, None] * 60 + np.arange(59)).ravel()
    quads = np.stack([corner, corner + 1, corner + 61, corner, corner + 61, corner + 60], axis=1)
    triangles = quads.reshape(-1, 3).astype(np.uint32)
    few = mesh.simplify(rows, triangles, 500)
    assert 50 < len(few) <= 500
    assert np.ptp(rows[few.ravel(), 0]) > 0.9 and np.ptp(rows[few.ravel(), 1]) > 0.9
    assert mesh.simplify(rows, triangles, 10_000) is triangles


def test_no_furniture_is_the_users_mistake(tmp_path: Path) -> None:
    from instructcv_rooms import dataset as rooms

    with pytest.raises(UserError, match="apt-get install sweethome3d-furniture"):
        rooms.open(tmp_path)


def test_no_textures_is_the_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="apt-get install"):
        surfaces.jar_textures(tmp_path / "none.jar")


@needs_furniture
def test_splits_share_no_model() -> None:
    """Every labelled noun can be trained and tested; at least a fifth of the labelled models is held out."""
    models = catalogue.models()
    assigned = catalogue.splits(models)
    assert len(assigned) == len(models)
    named = [m for m in models if m.noun in catalogue.vocabulary(models)]
    for noun in catalogue.vocabulary(models):
        held = [assigned[m.id] for m in named if m.noun == noun]
        if noun not in catalogue.EXTRA_NOUNS:
            assert "train" in held and "test" in held, noun
    share = np.mean([assigned[m.id] != "train" for m in named])
    assert 0.2 < share < 0.35
    assert not set(surfaces.names_of("train")) & set(surfaces.names_of("test"))


@needs_furniture
def test_rooms_use_only_models_of_their_split() -> None:
    from instructcv_rooms import dataset as rooms

    assigned = catalogue.splits(catalogue.models())
    for split in ("train", "val", "test"):
        room = rooms._scene(np.random.default_rng(0), catalogue.FURNITURE, split)
        assert {assigned[p.model.id] for p in room.placed if p.model} == {split}


@needs_furniture
@pytest.mark.parametrize("seed", range(5))
def test_furniture_stands_apart_and_inside(seed: int) -> None:
    """Nothing reaches outside the room, and the large pieces along the walls do not run into one another."""
    from instructcv_rooms import dataset as rooms

    room = rooms._scene(np.random.default_rng(seed), catalogue.FURNITURE, "train")
    width, height, depth = room.size_m
    assert 2.5 <= width <= 8 and 2.3 <= height <= 3.2 and 2.5 <= depth <= 8
    backs = [p for p in room.placed if p.model and p.model.place == "back"]
    for placed in room.placed:
        x0, z0, x1, z1 = placed.footprint
        if placed.model and placed.model.place in ("back", "free"):
            assert x0 > -0.01 and z0 > -0.01 and x1 < width + 0.01 and z1 < depth + 0.01
        assert -0.001 <= placed.position_m[1] and placed.top <= height + 0.25  # a lamp on a wardrobe may come close
    for i, a in enumerate(backs):
        assert not any(scene.overlap(a.footprint, b.footprint, 0.02) for b in backs[i + 1 :])


@needs_furniture
@pytest.mark.parametrize(("aspect", "pitch", "roll"), [(1.0, 0.0, 0.0), (16 / 9, -0.3, 0.05), (0.75, 0.1, -0.1)])
def test_depth_and_regions_are_those_of_the_box(aspect: float, pitch: float, roll: float) -> None:
    """In an empty room each pixel's ray meets a plane at a known distance: depth is exact to a millimetre."""
    from instructcv_rooms import camera as cameras
    from instructcv_rooms import looks, render

    size_px, position = 64, np.array([1.5, 1.3, 2.0])
    camera = Camera(position_m=(1.5, 1.3, 2.0), yaw=0.2, pitch=pitch, roll=roll, fov_y=0.9, aspect=aspect)
    room = empty_room(camera)
    look = looks.of_shell(np.random.default_rng(0), room)
    sky = np.zeros((8, 8, 3), np.uint8)
    result = render.renderer().draw(room, [], look, sky, catalogue.FURNITURE, size_px)
    right, up, forward = cameras.axes(camera)
    ndc = (np.arange(size_px) + 0.5) / size_px * 2 - 1
    slope = np.tan(camera.fov_y / 2)
    rays = forward + (ndc * slope * aspect)[None, :, None] * right + (-ndc * slope)[:, None, None] * up  # [h, w, 3]
    walls = np.where(rays > 0, np.array(room.size_m) - position, -position)
    along = walls / np.where(np.abs(rays) < 1e-9, 1e-9, rays)  # the ray's axial part is 1, so this is axial depth
    assert np.abs(result.depth_m - along.min(axis=-1)).max() < 1e-3
    axis = along.argmin(axis=-1)
    expected = np.where(axis != 1, render.WALL_ID, np.where(rays[..., 1] > 0, render.CEILING_ID, render.FLOOR_ID))
    assert (result.ids == expected).mean() > 0.999  # a pixel centre on an edge may go either way


@needs_furniture
def test_facing_a_wall_gives_one_depth() -> None:
    from instructcv_rooms import looks, render

    room = empty_room(Camera(position_m=(2.0, 1.25, 3.5), yaw=0.0, pitch=0.0, roll=0.0, fov_y=0.5, aspect=1.0))
    look = looks.of_shell(np.random.default_rng(0), room)
    drawn = render.renderer().draw(room, [], look, np.zeros((8, 8, 3), np.uint8), catalogue.FURNITURE, 32)
    assert np.abs(drawn.depth_m - 2.5).max() < 1e-4
    assert (drawn.ids == render.WALL_ID).all()


def test_samples_are_labelled_exactly(drawn: list[Sample]) -> None:
    """Boxes are tight, masks are disjoint and agree with the regions, every pixel has a depth."""
    for sample in drawn:
        assert sample.regions is not None and sample.depth_m is not None and sample.instances is not None
        names, ids = sample.regions.names, sample.regions.ids
        assert sample.photo.shape == (128, 128, 3) and sample.photo.std() > 5
        assert sample.depth_m.min() > 0.05 and sample.depth_m.max() < 12
        assert names == (*sample.things, "wall", "floor", "ceiling")
        total = np.zeros((128, 128), int)
        for instance in sample.instances:
            assert instance.mask is not None and instance.category in sample.things
            left, top, right, bottom = (int(v) for v in instance.box_xyxy_px)
            ys, xs = np.nonzero(instance.mask)
            assert (left, top, right, bottom) == (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1)
            assert len(xs) >= 12
            assert (ids[instance.mask] == names.index(instance.category)).all()
            total += instance.mask
        assert total.max() <= 1
        assert not total[ids >= len(sample.things)].any()  # walls belong to nobody


def test_rooms_are_full(drawn: list[Sample]) -> None:
    assert np.mean([len(sample.instances or ()) for sample in drawn]) >= 6


@needs_furniture
def test_a_room_is_a_function_of_its_number() -> None:
    """The same bytes in any order, and in another process; another number is another room."""
    from instructcv_rooms import dataset as rooms

    dataset = rooms.open(split="val", seed=5, size_px=64)
    forwards = [digest(dataset[i]) for i in (0, 1)]
    assert [digest(dataset[i]) for i in (1, 0)] == forwards[::-1]
    assert forwards[0] != forwards[1]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert digest(pool.submit(dataset.__getitem__, 1).result()) == forwards[1]


@needs_furniture
def test_varied_rooms_are_others_yet_repeatable() -> None:
    from instructcv_rooms import dataset as rooms

    plain, varied = (rooms.open(split="train", seed=5, size_px=64, varied=v) for v in (False, True))
    assert plain[0].key != varied[0].key and digest(plain[0]) != digest(varied[0])
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert digest(pool.submit(varied.__getitem__, 0).result()) == digest(varied[0])


@needs_furniture
def test_cousins_keep_their_split_and_stay_within_a_third() -> None:
    """Each axis within `LARGEST`; what stands on top still stands on top; doors keep their shape."""
    models = catalogue.models()
    for model, cousin in zip(models, variety.cousins(np.random.default_rng(0), models), strict=True):
        assert (cousin.id, cousin.noun, cousin.place) == (model.id, model.noun, model.place)
        assert cousin.made_m == pytest.approx(model.size_m)
        assert 1 / variety.LARGEST <= min(cousin.stretch) and max(cousin.stretch) <= variety.LARGEST
        if model.top_m:
            assert cousin.top_m == pytest.approx(model.top_m * cousin.size_m[1] / model.size_m[1])
        if model.noun in variety.STIFF:
            assert cousin.stretch[0] == cousin.stretch[1] == cousin.stretch[2]


@needs_furniture
@pytest.mark.parametrize(
    ("stretch", "bend"),
    [((1.3, 1.0, 1.0), (0.0, 0.0)), ((1.0, 1.3, 1.0), (0.0, 0.0)), ((1.0, 1.0, 1.0), (0.3, 0.0))],
)
def test_stretched_and_bent_things_are_drawn_so(stretch: tuple[float, ...], bend: tuple[float, float]) -> None:
    """Seen from the front, from afar: its mask grows along the axis; a tapered one is wider above than below."""
    from instructcv_rooms import looks, render

    model = next(m for m in catalogue.models() if m.noun == "wardrobe")

    def mask(stretch: tuple[float, ...], bend: tuple[float, float]) -> np.ndarray:
        x, y, z = stretch
        w, h, d = model.size_m
        copy = replace(model, stretch=(x, y, z), size_m=(w * x, h * y, d * z))
        room = empty_room(
            Camera(position_m=(4.0, 1.2, 7.5), yaw=np.pi, pitch=0.0, roll=0.0, fov_y=0.9, aspect=1.0), (8.0, 3.2, 8.0)
        )
        room.placed.append(
            scene.Placed(noun="wardrobe", model=copy, position_m=(4.0, 0.0, d), yaw=0.0, size_m=copy.size_m)
        )
        rng, engine = np.random.default_rng(0), render.renderer()
        look = looks.of_model(rng, room.placed[0], engine.uploads.model(copy, catalogue.FURNITURE)[0])
        shell_look, sky = looks.of_shell(rng, room), np.zeros((8, 8, 3), np.uint8)
        drawn = engine.draw(room, [replace(look, bend=bend)], shell_look, sky, catalogue.FURNITURE, 256)
        return drawn.ids == 1

    plain, changed = mask((1.0, 1.0, 1.0), (0.0, 0.0)), mask(stretch, bend)
    for axis, times in ((1, stretch[1]), (0, stretch[0])):
        if not any(bend):
            assert changed.any(axis).sum() / plain.any(axis).sum() == pytest.approx(times, rel=0.06)
    if any(bend):
        widths = changed.sum(axis=1)[changed.any(axis=1)]
        assert widths[2] > 1.15 * widths[-3]


@needs_furniture
def test_dataset_is_cheap_to_send_and_bounded() -> None:
    from instructcv_rooms import dataset as rooms

    dataset = rooms.open(count=3)
    assert len(pickle.dumps(dataset)) < 1000
    assert len(dataset) == 3
    for index in (-1, 3):
        with pytest.raises(IndexError):
            dataset[index]
    assert rooms.open(count=0).__len__() == 0
    assert catalogue.MIN_MODELS <= 3 < len(rooms.things_of(catalogue.FURNITURE))


@needs_furniture
def test_a_broken_cache_is_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file cut short by a full disk is replaced; what is read back equals what was parsed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    model = next(m for m in catalogue.models() if m.noun == "stool")
    first = mesh.load(model, catalogue.FURNITURE)
    (file,) = tmp_path.rglob("*.npz")
    file.write_bytes(file.read_bytes()[:1000])
    again = mesh.load(model, catalogue.FURNITURE)
    cached = mesh.load(model, catalogue.FURNITURE)
    for key in ("vertices", "triangles", "few", "materials", "textures"):
        assert np.array_equal(getattr(first, key), getattr(again, key))
        assert np.array_equal(getattr(first, key), getattr(cached, key))
    assert not list(tmp_path.rglob("*.tmp"))
    size = first.vertices[:, :3].max(axis=0) - first.vertices[:, :3].min(axis=0)
    assert np.allclose(size, model.size_m, atol=0.02)
    assert first.vertices[:, 1].min() == pytest.approx(0.0, abs=1e-5)


def test_there_is_no_such_edition_of_the_built_furniture() -> None:
    from instructcv_rooms import dataset as rooms

    with pytest.raises(UserError, match="1 or 2, or 0, not 3"):
        rooms.open(made=3)
