"""The APT repository in a folder: a pool that keeps every version, indexes by hash, one signature over all."""

from __future__ import annotations

import gzip
import hashlib
import lzma
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from installer.linux.archive_key import ArchiveKey

SUITE = "stable"
OURS, DEBIAN = "main", "debian"
_KEPT_HASHES = 3  # generations of an index that stay reachable by hash while a client is half-way through


@dataclass(frozen=True, slots=True)
class Dates:
    """``valid`` bounds for how long an old repository can be replayed to a machine that saw no newer one."""

    made: datetime
    valid: timedelta = timedelta(days=180)


class Repository:
    """One folder. Adding never removes: the version before is the way back."""

    def __init__(self, folder: Path, key: ArchiveKey) -> None:
        self._folder = folder
        self._key = key
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, debs: Iterable[Path], component: str = OURS) -> None:
        for deb in debs:
            package = deb.name.partition("_")[0]
            place = self._folder / "pool" / component / package[0] / package
            place.mkdir(parents=True, exist_ok=True)
            if not (place / deb.name).exists():
                shutil.copyfile(deb, place / deb.name)

    def publish(self, dates: Dates, phased: int = 100) -> None:
        """Write the indexes and sign them. ``phased``: the share of machines, in per cent, that take it now."""
        components = [one for one in (OURS, DEBIAN) if (self._folder / "pool" / one).is_dir()]
        dist = self._folder / "dists" / SUITE
        for component in components:
            self._index(dist, component, phased)
        release = self._release(dist, components, dates)
        (dist / "Release").write_text(release, encoding="utf-8")
        self._key.sign(dist / "Release", dist)
        self._key.export(self._folder / "ringdesk-archive-keyring.gpg")

    def _index(self, dist: Path, component: str, phased: int) -> None:
        place = dist / component / "binary-amd64"
        place.mkdir(parents=True, exist_ok=True)
        command = ["apt-ftparchive", "--arch", "amd64", "packages", f"pool/{component}"]
        text = subprocess.run(command, cwd=self._folder, capture_output=True, check=True).stdout
        if component == OURS and phased < 100:
            text = text.replace(b"\nFilename: ", b"\nPhased-Update-Percentage: %d\nFilename: " % phased)
        for name, content in (
            ("Packages", text),
            ("Packages.gz", gzip.compress(text, mtime=0)),
            ("Packages.xz", lzma.compress(text)),
        ):
            (place / name).write_bytes(content)
            self._by_hash(place, content)

    def _by_hash(self, place: Path, content: bytes) -> None:
        folder = place / "by-hash" / "SHA256"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha256(content).hexdigest()).write_bytes(content)
        kept = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for old in kept[_KEPT_HASHES * 3 :]:
            old.unlink()

    def _release(self, dist: Path, components: Sequence[str], dates: Dates) -> str:
        lines = [
            "Origin: Ringdesk",
            "Label: Ringdesk",
            f"Suite: {SUITE}",
            f"Codename: {SUITE}",
            f"Date: {_moment(dates.made)}",
            f"Valid-Until: {_moment(dates.made + dates.valid)}",
            "Acquire-By-Hash: yes",
            "Architectures: amd64 all",
            f"Components: {' '.join(components)}",
            "SHA256:",
        ]
        indexes = [dist / one / "binary-amd64" / name for one in components for name in _NAMES]
        for file in indexes:
            content = file.read_bytes()
            lines.append(
                f" {hashlib.sha256(content).hexdigest()} {len(content):>10} {file.relative_to(dist).as_posix()}"
            )
        return "\n".join(lines) + "\n"


_NAMES = ("Packages", "Packages.gz", "Packages.xz")


def _moment(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC).replace(microsecond=0)).replace("+0000", "UTC")


def copy_of(folder: Path, target: Path) -> Path:
    """As somebody with a second stick would copy it."""
    shutil.copytree(folder, target, copy_function=os.link)
    return target
