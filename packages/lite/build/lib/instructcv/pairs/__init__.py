"""The instruction-tuning set on disk: plan, build, verify, Parquet shards, data card. NumPy and Arrow, no torch."""

from importlib.util import find_spec

from instructcv.errors import UserError

if find_spec("pyarrow") is None:
    raise UserError("pairs are kept in Parquet files, which need pyarrow: pip install 'instructcv[build]'")
