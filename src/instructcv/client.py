"""A server's answers in Python, as the local call gives them.

from instructcv.client import Client
result = Client("http://127.0.0.1:8000")("photo.jpg", "segment the cat")
result.mask, result.overlay(), result.save("answer")
"""

import io
import json
import os
from base64 import b64decode, b64encode
from typing import Any
from urllib import error, request

import numpy as np
from jaxtyping import Bool, Int16
from PIL import Image

from instructcv.errors import UserError
from instructcv.feedback.answered import rgb_of, unpack
from instructcv.inference.predictor import Photo, as_pixels
from instructcv.inference.result import Result
from instructcv.inference.verbs.scene import Note
from instructcv.inference.verbs.telling import Facts
from instructcv.photos import open_photo
from instructcv.types import Findings, LabelFormat, LegendEntry, Query

TOKEN = "INSTRUCTCV_TOKEN"


class Client:
    """Asks a server that `instructcv serve` started; needs no torch of its own to answer."""

    def __init__(
        self, address: str = "http://127.0.0.1:8000", *, token: str | None = None, seconds: float = 120.0
    ) -> None:
        """Nothing is sent yet.

        Args:
            address: of the server.
            token: what it asks for; the environment variable INSTRUCTCV_TOKEN, if not given.
            seconds: how long an answer may take.
        """
        self.address, self.seconds = address.rstrip("/"), seconds
        self.token = token if token is not None else os.environ.get(TOKEN)

    def __call__(self, photo: Photo, instruction: str, **options: Any) -> Result:
        """Answer one instruction; arguments and result are those of a local `InstructCV`.

        Raises:
            UserError: the photo cannot be read, or the server refuses; the message is the server's.
        """
        return self.answer(photo, [instruction], **options)[0]

    def answer(
        self, photo: Photo, instructions: list[str], *, photo_name: str | None = None, **options: Any
    ) -> list[Result]:
        """Answer many instructions on one photo; options are `passes`, `seeds` and `seed`.

        Raises:
            UserError: as for a call.
        """
        pixels, name = as_pixels(photo)
        stream = io.BytesIO()
        Image.fromarray(pixels).save(
            stream, "PNG", compress_level=1
        )  # lossless: the server sees what the local call sees
        body = {"photo": b64encode(stream.getvalue()).decode(), "instruction": instructions, "pictures": "base64"}
        body |= {"photo_name": (photo_name or name)[:200]} | {k: v for k, v in options.items() if v is not None}
        told = self.post("/v1/predict", body)["answers"]
        return [result_of(pixels, answer, options) for answer in told]

    def understand(self, *sentences: str) -> list[dict[str, Any]]:
        """How sentences are read.

        Raises:
            UserError: the server refuses.
        """
        return self.post("/v1/understand", {"instruction": list(sentences)})["understood"]

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """One request.

        Raises:
            UserError: the server cannot be reached, or refuses.
        """
        headers = {"content-type": "application/json"}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        asking = request.Request(self.address + path, json.dumps(body).encode(), headers)
        try:
            with request.urlopen(asking, timeout=self.seconds) as answer:
                return json.loads(answer.read())
        except error.HTTPError as refused:
            raise UserError(f"{self.address} refuses ({refused.code}): {_reason(refused)}") from refused
        except (
            OSError,
            ValueError,
        ) as broken:  # a URL that is none, a connection that fails, an answer that is no JSON
            raise UserError(
                f"{self.address} cannot be asked ({broken}); is `instructcv serve` running there?"
            ) from broken


def _reason(refused: error.HTTPError) -> str:
    try:
        return str(json.loads(refused.read())["error"])
    except (OSError, ValueError, KeyError, TypeError):
        return str(refused.reason)


def result_of(photo: Any, told: dict[str, Any], options: dict[str, Any]) -> Result:
    """An answer of the server as the local call's result."""
    files = {name: b64decode(content) for name, content in told["files"].items()}
    boxes, regions = told["boxes"], (told["mask"] or {}).get("categories", [])
    parts = [part["segmentation"] for part in (boxes or regions) if "segmentation" in part]
    masks = np.stack([unpack(part) for part in parts]) if parts else None
    if told["mask"] is not None and not parts:  # boxes were asked for, and none found
        masks = np.zeros((0, *photo.shape[:2]), np.bool_)
    read = told["understood"]
    asked = tuple(read["categories"]) if told["mask"] is None else ()
    corners = [[x, y, x + w, y + h] for x, y, w, h in (box["bbox"] for box in boxes)]
    return Result(
        photo_name=told["photo"],
        photo=photo,
        query=Query(
            task=read["task"],
            instruction=told["instruction"],
            legend=tuple(LegendEntry(category=name, rgb=rgb_of(rgb)) for name, rgb in read["legend"].items()),
            otherwise_rgb=rgb_of(read["otherwise"]),
            label_format=LabelFormat(**read["label_format"]),
        ),
        picture=open_photo(files["painted.png"]),
        findings=Findings(
            found=told["found"],
            admissibility=told["admissibility"],
            confidence=told["confidence"],
            boxes=np.array(corners, np.float32).reshape(-1, 4),
            scores=np.array([box["score"] for box in boxes], np.float32),
            categories=tuple(part["category"] for part in boxes or regions) or asked,
            masks=masks,
            category_map=None if boxes or masks is None else _map_of(masks),
            depth_m=np.load(io.BytesIO(files["depth.npy"]), allow_pickle=False) if "depth.npy" in files else None,
            label=told["label"],
            probability=told["probability"],
            probabilities=told["probabilities"],
        ),
        narrowed=tuple(Note(**note) for note in told["narrowed"]),
        told=_facts(told["told"]),
        also=tuple(result_of(photo, other, options) for other in told.get("also", ())),
        seconds=told["seconds"],
        passes=told["passes"],
        sampler=told["sampler"],
        looks=told["looks"],
        seeds=options.get("seeds", 1),
        seed=options.get("seed", 0),
        checkpoint=told["checkpoint"],
    )


def _map_of(masks: Bool[np.ndarray, "m h w"]) -> Int16[np.ndarray, "h w"]:
    """Which of the masks each pixel is in, -1 = none."""
    return np.where(masks.any(axis=0), masks.argmax(axis=0), -1).astype(np.int16)


def _facts(told: dict[str, Any] | None) -> Facts | None:
    if told is None:
        return None
    values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in told.items()}
    return Facts(**values)
