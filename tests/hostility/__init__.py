"""Inputs that lie, made by the thousand from small good ones, and what may become of each: see `benchmarks/hostile.py`."""
