"""No task's name outside its folder: what knows tasks asks the registry, and what works with answers asks what they are made of."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import instructcv
from instructcv import registry

SRC = Path(instructcv.__file__).parent
COCO = {"segmentation": "COCO's key for an outline"}
LAYOUT = {"depth": "a folder's name in a data set's layout"}
FOREIGN = {
    "client.py": COCO,
    "datasets/_coco_json.py": COCO,
    "datasets/_coco_tables.py": COCO,
    "datasets/folder.py": LAYOUT,
    "datasets/sunrgbd.py": LAYOUT,
    "feedback/answered.py": COCO,
    "feedback/labels.py": COCO | LAYOUT,
    "feedback/store.py": COCO,
    "inference/collected.py": COCO,
    "training/mini/scenes.py": {"depth": "a label's key in a scene's record on disk"},
}
"""File -> word that is also a task's name -> what it means there: something written by others, or kept on disk."""


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Every string constant of a file with its line, docstrings being longer than any name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def named(path: Path) -> list[tuple[int, str]]:
    """Where a file names a task."""
    return [(line, text) for line, text in strings(path) if text in registry.names("tasks")]


@pytest.mark.parametrize(
    "folder", sorted(path.name for path in SRC.iterdir() if path.name not in ("tasks", "__pycache__"))
)
def test_no_name_of_a_task_outside_its_folder(folder: str) -> None:
    files = [SRC / folder] if (SRC / folder).is_file() else sorted((SRC / folder).rglob("*.py"))
    found = [
        f"{path.relative_to(SRC)}:{line}: {text!r}"
        for path in files
        if path.suffix == ".py"
        for line, text in named(path)
        if text not in FOREIGN.get(path.relative_to(SRC).as_posix(), {})
    ]
    assert not found, "ask what it is made of: tasks.base.gives, TRAITS.kind, ..."


@pytest.mark.parametrize("file", FOREIGN)
def test_every_foreign_word_is_still_there(file: str) -> None:
    assert FOREIGN[file].keys() == {text for _, text in named(SRC / file)}, "take it off the list"


@pytest.mark.parametrize("name", registry.names("tasks"))
def test_no_import_of_a_task_outside_its_folder(name: str) -> None:
    """Its package is reached through the registry only; its labels and metrics have names of their own."""
    dotted = registry.where("tasks", name)
    for path in sorted(SRC.rglob("*.py")):
        if (SRC / "tasks" / name) in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                taken = node.module == "instructcv.tasks" and any(part.name == name for part in node.names)
                assert not taken and not node.module.startswith(dotted), f"{path}:{node.lineno}"
