"""Tables by buffers are pyarrow's own, without pandas."""

import subprocess
import sys
from typing import Any

import pyarrow as pa
import pytest

from instructcv.pairs._arrow import table_of
from instructcv.pairs.rows import SCHEMA

EMPTY: dict[str, Any] = {}
PLAIN: dict[str, Any] = dict.fromkeys(SCHEMA.names, "x") | {
    "input_image": {"bytes": b"\xff\x00", "path": "a/b.jpg"},
    "edited_image": {"bytes": b"", "path": "höhle.png"},
    "legend": [{"category": "dog", "colour": "#ff0000"}, {"category": "büro", "colour": "#00ff00"}],
    "known": {"bytes": b"\x00", "path": None},
}
DEPTH: dict[str, Any] = PLAIN | {"legend": [], "known": None, "category": ""}


@pytest.mark.parametrize(
    "rows",
    [
        [EMPTY],  # every column null
        [PLAIN],  # no column null, save for a path
        [DEPTH],  # an empty list, a null struct
        [PLAIN, DEPTH, EMPTY, PLAIN] * 5,  # more rows than bits in a byte
    ],
)
def test_a_table_is_pyarrows_own(rows: list[dict[str, Any]]) -> None:
    table = table_of(rows, SCHEMA)
    table.validate(full=True)
    assert table.equals(pa.Table.from_pylist(rows, schema=SCHEMA), check_metadata=True)


def test_another_type_is_refused() -> None:
    with pytest.raises(TypeError, match="int64"):
        table_of([{"n": 1}], pa.schema([("n", pa.int64())]))


def test_a_worker_imports_no_pandas() -> None:
    code = "import sys, instructcv.pairs.shard as s; s.table_of([{}], s.SCHEMA); sys.exit(int('pandas' in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
