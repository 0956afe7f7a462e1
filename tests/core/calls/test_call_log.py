"""One record is kept of a call, with the times that its snapshots tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.calls.log import CallLog, CallRecord
from core.calls.model import CallSnapshot, CallState, Direction, EndReason, Party
from core.ids import CallId

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RINGING = CallSnapshot(
    CallId("c1"),
    Direction.INCOMING,
    CallState.RINGING,
    Party("13800138000", "张三"),
    START,
    dialled="8001",
    queue="售后",
)


def at(seconds: int) -> datetime:
    return START + timedelta(seconds=seconds)


def told(*snapshots: tuple[int, CallSnapshot]) -> list[CallRecord]:
    log = CallLog()
    records = [log.note(snapshot, at(seconds)) for seconds, snapshot in snapshots]
    return [record for record in records if record]


def test_a_call_that_was_answered_held_and_ended() -> None:
    talking = replace(RINGING, state=CallState.TALKING, answered_at=at(5))
    held = replace(talking, state=CallState.HELD, held_by_us=True)
    ended = replace(talking, state=CallState.ENDED, ended_at=at(65), end=EndReason.HUNG_UP_BY_THEM)
    (record,) = told((0, RINGING), (5, talking), (20, held), (30, held), (40, talking), (65, ended))
    assert record.rang == timedelta(seconds=5)
    assert record.held == timedelta(seconds=20)
    assert record.talked == timedelta(seconds=40)
    assert (record.end, record.queue, record.remote.name) == (EndReason.HUNG_UP_BY_THEM, "售后", "张三")
    assert not record.was_missed


def test_a_call_that_was_missed_only_rang() -> None:
    ended = replace(RINGING, state=CallState.ENDED, ended_at=at(12), end=EndReason.MISSED)
    (record,) = told((0, RINGING), (12, ended))
    assert record.was_missed
    assert (record.rang, record.talked, record.held) == (timedelta(seconds=12), timedelta(), timedelta())


def test_a_call_that_ends_on_hold_was_held_until_its_end() -> None:
    talking = replace(RINGING, state=CallState.TALKING, answered_at=at(5))
    held = replace(talking, state=CallState.HELD, held_by_us=True)
    ended = replace(held, state=CallState.ENDED, ended_at=at(25), end=EndReason.LINE_LOST)
    (record,) = told((5, talking), (15, held), (25, ended))
    assert (record.talked, record.held) == (timedelta(seconds=10), timedelta(seconds=10))


def test_a_clock_that_was_set_back_makes_no_time_negative() -> None:
    talking = replace(RINGING, state=CallState.TALKING, answered_at=at(-5))
    ended = replace(talking, state=CallState.ENDED, ended_at=at(-60), end=EndReason.HUNG_UP_BY_US)
    (record,) = told((0, RINGING), (1, talking), (2, ended))
    assert (record.rang, record.talked, record.held) == (timedelta(), timedelta(), timedelta())


def test_a_call_that_is_told_only_when_it_has_ended_is_kept_too() -> None:
    ended = replace(RINGING, state=CallState.ENDED, ended_at=START, end=EndReason.BUSY)
    (record,) = told((0, ended))
    assert record.end is EndReason.BUSY
