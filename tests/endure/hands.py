"""The hands at a desk: choose on the database lane, write through the console's writer, note what came of it."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from console.door import Door
from console.presenters.workplace import Workplace
from core.errors import Trouble
from core.events import Event
from core.ports import Desk
from core.tickets.commands import Command
from storage.columns import from_json
from storage.desk import SqlDesk
from tests.endure.journal import ASKED, DRAFT, KEPT, NOT_DONE, Journal
from tests.endure.work import Worker

if TYPE_CHECKING:
    from core.ids import TicketId

_DRAFTS, _MOST_WAITING = 0.05, 20
Kept = list[dict[str, Any]]


class Hands:
    """On the screen's thread; a desk whose disk is full is not given more and more to write."""

    def __init__(
        self, place: Workplace, door: Door, journal: Journal, random: Random, *, leads: bool
    ) -> None:
        self._place = place
        self._door = door
        self._journal = journal
        self._random = random
        self._worker = Worker(random, place.me.agent, leads=leads)
        self._is_choosing = False
        self.done = 0

    @property
    def waiting(self) -> int:
        """Not on disk yet."""
        return self._place.writer.waiting

    def do_something(self) -> None:
        if self._is_choosing or self.waiting > _MOST_WAITING:
            return
        self._is_choosing = True
        stamp = self._place.stamp()
        if self._random.random() < _DRAFTS:
            self._door.act(lambda desk: self._worker.a_draft(desk, stamp), self._draft, self._failed)
        else:
            self._door.act(lambda desk: self._worker.choose(desk, stamp), self._chosen, self._failed)

    def _failed(self, _why: Trouble) -> None:
        """Nothing could be read; nothing was typed."""
        self._is_choosing = False

    def _chosen(self, command: Command | None) -> None:
        self._is_choosing = False
        if command is None:
            return
        kind = type(command).__name__
        self._journal.note(ASKED, kind=kind)
        before: list[int] = []
        kept: Kept = []

        def act(desk: Desk) -> list[Event]:
            assert isinstance(desk, SqlDesk)
            before[:] = before or [_last(desk)]
            events = desk.perform(command)
            kept[:] = _since(desk, before[0])
            return events

        def done(_events: list[Event]) -> None:
            self.done += 1
            self._journal.note(KEPT, ops=kept)

        self._place.writer.write(act, done, lambda why: self._journal.note(NOT_DONE, why=str(why)))

    def _draft(self, typed: tuple[TicketId, dict[str, str]] | None) -> None:
        self._is_choosing = False
        if typed is None:
            return
        ticket, fields = typed
        at = self._place.clock.now()

        def act(desk: Desk) -> list[Event]:
            desk.save_draft(ticket, fields, at)
            return []

        self._place.writer.write(act, lambda _: self._journal.note(DRAFT, ticket=ticket))


def _last(desk: SqlDesk) -> int:
    with desk.database.reading() as connection:
        return int(connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM oplog").scalar() or 0)


def _since(desk: SqlDesk, seq: int) -> Kept:
    """What was just written, as it stands on the disk."""
    query = "SELECT id, kind, arguments FROM oplog WHERE seq > ? ORDER BY seq"
    with desk.database.reading() as connection:
        rows = connection.exec_driver_sql(query, (seq,)).all()
    return [{"id": row.id, "kind": row.kind, "arguments": from_json(row.arguments)} for row in rows]
