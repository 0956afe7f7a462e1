"""The key that signs the repository: OpenPGP, ed25519, in a GnuPG home of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

HOME = "gnupg"
NAME = "Ringdesk package repository"
_LONGEST = 85  # letters: the socket of gpg's agent lies in that folder, and the kernel takes 107 for both


class ArchiveKey:
    """The newest secret key of the home; ``make`` puts a new one in."""

    def __init__(self, home: Path) -> None:
        self._home = home

    @property
    def exists(self) -> bool:
        return self._home.is_dir() and bool(self.fingerprints())

    def make(self, *, good_for: str = "3y") -> str:
        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._gpg("--quick-generate-key", NAME, "ed25519", "sign", good_for)
        return self.fingerprints()[-1]

    def fingerprints(self) -> list[str]:
        said = self._gpg("--with-colons", "--list-secret-keys")
        return [line.split(":")[9] for line in said.splitlines() if line.startswith("fpr:")]

    def sign(self, release: Path, dist: Path) -> None:
        """Every key that is there signs: so a machine that knows only the old or only the new one goes on."""
        users = [word for one in self.fingerprints() for word in ("--local-user", one)]
        clear, apart = dist / "InRelease", dist / "Release.gpg"
        self._gpg(*users, "--clearsign", "--output", str(clear), str(release))
        self._gpg(*users, "--armor", "--detach-sign", "--output", str(apart), str(release))

    def export(self, file: Path) -> None:
        self._gpg("--output", str(file), "--export")

    def end(self) -> None:
        """The agent that gpg starts must not outlive its folder."""
        subprocess.run(
            ["gpgconf", "--homedir", str(self._home), "--kill", "all"], check=False, capture_output=True
        )

    def _gpg(self, *words: str) -> str:
        if len(str(self._home)) > _LONGEST:
            raise OSError(
                f"{self._home} lies too deep for gpg's agent ({_LONGEST} letters at most): "
                "name a shorter folder of keys by RINGDESK_KEYS, or build in a shorter one."
            )
        command = [
            "gpg",
            "--homedir",
            str(self._home),
            "--batch",
            "--yes",
            "--quiet",
            "--no-tty",
            *_passphrase(),
        ]
        done = subprocess.run(
            [*command, "--pinentry-mode", "loopback", *words], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise OSError(f"gpg {words[0]} failed: {done.stderr.strip()}")
        return done.stdout


def _passphrase() -> tuple[str, str]:
    """A site's key has one, in a file that only the builder may read; the keys of tests have none."""
    file = os.environ.get("RINGDESK_KEY_PASSPHRASE_FILE", "")
    return ("--passphrase-file", file) if file else ("--passphrase", "")
