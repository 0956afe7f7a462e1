"""A stick as ./run package lays it, with two versions on it, signed by a key that dies with the tests."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from build import keys
from build.facts import ROOT, Facts, facts_of_the_frozen
from installer.linux import debs, gather
from installer.linux.archive_key import HOME, ArchiveKey
from installer.linux.repository import DEBIAN, Dates, Repository
from release.build import BUILD_FILE
from release.manifest import sign

BEFORE = "0.0.9"


@dataclass(frozen=True, slots=True)
class Stick:
    """Its folder, its key, and the versions that lie in its pool."""

    folder: Path
    key: ArchiveKey
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
    facts = facts_of_the_frozen(dist / "console")
    before = dataclasses.replace(facts, version=BEFORE)
    programs = tuple(one for one in ("console", "server") if (dist / one / "MANIFEST").exists())
    makers = {"console": debs.console_deb, "server": debs.server_deb}
    made = []
    for facts_of_it in (before, facts):
        made.append(debs.keyring_deb(public, facts_of_it, target))
        for program in programs:
            frozen = dist / program if facts_of_it is facts else earlier(dist / program, facts_of_it)
            made.append(makers[program](frozen, facts_of_it, target))
    repository = Repository(folder / "apt", key)
    repository.add(made)
    newest = [deb for deb in made if BEFORE not in deb.name]
    repository.add(gather.closure(newest, ROOT / "var" / "package" / "gather"), DEBIAN)
    repository.publish(Dates(datetime.now(UTC)))
    return Stick(folder, key, facts.version, programs)


def earlier(frozen: Path, facts: Facts) -> Path:
    """The same program under an earlier version, signed as that one was."""
    folder = ROOT / "var" / "package" / "earlier" / frozen.name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(frozen, folder, symlinks=True, copy_function=os.link)
    build = folder / BUILD_FILE
    build.unlink()  # it is linked to the other's
    build.write_text(json.dumps(facts.as_plain(), indent=1) + "\n", encoding="utf-8")
    (folder / "MANIFEST").unlink()
    sign(folder, f"ringdesk-{frozen.name} {facts.version}", keys.manifest_key(keys.folder(None)))
    return folder
