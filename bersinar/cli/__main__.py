"""`python -m bersinar.cli`: for processes that the product starts itself."""

import sys

from . import main

if __name__ == "__main__":
    sys.exit(main())
