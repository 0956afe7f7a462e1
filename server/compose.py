"""The root of the server: what stands in its folder becomes a ledger, the tables of trust and the doors."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from core.clock import Clock
from core.ports_server import Ledger
from server.blobs import MEGABYTE, Blobs
from server.enrolment import Enrolment
from server.figures import Figures
from server.folder import Folder, LedgerMissing, ServerKeys, made_folder, read_authority, read_keys
from server.gate import Gate, Trust
from server.locks import at_work, changing
from server.passwords import Passwords
from server.room import Room
from server.settings import ServerSettings, read_settings
from server.slowing import Slowing
from server.strangers import Strangers
from storage.ledger.glance import Glance
from storage.ledger.ledger import open_ledger
from storage.ledger.opening import embedded_store
from storage.ledger.sequencer import Sequencer
from storage.ledger.stores import PostgresStore, Store
from storage.ledger.trust.accounts import Accounts, Tries
from storage.ledger.trust.audit_log import AuditLog
from storage.ledger.trust.besides import OperationNotes
from storage.ledger.trust.desk_keys import DeskKeys
from storage.ledger.trust.desks import Desks
from storage.ledger.trust.sessions import Sessions

PROGRAM = "0.1.0"


class SystemClock:
    """The machine's own."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


@dataclass(frozen=True, slots=True)
class Opened:
    """A server's folder with its database open: what the command line works on, and a running server too."""

    folder: Folder
    settings: ServerSettings
    keys: ServerKeys
    clock: Clock
    store: Store
    ledger: Ledger
    trust: Trust

    def enrolment(self) -> Enrolment:
        authority = read_authority(self.folder, self.keys)
        return Enrolment(self.trust.desks, self.trust.log, authority, self.settings, self.clock)

    def room(self) -> Room:
        passwords = Passwords()
        slowing = Slowing(Tries(self.store))
        return Room(
            self.settings,
            self.clock,
            self.ledger,
            Glance(self.store),
            self.trust,
            Gate(self.trust, slowing, passwords, self.settings, self.clock),
            self.enrolment(),
            Blobs(self.folder.blobs, self.settings.blob_mb * MEGABYTE),
            Figures(),
            Strangers(),
            self.folder.authority.read_text(encoding="ascii"),
        )


def open_store(folder: Folder, settings: ServerSettings, keys: ServerKeys) -> Store:
    if settings.database:
        return PostgresStore(_driver(settings.database))
    return embedded_store(folder.path, keys.database)


def assemble(
    folder: Folder, settings: ServerSettings, keys: ServerKeys, store: Store, clock: Clock
) -> Opened:
    log = AuditLog(store, keys.audit)
    ledger = Sequencer(open_ledger(store, clock, PROGRAM, OperationNotes(log, clock)))
    trust = Trust(Accounts(store, log), Desks(store, log), Sessions(store, log), log, DeskKeys(store))
    return Opened(folder, settings, keys, clock, store, ledger, trust)


@contextmanager
def opened(path: Path, clock: Clock | None = None) -> Iterator[Opened]:
    """Beside a server that runs and other words; not while the database is exchanged."""
    folder = made_folder(path)
    settings = read_settings(folder.settings)
    with at_work(folder, settings), entered(folder, settings, clock) as one:
        yield one


@contextmanager
def opened_alone(path: Path) -> Iterator[Opened]:
    """For whoever exchanges the database."""
    folder = made_folder(path)
    settings = read_settings(folder.settings)
    with changing(folder, settings), entered(folder, settings) as one:
        yield one


@contextmanager
def entered(folder: Folder, settings: ServerSettings, clock: Clock | None = None) -> Iterator[Opened]:
    """Under a lock of the folder. Keys, then database: so that each trouble is called by its name."""
    keys = read_keys(folder.keys_file(settings))
    if not settings.database and not folder.database.exists():
        raise LedgerMissing(folder.database)
    one = assemble(folder, settings, keys, open_store(folder, settings, keys), clock or SystemClock())
    try:
        yield one
    finally:
        one.ledger.close()


def _driver(url: str) -> str:
    """IT writes the URL that PostgreSQL's own programs take."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url
