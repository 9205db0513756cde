"""The instruction-tuning set on disk: plan, build, verify, Parquet shards, data card. NumPy and Arrow, no torch."""
