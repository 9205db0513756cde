"""What happens to a sample on its way, and what is known about it: truth, sizes, variants. NumPy, no torch."""
