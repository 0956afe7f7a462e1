"""The end of a lost desk: its key first, so that everything else is noise already; then every file."""

from __future__ import annotations

import shutil
from pathlib import Path

from storage import keys
from storage.faults import of_the_system

UNDER_WAY = "desk.wiping"
_KEYS = ("desk.key", "desk.key.new")


def wipe_profile(folder: Path) -> None:
    """Broken off anywhere, the next start goes on. The folder itself stays, empty."""
    keys.write_durably(folder / UNDER_WAY, b"")
    for name in _KEYS:
        keys.destroy(folder / name)
    try:
        for one in sorted(folder.iterdir()):
            if one.is_dir() and not one.is_symlink():
                shutil.rmtree(one, ignore_errors=True)
            elif one.name != UNDER_WAY:
                one.unlink(missing_ok=True)
        (folder / UNDER_WAY).unlink(missing_ok=True)
    except OSError as why:
        raise of_the_system(why, folder) from why


def is_under_way(folder: Path) -> bool:
    return (folder / UNDER_WAY).exists()
