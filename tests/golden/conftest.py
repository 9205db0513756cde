"""Golden numbers: what was computed once stands in a file here, and is what is computed now.

Change them on purpose: `make golden`, and say why in the commit.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

Check = Callable[..., None]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Check:
    """`golden(FILE, NAME, numbers, atol=..., rtol=...)`: the same as in FILE.json, or written there with --renew-golden."""

    def check(file: str, name: str, numbers: Any, *, atol: float = 0.0, rtol: float = 0.0) -> None:
        path = Path(__file__).with_name(f"{file}.json")
        kept: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
        if request.config.getoption("--renew-golden"):
            kept[name] = np.asarray(numbers, np.float64).round(5).tolist()
            lines = (f"{json.dumps(key)}: {json.dumps(kept[key])}" for key in sorted(kept))
            path.write_text("{\n " + ",\n ".join(lines) + "\n}\n")
            return
        assert name in kept, f"{path.name} has no {name!r}; write it with: make golden"
        np.testing.assert_allclose(
            numbers,
            kept[name],
            atol=atol,
            rtol=rtol,
            err_msg=f"{name} differs from {path.name}; on purpose? make golden",
        )

    return check
