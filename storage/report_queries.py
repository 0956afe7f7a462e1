"""Sums of the prepared counts: each along the days asked for and no further."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from core.reporting.asking import HourCell, Question, Where
from core.reporting.counters import (
    BY_DAY,
    CALL_COUNTERS,
    HOUR_COUNTERS,
    STANDING,
    TICKET_COUNTERS,
    Group,
)
from core.reporting.days import weekday_of
from storage.columns import from_json
from storage.counting import Counting
from storage.tallies import parts_of

Sums = dict[str, dict[str, int]]
_PLACES = {"opened": TICKET_COUNTERS.index("opened"), "resolved": TICKET_COUNTERS.index("resolved")}
_PLACES["reopened"] = TICKET_COUNTERS.index("reopened")
_COLUMN = {Group.AGENT: "k.agent", Group.TEAM: "k.team", Group.CATEGORY: "k.category", Group.QUEUE: "k.queue"}
_ALWAYS = (Group.NONE, *BY_DAY)  # of the others only those that did anything


def has_calls(question: Question) -> bool:
    """A call has no category."""
    return question.group is not Group.CATEGORY and question.where.category is None


def sums(connection: Connection, counting: Counting, question: Question) -> Sums:
    teams = Teams(connection)
    found: Sums = {}
    _put(found, TICKET_COUNTERS, _ticket_rows(connection, counting, question))
    if has_calls(question):
        _put(found, CALL_COUNTERS, _call_rows(connection, counting, question, teams))
    if question.group not in BY_DAY:
        _standing(connection, counting, question, found)
    names = [*TICKET_COUNTERS, *(CALL_COUNTERS if has_calls(question) else ())]
    names += STANDING if question.group not in BY_DAY else ()
    if question.group is Group.NONE:
        found.setdefault("", {})
    whole = {group: {name: tally.get(name, 0) for name in names} for group, tally in found.items()}
    if question.group in BY_DAY:
        _backlogs(connection, counting, question, whole)
    return {
        group: tally for group, tally in whole.items() if any(tally.values()) or question.group in _ALWAYS
    }


def hours(connection: Connection, counting: Counting, question: Question) -> tuple[HourCell, ...]:
    queue = question.where.queue
    sql = (
        f"SELECT day, hour, {_summed(HOUR_COUNTERS)} FROM report_hours WHERE gen = ? AND day BETWEEN ? AND ?"
    )
    sql += " AND queue = ?" if queue is not None else ""
    values = (counting.gen, question.first, question.last, *([queue] if queue is not None else []))
    cells: dict[tuple[int, int], dict[str, int]] = {}
    for day, hour, *counts in connection.exec_driver_sql(f"{sql} GROUP BY day, hour", values):
        cell = cells.setdefault((weekday_of(day), hour), dict.fromkeys(HOUR_COUNTERS, 0))
        for name, count in zip(HOUR_COUNTERS, counts, strict=True):
            cell[name] += count
    return tuple(HourCell(*place, tally) for place, tally in sorted(cells.items()) if any(tally.values()))


class Teams:
    """An agent's own team is the first of theirs: calls are counted for it."""

    def __init__(self, connection: Connection) -> None:
        rows = connection.exec_driver_sql("SELECT id, teams FROM people")
        self._of = {row.id: next(iter(from_json(row.teams)), "") for row in rows}

    def of(self, agent: str) -> str:
        return self._of.get(agent, "")


def condition(where: Where) -> tuple[str, list[Any]]:
    """On ``report_keys k``."""
    parts, values = [], list[Any]()
    for column, value in (("agent", where.agent), ("team", where.team), ("queue", where.queue)):
        if value is not None:
            parts.append(f"k.{column} = ?")
            values.append(value)
    if where.category == "":
        parts.append("k.category = ''")
    elif where.category is not None:
        parts.append("(k.category = ? OR substr(k.category, 1, ?) = ?)")
        values += [where.category, len(where.category) + 1, f"{where.category}."]
    return "".join(f" AND {part}" for part in parts), values


def _ticket_rows(connection: Connection, counting: Counting, question: Question) -> Sequence[Any]:
    group = _group(question.group)
    where, values = condition(question.where)
    return connection.exec_driver_sql(
        f"SELECT {group}, {_summed(TICKET_COUNTERS)} FROM ticket_days d{_joined(question)} "
        f"WHERE d.gen = ? AND d.day BETWEEN ? AND ?{where} GROUP BY 1",
        (counting.gen, question.first, question.last, *values),
    ).all()


def _call_rows(connection: Connection, counting: Counting, question: Question, teams: Teams) -> Sequence[Any]:
    """Teams are looked up: a call knows its agent alone."""
    by_team = question.group is Group.TEAM or question.where.team is not None
    group = _group(Group.AGENT if question.group is Group.TEAM else question.group)
    columns = f"{group}, k.agent" if by_team else f"{group}, ''"
    where, values = condition(Where(question.where.agent, None, None, question.where.queue))
    rows = connection.exec_driver_sql(
        f"SELECT {columns}, {_summed(CALL_COUNTERS)} FROM call_days d JOIN report_keys k ON k.id = d.key "
        f"WHERE d.gen = ? AND d.day BETWEEN ? AND ?{where} GROUP BY 1, 2",
        (counting.gen, question.first, question.last, *values),
    )
    found = []
    for name, agent, *counts in rows:
        team = teams.of(agent)
        if question.where.team is None or team == question.where.team:
            found.append((team if question.group is Group.TEAM else name, *counts))
    return found


def _standing(connection: Connection, counting: Counting, question: Question, found: Sums) -> None:
    """What was open at the end of the last day, and how old it was then: by all that came and went until then."""
    where, values = condition(question.where)
    sql = (
        f"SELECT {_group(question.group)}, sum(opened + reopened - resolved), sum(open_days) FROM ticket_days d"
        f"{_joined(question)} WHERE d.gen = ? AND d.day <= ?{where} GROUP BY 1"
    )
    for name, count, open_days in connection.exec_driver_sql(sql, (counting.gen, question.last, *values)):
        tally = found.setdefault(str(name), {})
        tally["backlog"], tally["age_days"] = count, question.last * count - open_days


def is_open_at(parts: str, day: int) -> bool:
    """At the end of it."""
    flow = 0
    for part in parts_of(parts):
        if part.day <= day:
            flow += part.amount if part.place in (_PLACES["opened"], _PLACES["reopened"]) else 0
            flow -= part.amount if part.place == _PLACES["resolved"] else 0
    return flow > 0


def _backlogs(connection: Connection, counting: Counting, question: Question, whole: Sums) -> None:
    """Of each day: from the end of the last one back, by what came and went."""
    end: Sums = {}
    _standing(connection, counting, Question(question.first, question.last, where=question.where), end)
    backlog = end.get("", {}).get("backlog", 0)
    empty = dict.fromkeys((*TICKET_COUNTERS, *(CALL_COUNTERS if has_calls(question) else ())), 0)
    for day in range(question.last, question.first - 1, -1):
        tally = whole.setdefault(str(day), dict(empty))
        tally["backlog"] = backlog
        backlog += tally["resolved"] - tally["opened"] - tally["reopened"]


def _put(found: Sums, names: Sequence[str], rows: Sequence[Any]) -> None:
    for group, *counts in rows:
        tally = found.setdefault(str(group), {})
        for name, count in zip(names, counts, strict=True):
            tally[name] = tally.get(name, 0) + (count or 0)


def _group(group: Group) -> str:
    return "d.day" if group in BY_DAY else _COLUMN.get(group, "''")


def _joined(question: Question) -> str:
    needed = question.group in _COLUMN or not question.where.is_everything
    return " JOIN report_keys k ON k.id = d.key" if needed else ""


def _summed(names: Sequence[str]) -> str:
    return ", ".join(f"sum({name})" for name in names)
