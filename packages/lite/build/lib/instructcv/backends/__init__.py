"""Where independent jobs run. ONE FILE = ONE BACKEND; its function `run` is `base.Backend`."""
