"""Folders, globs and lists of photos: stable order, each once, and one bad photo does not stop the others."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fakes import PatternPainter
from instructcv import InstructCV
from instructcv.errors import UserError
from instructcv.inference import batch


@pytest.fixture
def album(tmp_path: Path) -> Path:
    for name in ("b.jpg", "a.PNG", "deep/er/c.webp"):
        path = tmp_path / "album" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (8, 6)).save(path)
    (tmp_path / "album" / "notes.txt").write_text("not a photo")
    return tmp_path / "album"


EXPANDED: list[Any] = [
    pytest.param(lambda a: [], [], id="nothing named"),
    pytest.param(lambda a: [f"{a}/none.jpg"], ["none.jpg"], id="a missing file stays, to be reported"),
    pytest.param(lambda a: [f"{a}"], ["a.PNG", "b.jpg", "deep/er/c.webp"], id="a folder, those below it too"),
    pytest.param(lambda a: [f"{a}/*.jpg"], ["b.jpg"], id="a glob that the shell left alone"),
    pytest.param(lambda a: [f"{a}/**/*.webp"], ["deep/er/c.webp"], id="a glob through folders"),
    pytest.param(lambda a: [f"{a}/b.jpg", f"{a}"], ["b.jpg", "a.PNG", "deep/er/c.webp"], id="each photo once"),
    pytest.param(lambda a: [f"{a}/notes.txt"], ["notes.txt"], id="a file that is named is tried"),
]


@pytest.mark.parametrize(("names", "expected"), EXPANDED)
def test_names_become_paths(album: Path, names: Callable[[Path], list[str]], expected: list[str]) -> None:
    assert [str(path.relative_to(album)) for path in batch.expand(names(album))] == expected


def test_paths_on_standard_input(album: Path) -> None:
    lines = [f"{album}/b.jpg\n", "\n", "  \n", f"{album}/a.PNG\r\n"]
    assert [path.name for path in batch.expand(["-"], lines)] == ["b.jpg", "a.PNG"]


def test_a_name_that_looks_like_a_glob_but_exists_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "odd[1].jpg"
    path.write_bytes(b"")
    assert batch.expand([str(path)]) == [path]


def test_hidden_files_and_earlier_answers_in_a_folder_are_no_photos(album: Path) -> None:
    for name in ("._b.jpg", ".thumbnails/b.jpg", "answers/b/overlay.png", "answers/b/painted.png"):
        (album / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (8, 6)).save(album / name)
    (album / "answers" / "b" / "result.json").write_text("{}")
    assert [path.name for path in batch.expand([str(album)])] == ["a.PNG", "b.jpg", "c.webp"]


@pytest.mark.parametrize("name", ["", "*.jpg"])
def test_a_folder_or_glob_without_photos_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="no photo"):
        batch.expand([str(tmp_path / name)])


def test_photos_that_share_a_stem_get_folders_of_their_own() -> None:
    paths = [Path("x/a.jpg"), Path("x/a-2.jpg"), Path("y/a.png"), Path("y/A.jpg"), Path("b.jpg")]
    chosen = batch.folders(paths, Path("out"))
    assert [chosen[path].name for path in paths] == ["a", "a-2", "a-3", "A-4", "b"]
    assert len({str(folder).lower() for folder in chosen.values()}) == 5


def test_a_bad_photo_is_named_and_counted_and_the_rest_answered(album: Path) -> None:
    (album / "bad.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut short")
    summary = batch.Summary()
    model = InstructCV(PatternPainter(side=16))
    answered = [path.name for path, _ in batch.run(model, batch.expand([str(album)]), "segment the chair", summary)]
    assert answered == ["a.PNG", "b.jpg", "c.webp"] and summary.answered == 3
    assert len(summary.failed) == 1 and "bad.jpg" in summary.failed[0][0] and "bad.jpg" in summary.failed[0][1]


def test_a_bad_instruction_fails_before_any_photo_is_opened(album: Path) -> None:
    painter = PatternPainter()
    with pytest.raises(UserError, match="empty"):
        list(batch.run(InstructCV(painter), [album / "missing.jpg"], "", batch.Summary()))
    assert painter.calls == 0


@pytest.mark.parametrize("name", ["", "  "])
def test_a_name_without_letters_is_not_this_folder(name: str, monkeypatch: pytest.MonkeyPatch, album: Path) -> None:
    monkeypatch.chdir(album)
    with pytest.raises(UserError, match="name is empty"):
        batch.expand([name])
