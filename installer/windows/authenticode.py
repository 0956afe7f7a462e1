"""Signs every program and library of a tree, and the installer, by Authenticode; here osslsigncode, there signtool."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SIGNED = {".exe", ".dll", ".pyd"}


class NotSigned(Exception):
    """A file that would be shipped without our signature."""


@dataclass(frozen=True, slots=True)
class Signer:
    """``timestamp`` is the address of a time-stamping service; without one a signature ends with its certificate."""

    certificate: Path
    key: Path
    authority: Path
    timestamp: str = ""

    def command(self) -> list[str]:
        stamp = ["-ts", self.timestamp] if self.timestamp else []
        about = ["-n", "Ringdesk", "-h", "sha256"]
        return [
            "osslsigncode",
            "sign",
            "-certs",
            str(self.certificate),
            "-key",
            str(self.key),
            *about,
            *stamp,
        ]

    def sign(self, file: Path) -> None:
        signed = file.with_name(f"{file.name}.signed")
        subprocess.run(
            [*self.command(), "-in", str(file), "-out", str(signed)], check=True, capture_output=True
        )
        signed.replace(file)

    def sign_tree(self, folder: Path) -> int:
        files = list(portable_executables(folder))
        for file in files:
            self.sign(file)
        return len(files)

    def verify(self, file: Path) -> None:
        """Against the site's own authority and no other."""
        command = ["osslsigncode", "verify", "-CAfile", str(self.authority), "-in", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or "Signature verification: ok" not in done.stdout:
            raise NotSigned(f"{file.name}: {(done.stdout + done.stderr).strip()[-400:]}")


def portable_executables(folder: Path) -> Iterator[Path]:
    """By what they are, not by their names only: a program under another name must not slip through."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as opened:
                is_program = opened.read(2) == b"MZ"
            if is_program:
                yield file
            elif file.suffix.lower() in SIGNED:
                raise NotSigned(f"{file.name} is called a program and is none")
