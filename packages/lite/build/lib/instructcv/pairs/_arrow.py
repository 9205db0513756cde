"""Rows of Python values as an Arrow table, by buffers: pyarrow's own conversion imports pandas, which costs each worker
a quarter of a second and tens of megabytes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa


def table_of(rows: Sequence[Mapping[str, Any]], schema: Any) -> Any:
    """As `pyarrow.Table.from_pylist`, for structs, lists, strings and bytes; what a row lacks is null."""
    columns = [_array([row.get(column.name) for row in rows], column.type) for column in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _array(values: Sequence[Any], kind: Any) -> Any:
    here = np.array([value is not None for value in values], dtype=np.bool_)
    nulls = None if here.all() else pa.py_buffer(np.packbits(here, bitorder="little").tobytes())
    if pa.types.is_struct(kind):
        parts = [_array([None if value is None else value[part.name] for value in values], part.type) for part in kind]
        return pa.Array.from_buffers(kind, len(values), [nulls], children=parts)
    if pa.types.is_list(kind):
        items = [item for value in values for item in value or ()]
        buffers = [nulls, _offsets([len(value or ()) for value in values])]
        return pa.Array.from_buffers(kind, len(values), buffers, children=[_array(items, kind.value_type)])
    if not (pa.types.is_string(kind) or pa.types.is_binary(kind)):
        raise TypeError(f"a pair has no column of type {kind}")
    data = [value.encode() if isinstance(value, str) else value or b"" for value in values]
    buffers = [nulls, _offsets([len(value) for value in data]), pa.py_buffer(b"".join(data))]
    return pa.Array.from_buffers(kind, len(values), buffers)


def _offsets(lengths: Sequence[int]) -> Any:
    """Where each value begins, and where the last one ends; 32 bits, so at most 2 GB a column."""
    ends = np.cumsum([0, *lengths])
    if ends[-1] > np.iinfo(np.int32).max:
        raise OverflowError("a row group of 2 GB; make the pictures smaller: --size")
    return pa.py_buffer(ends.astype(np.int32).tobytes())
