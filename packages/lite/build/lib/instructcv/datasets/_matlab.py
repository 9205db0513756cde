"""Lists in MATLAB 5 files, read in a process of its own: SciPy's reader can end the one it runs in where a file is damaged.

python -m instructcv.datasets._matlab FILE NAME      the values of a variable, flat, as JSON
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from instructcv.errors import UserError

_LIMIT_S = 120


def values_of(path: Path, name: str, what: str) -> list[Any]:
    """The numbers, or the strings of a cell array, of a variable.

    Raises:
        UserError: SciPy is not installed, or the file is damaged or has no such variable.
    """
    if find_spec("scipy") is None:
        raise UserError(f"{path} is a MATLAB file, which needs one more package: pip install 'instructcv[build]'")
    command = [sys.executable, "-m", __name__, str(path), name]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_LIMIT_S, check=True)
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise UserError(f"{path} ({what}) is damaged, or has no list {name!r}; unpack or download it again") from error


def _main(path: str, name: str) -> None:
    # Imported here: whoever only asks for another process's answer has no need of SciPy.
    from scipy.io import loadmat

    values: Any = loadmat(path)[name].ravel()
    found = [str(cell[0]) for cell in values] if values.dtype == object else [int(value) for value in values]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _main(*sys.argv[1:])
