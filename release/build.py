"""Which build this is: written beside the frozen program, and the bare version when run from source."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

VERSION = "0.1.0"
BUILD_FILE = "build.json"


@dataclass(frozen=True, slots=True)
class Build:
    """A version, the commit it was made of, and that commit's time."""

    program: str
    version: str = VERSION
    commit: str = ""
    committed: str = ""

    def __str__(self) -> str:
        """``ringdesk 0.1.0 (1a2b3c4d5e6f of 2026-11-25)``."""
        made_of = f" ({self.commit[:12]} of {self.committed[:10]})" if self.commit else " (from source)"
        return f"{self.program} {self.version}{made_of}"


def program_folder() -> Path | None:
    """Where the frozen program lies; None when it runs from source."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def this_build(program: str) -> Build:
    folder = program_folder()
    try:
        found = json.loads((folder / BUILD_FILE).read_text(encoding="utf-8")) if folder else {}
    except (OSError, ValueError):
        found = {}
    known = ("version", "commit", "committed")
    return Build(program, **{name: str(found[name]) for name in known if name in found})
