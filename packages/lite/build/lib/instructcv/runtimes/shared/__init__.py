"""What exported networks have in common, whatever computes them. NumPy only."""
