"""Desk and server of different versions, and a clock that was wrong: nothing is lost, and nothing stays wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest

from core.ids import TicketId
from core.sync import ops
from core.sync.exchange import Exchange, drive
from core.sync.messages import Answers, Misshapen, Page, Pull, Push
from core.sync.records import SCHEMA
from core.tickets.commands import AddNote
from storage.ledger import patience
from storage.replica import replica, standing, waiting
from tests.storage import making
from tests.storage.ledger.rig import HandClock
from tests.storage.making import NINE
from tests.storage.replica.test_two_desks import Direct, Floor, Nobody, Seat, floor

__all__ = ["floor"]  # the fixture
YEAR = timedelta(days=365)


@contextmanager
def a_server_without_notes() -> Iterator[None]:
    """It is one schema older, and knows no notes yet: only while it judges what a desk says."""
    known = {kind: command for kind, command in ops.KINDS.items() if command is not AddNote}
    with patch.object(patience, "SCHEMA", SCHEMA - 1):
        real = Direct.push

        def push(link: Direct, said: Push) -> Answers:
            with patch.object(ops, "KINDS", known):
                return real(link, said)

        with patch.object(Direct, "push", push):
            yield


def states(seat: Seat) -> list[str]:
    with seat.desk.database.reading() as connection:
        return list(connection.exec_driver_sql("SELECT state FROM oplog ORDER BY seq").scalars())


def test_what_an_older_server_cannot_read_waits_however_long_and_goes_after_its_update(floor: Floor) -> None:
    wang, li, _boss = floor
    wang.desk.perform(making.opening(subject="M305"))
    wang.desk.perform(making.noting("等配件"))
    wang.desk.perform(making.editing(subject="M305 jams", minute=5))
    with a_server_without_notes():
        for _ in range(waiting.PATIENCE + 3):
            assert wang.exchange() == ()
        figures = wang.desk.refusals.figures()
        assert (figures.waiting, figures.held, figures.refused) == (1, 1, 0)
        [waits] = wang.desk.refusals.waiting()
        assert waits.why is not None
        assert "updated the server" in waits.why.template
        li.exchange()
        assert li.subject() == "M305 jams"
        card = wang.desk.read.ticket(TicketId("t1"))
        assert card is not None
        assert [note.text for note in card.notes] == ["等配件"]  # the person who wrote it sees it
    wang.exchange()
    li.exchange()
    card = li.desk.read.ticket(TicketId("t1"))
    assert card is not None
    assert [note.text for note in card.notes] == ["等配件"]
    assert wang.desk.refusals.figures().held == 0
    assert [one.why for one in wang.desk.refusals.waiting()] == []


def test_what_builds_on_it_waits_with_it_and_in_a_later_round_too(floor: Floor) -> None:
    wang, _li, _boss = floor
    known = {kind: command for kind, command in ops.KINDS.items() if kind != "open_ticket"}
    real = Direct.push

    def push(link: Direct, said: Push) -> Answers:
        with patch.object(ops, "KINDS", known):
            return real(link, said)

    with patch.object(patience, "SCHEMA", SCHEMA - 1), patch.object(Direct, "push", push):
        wang.desk.perform(making.opening())
        wang.exchange()
        wang.desk.perform(making.noting("on a ticket the server does not have"))
        for _ in range(waiting.PATIENCE + 3):
            wang.exchange()
        assert states(wang) == ["pending", "pending"]
    wang.exchange()
    assert states(wang) == ["done", "done"]


def test_a_desk_whose_records_have_a_new_shape_asks_for_everything_anew(floor: Floor) -> None:
    """As after an update: what came before may lack what the new program knows of."""
    wang, li, _boss = floor
    wang.desk.perform(making.opening(call=making.talking(), subject="M305"))
    wang.exchange()
    li.exchange()
    asked: list[str] = []
    real = Direct.pull

    def pull(link: Direct, what: Pull) -> Page:
        asked.append(what.cursor)
        return real(link, what)

    with patch.object(Direct, "pull", pull):
        li.exchange()
        assert "" not in asked
        with patch.object(replica, "SCHEMA", SCHEMA + 1), patch.object(standing, "SCHEMA", SCHEMA + 1):
            asked.clear()
            li.exchange()
            assert asked[0] == ""
            asked.clear()
            li.exchange()
            assert "" not in asked
    assert li.desk.replica.standing().schema == SCHEMA + 1
    assert li.subject() == "M305"


@pytest.mark.parametrize("is_set_right", [True, False])
def test_a_desk_whose_clock_was_a_year_ahead_puts_its_stamps_right(
    floor: Floor, *, is_set_right: bool
) -> None:
    wang, li, _boss = floor
    wang.desk.perform(making.opening(subject="before"))
    wang.exchange()
    for minute, subject in ((-6, "in the year to come"), (-5, "and later")):
        command = making.editing(subject=subject, minute=minute)
        wang.desk.perform(replace(command, stamp=replace(command.stamp, at=command.stamp.at + YEAR)))
    clock = HandClock(NINE if is_set_right else NINE + YEAR)
    drive(Exchange(wang.desk.replica, wang.link, clock, Nobody()).round())
    li.exchange()
    assert (wang.subject(), li.subject()) == ("and later", "and later")
    assert states(wang) == ["done", "done", "done"]
    assert wang.desk.replica.standing().stamp[:12] <= f"{round(NINE.timestamp() * 1000) + 1:012x}"
    card = li.desk.read.ticket(TicketId("t1"))
    assert card is not None
    assert card.row.changed_at <= NINE
    wang.desk.perform(making.editing(subject="a minute later", minute=1))
    with wang.desk.database.reading() as connection:
        last = connection.exec_driver_sql("SELECT stamp FROM oplog ORDER BY seq DESC LIMIT 1").scalar_one()
    assert last[:12] == f"{round((NINE + timedelta(minutes=1)).timestamp() * 1000):012x}"


def test_what_a_server_says_that_is_no_stamp_stops_no_clock(floor: Floor) -> None:
    wang, _li, _boss = floor
    wang.desk.perform(making.opening())
    real = Direct.pull
    with patch.object(Direct, "pull", lambda link, what: replace(real(link, what), stamp="zz")):
        wang.exchange()
    wang.desk.perform(making.editing(subject="goes on"))
    assert wang.subject() == "goes on"


def test_a_server_that_never_comes_to_an_end_is_left(floor: Floor) -> None:
    wang, _li, _boss = floor
    wang.desk.perform(making.opening())
    real = Direct.pull

    def again(link: Direct, what: Pull) -> Page:
        return replace(real(link, what), is_checkpoint=False, cursor=what.cursor)

    with patch.object(Direct, "pull", again), pytest.raises(Misshapen):
        wang.exchange()
    wang.exchange()
    assert states(wang) == ["done"]


def test_taken_without_a_position_is_no_answer_and_is_asked_again(floor: Floor) -> None:
    wang, _li, _boss = floor
    wang.desk.perform(making.opening())
    real = Direct.push

    def push(link: Direct, said: Push) -> Answers:
        return Answers(tuple(replace(one, position=None) for one in real(link, said).answers))

    with patch.object(Direct, "push", push):
        wang.exchange()
        assert states(wang) == ["pending"]
    wang.exchange()
    assert states(wang) == ["done"]
