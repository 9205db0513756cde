"""Furniture that nobody modelled: each noun is a short program that builds another thing every time it is run."""
