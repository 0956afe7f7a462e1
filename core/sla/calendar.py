"""Working calendars as values: the week, and every day that differs from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Block:
    """Working time in seconds of the wall clock from 00:00 of its day; past 86400 it runs over midnight."""

    start: int
    end: int


class DayKind(Enum):
    """How a day differs from its week."""

    HOLIDAY = "holiday"
    MAKE_UP = "make-up day"
    CLOSURE = "closure"
    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Day:
    """A day that differs.

    ``works_as`` is the weekday (0 Monday … 6) whose hours a make-up day has, None: Monday's. ``blocks``: the part that
    a closure closes (none: all of it), or what an opening adds.
    """

    date: dt.date
    kind: DayKind
    name: str = ""
    works_as: int | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working hours of a place. ``week`` has seven days, Monday first; ``zone`` is an IANA name.

    ``region`` names whose public holidays are in ``days`` ("CN"; "" none), for the ``years`` named.
    """

    id: str
    name: str
    zone: str
    week: tuple[tuple[Block, ...], ...]
    days: tuple[Day, ...] = ()
    region: str = ""
    years: tuple[int, ...] = ()
