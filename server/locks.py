"""Who may be in a server's folder at once: one server and many words, or the one word that changes its files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import EnvironmentFault
from server.exchange import finish, is_unfinished
from server.folder import Folder
from server.settings import ServerSettings
from storage.faults import ProfileInUse
from storage.lock import ProfileLock


class ServerRuns(EnvironmentFault):
    """One server at a time has a folder open; the lock of a dead one falls by itself."""

    def __init__(self, holder: object) -> None:
        super().__init__(
            "A server runs from this folder already (process {holder}). Stop it first.", holder=holder
        )


class FolderInChange(EnvironmentFault):
    """What is written to the old database meanwhile would go with it."""

    def __init__(self) -> None:
        super().__init__(
            "The server's database is being exchanged: its key is changed, or a backup put back. Nothing was done. "
            "Try again when that has ended."
        )


class FolderInUse(EnvironmentFault):
    """Its database is open somewhere."""

    def __init__(self) -> None:
        super().__init__(
            "Another word is at work in this server's folder. Nothing was changed. Try again when it has ended."
        )


@contextmanager
def alone(folder: Folder) -> Iterator[None]:
    """Nobody else runs from it meanwhile; words may be at work beside."""
    try:
        lock = ProfileLock(folder.lock)
    except ProfileInUse as why:
        raise ServerRuns(why.sentence.values["holder"]) from why
    try:
        yield
    finally:
        lock.release()


@contextmanager
def at_work(folder: Folder, settings: ServerSettings) -> Iterator[None]:
    """Beside others, and never while the database is exchanged; an exchange that died is finished first."""
    while True:
        with _held(folder, FolderInChange, is_shared=True):
            if not is_unfinished(folder, settings):
                yield
                return
        with _held(folder, FolderInChange):
            finish(folder, settings)


@contextmanager
def changing(folder: Folder, settings: ServerSettings) -> Iterator[None]:
    """No server runs and no other word is at work: the database may be exchanged."""
    with alone(folder), _held(folder, FolderInUse):
        finish(folder, settings)
        yield


@contextmanager
def _held(folder: Folder, refused: type[EnvironmentFault], *, is_shared: bool = False) -> Iterator[None]:
    try:
        lock = ProfileLock(folder.change_lock, is_shared=is_shared)
    except ProfileInUse as why:
        raise refused from why
    try:
        yield
    finally:
        lock.release()
