"""Another database takes the place of the one in the folder: what a crash left half-done is finished here."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from server.folder import Folder, read_keys
from server.settings import ServerSettings
from storage.faults import of_the_system
from storage.keys import sync_folder
from storage.ledger.copies import belongs_to

NEW = ".new"  # a key file that waits for its database
_RESTORED = "restored-"  # a folder whose database is ready; the rest of its name is the time
_LOG_FIRST = ("-wal", "-shm", "")  # the database's own name is free only when nothing of its log is left


def is_unfinished(folder: Folder, settings: ServerSettings) -> bool:
    """A change is under way, or was when its process died."""
    has_key = folder.database.exists() and _waiting(folder.keys_file(settings)).exists()
    return has_key or bool(_restored(folder))


def finish(folder: Folder, settings: ServerSettings) -> None:
    """Only for whoever is alone in the folder: to anybody else a change under way looks like one that died."""
    _finish_restore(folder)
    if is_unfinished(folder, settings):
        _finish_rotation(folder, folder.keys_file(settings))


def make_ready(folder: Folder) -> Path:
    """An empty folder for a database that is to take the place; what an earlier try left there is gone."""
    try:
        if folder.restoring.exists():
            shutil.rmtree(folder.restoring)
        folder.restoring.mkdir(mode=0o700)
    except OSError as why:
        raise of_the_system(why, folder.path) from why
    return folder.restoring


def put_in_place(folder: Folder) -> Path | None:
    """What was made ready is the server's database once its folder has another name: one step, which is or is not.

    The name of the one that was there, which stays beside it.
    """
    aside = _aside(folder, f"{datetime.now():%Y-%m-%dT%H-%M-%S}")  # noqa: DTZ005 - a file's name
    while aside.exists():
        aside = aside.with_name(aside.name + "+")
    try:
        sync_file(folder.restoring / folder.database.name)
        sync_folder(folder.restoring)
        folder.restoring.rename(folder.path / (_RESTORED + aside.name.removeprefix(_aside(folder, "").name)))
        sync_folder(folder.path)
    except OSError as why:
        raise of_the_system(why, folder.path) from why
    _finish_restore(folder)
    return aside if aside.exists() else None


def sync_file(path: Path) -> None:
    """What was written to it by any means is on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _finish_restore(folder: Folder) -> None:
    try:
        for ready in _restored(folder):
            fresh, aside = ready / folder.database.name, _aside(folder, ready.name.removeprefix(_RESTORED))
            if fresh.exists():
                for end in _LOG_FIRST:
                    old = folder.database.with_name(folder.database.name + end)
                    if old.exists():
                        old.rename(aside.with_name(aside.name + end))
                sync_folder(folder.path)
                fresh.rename(folder.database)
                sync_folder(folder.path)
            shutil.rmtree(ready)
    except OSError as why:
        raise of_the_system(why, folder.path) from why


def _restored(folder: Folder) -> tuple[Path, ...]:
    return tuple(folder.path.glob(f"{_RESTORED}*"))


def _aside(folder: Folder, when: str) -> Path:
    return folder.database.with_name(f"{folder.database.name}.before-{when}")


def _finish_rotation(folder: Folder, path: Path) -> None:
    """The new key file holds if the database is the new one; otherwise the rotation never happened."""
    waiting = _waiting(path)
    try:
        if belongs_to(folder.database, read_keys(waiting).database):
            waiting.replace(path)
        else:
            waiting.unlink()
        sync_folder(path.parent)
    except OSError as why:
        raise of_the_system(why, folder.path) from why


def _waiting(path: Path) -> Path:
    return path.with_name(path.name + NEW)
