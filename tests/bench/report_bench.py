"""Reports over a large house: 1,000,000 tickets and 3,000,000 calls, from prepared counts and by a full count."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from console.demo.directory import directory
from console.demo.ids import uuid_shaped
from console.demo.volume import EPOCH, volume_tickets
from console.starter_levels import starter_edition
from core.customers.identity import NumberRules
from core.ids import CallId
from core.reading import TicketFilter, TicketScope
from core.reporting.asking import Behind, Question, Where
from core.reporting.counters import Group
from core.sla.zones import DAY, SECOND, to_us
from core.tickets.ticket import Ticket
from storage.bulk import bulk_load
from storage.counting import begin_anew, read_counting, write_counting
from storage.desk import SqlDesk, create_desk, open_desk
from tests.bench.report import Figure, timed
from tests.bench.volume import HOME, PASSPHRASE

PROFILE, MADE = "reports", "bench.made"
TICKETS, CALLS_EACH = 1_000_000, 3
_SCATTER = 2_654_435_761
_STEP = 90 * SECOND
QUEUES = ("售后", "账务", "订单", "IT", "银行")
_CALL = (
    "INSERT INTO calls (id, direction, state, number, name, withheld, began_at, answered_at, ended_at, dialled, "
    'diverted_by, queue, encrypted, "end", sip_code, sip_reason, sip_call_id, customer, stamp, agent, held, wrap_up) '
    "VALUES (?, ?, 'ended', ?, '', 0, ?, ?, ?, '', '', ?, 0, ?, 200, '', '', NULL, '', ?, ?, ?)"
)


def report_profile(tickets: int = TICKETS) -> Path:
    folder = HOME / PROFILE
    recipe = f"2 {tickets} {CALLS_EACH}"
    if (folder / MADE).exists() and (folder / MADE).read_text() == recipe:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    began = time.perf_counter()
    print(f"making a house of {tickets:,} tickets and {tickets * CALLS_EACH:,} calls …", flush=True)
    desk = create_desk(folder, PASSPHRASE, NumberRules())
    try:
        desk.save_directory(directory("zh_CN"))
        with bulk_load(
            desk.database, NumberRules(), fill_search=False, fill_counts=False, is_huge=True
        ) as load:
            load.editions((starter_edition("zh_CN", "Asia/Shanghai", EPOCH),))
            load.tickets(_tickets(tickets))
        print(f"  tickets after {time.perf_counter() - began:.0f} s", flush=True)
        _add_calls(desk, tickets)
        print(f"  calls after {time.perf_counter() - began:.0f} s", flush=True)
        while not desk.reports.count_on(5000).is_complete:
            pass
        print(f"  counted after {time.perf_counter() - began:.0f} s", flush=True)
    finally:
        desk.close()
    (folder / MADE).write_text(recipe)
    return folder


def call_id(n: int) -> str:
    return uuid_shaped(1_672_617_600_000 + n * 30_000, n * _SCATTER + 7)


def _tickets(count: int) -> Iterator[Ticket]:
    """Every other one comes from a call; some take days, some come late."""
    for n, ticket in enumerate(volume_tickets(count)):
        late = timedelta(hours=n * _SCATTER % 90)
        history = (*ticket.history[:2], *(replace(step, at=step.at + late) for step in ticket.history[2:]))
        queue = QUEUES[n % len(QUEUES)]
        calls = (CallId(call_id(n * CALLS_EACH)),) if n % 2 else ()
        yield replace(ticket, history=history, changed_at=history[-1].at, queue=queue, calls=calls)


def _add_calls(desk: SqlDesk, tickets: int) -> None:
    people = [one.id for one in directory("zh_CN").people]
    with desk.database.writing() as connection:
        for begin in range(0, tickets * CALLS_EACH, 50_000):
            rows = [_call(n, people) for n in range(begin, min(begin + 50_000, tickets * CALLS_EACH))]
            connection.exec_driver_sql(_CALL, rows)
        connection.commit()


def _call(n: int, people: list[Any]) -> tuple[Any, ...]:
    scatter = n * _SCATTER
    began = to_us(EPOCH) + n * _STEP // CALLS_EACH - 30 * SECOND
    answered = None if scatter % 11 == 0 else began + scatter % 40 * SECOND
    ended = (answered or began) + (20 + scatter % 600) * SECOND
    number = f"138{scatter % 900_000:08d}"
    kind = "outgoing" if scatter % 13 == 0 else "incoming"
    end = "missed" if answered is None else "hung up by them"
    agent, queue = people[scatter % len(people)], QUEUES[n // CALLS_EACH % len(QUEUES)]
    return (
        call_id(n), kind, number, began, answered, ended, queue, end, agent,
        scatter % 30 * SECOND, scatter % 50 * SECOND,
    )  # fmt: skip


def report_figures(tickets: int = TICKETS) -> Iterator[Figure]:
    folder = report_profile(tickets)
    desk = open_desk(folder, PASSPHRASE, NumberRules())
    first = to_us(EPOCH) // DAY + tickets * _STEP // DAY // 2
    month = (first, first + 29)
    try:
        full = timed(lambda _: full_count(desk, month), 2, warm=0)
        yield Figure(
            "monthly report, compared, 1 M tickets, 3 M calls",
            timed(lambda _: monthly(desk, month), 10, warm=1),
            aim=2000,
            limit=2000,
            baseline="full count in SQL",
            baseline_values=full,
        )
        yield Figure(
            "  the same of one team", timed(lambda _: monthly(desk, month, "team-it"), 10, warm=1), aim=2000
        )
        behind = Behind(("resolved",), *month)
        question = TicketFilter(TicketScope.ALL, behind=behind)
        yield Figure(
            "  the first 100 tickets behind a figure",
            timed(lambda _: desk.read.tickets(question), 10, warm=1),
        )
        old = to_us(EPOCH) // DAY + 40
        rare = TicketFilter(TicketScope.ALL, behind=Behind(("reopened",), old, old + 29))
        yield Figure(
            "  those behind a rare figure of the first months",
            timed(lambda _: desk.read.tickets(rare), 10, warm=1),
            aim=300,
        )
        yield Figure("counting anew, 100 records at once", _counting(desk), aim=50, judged="p95")
    finally:
        desk.close()


def monthly(desk: SqlDesk, month: tuple[int, int], team: str | None = None) -> None:
    """What the window and the paper ask for: totals of two months, days, agents, teams, categories, queues, hours."""
    first, last = month
    where = Where(team=team)
    for group in (Group.NONE, Group.DAY, Group.AGENT, Group.TEAM, Group.CATEGORY, Group.QUEUE):
        desk.reports.sums(Question(first, last, group, where))
    desk.reports.sums(Question(first - 30, first - 1, Group.NONE, where))
    desk.reports.hours(Question(first, last))


def full_count(desk: SqlDesk, month: tuple[int, int]) -> None:
    """The main figures of one month and of the one before, by looking at the records: less than the report says."""
    first, last = (day * DAY - 8 * 3600 * SECOND for day in (month[0], month[1] + 1))
    with desk.database.reading() as connection:
        for begin, end in ((first, last), (first - 30 * DAY, first)):
            for sql, bounds in _FULL:
                connection.exec_driver_sql(sql, (begin, end)[:bounds]).all()


_FULL = (
    (
        (
            "SELECT date((began_at / 1000000) + 28800, 'unixepoch'), agent, queue, count(*), count(answered_at), "
            "sum(\"end\" = 'missed'), sum(answered_at - began_at <= 20000000), sum(answered_at - began_at), "
            "sum(ended_at - answered_at), sum(held), sum(wrap_up) FROM calls "
            "WHERE began_at >= ? AND began_at < ? AND direction = 'incoming' GROUP BY 1, 2, 3"
        ),
        2,
    ),
    (
        (
            "SELECT date((opened_at / 1000000) + 28800, 'unixepoch'), assignee, team, category, count(*) FROM tickets "
            "WHERE opened_at >= ? AND opened_at < ? GROUP BY 1, 2, 3, 4"
        ),
        2,
    ),
    (
        (
            "SELECT t.assignee, t.team, t.category, count(*), avg(h.at - t.opened_at) FROM ticket_history h "
            "JOIN tickets t ON t.id = h.ticket WHERE h.status = 'resolved' AND h.at >= ? AND h.at < ? GROUP BY 1, 2, 3"
        ),
        2,
    ),
    ("SELECT team, count(*) FROM tickets WHERE opened_at < ? AND is_open = 1 GROUP BY 1", 1),
)


def _counting(desk: SqlDesk) -> list[float]:
    """A counting that is begun anew, broken off and put back: the profile stays as it was."""
    with desk.database.reading() as connection:
        kept = read_counting(connection)
    assert kept is not None
    with desk.database.writing() as connection:
        begin_anew(connection, kept, kept.zone)
        connection.commit()
    values = timed(lambda _: desk.reports.count_on(100), 50, warm=1)
    with desk.database.writing() as connection:
        write_counting(connection, kept)
        connection.exec_driver_sql("UPDATE calls SET counted = ? WHERE counted = ?", (kept.gen, kept.gen + 1))
        for table in ("ticket_days", "call_days", "report_hours"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE gen > ?", (kept.gen,))
        connection.commit()
    return values
