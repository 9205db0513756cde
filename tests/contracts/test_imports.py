"""What import-linter does not hold: who may import an underscore's module, and which imports may stand inside functions."""

import ast
from collections.abc import Iterator
from pathlib import Path

import instructcv

ROOT = Path(instructcv.__file__).parent
SOURCES = sorted(ROOT.rglob("*.py"))
LATE = {
    ("datasets/_matlab.py", "scipy.io"): "an extra: only official .mat files are read with it",
    ("datasets/_nyu_mat.py", "h5py"): "the same, for those of MATLAB 7.3",
    ("evaluation/results.py", "resource"): "not on Windows",
    ("exports/base.py", "openvino"): "an extra",
    ("inference/collected.py", "pyarrow"): "an extra: only tables are written with it",
    ("inference/collected.py", "pyarrow.parquet"): "the same",
    (
        "models/mini/model.py",
        "diffusers.schedulers.scheduling_ddim",
    ): "importing diffusers takes seconds, one pass does without",
    ("models/mini/model.py", "instructcv.models.mini.pipeline"): "the same",
    ("photos.py", "pillow_heif"): "an extra",
    (
        "recipes/_own.py",
        "instructcv.pairs.origin",
    ): "pairs are Parquet files, an extra that learning from labels does without",
    ("training/mini/adapt.py", "peft"): "an extra",
    ("training/sd15/networks.py", "peft"): "the same",
    ("training/sd15/networks.py", "bitsandbytes.optim"): "an extra, on GPUs",
}
"""Module and what it imports inside a function -> why. The command line, which starts in a blink, imports late everywhere."""


def imported(node: ast.AST) -> Iterator[str]:
    """Dotted names of our modules, and of others' packages, that a statement imports."""
    if isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names if alias.name.startswith("_"))
    elif isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)


def test_an_underscores_module_is_imported_by_its_own_package_alone() -> None:
    found: list[str] = []
    for path in SOURCES:
        package = ".".join(("instructcv", *path.relative_to(ROOT).parent.parts))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in imported(node):
                parts = name.split(".")
                private = next(
                    (i for i, part in enumerate(parts) if part.startswith("_") and part != "__future__"), None
                )
                if parts[0] != "instructcv" or private is None:
                    continue
                owner = ".".join(parts[:private])
                if path.name != "__main__.py" and not f"{package}.".startswith(f"{owner}."):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno} imports {name}")  # type: ignore[attr-defined]
    assert not found, "\n".join(found)


def test_imports_inside_functions_have_their_reasons() -> None:
    found = {
        (str(path.relative_to(ROOT)), next(imported(node)))
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] != "cli"
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert found == LATE.keys()
