"""Debian's own packages that ours depend on, for a machine that reaches no mirror: fetched by apt, checked by apt."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path


def closure(debs: Sequence[Path], work: Path) -> list[Path]:
    """Everything a bare Debian of this release lacks, as apt resolves it, from this machine's own sources.

    Nothing is taken as installed, so the stick also serves the smallest of machines; what is there already, apt leaves.
    """
    return _fetch(work, [str(deb) for deb in debs])


def _fetch(work: Path, wanted: Sequence[str]) -> list[Path]:
    archives, state = work / "archives", work / "state"
    for folder in (archives / "partial", state / "lists" / "partial", work / "cache"):
        folder.mkdir(parents=True, exist_ok=True)
    (state / "status").touch()
    options = {
        "Dir::State": str(state),
        "Dir::State::status": str(state / "status"),
        "Dir::Cache": str(work / "cache"),
        "Dir::Cache::archives": str(archives),
        "APT::Install-Recommends": "0",
        "APT::Sandbox::User": "root" if os.getuid() == 0 else "",
        "APT::Keep-Downloaded-Packages": "1",
        "Debug::NoLocking": "1",
        # Machines of developers clean up after each installation; here the files are what is wanted.
        "APT::Update::Post-Invoke": "",
    }
    words = [word for name, value in options.items() if value for word in ("-o", f"{name}={value}")]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    for command in (["update"], ["install", "-y", "--download-only", *wanted]):
        subprocess.run(
            ["apt-get", "-q", *words, *command], env=environment, check=True, stdout=subprocess.DEVNULL
        )
    return sorted(archives.glob("*.deb"))
