"""What a photo's features take is given back and asked for again with every photo, and clearing it anew is a fifth of the work."""

import ctypes
import functools
import sys

KEPT_BYTES = 2**31 - 1
"""More than an answer takes; mallopt takes a C int."""
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""Of glibc's malloc.h."""


@functools.cache
def keep_freed_memory() -> bool:
    """Tell the C library to keep what was freed for the next allocation; True where it listened, which is glibc."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # musl has no such thing
        return False
    return all([mallopt(M_MMAP_THRESHOLD, KEPT_BYTES), mallopt(M_TRIM_THRESHOLD, KEPT_BYTES)])
