"""``--self-check``: one check after the other, each with a sentence and an exit status of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from release.build import program_folder
from release.manifest import NoManifest, NotSigned, differences, fingerprint, key_inside

NO_MANIFEST, NOT_SIGNED, ALTERED, MISSING, ADDED = 20, 21, 22, 23, 24
_CODES = {"altered": ALTERED, "missing": MISSING, "added": ADDED}
_SENTENCES = {
    "altered": "This file is not as it was signed: {path}. Install the package again, and ask who changed it.",
    "missing": "This file is missing: {path}. Install the package again.",
    "added": "Nobody signed this file in the program's folder: {path}. Take it away, and ask who put it there.",
}
_MOST_TOLD = 10


class CheckFailed(Exception):
    """What is wrong and what to do, and the exit status that says so to a script."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Check:
    """``run`` returns what was found, or raises ``CheckFailed``."""

    name: str
    run: Callable[[], str]


def run_checks(checks: Iterable[Check]) -> int:
    """All of them, whatever the first one says; the status is that of the first that failed."""
    status = 0
    for check in checks:
        try:
            found = check.run()
        except CheckFailed as why:
            sys.stdout.write(f"{check.name}: FAILED. {why}\n")
            status = status or why.status
        else:
            sys.stdout.write(f"{check.name}: good. {found}\n")
        sys.stdout.flush()
    return status


def check_files(folder: Path | None = None, key: Ed25519PublicKey | None = None) -> str:
    folder = folder or program_folder()
    key = key or key_inside()
    if folder is None or key is None:
        return "This runs from source: there is no signed list to compare with."
    try:
        found = differences(folder, key)
    except NoManifest:
        raise CheckFailed(
            NO_MANIFEST,
            "The signed list of files (MANIFEST) is missing or unreadable. Install the package again.",
        ) from None
    except NotSigned:
        raise CheckFailed(
            NOT_SIGNED,
            f"The list of files (MANIFEST) was not signed by the key {fingerprint(key)}. Do not use this program: "
            "install it again from your repository.",
        ) from None
    if found:
        told = [_SENTENCES[one.what].format(path=one.path) for one in found[:_MOST_TOLD]]
        more = [f"And {len(found) - _MOST_TOLD} more."] if len(found) > _MOST_TOLD else []
        raise CheckFailed(_CODES[found[0].what], " ".join([*told, *more]))
    return f"Every file is as the key {fingerprint(key)} signed it."
