"""From a request's body to what is asked: a form with a photo, or JSON with the photo in base64."""

import binascii
from base64 import b64decode
from dataclasses import dataclass
from hashlib import blake2b
from typing import Annotated, Any, Literal

import numpy as np
from fastapi import HTTPException, Request
from jaxtyping import UInt8
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from instructcv.photos import open_photo
from instructcv.web.settings import ServerSettings

LONGEST_INSTRUCTION = 2000
"""Characters; the reader of sentences has its own, lower limit, and says so."""
Instruction = Annotated[str, Field(min_length=1, max_length=LONGEST_INSTRUCTION)]
Pictures = Literal["none", "links", "base64"]


class Predict(BaseModel):
    """One photo and what is asked of it."""

    model_config = ConfigDict(extra="forbid")
    photo: str = Field(description="the photo file's bytes in base64; a data: URL is taken, too")
    instruction: Instruction | Annotated[list[Instruction], Field(min_length=1)] = Field(
        description="one instruction, or a list of them", examples=["segment the cat"]
    )
    pictures: Pictures = Field(
        default="none", description="whether the answer's pictures and arrays come as links, in base64 or not at all"
    )
    photo_name: str | None = Field(default=None, max_length=200, description="what the answer calls the photo")
    passes: int | None = Field(default=None, ge=1, description="steps of the sampler; as many as the checkpoint wants")
    seeds: int = Field(default=1, ge=1, description="how many answers are averaged")
    seed: int = Field(default=0, ge=0, lt=2**32, description="of the noise")


class Sentences(BaseModel):
    """What is to be understood, without a photo."""

    model_config = ConfigDict(extra="forbid")
    instruction: Instruction | Annotated[list[Instruction], Field(min_length=1)] = Field(examples=["box the chairs"])


@dataclass(frozen=True, kw_only=True, eq=False)
class Asked:
    """A request, read and checked."""

    photo: UInt8[np.ndarray, "h w 3"]
    photo_name: str
    key: str
    """Of the photo: the same pixels have the same key."""
    instructions: tuple[str, ...]
    pictures: Pictures
    passes: int | None
    seeds: int
    seed: int


BODIES: dict[str, Any] = {
    "content": {
        "application/json": {"schema": Predict.model_json_schema()},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["photo", "instruction"],
                "properties": {
                    "photo": {"type": "string", "format": "binary"},
                    "instruction": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                    "pictures": {"type": "string", "enum": ["none", "links", "base64"]},
                    "passes": {"type": "integer", "minimum": 1},
                    "seeds": {"type": "integer", "minimum": 1},
                    "seed": {"type": "integer", "minimum": 0},
                },
            }
        },
    },
    "required": True,
}
"""The request body of `/v1/predict` in OpenAPI's words."""


async def read_predict(request: Request, settings: ServerSettings) -> Asked:
    """The photo, opened, and what is asked of it.

    Raises:
        HTTPException: 400, 413, 415 or 422 with one line.
        UserError: the photo cannot be read.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        content, payload, name = await _form(request)
    elif kind == "application/json":
        content, payload, name = *(await read_json(request, Predict), b""), None
    else:
        raise HTTPException(415, "send multipart/form-data with a photo, or application/json with one in base64")
    wanted = content if isinstance(content, Predict) else parse(Predict, content)
    _check_amounts(wanted, settings)
    payload = payload or await run_in_threadpool(_decoded, wanted.photo)
    if not payload:
        raise HTTPException(422, "photo: it is empty")
    photo = await run_in_threadpool(open_photo, payload, name="the photo", max_pixels=settings.max_pixels)
    asked = wanted.instruction
    return Asked(
        photo=photo,
        photo_name=name or wanted.photo_name or "upload",
        key=await run_in_threadpool(_key, photo),
        instructions=(asked,) if isinstance(asked, str) else tuple(asked),
        pictures=wanted.pictures,
        passes=wanted.passes,
        seeds=wanted.seeds,
        seed=wanted.seed,
    )


async def read_json(request: Request, model: type[Any]) -> Any:
    """A JSON body as one of our models.

    Raises:
        HTTPException: not JSON, or not what the model says.
    """
    body = await request.body()
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise HTTPException(422, in_one_line(error)) from error
    except (ValueError, RecursionError) as error:  # lone surrogates, nesting without end
        raise HTTPException(422, "the body is not valid JSON") from error


def parse(model: type[Any], content: dict[str, Any]) -> Any:
    """Fields as one of our models.

    Raises:
        HTTPException: not what the model says.
    """
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise HTTPException(422, in_one_line(error)) from error


def in_one_line(error: ValidationError) -> str:
    """The first thing that is wrong, and where."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return " ".join(f"{where or 'the body'}: {first['msg']}".split())[:300]


async def _form(request: Request) -> tuple[dict[str, Any], bytes, str | None]:
    """A form's fields, the photo's bytes, and its file name.

    Raises:
        HTTPException: not a form, no photo, or two of them.
    """
    # Starlette raises HTTPException 400 for a damaged form by itself.
    form = await request.form(max_files=1, max_fields=32, max_part_size=64_000)
    content: dict[str, Any] = {}
    payload, name = b"", None
    for field, value in form.multi_items():
        if isinstance(value, UploadFile):
            if field != "photo":
                raise HTTPException(422, f"{field[:40]}: only photo is a file")
            payload, name = await value.read(), _file_name(value.filename)
        elif field == "instruction":
            content.setdefault(field, []).append(value)
        elif field in content:
            raise HTTPException(422, f"{field[:40]}: stands twice")
        else:
            content[field] = value
    await form.close()
    if "photo" in content:
        raise HTTPException(422, "photo: send it as a file, with a file name")
    if name is None:
        raise HTTPException(422, "photo: the form has none")
    return content | {"photo": ""}, payload, name


def _file_name(given: str | None) -> str:
    """A name to show; never a path."""
    return (given or "").replace("\\", "/").rpartition("/")[2].strip()[:200] or "upload"


def _decoded(text: str) -> bytes:
    if text.startswith("data:"):
        text = text.partition(",")[2]
    try:
        return b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise HTTPException(422, "photo: it is not base64") from error


def _key(photo: UInt8[np.ndarray, "h w 3"]) -> str:
    return blake2b(photo.tobytes(), digest_size=12, salt=str(photo.shape[1]).encode()[:16]).hexdigest()


def _check_amounts(wanted: Predict, settings: ServerSettings) -> None:
    count = 1 if isinstance(wanted.instruction, str) else len(wanted.instruction)
    for name, given, most in (
        ("instruction", count, settings.max_instructions),
        ("passes", wanted.passes or 1, settings.max_passes),
        ("seeds", wanted.seeds, settings.max_seeds),
    ):
        if given > most:
            raise HTTPException(422, f"{name}: at most {most} here, not {given}")
