"""The form of a calendar: its name, zone and week; the days that differ are beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from console.presenters.calendar_days import CalendarDays
from console.presenters.levels_draft import Draft
from console.presenters.levels_sheet import Sheet
from console.presenters.levels_words import region_name
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.levels import CalendarShown, FieldShown
from console.viewmodels.tickets import Choice
from core.errors import Trouble
from core.sla.calendar import Block, Calendar
from core.sla.calendar_files import HolidayYear, with_year
from core.sla.phrases import hours_text, read_hours
from core.sla.problems import calendar_key
from core.words import Sentence, sentence

DAY = 86400
HALF_HOUR = 1800
FILE = "file"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What came with the program: names of holiday files ("CN 2026"), how one is read, and all time zones."""

    shipped: tuple[str, ...]
    year_in: Callable[[str], HolidayYear]
    zones: tuple[str, ...]


class CalendarForm:
    """Reads and changes one calendar of the draft."""

    def __init__(self, place: Workplace, shelf: Shelf) -> None:
        self._place = place
        self._shelf = shelf
        self.days = CalendarDays(place)
        self._zones = tuple(Choice(one, one) for one in shelf.zones)
        self._refused: Sentence | None = None  # why holidays could not be added

    def shown(self, id_: str, sheet: Sheet) -> CalendarShown:
        calendar = sheet.draft.calendar(id_)
        zone, region = sheet.entry("zone", calendar.zone), sheet.entry("region", calendar.region)
        week = tuple(sheet.entry(f"week.{n}", hours_text(blocks)) for n, blocks in enumerate(calendar.week))
        days = self.days
        return CalendarShown(
            sheet.item,
            sheet.entry("name", calendar.name),
            replace(zone, choices=_with(calendar.zone, self._zones)),
            week,
            bars(calendar),
            sheet.about("week")[0],
            replace(region, choices=self._regions(calendar.region)),
            self._holidays(calendar),
            days.year_field(calendar),
            days.lines(calendar, sheet),
            days.chosen_key(calendar),
            days.form(calendar, sheet),
        )

    def field(self, name: str) -> str:
        """Which field it is, whichever day is chosen."""
        return self.days.field(name)

    def edit(self, draft: Draft, id_: str, name: str, value: str) -> Draft:
        """Raises a ``Trouble`` when the text cannot be read."""
        calendar = draft.calendar(id_)
        if name.startswith("day."):
            return self.days.edit(draft, calendar, name, value)
        if name == "name":
            return draft.with_calendar(replace(calendar, name=value.strip()))
        if name == "zone":
            return draft.with_calendar(replace(calendar, zone=value))
        if name == "region":
            return draft.with_calendar(replace(calendar, region=value, years=()))
        return draft.with_calendar(_with_day(calendar, int(name.removeprefix("week.")), read_hours(value)))

    def act(self, draft: Draft, id_: str, name: str, value: str) -> Draft:
        calendar, item = draft.calendar(id_), calendar_key(id_)
        self._refused = None
        if name == "holidays":
            return draft.with_calendar(self._filled(calendar, value))
        if name == "paint":
            day, start, end, on = map(int, value.split())
            fresh = painted(calendar, day, (start * HALF_HOUR, end * HALF_HOUR), is_open=bool(on))
            return draft.with_calendar(fresh).without_typed(item, f"week.{day}")
        if name == "copy_monday":
            week = (calendar.week[0],) * 5 + calendar.week[5:]
        elif name == "always":
            week = ((Block(0, DAY),),) * 7
        else:
            return self.days.act(draft, calendar, name, value)
        return draft.with_calendar(replace(calendar, week=week)).without_typed(item, "week.")

    def _filled(self, calendar: Calendar, name: str) -> Calendar:
        try:
            year = self._shelf.year_in(name)
        except Trouble as why:
            self._refused = why.sentence
            return calendar
        if calendar.region and calendar.region != year.region:
            region = region_name(year.region, self._place)
            self._refused = sentence(
                "These are the public holidays of {region}: please choose that region first.", region=region
            )
            return calendar
        self.days.look_at(year.year)
        return with_year(calendar, year, self._place.words.language)

    def _regions(self, region: str) -> tuple[Choice, ...]:
        known = sorted({one.partition(" ")[0] for one in self._shelf.shipped} | ({region} - {""}))
        named = sorted((region_name(one, self._place), one) for one in known)
        return (
            Choice("", self._place.words("No public holidays")),
            *(Choice(key, name) for name, key in named),
        )

    def _holidays(self, calendar: Calendar) -> FieldShown:
        """The years of its region that came with the program, and the way to a file."""
        words = self._place.words
        offered = []
        for name in self._shelf.shipped:
            region, _, year = name.partition(" ")
            if calendar.region in ("", region):
                has = bool(calendar.region) and int(year) in calendar.years
                text = f"{region_name(region, self._place)} {year}"
                offered.append(Choice(name, words("{year} (again)", year=text) if has else text))
        offered.sort(key=lambda one: (one.key.partition(" ")[0], -int(one.key.partition(" ")[2])))
        refused = say(words, self._refused) if self._refused else ""
        return FieldShown("", refused, choices=(*offered, Choice(FILE, words("From a file …"))))


def _with(key: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Also one that nobody offers stays in sight."""
    return choices if any(one.key == key for one in choices) else (Choice(key, key), *choices)


def _with_day(calendar: Calendar, day: int, blocks: tuple[Block, ...]) -> Calendar:
    week = (*calendar.week[:day], blocks, *calendar.week[day + 1 :])
    return replace(calendar, week=week)


def bars(calendar: Calendar) -> tuple[tuple[tuple[float, float, bool], ...], ...]:
    found = []
    for n, blocks in enumerate(calendar.week):
        own = [(one.start / 3600, min(one.end, DAY) / 3600, False) for one in blocks]
        over = [one for one in calendar.week[n - 1] if one.end > DAY]
        found.append((*((0.0, (one.end - DAY) / 3600, True) for one in over), *own))
    return tuple(found)


def painted(calendar: Calendar, day: int, span: tuple[int, int], *, is_open: bool) -> Calendar:
    """Those hours of a weekday open or closed; what is left of a night goes to the day on which it ends."""
    start, end = span
    blocks = [(one.start, one.end) for one in calendar.week[day]]
    if is_open:
        found = _joined([*blocks, span])
    else:
        cut = [((a, min(b, start)), (max(a, end), b)) for a, b in blocks]
        found = [(a, b) for pair in cut for a, b in pair if a < b]
    rest = [(a - DAY, b - DAY) for a, b in found if a >= DAY]
    fresh = _with_day(calendar, day, tuple(Block(a, b) for a, b in found if a < DAY))
    if rest:
        after = (day + 1) % 7
        held = [(one.start, one.end) for one in fresh.week[after]]
        fresh = _with_day(fresh, after, tuple(Block(a, b) for a, b in _joined([*held, *rest])))
    return fresh


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if found and a <= found[-1][1]:
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        else:
            found.append((a, b))
    return found


NEW_CALENDAR = Sentence("New calendar")
