"""No picture of this process's memory, keys and all, is ever written to a disk by the system."""

from __future__ import annotations

import sys
from contextlib import suppress

if sys.platform == "win32":

    def keep_no_cores() -> None:
        """Windows writes none unless its administrator asks for them."""

else:
    import resource

    def keep_no_cores() -> None:
        """For this process and its children.

        One byte, not none: a limit of none does not keep Linux from handing the picture to a collector; 1 does.
        """
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        limit = 1 if most == resource.RLIM_INFINITY else min(1, most)
        with suppress(OSError, ValueError):  # whoever started us may have forbidden even this
            resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))
