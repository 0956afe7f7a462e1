"""One console per profile: a lock that the operating system takes back when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from storage.faults import ProfileInUse, of_the_system

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 20  # Windows refuses to read locked bytes: lock one that nobody reads

    def _try_lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class ProfileLock:
    """Held from making to ``release``; the file stays and says which process holds or last held it."""

    def __init__(self, path: Path) -> None:
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as why:
            raise of_the_system(why, path.parent) from why
        try:
            _try_lock(self._handle)
        except OSError as why:
            holder = os.read(self._handle, 20).decode("ascii", "replace").strip()
            os.close(self._handle)
            raise ProfileInUse(holder or "?") from why
        self._sign(path)

    def _sign(self, path: Path) -> None:
        try:
            os.ftruncate(self._handle, 0)
            os.write(self._handle, f"{os.getpid()}\n".encode("ascii"))
        except OSError as why:
            self.release()
            raise of_the_system(why, path.parent) from why

    def release(self) -> None:
        """Once more does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
