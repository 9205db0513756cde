"""What holds for every test of rendered rooms."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two spinning processes on two cores are ten times slower than one
