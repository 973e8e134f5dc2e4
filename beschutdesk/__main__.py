"""``python -m beschutdesk``, and the start of the frozen program."""

import multiprocessing
import sys

from beschutdesk.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
