"""What service levels cost: one reading, every open ticket read anew, the list by due, and the clockwork's memory."""

from __future__ import annotations

import shutil
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from console.demo.directory import directory
from console.reminders.clockwork import Clockwork
from console.starter_levels import starter_edition
from core.customers.numbers import NumberRules
from core.ids import AgentId, DeskId, TicketId, new_id
from core.reading import TicketFilter, TicketOrder, TicketPage, TicketScope
from core.sla.clock import read_ticket
from core.sla.levels import ServiceLevels
from core.sla.moments import moments
from core.sla.policy import Book, Edition
from core.sla.reminders import Service
from core.tickets.commands import SaveEdition, Stamp
from core.tickets.model import Status, StatusChange, Urgency, Waiting
from core.tickets.ticket import Ticket
from storage.bulk import bulk_load
from storage.desk import SqlDesk, create_desk, open_desk
from storage.keys import TEST_COST
from storage.levels import service_of
from tests.bench.report import Figure, timed
from tests.bench.volume import PASSPHRASE, volume_profile

OPEN = 100_000
NOW = datetime.now(UTC)
ME = AgentId("agent-wang-min")


def edition(begins: datetime) -> Edition:
    return starter_edition("zh_CN", "Asia/Shanghai", begins)


def open_tickets(count: int) -> Iterator[Ticket]:
    """Of the last thirty days; a third of them has waited for the customer once."""
    for n in range(count):
        at = NOW - timedelta(minutes=n % 43_200)
        steps = [StatusChange(Status.NEW, at, ME), StatusChange(Status.ASSIGNED, at, ME)]
        if n % 3 == 0:
            steps.append(StatusChange(Status.PENDING, at + timedelta(minutes=30), ME, Waiting.CUSTOMER))
            steps.append(StatusChange(Status.ASSIGNED, at + timedelta(minutes=90), ME))
        urgency = (Urgency.LOW, Urgency.MEDIUM, Urgency.HIGH)[n % 3]
        yield Ticket(
            TicketId(new_id()),
            f"2026-{n:06d}",
            tuple(steps),
            at,
            f"ticket {n}",
            urgency=urgency,
            assignee=ME,
            version=1,
        )


def sla_figures(tries: int = 2000) -> Iterator[Figure]:
    yield from _readings(tries)
    yield from _reread()
    yield from _due_next()
    yield from _memory()


def _readings(tries: int) -> Iterator[Figure]:
    levels = ServiceLevels(Book((edition(NOW - timedelta(days=99)),)), NOW)
    services = [service_of(one, [one.opened_at]) for one in open_tickets(tries)]
    for one in services:  # the years are compiled
        read_ticket(one.history, levels, NOW)
    plain = _each(services, lambda one: NOW - one.history.opened_at)
    yield Figure(
        "one reading of a ticket, all its clocks",
        _each(services, lambda one: read_ticket(one.history, levels, NOW)),
        "µs",
        baseline="one subtraction of moments",
        baseline_values=plain,
    )
    yield Figure(
        "its next moments, as they are kept",
        _each(services, lambda one: moments(one, levels)),
        "µs",
        baseline="one subtraction of moments",
        baseline_values=plain,
    )


def _each(services: list[Service], act: Callable[[Service], object]) -> list[float]:
    found = []
    for one in services:
        began = time.perf_counter()
        act(one)
        found.append((time.perf_counter() - began) * 1e6)
    return found


def _reread() -> Iterator[Figure]:
    """A desk with 100,000 open tickets gets a new edition; the writer is free between the slices."""
    folder = Path(tempfile.mkdtemp())
    try:
        with closing(create_desk(folder / "desk", PASSPHRASE, NumberRules(), TEST_COST)) as desk:
            with bulk_load(desk.database, desk.rules, fill_search=False, is_huge=True) as load:
                load.editions((edition(NOW - timedelta(days=99)),))
                load.tickets(open_tickets(OPEN))
            fetched = [_fetch_all(desk) for _ in range(3)]
            wholes, slices = [], []
            for _ in range(3):
                stamp = Stamp(ME, DeskId("d"), datetime.now(UTC))
                desk.perform(SaveEdition(stamp, edition(stamp.at)))
                took = list(_slices(desk))
                wholes.append(sum(took) / 1000)
                slices += took
            yield Figure(
                f"{OPEN:,} open tickets read anew and kept", wholes, "s", aim=1.0,
                baseline="fetching their rows alone", baseline_values=fetched,
            )  # fmt: skip
            yield Figure("one slice of 1,000 of them (the writer is busy)", slices, "ms", aim=50)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fetch_all(desk: SqlDesk) -> float:
    began = time.perf_counter()
    with desk.database.raw() as connection:
        connection.execute("SELECT * FROM tickets WHERE is_open = 1").fetchall()
        connection.execute("SELECT * FROM ticket_history").fetchall()
    return time.perf_counter() - began


def _slices(desk: SqlDesk) -> Iterator[float]:
    left = 1
    while left:
        began = time.perf_counter()
        left = desk.clocks.refresh(datetime.now(UTC))
        yield (time.perf_counter() - began) * 1000


def _due_next() -> Iterator[Figure]:
    with closing(open_desk(volume_profile(), PASSPHRASE, NumberRules())) as desk:
        me = directory("zh_CN").people[0]
        for name, scope in (
            ("mine", TicketScope.MINE_OPEN),
            ("team", TicketScope.TEAM_OPEN),
            ("all", TicketScope.ALL_OPEN),
        ):
            by_due = TicketFilter(scope, me.id, me.teams, order=TicketOrder.DUE)
            by_change = TicketFilter(scope, me.id, me.teams)
            yield Figure(
                f'"due next" of 1,000,000 tickets, {name}',
                timed(partial(_read, desk, by_due), 200),
                aim=10,
                baseline="the same list by change",
                baseline_values=timed(partial(_read, desk, by_change), 200),
            )
        yield Figure("when to wake next", timed(lambda _: desk.clocks.next_step(), 200))


def _read(desk: SqlDesk, what: TicketFilter, _: int) -> TicketPage:
    return desk.read.tickets(what)


class _NoTimers:
    """A clockwork at rest."""

    def after(self, seconds: float, job: Callable[[], None]) -> Callable[[], None]:
        return lambda: None

    def every(self, seconds: float, job: Callable[[], None]) -> Callable[[], None]:
        return lambda: None


def _memory() -> Iterator[Figure]:
    """What the clockwork holds after planning, with few and with many open tickets."""
    held = {}
    for count in (100, OPEN):
        folder = Path(tempfile.mkdtemp())
        try:
            with closing(create_desk(folder / "desk", PASSPHRASE, NumberRules(), TEST_COST)) as desk:
                with bulk_load(desk.database, desk.rules, fill_search=False, is_huge=True) as load:
                    load.editions((edition(NOW - timedelta(days=99)),))
                    load.tickets(open_tickets(count))
                desk.clocks.next_step()
                tracemalloc.start()
                clockwork = Clockwork(_NoTimers())
                clockwork.begin()
                clockwork.at("next step", desk.clocks.next_step(), lambda: None)
                clockwork.at("next post", desk.office.next_turn(ME), lambda: None)
                held[count] = tracemalloc.get_traced_memory()[0] / 1024
                tracemalloc.stop()
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    yield Figure(
        f"memory of the clockwork with {OPEN:,} open tickets", [held[OPEN]], "KiB",
        baseline="with 100", baseline_values=[held[100]],
    )  # fmt: skip
