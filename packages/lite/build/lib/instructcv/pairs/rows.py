"""One pair as a row: the ecosystem's three columns first, then what it takes to check, redraw and read it back.

| column | holds |
|---|---|
| input_image, edit_prompt, edited_image | photo (JPEG), instruction, target (PNG): what InstructPix2Pix trainers read |
| task, source, key | the task, the data set, the photo's name in it |
| category | what is asked for, joined by ", "; empty where the whole photo is meant |
| legend | list of category and colour (`#rrggbb`), in the order asked |
| split, label, licence | the split; the label as JSON (below); the photo's licence |
| format, otherwise | the label format; the colour of "none of these" |
| known | 1-bit PNG, black where the label says nothing and a loss should not count; null = all known |

A target's PNG has a palette, or greys, where that holds it without loss (`_png`): `load_dataset` gives RGB all the same,
as its schema says; whoever decodes the bytes alone asks for RGB. A photo is a JPEG whatever its source was: it is smaller
than its source already, and its pixels are looked at, not measured.

`label` is the task's own: `{"areas": {name: share}}`, `{"boxes_xyxy_px": [...]}` in pixels of the target, `{"near_m", "median_m",
"far_m", "known"}`, `{"class": name or null}`, ...
"""

import json
from typing import Any

import cv2
import numpy as np
import pyarrow as pa
from jaxtyping import UInt8

from instructcv.errors import UserError
from instructcv.pairs import _png
from instructcv.pairs.config import FORMATS
from instructcv.tasks.base import task
from instructcv.types import RGB, LegendEntry, Query, Sample, Target

JPEG_QUALITY = 90
_IMAGE = pa.struct([("bytes", pa.binary()), ("path", pa.string())])
_LEGEND = pa.list_(pa.struct([("category", pa.string()), ("colour", pa.string())]))
_TEXTS = ("task", "source", "key", "category")
_STRING = {"dtype": "string", "_type": "Value"}
_FEATURES = (
    {"input_image": {"_type": "Image"}, "edit_prompt": _STRING, "edited_image": {"mode": "RGB", "_type": "Image"}}
    | dict.fromkeys(_TEXTS, _STRING)
    | {"legend": {"feature": {"category": _STRING, "colour": _STRING}, "_type": "List"}}
    | dict.fromkeys(("split", "label", "licence", "format", "otherwise"), _STRING)
    | {"known": {"_type": "Image"}}
)
"""As `datasets` writes them into its own Parquet files, so that `load_dataset` decodes the pictures."""
SCHEMA = pa.schema(
    [
        ("input_image", _IMAGE),
        ("edit_prompt", pa.string()),
        ("edited_image", _IMAGE),
        *((name, pa.string()) for name in _TEXTS),
        ("legend", _LEGEND),
        *((name, pa.string()) for name in ("split", "label", "licence", "format", "otherwise")),
        ("known", _IMAGE),
    ],
    metadata={"huggingface": json.dumps({"info": {"features": _FEATURES}})},
)


def row_of(sample: Sample, query: Query, photo_jpeg: bytes, target: Target, target_png: bytes) -> dict[str, Any]:
    """A pair as Python values for `SCHEMA`."""
    name = f"{sample.source}/{sample.key}"
    return {
        "input_image": {"bytes": photo_jpeg, "path": f"{name}.jpg"},
        "edit_prompt": query.instruction,
        "edited_image": {"bytes": target_png, "path": f"{name}.png"},
        "task": query.task,
        "source": sample.source,
        "key": sample.key,
        "category": ", ".join(query.categories),
        "legend": [{"category": entry.category, "colour": _hex(entry.rgb)} for entry in query.legend],
        "split": sample.split,
        "label": json.dumps(task(query.task).label(sample, query), ensure_ascii=False),
        "licence": sample.licence,
        "format": query.label_format.name,
        "otherwise": _hex(query.otherwise_rgb),
        "known": None if target.known.all() else {"bytes": _png.encode_mask(target.known), "path": None},
    }


def query_of(row: dict[str, Any]) -> Query:
    """The question of a row, ready for `task(...).read` or for another wording.

    Raises:
        UserError: a row that no build wrote.
    """
    try:
        return Query(
            task=row["task"],
            instruction=row["edit_prompt"],
            legend=tuple(LegendEntry(category=e["category"], rgb=_rgb(e["colour"])) for e in row["legend"]),
            otherwise_rgb=_rgb(row["otherwise"]),
            label_format=FORMATS[row["format"]],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UserError(f"a pair cannot be understood ({error!r}); build it again with `instructcv build`") from error


def photo_jpeg(photo: UInt8[np.ndarray, "h w 3"]) -> bytes:
    good, data = cv2.imencode(".jpg", photo[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    assert good
    return data.tobytes()


def decoded(data: bytes) -> UInt8[np.ndarray, "h w 3"]:
    """A stored photo or target.

    Raises:
        UserError: it is damaged.
    """
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB) if data else None
    if picture is None:
        raise UserError("a picture in the shard is damaged; delete the shard and build again")
    return np.asarray(picture, dtype=np.uint8)


def _hex(rgb: RGB) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _rgb(text: str) -> RGB:
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return red, green, blue
