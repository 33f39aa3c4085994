"""``python -m parindex.cli``."""

import sys

from parindex.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
