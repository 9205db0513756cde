"""The 2023 scorers, from their description, so that 0.297, 47.2, 48.5 and 82.1 can be compared like for like.

LEGACY: none of these is a measure of quality, see `shown`. They are written from a description of what the 2023 repository's
evaluators compute; nobody can prove that the paper's tables came from exactly them.
"""
