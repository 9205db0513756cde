"""ONE FILE = ONE SOURCE of samples, in its official layout on disk, plus rendered rooms, copy-paste scenes and plain
folders.
"""
