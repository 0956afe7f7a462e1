"""The version before this one, really: an older commit, frozen and packed by its own build, with its own forms of data.

Built once and kept in ``var/package/previous``; it takes as long as one ``./run package``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from build.facts import ROOT
from release.build import BUILD_FILE

KEPT = ROOT / "var" / "package" / "previous"
# Until there is a release: the last commit that could be packed before papers, counts and sealed keys changed both
# databases. Desks wrote form 4 then, servers form 2.
BEFORE_THE_FIRST_RELEASE = "0b9faaa02083e3fbe4fccb7fdab279dd70fee11c"


@dataclass(frozen=True, slots=True)
class Previous:
    """Its version, and the packages of console and server."""

    version: str
    debs: tuple[Path, ...]


def previous() -> Previous:
    commit = _commit()
    folder = (
        KEPT / commit[:8]
    )  # short: the socket of gpg's agent lies deep in it, and has room for 107 letters
    if not any((folder / "dist" / "debs").glob("ringdesk-server_*.deb")):
        shutil.rmtree(folder, ignore_errors=True)
        KEPT.mkdir(parents=True, exist_ok=True)
        _git("clone", "--quiet", "--shared", str(ROOT), str(folder))
        subprocess.run(["git", "checkout", "--quiet", "--detach", commit], cwd=folder, check=True)
        own_keys = {name: text for name, text in os.environ.items() if not name.startswith("RINGDESK_")}
        subprocess.run([str(folder / "run"), "package"], cwd=folder, env=own_keys, check=True)
    version = str(
        json.loads((folder / "dist" / "server" / BUILD_FILE).read_text(encoding="utf-8"))["version"]
    )
    debs = (folder / "dist" / "debs").glob(f"ringdesk-[cs]*_{version}_amd64.deb")
    return Previous(version, tuple(sorted(debs)))


def _commit() -> str:
    """The newest release that is not this commit; so each release is tried against the one before it."""
    here = _git("rev-parse", "HEAD")
    for tag in _git("tag", "--list", "v*", "--sort=-version:refname", "--merged", "HEAD").split():
        commit = _git("rev-list", "-n", "1", tag)
        if commit != here:
            return commit
    return BEFORE_THE_FIRST_RELEASE


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
