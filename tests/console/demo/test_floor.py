"""The demonstration looks like a floor that is worked on, whenever it is made: late by hours, never by months."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from console.demo.floor import on_the_floor
from console.demo.profile import DemoProfile, demo_profile
from console.starter_levels import starter_edition
from core.sla.clock import read_ticket
from core.sla.history import history_of
from core.sla.levels import ServiceLevels
from core.sla.policy import Book, Edition
from core.sla.reading import Reading, SlaState
from core.tickets.model import NEXT
from core.tickets.ticket import Ticket

MOMENTS = (
    datetime(2026, 11, 20, 7, 30, tzinfo=UTC),  # Friday afternoon in Beijing
    datetime(2026, 11, 25, 21, 0, tzinfo=UTC),  # before dawn
    datetime(2026, 10, 3, 3, 0, tzinfo=UTC),  # National Day
)


class Made:
    """A profile as the desk stores it, and how it is read."""

    def __init__(self, now: datetime, language: str) -> None:
        self.now = now
        self.profile: DemoProfile = demo_profile(now, language)
        self.edition: Edition = starter_edition(language, "Asia/Shanghai", now - timedelta(days=800))
        self.language = language
        self.tickets = self.floor()
        self.own = [t for t in self.tickets if t.assignee == self.profile.me and t.status.is_open]
        self._levels = ServiceLevels(Book((self.edition,)), now)
        self._answered = {one.facts.id: one.facts.answered_at for one in self.profile.calls}

    def floor(self) -> tuple[Ticket, ...]:
        made = self.profile
        return on_the_floor(made.tickets, made.calls, self.edition, self.now, made.me, self.language)

    def readings(self, ticket: Ticket) -> list[Reading]:
        calls = (self._answered.get(call) for call in ticket.calls)
        history = history_of(ticket, [at for at in calls if at is not None])
        return [one for one in read_ticket(history, self._levels, self.now) if not one.state.is_over]

    def late_by(self, ticket: Ticket) -> timedelta:
        found = self.readings(ticket)
        return max((self.now - one.due for one in found if one.due is not None), default=timedelta())


@pytest.fixture(scope="module", params=[(at, language) for at in MOMENTS for language in ("zh", "en")])
def made(request: pytest.FixtureRequest) -> Made:
    return Made(*request.param)


def test_few_of_the_agents_own_are_late_and_by_hours(made: Made) -> None:
    late = [made.late_by(one) for one in made.own if made.late_by(one) > timedelta()]
    assert 1 <= len(late) <= 3
    assert max(late) < timedelta(hours=24)


def test_nothing_on_the_whole_floor_is_late_by_weeks(made: Made) -> None:
    assert max(made.late_by(one) for one in made.tickets if one.status.is_open) < timedelta(days=15)


def test_some_are_at_risk_some_wait_and_one_call_back_is_to_come(made: Made) -> None:
    states = [{reading.state for reading in made.readings(one)} for one in made.own]
    assert 6 <= len(made.own) <= 40
    assert any(SlaState.AT_RISK in found for found in states)
    assert sum(SlaState.PAUSED in found for found in states) >= 2
    coming = [p for one in made.own for p in one.promises if p.is_open and p.due > made.now]
    assert len(coming) == 1
    assert coming[0].due - made.now < timedelta(hours=2)


def test_what_was_moved_keeps_to_the_transition_table_and_to_the_clock(made: Made) -> None:
    for ticket in made.tickets:
        for before, after in pairwise(ticket.history):
            assert after.status in NEXT[before.status], ticket.number
            assert before.at <= after.at, ticket.number
        assert ticket.opened_at <= ticket.changed_at <= made.now
        assert all(note.at <= made.now for note in ticket.notes)
    assert [t.changed_at for t in made.tickets] == sorted(t.changed_at for t in made.tickets)


def test_it_is_the_same_floor_every_time(made: Made) -> None:
    assert made.floor() == made.tickets
