"""The service levels a new profile begins with: office hours, two policies, and reminders that help without nagging."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from pathlib import Path

import resources
from console.presenters.calendar_form import Shelf
from core.ids import new_id
from core.sla.calendar import Block, Calendar
from core.sla.calendar_files import HolidayYear, YearUnreadable, read_year, with_year
from core.sla.policy import (
    Conditions,
    Edition,
    Policy,
    Step,
    Target,
    TargetKind,
)
from core.tickets.model import Priority, Waiting

CALENDARS = Path(resources.__file__).parent / "calendars"
OFFICE, ALWAYS = "office", "always"
_H = dt.timedelta(hours=1)
_M = dt.timedelta(minutes=1)
_BOTH = (Waiting.CUSTOMER, Waiting.THIRD_PARTY)
_SCREEN, _LOUD, _ALL = ("screen",), ("screen", "sound"), ("screen", "sound", "tray")


def starter_edition(language: str, zone: str, valid_from: dt.datetime) -> Edition:
    """Names in the language the profile is made in; in Chinese with the public holidays of China."""
    is_chinese = language.startswith("zh")
    calendars = (_office(is_chinese, zone, valid_from.year), _always(is_chinese, zone))
    urgent, standard = ("P1 全天候", "标准") if is_chinese else ("P1 around the clock", "Standard")
    return Edition(new_id(), valid_from, calendars, (_urgent(urgent), _standard(standard)))


def shipped_years(region: str) -> tuple[int, ...]:
    """The years of a region's public holidays that come with the program."""
    return tuple(sorted(int(file.stem.rpartition("-")[2]) for file in CALENDARS.glob(f"{region}-*.toml")))


def shipped_year(region: str, year: int) -> str:
    """The text of such a file."""
    return (CALENDARS / f"{region}-{year}.toml").read_text(encoding="utf-8")


def shipped_holidays() -> tuple[str, ...]:
    """By name: "CN 2026"."""
    return tuple(sorted(file.stem.replace("-", " ") for file in CALENDARS.glob("*.toml")))


def year_in(name: str) -> HolidayYear:
    """One that came with the program, or any file of that form: what cannot be read says why."""
    region, _, year = name.partition(" ")
    file = CALENDARS / f"{region}-{year}.toml" if name in shipped_holidays() else Path(name.strip())
    try:
        return read_year(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as why:
        raise YearUnreadable("The file {file} cannot be read.", file=str(file)) from why


def shelf() -> Shelf:
    """What the editor of service levels offers: holidays, and every time zone by name."""
    zones = files("tzdata").joinpath("zones").read_text(encoding="ascii").split()
    return Shelf(shipped_holidays(), year_in, tuple(sorted(zones)))


def _office(is_chinese: bool, zone: str, year: int) -> Calendar:
    hours = (Block(9 * 3600, 12 * 3600), Block(13 * 3600, 18 * 3600))
    name = "办公时间" if is_chinese else "Office hours"
    calendar = Calendar(OFFICE, name, zone, (hours,) * 5 + ((), ()))
    if not is_chinese:
        return calendar
    for shipped in shipped_years("CN"):
        if shipped >= year - 1:
            calendar = with_year(calendar, read_year(shipped_year("CN", shipped)), "zh")
    return calendar


def _always(is_chinese: bool, zone: str) -> Calendar:
    return Calendar(ALWAYS, "全天" if is_chinese else "Around the clock", zone, ((Block(0, 86400),),) * 7)


def _urgent(name: str) -> Policy:
    return Policy(
        "urgent",
        name,
        ALWAYS,
        Conditions(priorities=(Priority.P1,)),
        (
            Target(TargetKind.FIRST_RESPONSE, (15 * _M, None, None, None), steps=_steps("urgent-first")),
            Target(TargetKind.NEXT_UPDATE, (_H, None, None, None), _BOTH, steps=_steps("urgent-update")),
            Target(TargetKind.RESOLUTION, (4 * _H, None, None, None), _BOTH, steps=_long_steps("urgent")),
        ),
    )


def _standard(name: str) -> Policy:
    first = (30 * _M, _H, 4 * _H, 8 * _H)
    update = (4 * _H, 8 * _H, 16 * _H, None)
    solved = (4 * _H, 8 * _H, 24 * _H, 40 * _H)
    return Policy(
        "standard",
        name,
        OFFICE,
        targets=(
            Target(TargetKind.FIRST_RESPONSE, first, steps=_steps("first")),
            Target(TargetKind.NEXT_UPDATE, update, _BOTH, steps=_steps("update")),
            Target(TargetKind.RESOLUTION, solved, _BOTH, steps=_long_steps("solved")),
        ),
    )


def _steps(name: str) -> tuple[Step, ...]:
    return (
        Step(f"{name}-75", percent=75, ways=_LOUD),
        Step(f"{name}-due", to=("assignee", "lead"), ways=_ALL, is_urgent=True),
    )


def _long_steps(name: str) -> tuple[Step, ...]:
    return (
        Step(f"{name}-50", percent=50, ways=_SCREEN),
        Step(f"{name}-75", percent=75, ways=_LOUD),
        Step(f"{name}-90", percent=90, to=("assignee", "watchers"), ways=_ALL),
        Step(f"{name}-due", to=("assignee", "lead", "watchers"), ways=_ALL, is_urgent=True),
        Step(f"{name}-late", offset=2 * _H, to=("lead",), ways=_LOUD),
    )
