"""The answers of a run in one file: JSON lines, Parquet, or COCO's annotations. Each is whole or not there.

`jsonl`    one line for each photo: `photo`, and `answers`, each as in `result.json`
`parquet`  one row for each photo and instruction, which `datasets.load_dataset("parquet", ...)` reads
`coco`     images, categories and annotations with scores, which `pycocotools.coco.COCO` reads
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

from hotcoco import mask

from instructcv.files import whole

Format = Literal["coco", "parquet", "jsonl"]
Lines = Iterable[dict[str, Any]]
FILES: dict[Format, str] = {"coco": "coco.json", "parquet": "answers.parquet", "jsonl": "answers.jsonl"}
ROWS = 4096
"""Rows of a Parquet file that are held at once."""


def write(lines: Lines, out: Path, format_: Format) -> Path:
    """Write one file below `out`; photos that failed are left out of it, except in JSON lines, which say why."""
    path = out / FILES[format_]
    with whole(path) as temporary:
        WRITERS[format_](lines, temporary)
    return path


def _jsonl(lines: Lines, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            told = {key: value for key, value in line.items() if key != "index"}
            file.write(json.dumps(told, ensure_ascii=False) + "\n")


def _flat(answer: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """An answer and what else its sentence asked."""
    yield answer
    for other in answer.get("also", []):
        yield from _flat(other)


def _answers(lines: Lines) -> Iterable[dict[str, Any]]:
    for line in lines:
        for answer in line.get("answers", []):
            yield from _flat(answer)


def _parquet(lines: Lines, path: Path) -> None:
    import pyarrow as pa  # late: only this format needs the extra `build`
    import pyarrow.parquet as pq

    schema = pa.schema(
        [
            ("photo", pa.string()),
            ("instruction", pa.string()),
            ("task", pa.string()),
            ("found", pa.bool_()),
            ("categories", pa.list_(pa.string())),
            ("boxes_xywh_px", pa.list_(pa.list_(pa.float32()))),
            ("scores", pa.list_(pa.float32())),
            ("label", pa.string()),
            ("probability", pa.float32()),
            ("confidence", pa.float32()),
            ("admissibility", pa.float32()),
            ("result", pa.string()),
        ]
    )
    with pq.ParquetWriter(path, schema, compression="zstd") as file:
        rows: list[dict[str, Any]] = []
        for answer in _answers(lines):
            rows.append(_row(answer))
            if len(rows) == ROWS:
                file.write_table(pa.Table.from_pylist(rows, schema))
                rows = []
        file.write_table(pa.Table.from_pylist(rows, schema))


def _row(answer: dict[str, Any]) -> dict[str, Any]:
    """What a table is asked for, and the whole answer beside it."""
    boxes = answer.get("boxes") or []
    return {
        "photo": answer["photo"],
        "instruction": answer["instruction"],
        "task": answer["understood"]["task"],
        "found": answer["found"],
        "categories": [box["category"] for box in boxes] or answer["understood"].get("categories", []),
        "boxes_xywh_px": [box["bbox"] for box in boxes],
        "scores": [box["score"] for box in boxes],
        "label": answer.get("label"),
        "probability": answer.get("probability"),
        "confidence": answer["confidence"],
        "admissibility": answer["admissibility"],
        "result": json.dumps(answer, ensure_ascii=False),
    }


def _coco(lines: Lines, path: Path) -> None:
    images: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    numbers: dict[str, int] = {}
    for line in lines:
        if "answers" not in line:
            continue
        h, w = line["size_hw"]
        images.append({"id": line["index"] + 1, "file_name": line["photo"], "height": h, "width": w})
        for answer in _answers([line]):
            for found in _objects(answer):
                number = numbers.setdefault(found.pop("category"), len(numbers) + 1)
                own = {"id": len(annotations) + 1, "image_id": line["index"] + 1, "category_id": number, "iscrowd": 0}
                annotations.append(own | found)
    content = {
        "info": {"description": "answers of instructcv predict"},
        "images": images,
        "categories": [{"id": number, "name": name} for name, number in numbers.items()],
        "annotations": annotations,
    }
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _objects(answer: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Boxes with their scores; where there are none, the mask of each category, boxed, with the answer's confidence."""
    for box in answer.get("boxes") or []:
        _, _, w, h = box["bbox"]
        area = round(w * h, 2)
        yield {key: box[key] for key in ("category", "bbox", "score", "segmentation") if key in box} | {"area": area}
    if not answer.get("boxes"):
        for part in (answer.get("mask") or {}).get("categories", []):
            if part["area"]:
                yield {
                    "category": part["category"],
                    "bbox": box_of(part["segmentation"]),
                    "area": part["area"],
                    "segmentation": part["segmentation"],
                    "score": answer["confidence"],
                }


def box_of(encoded: dict[str, Any]) -> list[float]:
    """`[x, y, w, h]` in pixels around a run-length encoded mask."""
    return [float(edge) for edge in mask.toBbox(encoded)]


WRITERS: dict[Format, Callable[[Lines, Path], None]] = {"coco": _coco, "parquet": _parquet, "jsonl": _jsonl}
