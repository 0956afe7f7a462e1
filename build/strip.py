"""The last touches to the files: symbols that nobody needs, modes and times that are the same everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ELF = b"\x7fELF"
# Those that their makers left large. Not all: strip breaks libraries whose wheels were joined by patchelf (PJSIP's).
_LARGE = ("/libpython3", "/lib-dynload/", "/sqlcipher3/", "/sqlalchemy/")


def is_elf(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(4) == ELF


def strip_libraries(folder: Path) -> None:
    """Not the programs at the top: PyInstaller's archive hangs at their end. On Windows there is nothing to take."""
    if sys.platform != "linux":
        return
    inside = [file for file in sorted(folder.rglob("*")) if file.parent != folder and is_elf(file)]
    files = [str(file) for file in inside if any(part in str(file) for part in _LARGE)]
    subprocess.run(["strip", "--strip-unneeded", *files], check=True)


def set_modes_and_times(folder: Path, epoch: int) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or (path.parent == folder and is_elf(path))
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)
