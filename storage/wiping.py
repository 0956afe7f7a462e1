"""The end of a lost desk: its key first, so that everything else is noise already; then every file."""

from __future__ import annotations

import shutil
from pathlib import Path

from storage import keys
from storage.faults import of_the_system

UNDER_WAY = "desk.wiping"
IN_THE_CLEAR = "opened"  # copies of files that another program shows
_KEYS = ("desk.key", "desk.key.new")


def wipe_profile(folder: Path) -> None:
    """Broken off anywhere, the next start goes on. The folder itself stays, empty.

    What can be read without the key goes right behind it. A file that something holds keeps the mark, and nothing
    else: the rest goes, and the trouble is raised at the end.
    """
    keys.write_durably(folder / UNDER_WAY, b"")
    for name in _KEYS:
        keys.destroy(folder / name)
    held: OSError | None = None
    for one in sorted(folder.iterdir(), key=lambda one: (one.name != IN_THE_CLEAR, one.name)):
        try:
            _remove(one)
        except OSError as why:
            held = held or why
    if held is not None:
        raise of_the_system(held, folder) from held
    (folder / UNDER_WAY).unlink(missing_ok=True)


def _remove(one: Path) -> None:
    if one.is_dir() and not one.is_symlink():
        shutil.rmtree(one)
    elif one.name != UNDER_WAY:
        one.unlink(missing_ok=True)


def is_under_way(folder: Path) -> bool:
    return (folder / UNDER_WAY).exists()
