"""Who may have a folder open: a lock that the operating system takes back when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from storage.faults import ProfileInUse, of_the_system

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 20  # Windows refuses to read locked bytes: lock those that nobody reads
    _SHARES = (
        64  # it shares no byte either: whoever shares takes one of so many, whoever is alone all of them
    )

    def _try_lock(handle: int) -> None:
        _lock_bytes(handle, _FAR, _SHARES)

    def _try_share(handle: int) -> None:
        for share in range(_SHARES - 1):
            try:
                return _lock_bytes(handle, _FAR + share, 1)
            except OSError:
                continue
        return _lock_bytes(handle, _FAR + _SHARES - 1, 1)

    def _lock_bytes(handle: int, first: int, count: int) -> None:
        os.lseek(handle, first, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, count)
        os.lseek(handle, 0, os.SEEK_SET)

    def _give_away(handle: int, folder: Path) -> None:
        """Its folder's rights are the file's."""
else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _try_share(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def _give_away(handle: int, folder: Path) -> None:
        """What root made in another's folder would keep its owner out."""
        owner = folder.stat()
        if os.geteuid() == 0 and owner.st_uid != 0:
            with suppress(OSError):  # a file system without owners, or one that obeys no root
                os.fchown(handle, owner.st_uid, owner.st_gid)


class ProfileLock:
    """Held from making to ``release``; the file stays and says which process holds or last held it alone.

    A shared one is held beside others of its kind, and never beside one that is not.
    """

    def __init__(self, path: Path, *, is_shared: bool = False) -> None:
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            _give_away(self._handle, path.parent)
        except OSError as why:
            raise of_the_system(why, path.parent) from why
        try:
            (_try_share if is_shared else _try_lock)(self._handle)
        except OSError as why:
            os.lseek(self._handle, 0, os.SEEK_SET)
            holder = os.read(self._handle, 20).decode("ascii", "replace").strip()
            os.close(self._handle)
            raise ProfileInUse(holder or "?") from why
        if not is_shared:
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
