"""A folder is a registry, and other packages' entries come through the same door."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from instructcv import registry
from instructcv.cli._main import main
from instructcv.errors import UserError


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EntryPoint]]:
    """What other packages offer as data sets; nothing at first, as where only this one is installed."""
    points: list[EntryPoint] = []
    monkeypatch.setattr(registry, "entry_points", lambda group: EntryPoints(p for p in points if p.group == group))
    registry._entries.cache_clear()
    yield points
    registry._entries.cache_clear()


def test_an_entry_of_another_package_is_one_like_ours(installed: list[EntryPoint]) -> None:
    installed.append(EntryPoint("dice", "pathlib", "instructcv.datasets"))
    assert "dice" in registry.names("datasets")
    assert registry.load("datasets", "dice").Path is Path


def test_two_of_one_name_are_refused(installed: list[EntryPoint]) -> None:
    installed.append(EntryPoint("coco", "pathlib", "instructcv.datasets"))
    with pytest.raises(ValueError, match="two datasets are called 'coco': instructcv.datasets.coco and pathlib"):
        registry.names("datasets")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "there are: ade20k"),
        ("cocoa", "did you mean 'coco'"),
        ("zzz", "there are: ade20k"),
        ("rooms", "a package of its own: pip install ./packages/rooms"),  # known, but not installed
    ],
)
def test_what_is_not_there_is_one_line_with_its_mend(installed: list[EntryPoint], name: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        registry.load("datasets", name)


@pytest.mark.parametrize(
    "command",
    [
        ["wordings", "rooms"],
        ["evaluate", "rooms"],
        ["build", "--dataset", "rooms", "--out", "out"],
    ],
)
def test_commands_say_how_rooms_are_installed(
    installed: list[EntryPoint],
    command: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(command) == 2
    said = capsys.readouterr().err
    assert "pip install ./packages/rooms" in said and said.count("\n") == 1
    assert not list(tmp_path.iterdir())
