"""Where a profile lives: its folder, its log, and the socket by which other programs reach its console."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

DEMO = "demo"
NAME = re.compile(r"[\w][\w.-]{0,63}")
LONGEST_SOCKET_PATH = 100  # the system's limit is 108 bytes, 104 on macOS


class NoSuchName(ValueError):
    """A name that could not be a folder."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One agent's desk on this machine. Nothing here touches the disk but ``make_folders``."""

    name: str
    folder: Path

    @property
    def is_demo(self) -> bool:
        return self.name == DEMO

    @property
    def exists(self) -> bool:
        return (self.folder / "desk.key").exists() or (self.folder / "desk.db").exists()

    @property
    def is_being_wiped(self) -> bool:
        """It was lost, and the end of it was broken off."""
        return (self.folder / "desk.wiping").exists()

    @property
    def settings_file(self) -> Path:
        return self.folder / "screen.json"

    @property
    def log_folder(self) -> Path:
        return self.folder / "log"

    @property
    def runtime_folder(self) -> Path:
        """Only its user may look into it; elsewhere when the path would be too long for a socket."""
        wanted = self.folder / "run"
        if len(str(wanted / "ctl.sock").encode()) <= LONGEST_SOCKET_PATH:
            return wanted
        short = hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"ringdesk-{_user()}-{short}"

    @property
    def socket(self) -> str:
        """A path, or on Windows the name of a pipe."""
        if sys.platform == "win32":
            short = hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]
            return rf"\\.\pipe\ringdesk-{_user()}-{short}"
        return str(self.runtime_folder / "ctl.sock")

    def make_folders(self) -> None:
        for folder in (self.folder, self.log_folder, self.runtime_folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)


def find_profile(name: str) -> Profile:
    if not NAME.fullmatch(name):
        raise NoSuchName(name)
    return Profile(name, data_home() / name)


def data_home() -> Path:
    """RINGDESK_HOME, or where the system keeps a user's data."""
    chosen = os.environ.get("RINGDESK_HOME")
    if chosen:
        return Path(chosen).absolute()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "Ringdesk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Ringdesk"
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "ringdesk"


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
