"""A tree that becomes a package: files put where they go, with modes and times that are the same on every machine."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build.facts import Facts

SCRIPTS = ("preinst", "postinst", "prerm", "postrm")


@dataclass(frozen=True, slots=True)
class Control:
    """What dpkg is told."""

    package: str
    version: str
    architecture: str
    depends: Sequence[str]
    summary: str
    description: str
    more: Mapping[str, str] = field(default_factory=dict)

    def text(self, kilobytes: int) -> str:
        told = {
            "Package": self.package,
            "Version": self.version,
            "Architecture": self.architecture,
            "Maintainer": "Ringdesk <packages@ringdesk.invalid>",
            "Installed-Size": str(kilobytes),
            "Depends": ", ".join(self.depends),
            "Section": "comm",
            "Priority": "optional",
            **self.more,
        }
        lines = [f"{name}: {value}" for name, value in told.items() if value]
        about = [f" {line}" if line else " ." for line in self.description.strip().splitlines()]
        return "\n".join([*lines, f"Description: {self.summary}", *about]) + "\n"


class Stage:
    """One package's tree, empty at first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def put(self, source: Path, place: str, mode: int = 0o644) -> None:
        target = self.folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        target.chmod(mode)

    def write(self, text: str, place: str, mode: int = 0o644) -> None:
        target = self.folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        target.chmod(mode)

    def put_tree(self, source: Path, place: str) -> None:
        """Linked, not copied: a frozen program is large, and nothing here writes into its files."""
        shutil.copytree(source, self.folder / place, symlinks=True, copy_function=os.link)

    def link(self, place: str, target: str) -> None:
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)

    def scripts(self, source: Path) -> None:
        for name in SCRIPTS:
            if (source / name).exists():
                self.put(source / name, f"DEBIAN/{name}", 0o755)

    def build(self, control: Control, facts: Facts, target: Path) -> Path:
        """The same tree gives the same bytes: one thread, sorted, times of the commit."""
        files = [file for file in sorted(self.folder.rglob("*")) if "DEBIAN" not in file.parts]
        plain = [file for file in files if file.is_file() and not file.is_symlink()]
        kilobytes = sum(-(-file.stat().st_size // 1024) for file in plain)
        sums = (f"{_md5(file)}  {file.relative_to(self.folder).as_posix()}" for file in plain)
        self.write("\n".join(sums) + "\n", "DEBIAN/md5sums")
        kept = [
            f"/{file.relative_to(self.folder).as_posix()}"
            for file in plain
            if _is_configuration(self.folder, file)
        ]
        if kept:
            self.write("\n".join(kept) + "\n", "DEBIAN/conffiles")
        self.write(control.text(kilobytes), "DEBIAN/control")
        for path in (self.folder, *self.folder.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
            if path.stat(follow_symlinks=False).st_nlink == 1 or path.is_dir():
                os.utime(path, (facts.epoch, facts.epoch), follow_symlinks=False)
        target.mkdir(parents=True, exist_ok=True)
        deb = target / f"{control.package}_{control.version}_{control.architecture}.deb"
        command = ["dpkg-deb", "--root-owner-group", "--threads-max=1", "-Zzstd", "-z9", "--build"]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(facts.epoch), "LC_ALL": "C.UTF-8"}
        subprocess.run(
            [*command, str(self.folder), str(deb)], env=environment, check=True, stdout=subprocess.DEVNULL
        )
        return deb


def _is_configuration(folder: Path, file: Path) -> bool:
    return file.relative_to(folder).parts[0] == "etc"


def _md5(file: Path) -> str:
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()  # dpkg's own format
