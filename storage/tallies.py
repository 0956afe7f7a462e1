"""The prepared counts, kept in step: what a record has added is taken away, what it adds now is put there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from core.reporting.call_facts import REPEAT_US, CallFacts, call_parts, counts_of, hour_counts
from core.reporting.counters import CALL_COUNTERS, HOUR_COUNTERS, TICKET_COUNTERS, Key, Part
from core.reporting.days import Days
from core.reporting.ticket_facts import TiedCall, facts_of
from core.sla.levels import ServiceLevels
from core.sla.reminders import Service
from core.sla.zones import SECOND
from storage.columns import from_json, to_json
from storage.counting import Counting

NEVER = 1 << 40  # the last day of what is open
_Deltas = dict[tuple[int, int], list[int]]
_Hours = dict[tuple[int, int, str], list[int]]


def _adding(table: str, keys: str, counters: Sequence[str]) -> str:
    columns = [*keys.split(), *counters]
    added = ", ".join(f"{name} = {name} + excluded.{name}" for name in counters)
    places = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places}) ON CONFLICT DO UPDATE SET {added}"


_ADD_TICKETS = _adding("ticket_days", "gen day key", TICKET_COUNTERS)
_ADD_CALLS = _adding("call_days", "gen day key", CALL_COUNTERS)
_ADD_HOURS = _adding("report_hours", "gen day hour queue", HOUR_COUNTERS)
_OPENED = HOUR_COUNTERS.index("opened")
_FIND_KEY = "SELECT id FROM report_keys WHERE agent = ? AND team = ? AND category = ? AND queue = ?"
_NEW_KEY = "INSERT INTO report_keys (agent, team, category, queue) VALUES (?, ?, ?, ?) RETURNING id"
_FACTS = "SELECT gen, key, opened, hour, parts FROM ticket_facts WHERE ticket = ?"
_NO_FACTS = "DELETE FROM ticket_facts WHERE ticket = ?"
_PUT_FACTS = (
    "INSERT OR REPLACE INTO ticket_facts (ticket, gen, key, opened, hour, last, parts) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_QUEUE = "SELECT queue FROM report_keys WHERE id = ?"
_CALL = (
    'SELECT id, direction, began_at, answered_at, ended_at, "end", agent, queue, held, wrap_up, is_repeat, '
    "counted, number, withheld FROM calls "
)
ONE_CALL = f"{_CALL} WHERE id = ?"
NEXT_CALLS = (
    'SELECT id, direction, began_at, answered_at, ended_at, "end", agent, queue, held, wrap_up, counted, EXISTS ('
    "SELECT 1 FROM calls p WHERE p.direction = 'incoming' AND p.withheld = 0 AND p.number = c.number "
    "AND (p.began_at, p.id) < (c.began_at, c.id) AND p.began_at >= c.began_at - ?"
    ") AND direction = 'incoming' AND withheld = 0 AND number <> '' AS is_repeat "
    "FROM calls c WHERE id > ? ORDER BY id LIMIT ?"
)
_SAME_CALLER = "WHERE direction = 'incoming' AND withheld = 0 AND number = ?"
_CALLED_BEFORE = f"SELECT 1 FROM calls {_SAME_CALLER} AND (began_at, id) < (?, ?) AND began_at >= ? LIMIT 1"
_CALLS_AFTER = f"{_CALL} {_SAME_CALLER} AND (began_at, id) > (?, ?) ORDER BY began_at, id LIMIT 1"
_MARK_CALL = "UPDATE calls SET counted = ?, is_repeat = ? WHERE id = ?"


class Tallies:
    """Of one transaction; nothing is in the database before ``write``."""

    def __init__(self, connection: Connection, counting: Counting) -> None:
        self._connection = connection
        self._counting = counting
        self._days: Days = counting.days
        self._of_tickets: _Deltas = {}
        self._of_calls: _Deltas = {}
        self._of_hours: _Hours = {}
        self._keys: dict[Key, int] = {}
        self._facts: list[tuple[Any, ...]] = []

    # ── tickets ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def ticket(
        self, service: Service, calls: Sequence[TiedCall], levels: ServiceLevels, *, is_fresh: bool = False
    ) -> None:
        """``is_fresh``: it is known that this counting does not hold it yet."""
        terms = service.history.terms[-1].terms
        key = Key(service.assignee or "", service.team or "", terms.category, terms.queue)
        facts = facts_of(service.history, calls, levels, self._days)
        place, text = self._key(key), parts_text(facts.parts)
        row = None if is_fresh else self._connection.exec_driver_sql(_FACTS, (service.ticket,)).first()
        if row is not None and row.gen == self._counting.gen:
            if (row.key, row.hour, row.parts) == (place, facts.hour, text):
                return
            self._take_away(row)
        _add(self._of_tickets, place, facts.parts, len(TICKET_COUNTERS))
        self._hour(facts.opened, facts.hour, key.queue)[_OPENED] += 1
        last = NEVER if facts.last is None else facts.last
        gen = self._counting.gen
        self._facts.append((service.ticket, gen, place, facts.opened, facts.hour, last, text))

    def forget_ticket(self, ticket: str) -> None:
        """It is being removed."""
        row = self._connection.exec_driver_sql(_FACTS, (ticket,)).first()
        if row is not None and row.gen == self._counting.gen:
            self._take_away(row)
        self._connection.exec_driver_sql(_NO_FACTS, (ticket,))

    def _take_away(self, row: Any) -> None:
        _add(self._of_tickets, row.key, parts_of(row.parts), len(TICKET_COUNTERS), -1)
        queue = self._connection.exec_driver_sql(_QUEUE, (row.key,)).scalar_one()
        self._hour(row.opened, row.hour, queue)[_OPENED] -= 1

    # ── calls ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def call(self, call: str, before: Any | None) -> None:
        """``before`` is its row before it was put, None when it is new. Its caller's next call may become a repeat."""
        row = self._connection.exec_driver_sql(ONE_CALL, (call,)).one()
        was = _caller(before) if before is not None else None
        now = _caller(row)
        if before is not None:
            self._add_call(before, -1)
        is_repeat = self.is_repeat(row) if was != now else bool(row.is_repeat)
        self._count(row, is_repeat=is_repeat)
        if was != now:
            for caller in {one for one in (was, now) if one is not None}:
                self._look_after(caller)

    def forget_call(self, row: Any) -> None:
        """It has been removed; ``row`` is how it was."""
        self._add_call(row, -1)
        caller = _caller(row)
        if caller is not None:
            self._look_after(caller)

    def next_calls(self, after: str, limit: int) -> Sequence[Any]:
        """Counted unless they are already; the next ones begin after the last of these."""
        gen = self._counting.gen
        rows = self._connection.exec_driver_sql(NEXT_CALLS, (REPEAT_US, after, limit)).all()
        fresh = [row for row in rows if row.counted != gen]
        for row in fresh:
            self._add_facts(_facts(row, is_repeat=bool(row.is_repeat)), 1)
        if fresh:
            marks = [(gen, int(row.is_repeat), row.id) for row in fresh]
            self._connection.exec_driver_sql(_MARK_CALL, marks)
        return rows

    def is_repeat(self, row: Any) -> bool:
        caller = _caller(row)
        if caller is None:
            return False
        number, began, id_ = caller
        values = (number, began, id_, began - REPEAT_US)
        return self._connection.exec_driver_sql(_CALLED_BEFORE, values).first() is not None

    def _look_after(self, caller: tuple[str, int, str]) -> None:
        later = self._connection.exec_driver_sql(_CALLS_AFTER, caller).first()
        if later is None:
            return
        is_repeat = self.is_repeat(later)
        if is_repeat != bool(later.is_repeat):
            self._add_call(later, -1)
            self._count(later, is_repeat=is_repeat)

    def _count(self, row: Any, *, is_repeat: bool) -> None:
        self._connection.exec_driver_sql(_MARK_CALL, (self._counting.gen, int(is_repeat), row.id))
        self._add_facts(_facts(row, is_repeat=is_repeat), 1)

    def _add_call(self, row: Any, sign: int) -> None:
        if row.counted == self._counting.gen:
            self._add_facts(_facts(row, is_repeat=bool(row.is_repeat)), sign)

    def _add_facts(self, facts: CallFacts, sign: int) -> None:
        counts = counts_of(facts)
        if not counts:
            return
        day, hour = self._days.day_hour(facts.began)
        key = self._key(Key(facts.agent, queue=facts.queue))
        _add(self._of_calls, key, call_parts(counts, day), len(CALL_COUNTERS), sign)
        for place, amount in hour_counts(facts, counts):
            self._hour(day, hour, facts.queue)[place] += sign * amount

    # ── all of it ───────────────────────────────────────────────────────────────────────────────────────────────────

    def write(self) -> None:
        """What came and went alike is not written."""
        gen, run = self._counting.gen, self._connection.exec_driver_sql
        if self._facts:
            run(_PUT_FACTS, self._facts)
        for statement, deltas in ((_ADD_TICKETS, self._of_tickets), (_ADD_CALLS, self._of_calls)):
            rows = [(gen, day, key, *sums) for (day, key), sums in deltas.items() if any(sums)]
            if rows:
                run(statement, rows)
        hours = [(gen, *place, *sums) for place, sums in self._of_hours.items() if any(sums)]
        if hours:
            run(_ADD_HOURS, hours)
        self._of_tickets, self._of_calls, self._of_hours, self._facts = {}, {}, {}, []

    def _key(self, key: Key) -> int:
        """Looked up in this transaction: one that is rolled back takes a new key with it."""
        found = self._keys.get(key)
        if found is None:
            values = (key.agent, key.team, key.category, key.queue)
            row = self._connection.exec_driver_sql(_FIND_KEY, values).first()
            found = row[0] if row else self._connection.exec_driver_sql(_NEW_KEY, values).scalar_one()
            self._keys[key] = found
        return found

    def _hour(self, day: int, hour: int, queue: str) -> list[int]:
        return self._of_hours.setdefault((day, hour, queue), [0] * len(HOUR_COUNTERS))


def _caller(row: Any) -> tuple[str, int, str] | None:
    """Whose call it was, and where it stands among theirs; None: nobody can be told again."""
    if row.direction != "incoming" or row.withheld or not row.number:
        return None
    return row.number, row.began_at, row.id


def _facts(row: Any, *, is_repeat: bool) -> CallFacts:
    return CallFacts(
        row.direction,
        row.began_at,
        row.answered_at,
        row.ended_at,
        row.end,
        row.agent or "",
        row.queue,
        None if row.held is None else row.held // SECOND,
        None if row.wrap_up is None else row.wrap_up // SECOND,
        is_repeat,
    )


def _add(deltas: _Deltas, key: int, parts: Iterable[Part], width: int, sign: int = 1) -> None:
    for part in parts:
        deltas.setdefault((part.day, key), [0] * width)[part.place] += sign * part.amount


def parts_text(parts: Iterable[Part]) -> str:
    return to_json([number for part in parts for number in (part.day, part.place, part.amount)])


def parts_of(text: str) -> list[Part]:
    flat = from_json(text)
    return [Part(*flat[at : at + 3]) for at in range(0, len(flat), 3)]
