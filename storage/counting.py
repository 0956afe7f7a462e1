"""Which counting holds: its number, the time zone its days are of, and how far it has come."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy import Connection

from core.reporting.days import Days
from core.sla.policy import Book
from storage import bookkeeping

STANDING = "report counting"
CALLS_FIRST, TICKETS, SWEEPING, DONE = "calls", "tickets", "sweeping", "done"
UTC = "UTC"
_READ = "SELECT value FROM meta WHERE name = ?"


@dataclass(frozen=True, slots=True)
class Counting:
    """``stage`` and ``place``: where counting everything anew has come to; what changes is counted at once anyway."""

    gen: int
    zone: str
    stage: str = CALLS_FIRST
    place: str = ""
    done: int = 0
    of: int = 0

    @property
    def days(self) -> Days:
        return days_in(self.zone)


@lru_cache(maxsize=4)
def days_in(zone: str) -> Days:
    return Days(zone)


def zone_of(book: Book) -> str:
    """Of the first calendar of the newest edition: where the house works."""
    newest = book.newest
    return newest.calendars[0].zone if newest is not None and newest.calendars else UTC


def read_counting(connection: Connection) -> Counting | None:
    row = connection.exec_driver_sql(_READ, (STANDING,)).first()  # before every ticket that is put: kept lean
    return _counting(row[0]) if row is not None and row[0] else None


@lru_cache(maxsize=16)
def _counting(text: str) -> Counting:
    return Counting(**json.loads(text))


def write_counting(connection: Connection, counting: Counting) -> None:
    values = {name: getattr(counting, name) for name in ("gen", "zone", "stage", "place", "done", "of")}
    bookkeeping.write_meta(connection, STANDING, json.dumps(values))


def counting_of(connection: Connection, book: Book) -> Counting:
    """Begun when there is none yet, and anew when the house has moved to another zone."""
    known, zone = read_counting(connection), zone_of(book)
    if known is not None and known.zone == zone:
        return known
    return begin_anew(connection, known, zone)


def begin_anew(connection: Connection, known: Counting | None, zone: str) -> Counting:
    begun = Counting(known.gen + 1 if known else 1, zone)
    write_counting(connection, begun)
    return begun


def moved_on(connection: Connection, counting: Counting, stage: str, place: str, done: int) -> Counting:
    further = replace(counting, stage=stage, place=place, done=done)
    write_counting(connection, further)
    return further
