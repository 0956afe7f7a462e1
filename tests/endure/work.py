"""What somebody does at a desk of the long run: the people of the simulator, on a desk whose clock nobody holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from random import Random

from core.directory import changes_between
from core.ids import AgentId, TicketId, new_id
from core.reading import Directory
from core.tickets.commands import AssignTicket, Command, SaveDirectory, Stamp
from storage.desk import SqlDesk
from storage.names import read_names
from tests.simulator.people import Person_
from tests.storage.glance import Glance


class View(Glance):
    """The open desk, for one choice; on the database lane."""

    def __init__(self, desk: SqlDesk, stamp: Stamp, person: AgentId) -> None:
        self.desk = desk
        self.person = person
        self._stamp = stamp

    def now(self) -> datetime:
        return self._stamp.at

    def stamp(self) -> Stamp:
        return self._stamp


class Worker(Person_):
    """One person at one desk; a supervisor also deletes, and shapes service levels and names."""

    def __init__(self, random: Random, person: AgentId, *, leads: bool) -> None:
        super().__init__(random, [person])
        self._person = person
        self._leads = leads

    def choose(self, desk: SqlDesk, stamp: Stamp) -> Command | None:
        """None: there is nothing to do it to."""
        names = desk.read.directory()
        self._people = [one.id for one in names.people] or [self._person]
        view = View(desk, stamp, self._person)
        if self._leads and self._random.random() < 0.02:
            return self._renamed(desk, stamp, names)
        if self._leads and self._random.random() < 0.02:
            return self._delete(view)
        command = self.act(view)
        if isinstance(command, AssignTicket):
            teams = [None, *(one.id for one in names.teams)]
            return replace(command, team=self._random.choice(teams))
        return command

    def a_draft(self, desk: SqlDesk, stamp: Stamp) -> tuple[TicketId, dict[str, str]] | None:
        tickets = View(desk, stamp, self._person).tickets()
        return (TicketId(self._random.choice(tickets)), {"note": self._text()}) if tickets else None

    def _new(self, what: str) -> str:
        return new_id()

    def _renamed(self, desk: SqlDesk, stamp: Stamp, names: Directory) -> Command | None:
        """Somebody is called otherwise from now on; who is in which team stays IT's."""
        if not names.people:
            return None
        with desk.database.reading() as connection:
            before = read_names(connection)
        one = self._random.choice(names.people)
        people = tuple(replace(other, name=self._text()) if other == one else other for other in names.people)
        return SaveDirectory(stamp, changes_between(before, replace(names, people=people)))
