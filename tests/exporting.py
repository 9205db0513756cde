"""An export as a person makes it, for the tests."""

import subprocess
import sys
from pathlib import Path


def exported_by_the_program(checkpoint: Path, out: Path) -> None:
    """Run `instructcv export` in a process of its own, where no shapes are checked while it traces."""
    command = [sys.executable, "-m", "instructcv", "export", "--checkpoint", str(checkpoint), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
