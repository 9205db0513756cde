"""Metrics as sums that merge: `a + b` of two workers' sums gives the sums of all. NumPy only."""
