"""`instructcv predict`, with a painter whose picture is known: what it writes, says and returns."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fakes import PatternPainter
from instructcv import InstructCV
from instructcv.cli._main import main
from photo_zoo import BAD, GOOD, Maker, picture

SEGMENT = "segment the chair"


@pytest.fixture(autouse=True)
def pattern_model(monkeypatch: pytest.MonkeyPatch) -> PatternPainter:
    painter = PatternPainter(side=32)
    monkeypatch.setattr(InstructCV, "from_pretrained", lambda *_, **__: InstructCV(painter))
    return painter


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    picture().save(tmp_path / "photo.jpg")
    return tmp_path


def complaint(captured: Any) -> str:
    """The one line on standard error; nothing may stand on standard output."""
    assert captured.out == "" and captured.err.count("\n") == 1 and captured.err.startswith("instructcv: ")
    return captured.err


@pytest.mark.parametrize(("name", "make", "size_hw"), GOOD.values(), ids=GOOD.keys())
def test_good_photos_are_answered(
    here: Path, capsys: pytest.CaptureFixture[str], name: str, make: Maker, size_hw: tuple[int, int]
) -> None:
    make(here / name)
    assert main(["predict", name, SEGMENT, "--out", "out"]) == 0
    written = json.loads((here / "out" / Path(name).stem / "result.json").read_text())
    assert written["photo"] == name and written["found"] == (size_hw != (1, 1))  # one pixel is of one colour all over
    assert tuple(written["mask"]["segmentation"]["size"]) == size_hw
    assert "chair" in capsys.readouterr().out


@pytest.mark.parametrize("make", BAD.values(), ids=BAD.keys())
def test_bad_photos_are_one_line_and_leave_nothing(here: Path, capsys: pytest.CaptureFixture[str], make: Maker) -> None:
    make(here / "bad.jpg")
    assert main(["predict", "bad.jpg", SEGMENT, "--out", "out"]) == 2
    assert "bad.jpg" in complaint(capsys.readouterr())
    assert not (here / "out").exists()


REFUSED = [
    pytest.param("", id="empty"),
    pytest.param("   ", id="white space"),
    pytest.param("chair " * 834, id="5,000 characters"),
    pytest.param("\N{CAT FACE}\N{DOG FACE}\N{SPARKLES}", id="emoji only"),
    pytest.param("qwertz asdfgh yxcvbn", id="letters without a meaning"),
    pytest.param("どこに椅子がありますか", id="another script"),
]


@pytest.mark.parametrize("instruction", REFUSED)
def test_instructions_that_cannot_be_understood(
    here: Path, capsys: pytest.CaptureFixture[str], instruction: str
) -> None:
    assert main(["predict", "photo.jpg", instruction, "--out", "out"]) == 2
    assert len(complaint(capsys.readouterr())) < 600
    assert not (here / "out").exists()


UNUSUAL = [
    pytest.param("wo sind die Stühle?", id="another language"),
    pytest.param("segment the chair \N{CHAIR}\N{SPARKLES}", id="an emoji beside words"),
    pytest.param("segment the zyzzyva", id="a category never seen"),
    pytest.param("segment the chair; rm -rf /", id="shell signs"),
    pytest.param("segment the\nchair\t\N{ZERO WIDTH SPACE}", id="line breaks and invisible signs"),
]


@pytest.mark.parametrize("instruction", UNUSUAL)
def test_unusual_instructions_are_answered_or_refused_in_one_line(
    here: Path, capsys: pytest.CaptureFixture[str], instruction: str
) -> None:
    code = main(["predict", "photo.jpg", instruction, "--out", "out"])
    if code == 0:
        written = json.loads((here / "out" / "photo" / "result.json").read_text())
        assert written["instruction"] == instruction, "the user's own wording"
    else:
        assert code == 2
        complaint(capsys.readouterr())


USAGE = [
    pytest.param([], id="nothing"),
    pytest.param(["photo.jpg"], id="a photo and no instruction"),
    pytest.param(["photo.jpg", SEGMENT, "--passes", "0"], id="no pass"),
    pytest.param(["photo.jpg", SEGMENT, "--passes", "many"], id="a word for a number"),
    pytest.param(["photo.jpg", SEGMENT, "--seeds", "-1"], id="fewer than no seeds"),
    pytest.param(["photo.jpg", SEGMENT, "--passes", "1.5"], id="a fraction for a whole number"),
    pytest.param(["photo.jpg", SEGMENT, "--seed", "-1"], id="a seed below 0"),
    pytest.param(["photo.jpg", SEGMENT, "--seed", "99999999999999999999"], id="a seed beyond 32 bits"),
    pytest.param(["photo.jpg", SEGMENT, "--dtype", "int1"], id="no such number format"),
    pytest.param(["photo.jpg", SEGMENT, "--colour", "red"], id="no such option"),
    pytest.param([".", "--", SEGMENT, "x"], id="an instruction in the place of a photo"),
    pytest.param(["none/*.jpg", SEGMENT], id="a glob that matches nothing"),
    pytest.param(["photo.jpg", SEGMENT, "--out", "photo.jpg"], id="a file in the place of the folder"),
]


@pytest.mark.parametrize("arguments", USAGE)
def test_mistakes_are_one_line(here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(["predict", *arguments]) == 2
    assert "instructcv: " in capsys.readouterr().err


SLIPS = [
    pytest.param(["photo.jpg", SEGMENT, "--pases", "2"], "no option --pases", id="an option with a typo"),
    pytest.param(["photo.jpg", SEGMENT, "--out=x", "--Json"], "--Json", id="an option at the end"),
    pytest.param(["--hlep"], "no option --hlep", id="nothing but an option with a typo"),
    pytest.param(["photo.jpg", "segment", "the", "chair"], "in quotes", id="no quotes"),
    pytest.param([SEGMENT, "photo.jpg"], "the instruction comes last", id="the photo last"),
    pytest.param([SEGMENT, "depth/"], "the instruction comes last", id="the folder of photos last"),
]


@pytest.mark.parametrize(("arguments", "says"), SLIPS)
def test_slips_are_named_before_the_model_is_loaded(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    (here / "depth").mkdir()
    monkeypatch.setattr(InstructCV, "from_pretrained", None)
    assert main(["predict", *arguments]) == 2
    assert says in complaint(capsys.readouterr())


def test_a_folder_may_have_the_name_of_an_instruction(here: Path) -> None:
    (here / "depth").mkdir()
    assert main(["predict", "photo.jpg", "depth"]) == 0


def test_one_bad_photo_among_many(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "photo.jpg").unlink()
    for index in range(12):
        picture("RGB", (4, 4)).save(here / f"{index:02d}.png")
    (here / "05.png").write_bytes(b"\x89PNG cut short")
    assert main(["predict", ".", SEGMENT, "--out", "out"]) == 2
    err = capsys.readouterr().err
    assert "05.png" in err and "11 answered, 1 failed" in err
    assert sorted(path.name for path in (here / "out").iterdir()) == [f"{i:02d}" for i in range(12) if i != 5]


def test_photos_on_standard_input(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("photo.jpg\n\n"))
    assert main(["predict", "-", SEGMENT, "--out", "out"]) == 0
    assert (here / "out" / "photo" / "result.json").exists()


def test_json_on_standard_output_is_one_line_a_photo(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture().save(here / "second.png")
    assert main(["predict", "photo.jpg", "second.png", SEGMENT, "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["photo"] for record in records] == ["photo.jpg", "second.png"]


SPOKEN = [
    pytest.param("segment the chair", r"segmentation: chair \d+\.\d % of the photo", id="a share of the photo"),
    pytest.param("put a box around every chair", r"detection: chair (0\.9\d|1\.00)", id="a score"),
    pytest.param("is there a dog?", r"classification: (dog|no dog) \(\d+ %\)", id="yes or no"),
    pytest.param("how far away is everything?", r"depth: 1\.\d\d m to 3\.\d\d m", id="metres"),
    pytest.param("is this a cat or a dog?", r"classification: cat \(\d+ %\)", id="a class and its probability"),
]


@pytest.mark.parametrize(("instruction", "said"), SPOKEN)
def test_the_answer_is_said_in_words(
    here: Path, capsys: pytest.CaptureFixture[str], instruction: str, said: str
) -> None:
    assert main(["predict", "photo.jpg", instruction]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert re.fullmatch(said, first)
    assert Path(second) == Path("answers/photo/overlay.png") and Path(second).exists()


def test_the_seed_reaches_the_painter(
    here: Path, monkeypatch: pytest.MonkeyPatch, pattern_model: PatternPainter
) -> None:
    given: list[dict[str, int]] = []
    paint = pattern_model.paint

    def spy(*args: Any, **options: int) -> Any:
        given.append(options)
        return paint(*args, **options)

    monkeypatch.setattr(pattern_model, "paint", spy)
    assert main(["predict", "photo.jpg", SEGMENT, "--passes", "3", "--seeds", "2", "--seed", "7"]) == 0
    assert given == [{"passes": 3, "seed": 7}, {"passes": 3, "seed": 8}]


def test_one_pass_answers_without_the_libraries_that_take_seconds_to_import() -> None:
    """A cold start: torch is enough to answer."""
    code = (
        "import sys; from instructcv.models.base import load; from instructcv.types import Query; import numpy as np;"
        "load().paint(np.zeros((64, 64, 3), np.uint8), [Query(task='depth', instruction='how far is everything?')]);"
        "print(sorted({'diffusers', 'transformers', 'scipy.stats', 'torch._dynamo'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
