"""An edition as a text that a supervisor reads and changes: TOML, with hours, times and steps in phrases."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import Enum
from typing import Any, TypeVar

from core.errors import Trouble
from core.sla.calendar import Block, Calendar, Day, DayKind
from core.sla.people_text import TABLES
from core.sla.phrases import Unreadable, hours_text, read_hours, read_step, read_time, step_text, time_text
from core.sla.policy import Conditions, Edition, Policy, Reopening, Target, TargetKind
from core.tickets.model import Kind, Priority, Waiting
from core.words import Sentence

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {
    "holidays": DayKind.HOLIDAY,
    "make_up_days": DayKind.MAKE_UP,
    "closures": DayKind.CLOSURE,
    "openings": DayKind.OPENING,
}
_TEXTS = ("categories", "levels", "queues", "contracts")
_HOURS = re.compile(r"^\d{1,2}(:\d*)?[-–]\d{1,2}(:\d*)?[,，;；]?$")
Value = TypeVar("Value", bound=Enum)


def edition_text(edition: Edition) -> str:
    parts = [part for one in edition.calendars for part in _calendar_text(one)]
    parts += [part for one in edition.policies for part in _policy_text(one)]
    return "\n".join(parts) + "\n"


def _calendar_text(calendar: Calendar) -> Iterator[str]:
    yield "[[calendar]]"
    yield from (f"{name} = {_quoted(getattr(calendar, name))}" for name in ("id", "name", "zone", "region"))
    yield from (
        f'{day} = "{hours_text(blocks)}"' for day, blocks in zip(WEEKDAYS, calendar.week, strict=True)
    )
    yield f"years = {list(calendar.years)}"
    for name, kind in _DAYS.items():
        yield from _list(name, [_day_text(one) for one in calendar.days if one.kind is kind])
    yield ""


def _day_text(day: Day) -> str:
    worked = f"as {WEEKDAYS[day.works_as or 0]}" if day.kind is DayKind.MAKE_UP else ""
    return " ".join(part for part in (str(day.date), worked, hours_text(day.blocks), day.name) if part)


def _policy_text(policy: Policy) -> Iterator[str]:
    yield "[[policy]]"
    yield from (f"{name} = {_quoted(getattr(policy, name))}" for name in ("id", "name", "calendar"))
    yield f'reopening = "{policy.reopening.value}"'
    held = policy.conditions
    yield f"priorities = {json.dumps([one.name for one in held.priorities])}"
    yield f"kinds = {json.dumps([one.value for one in held.kinds])}"
    yield from (f"{name} = {json.dumps(list(getattr(held, name)), ensure_ascii=False)}" for name in _TEXTS)
    for target in policy.targets:
        yield "[[policy.target]]"
        yield f'kind = "{target.kind.value}"'
        yield f"times = {json.dumps([time_text(one) for one in target.times])}"
        yield f"pauses = {json.dumps([one.value for one in target.pauses])}"
        yield f"at_risk = {target.at_risk_percent}"
        yield from _list("steps", [step_text(one) for one in target.steps])
    yield ""


def _list(name: str, values: list[str]) -> Iterator[str]:
    if not values:
        yield f"{name} = []"
        return
    yield f"{name} = ["
    yield from (f"    {_quoted(one)}," for one in values)
    yield "]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read_edition(text: str, base: Edition) -> Edition:
    """``base`` with what the text says; raises ``Unreadable`` with the line or the entry that must be mended."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as why:
        raise Unreadable("The text cannot be read: {why}", why=str(why)) from why
    for name in data:
        if name not in ("calendar", "policy", *TABLES):
            raise Unreadable(
                '"{name}" is not known here: the text holds [[calendar]] and [[policy]].', name=name
            )
    calendars = tuple(
        _placed(one, "calendar", n, _calendar) for n, one in enumerate(_tables(data, "calendar"), 1)
    )
    policies = tuple(_placed(one, "policy", n, _policy) for n, one in enumerate(_tables(data, "policy"), 1))
    return replace(base, calendars=calendars, policies=policies)


def _placed(entry: Mapping[str, Any], what: str, n: int, read: Any) -> Any:
    """A trouble inside says which entry it is in."""
    try:
        return read(entry)
    except Trouble as why:
        name = str(entry.get("name", n))
        inside = Sentence(why.sentence.template, why.sentence.values)
        raise Unreadable('{what} "{name}": {why}', what=Sentence(what), name=name, why=inside) from why


def _tables(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = data.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Unreadable("Write [[{name}]] in two pairs of brackets.", name=name)
    return found


def _calendar(entry: Mapping[str, Any]) -> Calendar:
    known = {"id", "name", "zone", "region", "years", *WEEKDAYS, *_DAYS}
    _only(entry, known)
    week = tuple(read_hours(_text(entry, day)) for day in WEEKDAYS)
    days = [_day(one, kind) for name, kind in _DAYS.items() for one in _texts(entry, name)]
    years = tuple(one for one in entry.get("years", []) if isinstance(one, int))
    id_, name, zone = (_text(entry, one) for one in ("id", "name", "zone"))
    return Calendar(id_, name, zone, week, tuple(sorted(days, key=_day_order)), _text(entry, "region"), years)


def _day_order(day: Day) -> tuple[dt.date, str]:
    return day.date, day.kind.value


def _day(text: str, kind: DayKind) -> Day:
    """Date, "as monday", hours, name: "2026-12-24 14:00-18:00 party"."""
    first, *rest = text.split(" ")
    try:
        date = dt.date.fromisoformat(first)
    except ValueError as why:
        raise Unreadable('"{text}" must begin with a date like 2026-10-01.', text=text) from why
    works_as: int | None = None
    if kind is DayKind.MAKE_UP and rest[:1] == ["as"] and len(rest) > 1:
        if rest[1] not in WEEKDAYS:
            raise Unreadable('"{text}": after "as" comes a weekday like monday.', text=text)
        works_as, rest = WEEKDAYS.index(rest[1]), rest[2:]
    blocks: tuple[Block, ...] = ()
    while rest and looks_like_hours(rest[0]):
        blocks, rest = (*blocks, *read_hours(rest[0])), rest[1:]
    if kind is DayKind.OPENING and not blocks:
        raise Unreadable('"{text}": an opening needs its hours, like 9:00-12:00.', text=text)
    return Day(date, kind, " ".join(rest), works_as, blocks)


def looks_like_hours(word: str) -> bool:
    """Such as 9:00-12:00, also with a mistake in it; "2026-Q1" is a name."""
    return _HOURS.match(word) is not None


def _policy(entry: Mapping[str, Any]) -> Policy:
    known = {"id", "name", "calendar", "reopening", "priorities", "kinds", "target", *_TEXTS}
    _only(entry, known)
    texts = {name: tuple(_texts(entry, name)) for name in _TEXTS}
    names = {one.name: one for one in Priority}
    priorities = tuple(_one_of(names, one) for one in _texts(entry, "priorities"))
    kinds = tuple(_value(Kind, one) for one in _texts(entry, "kinds"))
    held = Conditions(priorities=priorities, kinds=kinds, **texts)
    targets = tuple(_target(one) for one in _tables(entry, "target"))
    reopening = _value(Reopening, _text(entry, "reopening") or Reopening.CONTINUE.value)
    id_, name, calendar = (_text(entry, one) for one in ("id", "name", "calendar"))
    return Policy(id_, name, calendar, held, targets, reopening)


def _target(entry: Mapping[str, Any]) -> Target:
    _only(entry, {"kind", "times", "pauses", "at_risk", "steps"})
    at_risk = entry.get("at_risk", 75)
    if not isinstance(at_risk, int):
        raise Unreadable("at_risk is a number, like 75.")
    return Target(
        _value(TargetKind, _text(entry, "kind")),
        tuple(read_time(one) for one in _texts(entry, "times")),
        tuple(_value(Waiting, one) for one in _texts(entry, "pauses")),
        at_risk,
        tuple(read_step(one) for one in _texts(entry, "steps")),
    )


def _only(entry: Mapping[str, Any], known: set[str]) -> None:
    for name in entry:
        if name not in known:
            raise Unreadable(
                '"{name}" is not known here: choose of {known}.', name=name, known=", ".join(sorted(known))
            )


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name, "")
    if not isinstance(value, str):
        raise Unreadable('{name} is a text in quotes, like {name} = "…".', name=name)
    return value


def _texts(entry: Mapping[str, Any], name: str) -> list[str]:
    value = entry.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Unreadable('{name} is a list of texts, like {name} = ["…", "…"].', name=name)
    return value


def _value(kind: type[Value], text: str) -> Value:
    found: Value = _one_of({str(one.value): one for one in kind}, text)
    return found


def _one_of(known: Mapping[str, Any], text: str) -> Any:
    if text not in known:
        raise Unreadable('"{text}" is not known here: choose of {known}.', text=text, known=", ".join(known))
    return known[text]
