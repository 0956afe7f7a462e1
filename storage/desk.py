"""The desk: one profile folder with its database, its key file and its lock, opened whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from core.customers.identity import NumberRules
from core.errors import EnvironmentFault
from core.events import Event
from core.ids import TicketId
from core.reading import Directory, Reading
from core.tickets.commands import Command
from core.tickets.handlers import handle
from core.tickets.ticket import UnknownTicket
from storage import bookkeeping, tables
from storage.background import Told, reindex_numbers
from storage.clocks import SqlClocks
from storage.columns import micros, to_json
from storage.database import Database
from storage.desk_keys import DeskKeys, ReadOnly
from storage.directory import write_directory
from storage.files import SqlFiles
from storage.keys import DESK_COST, Cost, write_key_file
from storage.levels import LevelsKeeper
from storage.lock import ProfileLock
from storage.names import forget_names
from storage.office import SqlOffice
from storage.outbox import SqlOutbox
from storage.papers import SqlPapers
from storage.profile import KeepKey, KeyOf, Profile, build, unlock
from storage.queries import MISSED_SEEN, SqlReading
from storage.replica.replica import Replica
from storage.replica.tracker import Tracker
from storage.reports_desk import SqlReports
from storage.settings import SqlSettings
from storage.ticket_store import drop_draft
from storage.unit_of_work import SqlUnitOfWork


class SqlDesk(SqlSettings):
    """``core.ports.Desk`` over the encrypted database. One thread at a time; ``interrupt`` from any."""

    def __init__(self, profile: Profile, database: Database, lock: ProfileLock, rules: NumberRules) -> None:
        self._profile = profile
        self._database = database
        self._lock = lock
        self._rules = rules
        self._keeper = LevelsKeeper()
        self._tracker = Tracker()
        self.reading = SqlReading(database, rules)
        self.clocks = SqlClocks(database, self._keeper)
        self.office = SqlOffice(database, rules, self._keeper, profile.folder, self._tracker)
        self.replica = Replica(database, rules, self._keeper, self._tracker)
        self.reports = SqlReports(database, self._keeper)
        self.refusals = SqlOutbox(database, self.perform)
        self.is_read_only = False
        self.keys = DeskKeys(profile.people, database.key)
        self.papers = SqlPapers(database)
        self.files = SqlFiles(database, profile.folder / "blobs")

    @property
    def read(self) -> Reading:
        return self.reading

    @property
    def database(self) -> Database:
        """For the rest of this room: bulk loading, background filling, checks."""
        return self._database

    @property
    def rules(self) -> NumberRules:
        return self._rules

    def perform(self, command: Command) -> list[Event]:
        if self.is_read_only:
            raise ReadOnly
        return handle(command, self.work())

    def work(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self._database, self._rules, self._keeper, tracker=self._tracker)

    def save_draft(self, ticket: TicketId, fields: Mapping[str, str], at: datetime) -> None:
        values = {"ticket": ticket, "fields": to_json(dict(fields)), "at": micros(at)}
        statement = insert(tables.drafts).values(values)
        statement = statement.on_conflict_do_update(
            index_elements=["ticket"], set_={"fields": statement.excluded.fields, "at": statement.excluded.at}
        )
        with self._database.writing() as connection:
            known = connection.execute(
                select(tables.tickets.c.id).where(tables.tickets.c.id == ticket)
            ).first()
            if known is None:
                raise UnknownTicket
            connection.execute(statement)
            connection.commit()

    def drop_draft(self, ticket: TicketId) -> None:
        with self._database.writing() as connection:
            drop_draft(connection, ticket)
            connection.commit()

    def missed_calls_seen(self, at: datetime) -> None:
        with self._database.writing() as connection:
            bookkeeping.write_meta(connection, MISSED_SEEN, str(micros(at)))
            connection.commit()

    def save_directory(self, names: Directory) -> None:
        """People, teams and categories are a supervisor's and come whole: base data, not operations of an agent."""
        with self._database.writing() as connection:
            write_directory(connection, names)
            forget_names(connection)
            connection.commit()

    def change_passphrase(self, old: str, new: str, cost: Cost = DESK_COST) -> None:
        """Only the key file is written anew; not a byte of the database changes."""
        key = self._profile.key(old)
        write_key_file(self._profile.key_file, key, new, cost)

    def interrupt(self) -> None:
        self._database.interrupt()

    def close(self) -> None:
        """What cannot be tidied up on a failing disk is safe in the log and tidied up at the next start."""
        try:
            with suppress(EnvironmentFault):
                self._database.close()
        finally:
            self._lock.release()


def create_desk(
    folder: Path, passphrase: str, rules: NumberRules | None = None, cost: Cost = DESK_COST
) -> SqlDesk:
    """Make a profile where there is none, and open it."""
    create_with(folder, lambda profile, key: write_key_file(profile.key_file, key, passphrase, cost))
    return open_desk(folder, passphrase, rules)


def create_with(folder: Path, keep: KeepKey) -> None:
    """Make a profile where there is none; ``keep`` puts its key where it can be found again."""
    build(Profile(folder), keep)


def open_desk(
    folder: Path, passphrase: str, rules: NumberRules | None = None, progress: Told = lambda _: None
) -> SqlDesk:
    """Each reason why not is a trouble of its own, and leaves every file as it is.

    ``progress`` is told while the number index is made anew, because the rules are others than last time.
    """
    return open_with(folder, lambda profile: profile.key(passphrase), rules, progress)


def open_with(
    folder: Path, key_of: KeyOf, rules: NumberRules | None = None, progress: Told = lambda _: None
) -> SqlDesk:
    """The same, whichever way the key comes."""
    profile = Profile(folder)
    lock = profile.lock()
    with ExitStack() as undo:
        undo.callback(lock.release)
        database = unlock(profile, key_of)
        undo.callback(database.abandon)
        reindex_numbers(database, rules or NumberRules(), progress)
        undo.pop_all()
    return SqlDesk(profile, database, lock, rules or NumberRules())
