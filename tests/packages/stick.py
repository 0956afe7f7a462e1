"""A stick as ./run package lays it, with two versions on it, signed by a key that dies with the tests."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from build.facts import ROOT, facts_of_the_frozen
from installer.linux import debs, gather
from installer.linux.archive_key import HOME, ArchiveKey
from installer.linux.repository import DEBIAN, Dates, Repository
from tests.packages.previous import previous


@dataclass(frozen=True, slots=True)
class Stick:
    """Its folder, its key, and the versions that lie in its pool: the one before (``previous``) and today's."""

    folder: Path
    key: ArchiveKey
    before: str
    now: str
    programs: tuple[str, ...]

    @property
    def apt(self) -> Path:
        return self.folder / "apt"

    def publish(self, phased: int) -> None:
        """Again, for that share of machines."""
        Repository(self.apt, self.key).publish(Dates(datetime.now(UTC)), phased)


def make_stick(dist: Path, folder: Path) -> Stick:
    key = ArchiveKey(folder.parent / f"{folder.name}-{HOME}")
    key.make()
    public, target = folder.parent / f"{folder.name}.gpg", folder.parent / f"{folder.name}-debs"
    key.export(public)
    facts, older = facts_of_the_frozen(dist / "console"), previous()
    programs = tuple(one for one in ("console", "server") if (dist / one / "MANIFEST").exists())
    makers = {"console": debs.console_deb, "server": debs.server_deb}
    newest = [debs.keyring_deb(public, facts, target)]
    newest += [makers[program](dist / program, facts, target) for program in programs]
    # The key is this stick's in both: only its version is the older one's.
    older_keyring = debs.keyring_deb(public, dataclasses.replace(facts, version=older.version), target)
    repository = Repository(folder / "apt", key)
    repository.add([*newest, older_keyring, *older.debs])
    repository.add(gather.closure(newest, ROOT / "var" / "package" / "gather"), DEBIAN)
    repository.publish(Dates(datetime.now(UTC)))
    return Stick(folder, key, older.version, facts.version, programs)
