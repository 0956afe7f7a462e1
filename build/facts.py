"""What is known of the commit that is built: its version, its name, its time."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from release.build import BUILD_FILE, VERSION

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Facts:
    """``epoch`` stands in for every time of day, so that the same commit gives the same bytes."""

    version: str
    commit: str
    epoch: int

    @property
    def committed(self) -> datetime:
        return datetime.fromtimestamp(self.epoch, UTC)

    def as_plain(self) -> dict[str, str]:
        return {"version": self.version, "commit": self.commit, "committed": self.committed.isoformat()}


def facts_of_the_tree() -> Facts:
    """A tagged commit is its version; any other sorts before it, in the order of commits (Debian's ~)."""
    commit, epoch = _git("log", "-1", "--format=%H %ct").split()
    version = VERSION
    if f"v{VERSION}" not in _git("tag", "--points-at", "HEAD").split():
        version = f"{VERSION}~{_git('rev-list', '--count', 'HEAD')}.g{commit[:8]}"
    if _git("status", "--porcelain", "--untracked-files=no"):
        version, commit = f"{version}.changed", f"{commit}+changed"
    return Facts(version, commit, int(epoch))


def facts_of_the_frozen(folder: Path) -> Facts:
    """The version that a frozen program carries, for packing it again without freezing it again."""
    told = json.loads((folder / BUILD_FILE).read_text(encoding="utf-8"))
    return Facts(told["version"], told["commit"], int(datetime.fromisoformat(told["committed"]).timestamp()))


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
