"""Pixels to numbers and back, NumPy and OpenCV only: the painting and reading half of every task."""
