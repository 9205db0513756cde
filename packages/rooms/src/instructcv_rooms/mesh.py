"""OBJ + MTL inside a `.sh3f` archive -> one vertex array ready for the graphics card, kept parsed in a cache."""

import io
import posixpath
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float, Float32, Int, UInt8, UInt32
from PIL import Image

from instructcv.files import cache_dir, whole
from instructcv_rooms.catalogue import Model

VERSION = 4
"""Raise when the parsed form changes: older cache files are then ignored."""
TEXTURE_PX = 256
MAX_MATERIALS = 48
MAX_TRIANGLES, FEW_TRIANGLES = 10_000, 2_500
"""Above the first a mesh is simplified, a 256 px picture shows no more; the second is for small views and shadows."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Mesh:
    """A model at its real size: base centre at the origin, +y up, front towards +z."""

    vertices: Float32[np.ndarray, "v 9"]
    """Position in metres (3), unit normal (3), texture coordinates (2), material (1)."""
    triangles: UInt32[np.ndarray, "t 3"]
    few: UInt32[np.ndarray, "s 3"]
    """A coarser version over the same vertices."""
    materials: Float32[np.ndarray, "m 6"]
    """sRGB colour 0 to 1 (3), opacity (1), shininess 0 to 1 (1), texture layer or -1 (1)."""
    textures: UInt8[np.ndarray, "k p p 4"]


def load(model: Model, folder: Path) -> Mesh:
    """The mesh of `model`, from the cache or parsed from its archive in `folder` and then cached.

    Two processes may do this at once: each writes its own file and renames it, the last one wins with equal bytes.
    """
    stem = "".join(c if c.isalnum() else "_" for c in model.id)
    path = cache_dir("rooms") / f"v{VERSION}" / f"{stem}.npz"
    try:
        with np.load(path) as data:
            return Mesh(**{key: data[key] for key in ("vertices", "triangles", "few", "materials", "textures")})
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        pass  # not there yet, or cut short by a full disk: parse it again
    mesh = parse(model, folder)
    try:
        with whole(path) as temporary, temporary.open("wb") as file:
            np.savez(file, **vars(mesh))
    except OSError:
        pass  # a read-only home costs time, not correctness
    return mesh


def parse(model: Model, folder: Path) -> Mesh:
    """Read OBJ, MTL and textures of `model`, scale it to its catalogue size and simplify it where it is dense."""
    with zipfile.ZipFile(folder / model.archive) as archive:
        text = archive.read(model.obj).decode("latin-1").replace("\\\n", " ")
        corners, names, libraries = _read_obj(text)
        members = {name.lower(): name for name in archive.namelist()}
        base = posixpath.dirname(model.obj)
        defined: dict[str, dict[str, str]] = {}
        for library in libraries:
            member = members.get(posixpath.normpath(posixpath.join(base, library)).lower())
            if member:
                defined |= _read_mtl(archive.read(member).decode("latin-1"))
        materials, textures = _materials(names, defined, archive, members, base)
    corners[:, 8] = np.minimum(corners[:, 8], MAX_MATERIALS - 1)
    corners = _fit(corners, model)
    vertices, triangles = weld(corners)
    used, inverse = np.unique(simplify(vertices, triangles, MAX_TRIANGLES), return_inverse=True)
    vertices, triangles = vertices[used], inverse.reshape(-1, 3).astype(np.uint32)
    few = simplify(vertices, triangles, FEW_TRIANGLES)
    return Mesh(vertices=vertices, triangles=triangles, few=few, materials=materials, textures=textures)


def _read_obj(text: str) -> tuple[Float[np.ndarray, "n 9"], list[str], list[str]]:
    """Three corners for each triangle, [n, 9] as in `Mesh.vertices`; material names in order; material libraries.

    Faces of equal form (corner count, indices given) are parsed together, which is what makes this fast.
    """
    lists: dict[str, list[str]] = {"v": [], "vt": [], "vn": []}
    faces: dict[tuple[int, int, int, bool], list[str]] = defaultdict(list)
    materials: dict[str, int] = {}
    libraries: list[str] = []
    material = -1
    for line in text.splitlines():
        word, _, rest = line.strip().partition(" ")
        if word in lists:
            lists[word].append(rest)
        elif word == "f":
            slashes = rest.count("/")
            faces[material, len(rest.split()), slashes, "//" in rest].append(rest)
        elif word == "usemtl":
            material = materials.setdefault(rest.strip(), len(materials))
        elif word == "mtllib":
            libraries.append(rest.strip())
    v, vt, vn = (_table(lists[key], width) for key, width in (("v", 3), ("vt", 2), ("vn", 3)))
    corners = [_corners(key, lines, v, vt, vn) for key, lines in faces.items() if key[1] >= 3]
    return np.concatenate(corners), list(materials) or [""], libraries


def _table(lines: list[str], width: int) -> Float[np.ndarray, "n w"]:
    if not lines:
        return np.zeros((1, width))
    return np.array([line.split()[:width] for line in lines], dtype=np.float64)  # [n, width]


def _corners(
    key: tuple[int, int, int, bool],
    lines: list[str],
    v: Float[np.ndarray, "nv 3"],
    vt: Float[np.ndarray, "nt 2"],
    vn: Float[np.ndarray, "nn 3"],
) -> Float[np.ndarray, "n 9"]:
    """Polygons of one form as a fan of triangles."""
    material, count, slashes, _ = key
    fields = slashes // count + 1
    joined = " ".join(lines).replace("//", "/0/").replace("/", " ")
    index = np.array(joined.split(), dtype=np.int64).reshape(len(lines), count, fields)
    index = np.concatenate([index, np.zeros((len(lines), count, 3 - fields), dtype=np.int64)], axis=-1)  # [f, count, 3]
    fan = np.array([(0, k, k + 1) for k in range(1, count - 1)])
    index = index[:, fan].reshape(-1, 3, 3)  # [t, corner, (v, vt, vn)]
    xyz = v[_zero_based(index[..., 0], len(v))]  # [t, 3, 3]
    flat = np.cross(xyz[:, 1] - xyz[:, 0], xyz[:, 2] - xyz[:, 0])
    flat /= np.maximum(np.linalg.norm(flat, axis=-1, keepdims=True), 1e-12)
    normal = np.broadcast_to(flat[:, None], xyz.shape)
    if index[..., 2].any():
        normal = vn[_zero_based(index[..., 2], len(vn))]
        length = np.linalg.norm(normal, axis=-1, keepdims=True)
        normal = np.where(length > 1e-6, normal / np.maximum(length, 1e-6), flat[:, None])
    uv = vt[_zero_based(index[..., 1], len(vt))] if index[..., 1].any() else np.zeros((*xyz.shape[:2], 2))
    which = np.full((*xyz.shape[:2], 1), max(material, 0), dtype=np.float64)
    return np.concatenate([xyz, normal, uv, which], axis=-1).reshape(-1, 9)


def _zero_based(index: Int[np.ndarray, "t c"], length: int) -> Int[np.ndarray, "t c"]:
    """OBJ counts from 1, or from the end when negative; 0 stands for "not given"."""
    return np.clip(np.where(index < 0, index + length, index - 1), 0, length - 1)


def _read_mtl(text: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    current: dict[str, str] = {}
    for line in text.splitlines():
        word, _, rest = line.strip().partition(" ")
        if word == "newmtl":
            current = found.setdefault(rest.strip(), {})
        elif word:
            current[word] = rest.strip()
    return found


def _materials(
    names: list[str], defined: dict[str, dict[str, str]], archive: zipfile.ZipFile, members: dict[str, str], base: str
) -> tuple[Float32[np.ndarray, "m 6"], UInt8[np.ndarray, "k p p 4"]]:
    """Colours and texture layers of the materials in use (see `Mesh`)."""
    rows: list[list[float]] = []
    layers: dict[str, int] = {}
    pictures: list[UInt8[np.ndarray, "p p 4"]] = []
    for name in names[:MAX_MATERIALS]:
        entry = defined.get(name, {})
        colour = [float(v) for v in entry.get("Kd", "0.7 0.7 0.7").split()[:3]]
        specular = max(float(v) for v in entry.get("Ks", "0 0 0").split()[:3])
        opacity = float(entry.get("d", "1").split()[-1])
        file = members.get(posixpath.normpath(posixpath.join(base, entry.get("map_Kd", "?").split()[-1])).lower())
        if file and file not in layers:
            layers[file] = len(pictures)
            with Image.open(io.BytesIO(archive.read(file))) as image:
                small = image.convert("RGBA").resize((TEXTURE_PX, TEXTURE_PX), Image.Resampling.BOX)
            pictures.append(np.asarray(small)[::-1])  # OBJ's v axis points up
        rows.append([*np.clip(colour, 0, 1), opacity, min(specular, 1.0), float(layers[file]) if file else -1.0])
    textures = np.stack(pictures) if pictures else np.zeros((0, TEXTURE_PX, TEXTURE_PX, 4), np.uint8)
    return np.array(rows, dtype=np.float32), textures


def _fit(corners: Float[np.ndarray, "n 9"], model: Model) -> Float[np.ndarray, "n 9"]:
    """Turn the model upright and stretch its box to the catalogue's size, as Sweet Home 3D does."""
    xyz, normal = corners[:, :3], corners[:, 3:6]
    if model.rotation:
        turn = np.array(model.rotation).reshape(3, 3)
        xyz, normal = xyz @ turn.T, normal @ turn.T
    low, high = xyz.min(axis=0), xyz.max(axis=0)
    scale = np.array(model.made_m) / np.maximum(high - low, 1e-6)
    origin = np.array([(low[0] + high[0]) / 2, low[1], (low[2] + high[2]) / 2])
    normal = normal / scale
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-12)
    return np.concatenate([(xyz - origin) * scale, normal, corners[:, 6:]], axis=-1)


def weld(corners: Float[np.ndarray, "n 9"]) -> tuple[Float32[np.ndarray, "v 9"], UInt32[np.ndarray, "t 3"]]:
    """Give corners that agree in everything one vertex."""
    rows = np.ascontiguousarray(corners.astype(np.float32))
    keys = rows.view(np.dtype((np.void, rows.itemsize * rows.shape[1]))).ravel()
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    return rows[first], inverse.reshape(-1, 3).astype(np.uint32)


def simplify(
    vertices: Float32[np.ndarray, "v 9"], triangles: UInt32[np.ndarray, "t 3"], limit: int
) -> UInt32[np.ndarray, "s 3"]:
    """Vertex clustering (Rossignac and Borrel, 1993) on ever coarser grids until at most `limit` triangles remain.

    The triangles are over the same vertices. Vertices of other materials, or that face another of the six main
    directions, stay apart, so that thin boards keep both sides.
    """
    if len(triangles) <= limit:
        return triangles
    xyz, normal = vertices[:, :3], vertices[:, 3:6]
    axis = np.abs(normal).argmax(axis=1)
    facing = axis * 2 + (np.take_along_axis(normal, axis[:, None], axis=1)[:, 0] > 0)
    low = xyz.min(axis=0)
    extent = float((xyz.max(axis=0) - low).max())
    cells = 320.0
    while True:
        grid = np.floor((xyz - low) / (extent / cells)).astype(np.int64)
        key = (
            ((grid[:, 0] * 4096 + grid[:, 1]) * 4096 + grid[:, 2]) * 512 + facing * 64 + vertices[:, 8].astype(np.int64)
        )
        _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
        kept = inverse[triangles]  # [t, 3] numbers of clusters
        kept = kept[(kept[:, 0] != kept[:, 1]) & (kept[:, 1] != kept[:, 2]) & (kept[:, 2] != kept[:, 0])]
        kept = np.unique(np.sort(kept, axis=1), axis=0) if len(kept) > limit else kept
        if len(kept) <= limit or cells < 12:
            return first[kept].astype(np.uint32)
        cells *= 0.8
