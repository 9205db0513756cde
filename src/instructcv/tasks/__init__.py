"""One file = one task: ask, paint, read, score, example. `base.task(name)` loads one through the registry."""
