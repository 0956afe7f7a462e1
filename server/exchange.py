"""Another database takes the place of the one in the folder: what a crash left half-done is finished here."""

from __future__ import annotations

from pathlib import Path

from server.folder import Folder, read_keys
from server.settings import ServerSettings
from storage.faults import of_the_system
from storage.keys import sync_folder
from storage.ledger.copies import belongs_to

NEW = ".new"  # a key file that waits for its database


def is_unfinished(folder: Folder, settings: ServerSettings) -> bool:
    """A change is under way, or was when its process died."""
    return folder.database.exists() and _waiting(folder.keys_file(settings)).exists()


def finish(folder: Folder, settings: ServerSettings) -> None:
    """Only for whoever is alone in the folder: to anybody else a change under way looks like one that died."""
    if is_unfinished(folder, settings):
        _finish_rotation(folder, folder.keys_file(settings))


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
