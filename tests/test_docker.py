"""The Dockerfiles: linted, and what they run is a command line of ours. No engine is needed, so no image is built."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from instructcv.cli._main import build

REPOSITORY = Path(__file__).parents[1]
FILES = sorted((REPOSITORY / "docker").glob("Dockerfile*"))


def hadolint() -> str | None:
    beside = Path(sys.executable).parent / "hadolint"
    return str(beside) if beside.is_file() else shutil.which("hadolint")


def test_there_is_one_for_processors_and_one_for_gpus():
    assert [file.name for file in FILES] == ["Dockerfile", "Dockerfile.cuda"]


@pytest.mark.skipif(hadolint() is None, reason="hadolint is not installed")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_hadolint_finds_nothing(file):
    done = subprocess.run([hadolint(), str(file)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_runs_is_a_command_of_ours_as_an_ordinary_user_with_a_health_check(file):
    text = file.read_text(encoding="utf-8")
    *_, last = re.findall(r"^CMD (\[.*\])$", text, flags=re.MULTILINE)
    program, *words = json.loads(last)
    assert program == "instructcv"
    command, bound, _ = build().parse_args(words, print_error=False, exit_on_error=False)
    assert bound.arguments["host"] == "0.0.0.0"
    assert re.search(r"^USER \d+$", text, flags=re.MULTILINE)
    assert "HEALTHCHECK" in text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_is_copied_is_there_and_not_ignored(file):
    allowed = set((REPOSITORY / ".dockerignore").read_text(encoding="utf-8").split())
    for line in re.findall(r"^COPY (?!--from)(.*)$", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
        for name in line.split()[:-1]:
            assert (REPOSITORY / name).exists()
            assert f"!{name}" in allowed
