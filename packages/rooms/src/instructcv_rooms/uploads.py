"""What is on the graphics card: vertex arrays and textures of models that stay there, and of a scene's own things."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import moderngl
import numpy as np
from jaxtyping import Float32, UInt8

from instructcv_rooms import mesh as meshes
from instructcv_rooms.catalogue import Model
from instructcv_rooms.made import catalogue as made

LAYOUT = "3f 3f 2f 1f"
NAMES = ("position", "normal", "uv", "material")


@dataclass(frozen=True, kw_only=True, eq=False)
class Uploaded:
    """Vertex arrays come in two finenesses: all triangles, few triangles."""

    colour: tuple[moderngl.VertexArray, moderngl.VertexArray]
    ids: tuple[moderngl.VertexArray, moderngl.VertexArray]
    shadow: moderngl.VertexArray
    pictures: moderngl.TextureArray | None
    owned: tuple[Any, ...] = ()

    def release(self) -> None:
        for item in {*self.colour, *self.ids, self.shadow, self.pictures, *self.owned}:
            if item is not None:
                item.release()


class Uploads:
    """The uploading for three programs, and what is kept of it."""

    def __init__(
        self, gl: moderngl.Context, colour: moderngl.Program, ids: moderngl.Program, shadow: moderngl.Program
    ) -> None:
        self.gl, self.colour, self.ids, self.shadow = gl, colour, ids, shadow
        self.blank = gl.texture_array((1, 1, 1), 4, b"\xff" * 4)
        self.patterns = self.blank
        """What a material's cover is chosen from."""
        self.models: dict[str, tuple[meshes.Mesh, Uploaded]] = {}

    def mesh(self, vertices: Float32[np.ndarray, "v 9"], triangles: Any, few: Any, textures: Any) -> Uploaded:
        """Rows as in `Mesh.vertices`; without triangles, every three of them are one. The caller releases it."""
        buffer = self.gl.buffer(np.ascontiguousarray(vertices).tobytes())
        fine, coarse = (None if rows is None else self.gl.buffer(rows.tobytes()) for rows in (triangles, few))

        def array(program: moderngl.Program, index: moderngl.Buffer | None) -> moderngl.VertexArray:
            used = [name for name in NAMES if name in program]
            layout = " ".join(
                part if name in used else f"{int(part[0]) * 4}x"
                for name, part in zip(NAMES, LAYOUT.split(), strict=True)
            )
            return self.gl.vertex_array(program, [(buffer, layout, *used)], index, skip_errors=True)

        return Uploaded(
            colour=(array(self.colour, fine), array(self.colour, coarse)),
            ids=(array(self.ids, fine), array(self.ids, coarse)),
            shadow=array(self.shadow, coarse),
            pictures=self._texture(textures) if len(textures) else None,
            owned=tuple(item for item in (buffer, fine, coarse) if item is not None),
        )

    def model(self, model: Model, folder: Path) -> tuple[meshes.Mesh, Uploaded]:
        """The model at its catalogue size; it stays."""
        if model.id not in self.models:
            mesh = made.mesh_of(model) if model.archive == made.ARCHIVE else meshes.load(model, folder)
            self.models[model.id] = mesh, self.mesh(mesh.vertices, mesh.triangles, mesh.few, mesh.textures)
        return self.models[model.id]

    def keep_patterns(self, pictures: UInt8[np.ndarray, "k p p 3"]) -> None:
        """The patterns, uploaded once: the first ones stay, so the same must be meant ever after."""
        if self.patterns is self.blank:
            self.patterns = self._texture(pictures)

    def _texture(self, pictures: UInt8[np.ndarray, "k p p c"]) -> moderngl.TextureArray:
        count, side, _, channels = pictures.shape
        texture = self.gl.texture_array((side, side, count), channels, np.ascontiguousarray(pictures).tobytes())
        texture.build_mipmaps()
        texture.filter = (moderngl.LINEAR_MIPMAP_LINEAR, moderngl.LINEAR)
        return texture
