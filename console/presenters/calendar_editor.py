"""The sheet of one calendar: its hours by weekday, its public holidays, and the days that differ."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from console.presenters.calendar_days import day_bands, with_day, without_run
from console.presenters.material import Cells, Material, State
from console.presenters.policy_editor import unused
from console.presenters.times import WEEKDAYS
from console.viewmodels.shaping import Band, Sheet
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone
from core.ids import new_id
from core.sla.calendar import Block, Calendar, DayKind
from core.sla.phrases import Unreadable, hours_text, read_hours
from core.sla.problems import missing_years
from core.words import Sentence

TAB = "calendars"
ZONES = (
    "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Macau", "Asia/Singapore", "Asia/Tokyo", "Asia/Seoul",
    "Asia/Bangkok", "Asia/Jakarta", "Asia/Kuala_Lumpur", "Asia/Manila", "Asia/Ho_Chi_Minh", "Asia/Kolkata", "Asia/Dubai",
    "Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Madrid", "Europe/Rome", "Europe/Zurich",
    "Europe/Amsterdam", "Europe/Warsaw", "Europe/Helsinki", "Europe/Istanbul", "Europe/Moscow", "America/New_York",
    "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto", "America/Mexico_City",
    "America/Sao_Paulo", "Australia/Sydney", "Australia/Melbourne", "Australia/Perth", "Australia/Lord_Howe",
    "Pacific/Auckland", "Africa/Johannesburg", "Africa/Cairo", "UTC",
)  # fmt: skip
REGIONS = {
    "CN": Sentence("China"),
    "HK": Sentence("Hong Kong"),
    "MO": Sentence("Macao"),
    "TW": Sentence("Taiwan"),
    "SG": Sentence("Singapore"),
    "JP": Sentence("Japan"),
    "KR": Sentence("Korea"),
    "AU": Sentence("Australia"),
    "DE": Sentence("Germany"),
    "FR": Sentence("France"),
    "GB": Sentence("United Kingdom"),
    "US": Sentence("United States"),
}


def calendar_sheet(material: Material, id_: str, year: int) -> Sheet:
    words = material.words
    calendar = material.state.edition.calendar(id_)
    if calendar is None:
        return Sheet("calendars", empty=words("No calendar yet. Add one: it says which hours count."))
    cells = Cells(material, TAB, id_)
    zones = tuple(Choice(one, one) for one in dict.fromkeys((*ZONES, calendar.zone)))
    zone = replace(cells.pick("zone", words("Time zone"), calendar.zone, zones), can_add=True)
    head = Band("head", "", ((cells.text("name", words("Name"), calendar.name), zone),))
    days = day_bands(cells, calendar, year)
    return Sheet(f"calendar:{id_}", (head, _week(cells, calendar), _holidays(cells, calendar), *days))


def _week(cells: Cells, calendar: Calendar) -> Band:
    words = cells.material.words
    copies = {0: words("Copy to Tue-Fri"), 5: words("Copy to Sun")}
    lines = []
    for n, day in enumerate(WEEKDAYS):
        name = words(day.template)
        line = [
            cells.fact(f"day:{n}", "", name, 64),
            cells.text(f"hours:{n}", name, hours_text(calendar.week[n]), words("closed")),
            cells.button(f"copy:{n}", copies[n], width=150)
            if n in copies
            else cells.fact(f"copy:{n}", "", "", 150),
        ]
        lines.append(tuple(line))
    note = words("Hours like 9:00-12:00, 13:00-18:00; over midnight 22:00-6:00; empty is closed.")
    return Band("week", words("Working hours"), tuple(lines), ("", words("Hours"), ""), note)


def _holidays(cells: Cells, calendar: Calendar) -> Band:
    words, material = cells.material.words, cells.material
    regions = (Choice("", words("none")), *material.choices(REGIONS))
    names = {one.key: one.text for one in regions}
    if calendar.region not in names:
        regions = (*regions, Choice(calendar.region, calendar.region))
    there = ", ".join(map(str, sorted(calendar.years))) or words("none yet")
    offered = tuple(
        Choice(one, words("{region} {year}", region=names.get(one[:2], one[:2]), year=one[3:]))
        for one in material.shipped
        if not calendar.region or one.startswith(f"{calendar.region} ")
    )
    missing = missing_years(calendar, material.today)
    note = words("Public holidays and make-up days come as files, one a year. Days of your own stay as they are.")
    if missing:
        note = words(
            "The public holidays of {years} are missing: those days count as work. Choose the year at the right, or "
            "import the file that comes with the next update.",
            years=", ".join(map(str, missing)),
        )
    line = (
        cells.pick("region", words("Region"), calendar.region, regions),
        cells.fact("years", words("Years present"), there),
        cells.pick("year+", words("Add a year"), "", offered, hint=words("Choose …")),
        cells.text("file", words("Import a file"), "", words("path of a .toml file, then Enter")),
    )
    return Band("holidays", words("Public holidays"), (line,), (), note, Tone.SOON if missing else Tone.DIM)


def edit_calendar(material: Material, id_: str, key: str, value: str) -> State:
    calendar = material.state.edition.calendar(id_)
    if calendar is None:
        return material.state
    return with_calendar(material.state, _edited(calendar, key, value))


def with_calendar(state: State, after: Calendar) -> State:
    calendars = tuple(after if one.id == after.id else one for one in state.edition.calendars)
    return replace(state, edition=replace(state.edition, calendars=calendars))


def _edited(calendar: Calendar, key: str, value: str) -> Calendar:
    what, _, rest = key.partition(":")
    if what == "name":
        if not value.strip():
            raise Unreadable("Each policy and each calendar needs a name.")
        return replace(calendar, name=value.strip())
    if what == "zone":
        return replace(calendar, zone=read_zone(value))
    if what == "hours":
        return with_hours(calendar, int(rest), read_hours(value))
    if what == "copy":
        targets = range(1, 5) if rest == "0" else (6,)
        for day in targets:
            calendar = with_hours(calendar, day, calendar.week[int(rest)])
        return calendar
    if what == "region":
        return _of_region(calendar, value)
    if what == "remove":
        return without_run(calendar, rest)
    return calendar


def with_hours(calendar: Calendar, day: int, blocks: tuple[Block, ...]) -> Calendar:
    ordered = tuple(sorted(blocks, key=lambda one: one.start))
    for before, after in zip(ordered, ordered[1:], strict=False):
        if after.start < before.end:
            raise Unreadable("Two stretches of hours overlap on one day.")
    week = list(calendar.week)
    week[day] = ordered
    return replace(calendar, week=tuple(week))


def read_zone(text: str) -> str:
    try:
        ZoneInfo(text.strip())
    except (KeyError, ValueError, OSError) as why:
        raise Unreadable(
            '"{zone}" is no time zone. Names look like {names}.',
            zone=text.strip(),
            names="Asia/Shanghai, Europe/Berlin, UTC",
        ) from why
    return text.strip()


def _of_region(calendar: Calendar, region: str) -> Calendar:
    """Another region's public holidays are not this one's."""
    if region == calendar.region:
        return calendar
    public = (DayKind.HOLIDAY, DayKind.MAKE_UP)
    own = tuple(one for one in calendar.days if not (one.kind in public and one.date.year in calendar.years))
    return replace(calendar, region=region, years=(), days=own)


def new_calendar(material: Material) -> Calendar:
    calendars = material.state.edition.calendars
    name = unused(material.words("New calendar"), [one.name for one in calendars])
    zone = calendars[0].zone if calendars else "UTC"
    office = (Block(9 * 3600, 17 * 3600),)
    return Calendar(new_id(), name, zone, (office,) * 5 + ((), ()))


def copied_calendar(calendar: Calendar, material: Material) -> Calendar:
    names = [one.name for one in material.state.edition.calendars]
    return replace(
        calendar, id=new_id(), name=unused(material.words("{name}, copy", name=calendar.name), names)
    )


__all__ = ["REGIONS", "TAB", "calendar_sheet", "edit_calendar", "with_calendar", "with_day"]
