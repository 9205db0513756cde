"""A permutation of 0..n-1 that is computed, not stored: a billion photos cost no memory, and any worker can ask."""

import hashlib

_ROUNDS = 4


def shuffled(index: int, n: int, seed: str) -> int:
    """Where `index` goes in a pseudo-random permutation of range(n).

    A balanced Feistel network over the next even number of bits (Luby and Rackoff 1988: four rounds are a pseudo-random
    permutation), walked until the value falls below n (Black and Rogaway 2002); fewer than four steps on average.

    Raises:
        IndexError: `index` is not in range(n).
    """
    if not 0 <= index < n:
        raise IndexError(index)
    half = max(1, ((n - 1).bit_length() + 1) // 2)
    mask = (1 << half) - 1
    value = index
    while True:
        left, right = value >> half, value & mask
        for turn in range(_ROUNDS):
            left, right = right, left ^ (_hash(f"{seed}/{turn}/{right}") & mask)
        value = (left << half) | right
        if value < n:
            return value


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
