"""One folder = one task, wordings included. `base.task(name)` loads one through the registry."""
