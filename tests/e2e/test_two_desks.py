"""Two real windows, a real server, cables that are cut, and desks that are killed: afterwards both have the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from core.sync.records import Kind, Ref, canonical, doc_of
from storage.replica.projection import read_record
from tests.e2e.running_console import RunningConsole
from tests.e2e.screen import own_screen
from tests.e2e.two_desks import JoinedDesk, open_console, two_desks


@contextmanager
def windows(*desks: JoinedDesk) -> Iterator[list[RunningConsole]]:
    """Each on a screen of its own, signed in and in step."""
    with ExitStack() as stack:
        consoles = []
        for desk in desks:
            environment = stack.enter_context(own_screen())
            consoles.append(stack.enter_context(open_console(desk, environment)))
        for console in consoles:
            console.status_until(in_step)
        yield consoles


def in_step(status: dict) -> bool:  # type: ignore[type-arg] # a line of the handle
    sync = status["sync"]
    return bool(sync["stand"] == "in step" and sync["waiting"] == 0)


def is_offline(status: dict) -> bool:  # type: ignore[type-arg] # as above
    return bool(status["sync"]["stand"] == "offline")


def tickets_of(desk: JoinedDesk) -> dict[str, str]:
    """Every ticket as its document, by id, while no console has the desk."""
    opened = desk.opened()
    try:
        with opened.database.reading() as connection:
            ids = connection.exec_driver_sql("SELECT id FROM tickets").scalars().all()
            refs = [Ref(Kind.TICKET, one) for one in ids]
            records = {ref.id: read_record(connection, ref) for ref in refs}
            return {id_: canonical(doc_of(one)) for id_, one in records.items() if one is not None}
    finally:
        opened.close()


def shows(console: RunningConsole, ticket: str) -> bool:
    """Whether it can be brought on the screen there."""
    return bool(console.ask("show", ticket=ticket)["ok"])


def write_ticket(console: RunningConsole, subject: str) -> str:
    """By keys, as an agent does: made, typed, saved."""
    console.key("ctrl+n")
    console.until(lambda line: line["event"] == "ticket-opened")
    console.type(subject)
    console.key("ctrl+Return")
    line = console.until(lambda line: line["event"] == "ticket-changed" and "subject" in line["fields"])
    console.key("Escape")
    return str(line["ticket"])


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[JoinedDesk, JoinedDesk]]:
    with two_desks(tmp_path) as (_, one, other):
        yield one, other


def test_a_ticket_typed_on_one_desk_is_on_the_other_and_both_agree_after_a_cut(
    desks: tuple[JoinedDesk, JoinedDesk],
) -> None:
    one, other = desks
    with windows(one, other) as (a, b):
        first = write_ticket(a, "seen by both")
        b.until(lambda line: line["event"] == "arrived" and first in line["tickets"])
        for desk in desks:
            desk.cable.cut()
        for console in (a, b):
            console.status_until(is_offline)
        second, third = write_ticket(a, "made alone on A"), write_ticket(b, "made alone on B")
        for console in (a, b):
            console.status_until(lambda status: status["sync"]["waiting"] > 0)
        for desk in desks:
            desk.cable.mend()
        for console in (a, b):
            console.status_until(in_step)
        b.status_until(lambda _: shows(b, second))
        a.status_until(lambda _: shows(a, third))
        for console in (a, b):
            assert console.stop() == 0
    found = tickets_of(one)
    assert found == tickets_of(other)
    subjects = {json.loads(doc)["subject"] for doc in found.values()}
    assert subjects == {"seen by both", "made alone on A", "made alone on B"}


def test_a_desk_killed_in_the_middle_of_sending_sends_each_thing_once(
    desks: tuple[JoinedDesk, JoinedDesk],
) -> None:
    one, other = desks
    with windows(one) as (a,):
        one.cable.cut()
        a.status_until(is_offline)
        made = [a.ask("ticket")["ticket"] for _ in range(40)]
        one.cable.mend()
        a.until(lambda line: line["event"] == "sync")
        a.process.kill()
        a.process.wait()
    with windows(one, other) as (a, b):
        for console in (a, b):
            assert console.stop() == 0
    found, there = tickets_of(one), tickets_of(other)
    assert set(made) <= set(found)
    assert found == there
