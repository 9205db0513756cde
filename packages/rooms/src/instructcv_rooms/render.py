"""Drawing a scene with OpenGL (EGL, no window): linear colour, exact depth along the optical axis, ids."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import moderngl
import numpy as np
from jaxtyping import Float, Float32, Int32
from PIL import Image

from instructcv.errors import UserError
from instructcv_rooms import camera as cameras
from instructcv_rooms import mesh as meshes
from instructcv_rooms import shaders, shell, view
from instructcv_rooms.catalogue import MISSING
from instructcv_rooms.scene import Camera, Light, Placed, Scene
from instructcv_rooms.uploads import Uploaded, Uploads

MAX_LIGHTS = 4
SHADOW_PX = 512
OVERSAMPLE = 1.5
"""Colour is drawn this much larger and averaged, against jagged edges."""
WALL_ID, FLOOR_ID, CEILING_ID = 1001, 1002, 1003
FLAT_M = 0.03
"""What rises less above the floor throws no shadow."""
CLEAR = 0.92
"""Materials of less opacity are drawn last, over the rest; the shader has the same number."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Look:
    """An object's materials in one scene: randomly tinted, its lamp on or off."""

    tint: Float32[np.ndarray, "m 4"]
    """sRGB colour, or multiplier of the texture (3); layer (1)."""
    info: Float32[np.ndarray, "m 4"]
    """Opacity, shininess, emission, id."""
    cover: Float32[np.ndarray, "m 4"] | None = None
    """Layer of the kept patterns that hides the material, or -1; repeats a metre; two unused."""
    bend: tuple[float, float] = (0.0, 0.0)
    """Taper and bulge: how much wider it is above than below, and in its middle than at its ends, as shares."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Rendered:
    """What one pass of the renderer gives."""

    linear: Float32[np.ndarray, "h w 3"]
    """Scene-linear colour, not yet exposed."""
    depth_m: Float32[np.ndarray, "h w"]
    ids: Int32[np.ndarray, "h w"]
    """1 + index into `Scene.placed`, or WALL_ID, FLOOR_ID, CEILING_ID."""


@dataclass(frozen=True, kw_only=True, eq=False)
class _Seen:
    """One object as the camera sees it."""

    number: int
    """1 + index into `Scene.placed`; 0 = the shell, whose materials have ids of their own."""
    item: Uploaded
    look: Look
    to_world: Float[np.ndarray, "4 4"]
    height_m: float
    """Of its mesh, before `to_world`."""
    coarse: bool
    """Few triangles will do."""


class Renderer:
    """One OpenGL context with its programs and what was uploaded so far."""

    def __init__(self) -> None:
        # Parallelism is by process. One rasteriser thread beside ours now and then waited for ever (Mesa 22.3).
        os.environ.setdefault("LP_NUM_THREADS", "0")
        try:
            self.gl = moderngl.create_context(standalone=True, backend="egl")  # pyright: ignore[reportArgumentType]
        except Exception as error:
            raise UserError(f"cannot start OpenGL through EGL ({error}); {MISSING}") from error
        self.colour = self.gl.program(shaders.VERTEX, shaders.COLOUR)
        self.ids = self.gl.program(shaders.VERTEX, shaders.IDS)
        self.shadow = self.gl.program(shaders.SHADOW_VERTEX, shaders.SHADOW)
        self.uploads = Uploads(self.gl, self.colour, self.ids, self.shadow)
        self.shadow_map = self.gl.depth_texture((SHADOW_PX, SHADOW_PX))
        self.shadow_map.compare_func = "<="
        self.shadow_target = self.gl.framebuffer(depth_attachment=self.shadow_map)
        self.targets: dict[int, tuple[moderngl.Framebuffer, moderngl.Framebuffer]] = {}

    def _target(self, size_px: int) -> tuple[moderngl.Framebuffer, moderngl.Framebuffer]:
        if size_px not in self.targets:
            single = (size_px, size_px)
            larger = (int(OVERSAMPLE * size_px), int(OVERSAMPLE * size_px))
            colour = self.gl.framebuffer(self.gl.texture(larger, 4, dtype="f2"), self.gl.depth_renderbuffer(larger))
            ids = self.gl.framebuffer(self.gl.texture(single, 2, dtype="f4"), self.gl.depth_renderbuffer(single))
            self.targets[size_px] = colour, ids
        return self.targets[size_px]

    # -- drawing ----------------------------------------------------------------------------------------------------
    def draw(
        self, scene: Scene, looks: Sequence[Look], shell_look: Look, sky: Any, folder: Path, size_px: int
    ) -> Rendered:
        """Render `scene` from its camera at `size_px` squared; depth and ids are those of the pixels' centres."""
        assert scene.camera is not None and scene.lights and scene.floor is not None and scene.ceiling is not None
        camera, light = scene.camera, scene.lights[0]
        # 1. What there is: the shell, prints of this scene alone, models that stay on the card.
        layers = np.stack([*(s.picture for s in (*scene.walls, scene.floor, scene.ceiling)), sky])
        room = self.uploads.mesh(shell.build(scene), None, None, layers)
        flat = [self.uploads.mesh(*view.print_mesh(p, scene)) for p in scene.placed if p.model is None]
        prints = iter(flat)
        loaded = [next(prints) if p.model is None else self.uploads.model(p.model, folder)[1] for p in scene.placed]
        matrix, shadow_matrix = cameras.view_projection(camera), view.shadow_matrix(light, scene)
        world = [view.to_world(p) for p in scene.placed]
        # 2. What the light sees, and what the camera can see, the nearest first.
        self._draw_shadows(scene, light, loaded, world, shadow_matrix)
        order = np.argsort([view.gap(camera, p) for p in scene.placed]) if scene.placed else []
        seen = [
            _Seen(
                number=int(i) + 1,
                item=loaded[i],
                look=looks[i],
                to_world=world[i],
                height_m=_height_m(scene.placed[i]),
                coarse=view.looks_small(camera, scene.placed[i], size_px),
            )
            for i in order
            if view.in_view(matrix, scene.placed[i])
        ]
        walls = _Seen(number=0, item=room, look=shell_look, to_world=np.eye(4), height_m=1.0, coarse=False)
        # 3. Two pictures of it.
        colour_target, ids_target = self._target(size_px)
        self._frame(scene, camera, matrix, shadow_matrix)
        ids_target.use()
        ids_target.clear(0.0, 0.0, 0.0, 0.0, depth=1.0)
        for one in (*seen, walls):
            self._draw_ids(one)
        contact = self._contact(scene)
        self._draw_colours(colour_target, [*seen, walls], contact)
        rendered = _read(colour_target, ids_target, size_px)
        for item in (*flat, room, contact):
            item.release()
        return rendered

    def _draw_shadows(
        self, scene: Scene, light: Light, loaded: Sequence[Uploaded], world: Sequence[Any], shadow_matrix: Any
    ) -> None:
        """The shadow map: how far the light reaches. Flat things and glass throw no shadow."""
        self.gl.enable(moderngl.DEPTH_TEST)
        self.shadow_target.use()
        self.shadow_target.clear(depth=1.0)
        _set(self.shadow, "view_projection", shadow_matrix)
        for placed, item, to_world in zip(scene.placed, loaded, world, strict=True):
            if placed.top > FLAT_M and placed.noun not in ("window", "rug") and view.casts(placed, light):
                _set(self.shadow, "to_world", to_world)
                item.shadow.render()

    def _draw_ids(self, one: _Seen) -> None:
        self._object(self.ids, one.item.ids[one.coarse], one, float(one.number))

    def _draw_colours(self, target: moderngl.Framebuffer, seen: Sequence[_Seen], contact: moderngl.Texture) -> None:
        """What is solid, front to back with the shell last, then what is clear on top of it, back to front."""
        target.use()
        target.clear(0.0, 0.0, 0.0, 1.0, depth=1.0)
        self.shadow_map.use(1)
        contact.use(2)
        self.uploads.patterns.use(3)
        self.colour["clear_pass"] = False
        for one in seen:
            self._object(self.colour, one.item.colour[one.coarse], one, None)
        self.colour["clear_pass"] = True
        self.gl.enable(moderngl.BLEND)
        self.gl.blend_func = moderngl.SRC_ALPHA, moderngl.ONE_MINUS_SRC_ALPHA
        target.depth_mask = False
        for one in reversed(seen[:-1]):
            if (one.look.info[:, 0] < CLEAR).any():
                self._object(self.colour, one.item.colour[one.coarse], one, None)
        target.depth_mask = True
        self.gl.disable(moderngl.BLEND)

    def _frame(self, scene: Scene, camera: Camera, matrix: Any, shadow_matrix: Any) -> None:
        """Uniforms that hold for the whole picture."""
        forward = cameras.axes(camera)[2]
        for program in (self.colour, self.ids):
            _set(program, "view_projection", matrix)
            for name, value in (("eye", camera.position_m), ("forward", tuple(float(v) for v in forward))):
                if name in program:
                    program[name] = value
            program["pictures"] = 0
        shader = self.colour
        lights = scene.lights[:MAX_LIGHTS]
        padding = [Light(position_m=(0.0, 0.0, 0.0), rgb=(0.0, 0.0, 0.0))] * (MAX_LIGHTS - len(lights))
        shader["room"] = scene.size_m
        shader["lights"] = len(lights)
        shader["light_position"] = [lamp.position_m for lamp in [*lights, *padding]]
        shader["light_rgb"] = [lamp.rgb for lamp in [*lights, *padding]]
        mean = np.mean([lamp.rgb for lamp in lights], axis=0)
        shader["ambient"] = scene.ambient
        shader["ambient_rgb"] = tuple(float(v) for v in (mean / mean.max() + 1.0) / 2)
        _set(shader, "shadow_projection", shadow_matrix)
        shader["shadow"] = 1
        shader["contact"] = 2
        shader["patterns"] = 3

    def _object(
        self, program: moderngl.Program, array: moderngl.VertexArray, one: _Seen, identity: float | None
    ) -> None:
        _set(program, "to_world", one.to_world)
        for name, rows in (("tint", one.look.tint), ("info", one.look.info), ("cover", one.look.cover)):
            if name in program:
                padded = np.full((meshes.MAX_MATERIALS, 4), -1.0, dtype=np.float32)
                if rows is not None:
                    padded[: len(rows)] = rows
                _write(program, name, padded)
        program["bend"] = (*one.look.bend, max(one.height_m, 1e-3))
        if identity is not None:
            program["id"] = identity
        (one.item.pictures or self.uploads.blank).use(0)
        array.render()

    def _contact(self, scene: Scene) -> moderngl.Texture:
        shade = view.contact(scene)
        texture = self.gl.texture(shade.size, 1, shade.tobytes())
        texture.repeat_x = texture.repeat_y = False
        return texture


def _height_m(placed: Placed) -> float:
    return placed.size_m[1] if placed.model is None else placed.model.made_m[1]


@cache
def _renderer(process: int) -> Renderer:
    return Renderer()


def renderer() -> Renderer:
    """The process's own renderer, made on first use. A context does not survive a fork: start workers with "spawn"."""
    return _renderer(os.getpid())


def _set(program: moderngl.Program, name: str, matrix: Float[np.ndarray, "4 4"]) -> None:
    _write(program, name, matrix.T)  # OpenGL wants columns first


def _write(program: moderngl.Program, name: str, values: np.ndarray) -> None:
    uniform: Any = program[name]  # moderngl's own annotation allows for blocks, which cannot be written to
    uniform.write(values.astype(np.float32).tobytes())


def _read(colour: moderngl.Framebuffer, ids: moderngl.Framebuffer, size_px: int) -> Rendered:
    """Frame buffers to arrays, first row on top."""
    raw = np.frombuffer(colour.read(components=3, dtype="f2"), dtype=np.float16)
    raw = raw.reshape(colour.height, colour.width, 3)[::-1].astype(np.float32)
    raw = np.clip(np.nan_to_num(raw, nan=0.0), 0.0, 8.0)
    bands = [Image.fromarray(raw[..., k]).resize((size_px, size_px), Image.Resampling.HAMMING) for k in range(3)]
    linear = np.stack([np.asarray(band) for band in bands], axis=-1)  # [h, w, 3]
    pair = np.frombuffer(ids.read(components=2, dtype="f4"), dtype=np.float32).reshape(size_px, size_px, 2)[::-1]
    return Rendered(
        linear=np.ascontiguousarray(linear),
        depth_m=np.ascontiguousarray(pair[..., 0]),
        ids=np.rint(pair[..., 1]).astype(np.int32),
    )
