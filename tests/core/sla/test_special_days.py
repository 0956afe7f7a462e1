"""Days that differ as a list of entries: joined, changed, kept apart while one of them is being written."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from core.errors import Trouble
from core.sla.calendar import Block, Day, DayKind
from core.sla.special_days import Run, moved, read_date, runs, with_run

FIRST = dt.date(2026, 10, 1)
WEEK = tuple(Day(FIRST + dt.timedelta(days=n), DayKind.HOLIDAY, "National Day") for n in range(7))


def test_days_in_a_row_with_one_name_are_one_entry() -> None:
    other = Day(dt.date(2026, 10, 9), DayKind.CLOSURE, "Move", blocks=(Block(0, 3600),))
    assert [(one.first.day, one.last.day) for one in runs((*WEEK, other))] == [(1, 7), (9, 9)]


def test_an_entry_is_changed_whole_and_taken_out_whole() -> None:
    run = runs(WEEK)[0]
    shorter = replace(run, last=dt.date(2026, 10, 3), name="Holiday")
    assert len(with_run(WEEK, run, shorter)) == 3
    assert with_run(WEEK, run, None) == ()


def test_the_entry_being_written_does_not_melt_into_its_neighbour() -> None:
    run = Run(dt.date(2026, 10, 8), dt.date(2026, 10, 8), DayKind.HOLIDAY, "National Day")
    days = with_run(WEEK, None, run)
    assert run in runs(days, apart=run)
    assert len(runs(days)) == 1


def test_days_of_different_hours_are_different_entries() -> None:
    days = tuple(
        Day(FIRST + dt.timedelta(days=n), DayKind.CLOSURE, "Short", blocks=(Block(0, 3600 * (n + 1)),))
        for n in range(3)
    )
    assert len(runs(days)) == 3


@pytest.mark.parametrize("text", ["2026-10-01", "10-01", "10/1", "2026.10.1", "10月1日", "2026年10月1日"])
def test_dates_as_people_write_them(text: str) -> None:
    assert read_date(text, 2026) == FIRST


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "2026-02-30", "1"])
def test_what_is_no_date_says_how_one_is_written(text: str) -> None:
    with pytest.raises(Trouble, match="2026-10-01"):
        read_date(text, 2026)


def test_another_first_day_keeps_the_length_and_the_last_is_never_before_it() -> None:
    run = runs(WEEK)[0]
    assert moved(run, dt.date(2027, 10, 1), run.last) == (dt.date(2027, 10, 1), dt.date(2027, 10, 7))
    with pytest.raises(Trouble, match="before the first"):
        moved(run, run.first, dt.date(2026, 9, 30))
    with pytest.raises(Trouble, match="a year"):
        moved(run, run.first, dt.date(2028, 1, 1))
