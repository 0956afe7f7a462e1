"""What was refused or lost its place, until a person has dealt with it: nothing that was typed is thrown away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from core.errors import RuleViolation
from core.events import Event
from core.sync.ops import command_of
from core.tickets.commands import Command, Stamp
from storage import mapping, tables
from storage.database import Database
from storage.replica import waiting
from storage.replica.settling import PENDING, REFUSED
from storage.replica.waiting import Refused, Stray


class NothingRefused(RuleViolation):
    """Somebody was quicker."""

    def __init__(self) -> None:
        super().__init__("This has been dealt with already.")


@dataclass(frozen=True, slots=True)
class Figures:
    """For the sync strip; ``held`` of those that wait do so until the server is updated."""

    waiting: int
    refused: int
    strays: int
    held: int = 0


class Refusals:
    """Called on the database lane only."""

    def __init__(self, database: Database, perform: Callable[[Command], list[Event]]) -> None:
        self._database = database
        self._perform = perform

    def figures(self) -> Figures:
        with self._database.reading() as connection:
            left = len(waiting.strays(connection))
            pending, refused = (waiting.count(connection, state) for state in (PENDING, REFUSED))
            return Figures(pending, refused, left, waiting.held(connection))

    def refused(self) -> Sequence[Refused]:
        """The newest first."""
        with self._database.reading() as connection:
            return waiting.refused(connection)

    def strays(self) -> Sequence[Stray]:
        with self._database.reading() as connection:
            return waiting.strays(connection)

    def dismiss(self, ids: Sequence[str]) -> None:
        with self._database.writing() as connection:
            waiting.dismiss(connection, ids)
            connection.commit()

    def again(self, op: str, stamp: Stamp) -> list[Event]:
        """The same intent, now: a fresh operation on what is there today. Refused at once, it stays where it is."""
        with self._database.reading() as connection:
            log = tables.oplog
            row = connection.execute(select(log).where(log.c.id == op, log.c.state == REFUSED)).first()
        if row is None:
            raise NothingRefused
        events = self._perform(replace(command_of(mapping.op_of(row)), stamp=stamp))
        self.dismiss([op])
        return events
