"""Cases by hand: working hours, holidays and make-up days, nights, clocks that change. Each was worked out on paper.

The office is open Monday to Friday from 9 to 12 and from 13 to 18: 8 hours a day. P1 has 4 hours, P2 8, P3 16, P4 none.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from core.sla.calendar import Block, Calendar, Day, DayKind
from core.sla.policy import Edition
from core.tickets.model import Priority
from tests.core.sla.calendars import office
from tests.core.sla.stories import at, china_2026, edition, on, policy, reading, story

P1, P2, P3 = Priority.P1, Priority.P2, Priority.P3
BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")


def day(text: str, kind: DayKind, *blocks: tuple[int, int], works_as: int | None = None) -> Day:
    hours = tuple(Block(a * 3600, b * 3600) for a, b in blocks)
    return Day(at(f"{text} 12:00").date(), kind, "", works_as, hours)


def round_the_clock(zone: str) -> tuple[Edition, ...]:
    return on(Calendar("x", "X", zone, ((Block(0, 86400),),) * 7))


CLOSED_WEDNESDAY = on(office(days=(day("2026-11-25", DayKind.CLOSURE),)))
CLOSED_AFTERNOON = on(office(days=(day("2026-11-25", DayKind.CLOSURE, (15, 18)),)))
OPEN_SATURDAY = on(office(days=(day("2026-11-28", DayKind.OPENING, (9, 12)),)))
FRIDAY_SATURDAY = on(office(days=(day("2026-11-28", DayKind.MAKE_UP, works_as=4),)))
ALWAYS = (edition(policy(calendar="always")),)
NIGHT = (edition(policy(calendar="night")),)

# name: priority, opened, due, calendar, zone, reason
CASES = {
    "within a morning": (P1, "2026-11-24 09:00", "2026-11-24 14:00", (), None, "3 h to lunch, 1 h after it"),
    "over lunch": (P1, "2026-11-24 10:00", "2026-11-24 15:00", (), None, "2 h before 12, 2 h after 13"),
    "opened in the lunch break": (P1, "2026-11-24 12:30", "2026-11-24 17:00", (), None, "counts from 13:00"),
    "opened before the office": (P1, "2026-11-24 07:15", "2026-11-24 14:00", (), None, "counts from 9:00"),
    "opened after the office": (P1, "2026-11-24 18:30", "2026-11-25 14:00", (), None, "counts from 9:00 next day"),
    "used up exactly at closing": (P1, "2026-11-24 13:00", "2026-11-24 17:00", (), None, "4 h of the afternoon"),
    "a day used up exactly at closing": (P2, "2026-11-24 09:00", "2026-11-24 18:00", (), None, "due at closing, not at 9"),
    "a second past nine": (P2, "2026-11-24 09:00:01", "2026-11-25 09:00:01", (), None, "one second is left for tomorrow"),
    "over the night": (P1, "2026-11-24 17:00", "2026-11-25 12:00", (), None, "1 h today, 3 h tomorrow, up to lunch"),
    "exactly at the lunch break": (P1, "2026-11-24 16:00", "2026-11-25 11:00", (), None, "2 h and 2 h"),
    "Friday ten to six": (P2, "2026-11-27 17:50", "2026-11-30 17:50", (), None, "10 min, then 7 h 50 of Monday"),
    "opened on a Saturday": (P1, "2026-11-28 11:00", "2026-11-30 14:00", (), None, "counts from Monday 9:00"),
    "two working days": (P3, "2026-11-26 13:00", "2026-11-30 12:00", (), None, "5 h, 8 h, 3 h; the weekend not"),
    "over the year's end": (P2, "2026-12-31 15:00", "2027-01-01 15:00", (), None, "3 h, 5 h; no holiday is entered"),
    "leap day": (P2, "2024-02-28 15:00", "2024-02-29 15:00", (), None, "29 February 2024 is a Thursday like any"),
    "no leap day": (P2, "2026-02-27 15:00", "2026-03-02 15:00", (), None, "Friday to Monday"),
    "into National Day": (P2, "2026-09-30 15:00", "2026-10-08 15:00", on(china_2026()), None, "closed 1 to 7 October"),
    "National Day's make-up Saturday": (P3, "2026-10-09 13:00", "2026-10-12 12:00", on(china_2026()), None, "Sat 10 Oct has 8 h"),
    "the make-up Sunday before it": (P1, "2026-09-20 10:00", "2026-09-20 15:00", on(china_2026()), None, "a Sunday like a Monday"),
    "opened in National Day week": (P1, "2026-10-03 08:00", "2026-10-08 14:00", on(china_2026()), None, "counts from 8 October"),
    "into Spring Festival": (P2, "2026-02-14 15:00", "2026-02-24 15:00", on(china_2026()), None, "Sat 14 is worked, 15 to 23 not"),
    "Spring Festival's second Saturday": (P3, "2026-02-27 13:00", "2026-03-02 12:00", on(china_2026()), None, "Sat 28 has 8 h"),
    "an ordinary Saturday in October": (P1, "2026-10-17 10:00", "2026-10-19 14:00", on(china_2026()), None, "no make-up day"),
    "closed for a day": (P2, "2026-11-24 15:00", "2026-11-26 15:00", CLOSED_WEDNESDAY, None, "Wednesday is closed"),
    "closed for an afternoon": (P2, "2026-11-24 18:00", "2026-11-26 12:00", CLOSED_AFTERNOON, None, "3 h + 2 h on Wed, 3 h on Thu"),
    "an extra Saturday morning": (P1, "2026-11-27 17:00", "2026-11-28 12:00", OPEN_SATURDAY, None, "1 h Fri, 3 h Sat"),
    "a make-up day with Friday's hours": (P1, "2026-11-28 09:00", "2026-11-28 14:00", FRIDAY_SATURDAY, None, "all alike here"),
    "around the clock": (P1, "2026-11-28 22:30", "2026-11-29 02:30", ALWAYS, None, "every hour counts"),
    "over midnight at night": (P1, "2026-11-24 23:00", "2026-11-25 03:00", NIGHT, None, "22 to 6 is one stretch"),
    "a night and the next": (P2, "2026-11-25 02:00", "2026-11-26 02:00", NIGHT, None, "4 h to 6:00, 4 h from 22:00"),
    "opened by day at the night desk": (P1, "2026-11-25 12:00", "2026-11-26 02:00", NIGHT, None, "counts from 22:00"),
    "spring forward": (P1, "2026-03-29 00:30", "2026-03-29 05:30", round_the_clock("Europe/Berlin"), BERLIN, "2 to 3 is not there"),
    "fall back": (P1, "2026-10-25 00:30", "2026-10-25 03:30", round_the_clock("Europe/Berlin"), BERLIN, "2 to 3 is there twice"),
    "fall back in New York": (P1, "2026-11-01 00:00", "2026-11-01 03:00", round_the_clock("America/New_York"), NEW_YORK, "1 to 2 twice"),
    "half an hour on Lord Howe, forward": (P1, "2026-10-04 00:30", "2026-10-04 05:00", round_the_clock("Australia/Lord_Howe"), LORD_HOWE, "2:00 to 2:30 is not there"),
    "half an hour on Lord Howe, back": (P1, "2026-04-05 00:30", "2026-04-05 04:00", round_the_clock("Australia/Lord_Howe"), LORD_HOWE, "1:30 to 2:00 twice"),
    "office hours over spring forward": (P1, "2026-03-27 17:00", "2026-03-30 12:00", on(office("Europe/Berlin")), BERLIN, "Fri 1 h, Mon 3 h: the change is at night"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_due(name: str) -> None:
    priority, opened, due, book, zone, reason = CASES[name]
    where = zone or ZoneInfo("Asia/Shanghai")
    found = reading(story(opened, priority=priority, zone=where), opened, book=book, zone=where)
    assert found.due == at(due, where), f"{reason}: {found.due and found.due.astimezone(where)}"


def test_the_cases_are_many() -> None:
    assert len(CASES) >= 37
