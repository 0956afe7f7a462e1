"""A second process calls over real SIP; the call becomes a ticket in a real window, whatever happens to the engine."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.door import DEMO_PASSPHRASE, make_demo
from console.profiles import Profile
from core.customers.identity import NumberRules
from core.ids import CallId, TicketId
from core.reading import TicketCard
from storage.desk import open_desk
from tests.e2e.running_console import Line, RunningConsole, running_console
from tests.e2e.screen import own_screen


@pytest.fixture(scope="module")
def screen() -> Iterator[dict[str, str]]:
    with own_screen() as environment:
        yield environment


@pytest.fixture
def console(tmp_path: Path, screen: dict[str, str]) -> Iterator[RunningConsole]:
    folder = tmp_path / "demo"
    folder.mkdir()
    make_demo(folder, datetime.now(UTC), "en", NumberRules(), customers=60, tickets=60)
    with running_console(Profile("demo", folder), screen) as running:
        running.activate()
        yield running


def call_is(state: str, line: Line) -> bool:
    return bool(line["event"] == "call" and line["state"] == state)


def answered(console: RunningConsole, sort: str) -> Line:
    """A demo caller rings, and F4 answers."""
    assert console.ask("demo-ring", sort=sort)["ok"]
    console.until(lambda line: call_is("ringing", line) and line["recognised"])
    console.key("F4")
    return console.until(lambda line: call_is("talking", line))


def kept(console: RunningConsole, ticket: str) -> TicketCard:
    """The ticket as it lies on disk after the desk was left."""
    console.stop()
    desk = open_desk(console.profile.folder, DEMO_PASSPHRASE)
    try:
        card = desk.read.ticket(TicketId(ticket))
    finally:
        desk.close()
    assert card is not None
    return card


def subject_of(card: TicketCard) -> str:
    return card.draft.fields.get("subject", card.row.subject) if card.draft else card.row.subject


def test_a_real_call_is_shown_with_candidates_and_f2_makes_a_ticket_of_it(console: RunningConsole) -> None:
    call = answered(console, "ambiguous")
    assert [one["name"] for one in call["candidates"]] != []
    assert not any(one["chosen"] for one in call["candidates"])
    console.key("F2")
    made = console.until(lambda line: line["event"] == "ticket-opened")
    assert made["call"] == call["id"]
    console.type("Paper jam")
    console.key("ctrl+Return")
    console.until(lambda line: line["event"] == "ticket-changed" and "subject" in line["fields"])
    console.key("F9")
    console.until(lambda line: call_is("ended", line))
    card = kept(console, made["ticket"])
    assert card.row.subject == "Paper jam"
    assert [row.id for row in card.calls] == [CallId(call["id"])]
    assert card.calls[0].end is not None


def test_a_killed_engine_leaves_the_ticket_being_written_untouched_and_the_line_comes_back(
    console: RunningConsole,
) -> None:
    answered(console, "known")
    console.key("F2")
    made = console.until(lambda line: line["event"] == "ticket-opened")
    console.type("half a ")
    os.kill(console.engine().pid, signal.SIGKILL)
    console.until(lambda line: call_is("ended", line) and line["end"] == "line lost")
    console.type("sentence")
    console.status_until(lambda status: status["line"]["state"] == "direct")
    assert console.ask("demo-ring", sort="unknown")["ok"]
    console.until(lambda line: call_is("ringing", line))
    console.key("ctrl+Return")
    console.until(lambda line: line["event"] == "ticket-changed" and "subject" in line["fields"])
    assert subject_of(kept(console, made["ticket"])) == "half a sentence"


def test_the_handle_speaks_while_the_desk_is_open_and_refuses_while_it_is_locked(
    console: RunningConsole,
) -> None:
    ticket = console.ctl("ticket")
    assert ticket.returncode == 0
    number, ident = ticket.stdout.split()
    assert console.ctl("show", number).returncode == 0
    assert console.ask("status")["ticket"]["id"] == ident
    assert console.ctl("lock").returncode == 0
    refused = console.ctl("ticket")
    assert (refused.returncode, refused.stderr) == (3, "ringdesk: The desk is locked: unlock it first.\n")
    locked = console.ask("status")
    assert locked["locked"]
    assert set(locked) == {"api", "ok", "profile", "locked", "language", "line", "sound"}
    assert console.stop() == 0
    assert console.ctl("status").returncode == 4
