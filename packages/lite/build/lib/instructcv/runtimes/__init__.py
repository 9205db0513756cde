"""What computes a checkpoint's networks. ONE FILE = ONE RUNTIME, with `load` at its door.

`torch` opens checkpoints themselves; the others open what `instructcv export` made of one, and need no torch. `shared` holds what
these have in common and is no runtime.
"""
