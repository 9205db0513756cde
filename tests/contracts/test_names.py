"""No task's name outside its folder: what knows tasks asks the registry, and what works with answers asks what they are made of."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import instructcv
from instructcv import registry

SRC = Path(instructcv.__file__).parent
FOREIGN = {
    "client.py": "result.json's key for COCO's RLE",
    "datasets/_coco_index.py": "COCO's key",
    "datasets/_coco_json.py": "COCO's key",
    "datasets/folder.py": "a folder's name in a layout of one's own",
    "datasets/sunrgbd.py": "a folder's name in SUN RGB-D's layout",
    "feedback/answered.py": "result.json's key for COCO's RLE",
    "feedback/labels.py": "COCO's key, and a folder's name in the layout that `folder` reads",
    "feedback/store.py": "COCO's key",
    "inference/collected.py": "COCO's key",
    "models/sd15/random.py": "how many layers a network has",
    "training/mini/scenes.py": "a label's key in a scene's record",
    # What reads sentences by rules, until the tagger does.
    "cli/understand.py": "reads by rules",
    "instructions/understand.py": "reads by rules",
}
"""File -> what a word that is also a task's name means there. It is compared with no task's name."""


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Every string constant of a file with its line, docstrings being longer than any name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


@pytest.mark.parametrize(
    "folder", sorted(path.name for path in SRC.iterdir() if path.name not in ("tasks", "__pycache__"))
)
def test_no_name_of_a_task_outside_its_folder(folder: str) -> None:
    names = set(registry.names("tasks"))
    files = [SRC / folder] if (SRC / folder).is_file() else sorted((SRC / folder).rglob("*.py"))
    found = [
        f"{path.relative_to(SRC)}:{line}: {text!r}"
        for path in files
        if path.suffix == ".py" and path.relative_to(SRC).as_posix() not in FOREIGN
        for line, text in strings(path)
        if text in names
    ]
    assert not found, "ask what it is made of: tasks.base.gives, TRAITS.kind, ..."


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
