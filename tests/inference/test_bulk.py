"""Many photos: one line for each, the same bytes however often a run is stopped, and one file for all that others open."""

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fakes import PatternPainter
from instructcv.cli import _bulk
from instructcv.errors import UserError
from instructcv.inference import batch, bulk, collected
from instructcv.inference.predictor import InstructCV

BOTH = ("segment the cat and the sofa", "put a box around every chair")


class Killed(BaseException):
    """As a signal: nothing in between may catch it."""


@pytest.fixture
def painter(monkeypatch) -> PatternPainter:
    painter = PatternPainter()
    monkeypatch.setattr(bulk, "_opened", lambda settings: InstructCV(painter))
    return painter


@pytest.fixture
def album(tmp_path: Path) -> list[Path]:
    """Twenty photos in two parts, and one that is none."""
    folder = tmp_path / "album"
    folder.mkdir()
    rng = np.random.default_rng(0)
    for number in range(20):
        Image.fromarray(rng.integers(0, 256, (24, 32, 3), dtype=np.uint8)).save(folder / f"{number:02d}.png")
    (folder / "broken.jpg").write_bytes(b"no picture")
    return batch.expand([str(folder)])


def answered(paths: list[Path], out: Path, **options) -> batch.Summary:
    settings = bulk.BulkSettings(instructions=options.pop("instructions", BOTH))
    given = {"pictures": False, "resume": False, "formats": (), "workers": 1, "backend": "processes", "address": None}
    return _bulk.answer_photos(settings, paths, out, **given | options)


def content(folder: Path) -> dict[str, bytes]:
    """What a run leaves, less the seconds in each result.json."""
    files = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    for name in files:
        if name.endswith("result.json"):
            told = json.loads(files[name])
            files[name] = json.dumps({key: value for key, value in told.items() if key != "seconds"}).encode()
    return files


def test_every_photo_is_looked_at_once_and_answered_or_named(painter, album, tmp_path):
    summary = answered(album, tmp_path / "out", formats=("jsonl",))
    assert summary.answered == 20 and len(summary.failed) == 1 and "broken.jpg" in summary.failed[0][0]
    assert painter.calls == 20
    lines = [json.loads(line) for line in (tmp_path / "out" / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [Path(line["photo"]).name for line in lines] == [path.name for path in album]
    assert [answer["instruction"] for answer in lines[0]["answers"]] == list(BOTH)
    assert "failed" in lines[-1]


def test_pictures_of_several_instructions_have_folders_of_their_own(painter, album, tmp_path):
    answered(album[:2], tmp_path / "out", pictures=True)
    found = sorted(str(path.parent.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("result.json"))
    assert found == ["00/instruction-1", "00/instruction-2", "01/instruction-1", "01/instruction-2"]
    answered(album[:1], tmp_path / "one", pictures=True, instructions=BOTH[:1])
    assert (tmp_path / "one" / "00" / "result.json").is_file()


def kills(painter: PatternPainter, after: int) -> Iterator[None]:
    paint = painter.paint

    def killed(*args, **kwargs):
        if painter.calls >= after:
            raise Killed
        return paint(*args, **kwargs)

    painter.paint = killed
    yield
    painter.paint = paint


@pytest.mark.parametrize("after", [0, 1, 7, 16, 19])
@pytest.mark.parametrize("pictures", [False, True])
def test_a_run_that_was_killed_goes_on_and_ends_with_the_same_bytes(painter, album, tmp_path, after, pictures):
    answered(album, tmp_path / "whole", pictures=pictures, formats=("coco", "jsonl"))
    painter.calls = 0
    killing = kills(painter, after)
    next(killing)
    with pytest.raises(Killed):
        answered(album, tmp_path / "killed", pictures=pictures)
    next(killing, None)
    part = bulk.part_file(tmp_path / "killed", 0)
    if part.exists():  # the machine went down in the middle of a line
        with part.open("a", encoding="utf-8") as lines:
            lines.write('{"index": 3, "pho')
    before = painter.calls
    answered(album, tmp_path / "killed", pictures=pictures, resume=True, formats=("coco", "jsonl"))
    assert painter.calls - before <= 20 - max(0, after - 1)  # what had a line was not asked again
    whole, again = content(tmp_path / "whole"), content(tmp_path / "killed")
    assert again == whole


def test_a_run_is_not_mixed_with_another(painter, album, tmp_path):
    answered(album[:2], tmp_path / "out")
    with pytest.raises(UserError, match="--resume"):
        answered(album[:2], tmp_path / "out")
    with pytest.raises(UserError, match="other settings or instructions"):
        answered(album[:2], tmp_path / "out", resume=True, instructions=BOTH[:1])
    with pytest.raises(UserError, match="other photos"):
        answered(album[:3], tmp_path / "out", resume=True)
    (tmp_path / "out" / bulk.RUN).write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match="damaged"):
        answered(album[:2], tmp_path / "out", resume=True)


def test_a_sentence_that_is_not_understood_ends_the_run_before_it_begins(painter, album, tmp_path):
    with pytest.raises(UserError):
        answered(album, tmp_path / "out", instructions=("bake me a cake",))
    assert painter.calls == 0 and not (tmp_path / "out").exists()


def test_pycocotools_reads_coco(painter, album, tmp_path):
    coco = pytest.importorskip("pycocotools.coco")
    answered(album[:3], tmp_path / "out", formats=("coco",))
    with redirect_stdout(io.StringIO()):
        truth = coco.COCO(str(tmp_path / "out" / "coco.json"))
        found = truth.loadRes([dict(one) for one in truth.dataset["annotations"]])
    assert {one["name"] for one in truth.dataset["categories"]} == {"cat", "sofa", "chair"}
    assert len(found.anns) == len(truth.anns) == 9  # two masks and a box on each of three photos
    (chair,) = truth.getCatIds(catNms=["chair"])
    boxes = [one["bbox"] for one in truth.dataset["annotations"] if one["category_id"] == chair]
    np.testing.assert_allclose(boxes, [[8, 6, 16, 12]] * 3, atol=1)
    assert truth.annToMask(truth.dataset["annotations"][0]).shape == (24, 32)


def test_datasets_reads_parquet(painter, album, tmp_path):
    datasets = pytest.importorskip("datasets")
    answered(album[:3], tmp_path / "out", formats=("parquet",))
    table = datasets.load_dataset(
        "parquet",
        data_files=str(tmp_path / "out" / "answers.parquet"),
        cache_dir=str(tmp_path / "cache"),
        split="train",
    )
    assert table.num_rows == 6
    assert table[1]["categories"] == ["chair"] and len(table[1]["boxes_xywh_px"]) == 1
    assert json.loads(table[0]["result"])["instruction"] == BOTH[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("segment the cat\n\n# a remark\n  box the dog  \nsegment the cat\n", ("segment the cat", "box the dog")),
        ("\ufeffsegment the cat\r\nbox the dog\r\n", ("segment the cat", "box the dog")),
    ],
    ids=["empty lines, remarks and doubles say nothing", "a byte-order mark and Windows' line ends"],
)
def test_instructions_are_read_from_a_file(tmp_path, text, expected):
    (tmp_path / "asked.txt").write_bytes(text.encode())
    assert _bulk.instructions_of(tmp_path / "asked.txt") == expected


@pytest.mark.parametrize("payload", [b"", b"# nothing\n", b"\xff\xfe\x00"], ids=["empty", "remarks", "no text"])
def test_a_file_without_instructions_is_refused(tmp_path, payload):
    (tmp_path / "asked.txt").write_bytes(payload)
    with pytest.raises(UserError, match=r"asked\.txt"):
        _bulk.instructions_of(tmp_path / "asked.txt")
    with pytest.raises(UserError, match="nowhere"):
        _bulk.instructions_of(tmp_path / "nowhere")


def test_boxes_around_run_length_encoded_masks():
    from instructcv.labels.mask_files import rle

    mask = np.zeros((10, 20), bool)
    mask[2:5, 3:11] = True
    assert collected.box_of(rle(mask)) == [3, 2, 8, 3]
