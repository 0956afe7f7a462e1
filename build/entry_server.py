"""Where the frozen server begins."""

import sys

from server.__main__ import main

sys.exit(main())
