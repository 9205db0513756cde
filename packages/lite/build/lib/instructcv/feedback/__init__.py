"""Corrections: kept as labels, which any training reads, and as preferences between two pictures. NumPy only, no torch."""
