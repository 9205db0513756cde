"""`python -m instructcv` is `instructcv`."""

import sys

from instructcv.cli._main import main

sys.exit(main())
