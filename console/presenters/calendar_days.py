"""The days of a calendar that differ: a year of them in a list, and the one that is being changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from console.presenters.levels_draft import Draft
from console.presenters.levels_sheet import Sheet
from console.presenters.levels_words import DAYS, WEEKDAYS
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.levels import DayForm, FieldShown, LineShown
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone
from core.sla.calendar import Calendar, DayKind
from core.sla.edition_text import looks_like_hours
from core.sla.phrases import Unreadable, hours_text, read_hours
from core.sla.problems import calendar_key
from core.sla.special_days import Run, moved, read_date, runs, with_run


class CalendarDays:
    """Knows which year is looked at, and which entry is chosen."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._year = 0
        self._run: Run | None = None

    def look_at(self, year: int) -> None:
        self._year = year

    def year(self) -> int:
        return self._year or self._place.clock.now().year

    def field(self, name: str) -> str:
        return f"{name}@{self._run.key}" if name.startswith("day.") and self._run else name

    def year_field(self, calendar: Calendar) -> FieldShown:
        now = self._place.clock.now().year
        years = sorted({*(one.date.year for one in calendar.days), now, now + 1, self.year()})
        return FieldShown(str(self.year()), choices=tuple(Choice(str(one), str(one)) for one in years))

    def lines(self, calendar: Calendar, sheet: Sheet) -> tuple[LineShown, ...]:
        return tuple(self._line(one, sheet) for one in self._runs(calendar))

    def chosen_key(self, calendar: Calendar) -> str:
        chosen = self._chosen(calendar)
        return chosen.key if chosen else ""

    def form(self, calendar: Calendar, sheet: Sheet) -> DayForm | None:
        run = self._chosen(calendar)
        if run is None:
            return None
        words = self._place.words
        kinds = tuple(Choice(one.value, say(words, DAYS[one])) for one in DAYS)
        weekdays = tuple(Choice(str(n), say(words, one)) for n, one in enumerate(WEEKDAYS))
        has_hours = run.kind in (DayKind.CLOSURE, DayKind.OPENING)
        dates = (run.first + dt.timedelta(days=n) for n in range((run.last - run.first).days + 1))
        about = tuple(f"day:{date}" for date in dates)
        hours = sheet.entry(self.field("day.hours"), hours_text(run.blocks), *(about if has_hours else ()))
        return DayForm(
            replace(sheet.entry("", run.kind.value, *(() if has_hours else about)), choices=kinds),
            sheet.entry(self.field("day.first"), str(run.first)),
            sheet.entry(self.field("day.last"), str(run.last)),
            sheet.entry(self.field("day.name"), run.name),
            hours if has_hours else None,
            FieldShown(str(run.works_as or 0), choices=weekdays) if run.kind is DayKind.MAKE_UP else None,
        )

    def edit(self, draft: Draft, calendar: Calendar, name: str, value: str) -> Draft:
        run = self._chosen(calendar)
        if run is None or (name == "day.works_as" and run.kind is not DayKind.MAKE_UP):
            return draft
        fresh = self._changed(run, name, value)
        days = with_run(calendar.days, run, fresh)
        item = calendar_key(calendar.id)
        changed = draft.with_calendar(replace(calendar, days=days)).renamed(
            item, f"@{run.key}", f"@{fresh.key}"
        )
        if name == "day.kind":
            changed = changed.without_typed(item, "day.hours@")
        self._run = fresh
        if self.year() not in (fresh.first.year, fresh.last.year):
            self._year = fresh.first.year  # it is still looked at
        return changed

    def act(self, draft: Draft, calendar: Calendar, name: str, value: str) -> Draft:
        if name == "year":
            self._year, self._run = int(value), None
        elif name == "choose_day":
            self._run = next((one for one in self._runs(calendar) if one.key == value), self._run)
        elif name == "add_day":
            fresh = self._run = self._new(calendar)
            return draft.with_calendar(replace(calendar, days=with_run(calendar.days, None, fresh)))
        elif name == "delete_day" and (run := self._chosen(calendar)) is not None:
            rest = [one for one in self._runs(calendar) if one != run]
            before = [one for one in rest if one.first <= run.first]
            self._run = before[-1] if before else next(iter(rest), None)
            item = calendar_key(calendar.id)
            typed = {
                at: one
                for at, one in draft.typed.items()
                if at[0] != item or not at[1].endswith(f"@{run.key}")
            }
            kept = replace(calendar, days=with_run(calendar.days, run, None))
            return replace(draft.with_calendar(kept), typed=typed)
        return draft

    def _new(self, calendar: Calendar) -> Run:
        """On the first day from today on that is not closed yet."""
        today = self._place.clock.now().date()
        date = today if today.year == self.year() else dt.date(self.year(), 1, 1)
        taken = {one.date for one in calendar.days if one.kind is DayKind.CLOSURE}
        while date in taken:
            date += dt.timedelta(days=1)
        return Run(date, date, DayKind.CLOSURE, self._place.words("New entry"))

    def _changed(self, run: Run, name: str, value: str) -> Run:
        what = name.removeprefix("day.")
        if what == "first":
            first, last = moved(run, read_date(value, self.year()), run.last)
            return replace(run, first=first, last=last)
        if what == "last":
            first, last = moved(run, run.first, read_date(value, run.first.year))
            return replace(run, last=last)
        if what == "kind":
            kind = DayKind(value)
            keeps = kind in (DayKind.CLOSURE, DayKind.OPENING)
            works_as = 0 if kind is DayKind.MAKE_UP else None
            return replace(run, kind=kind, works_as=works_as, blocks=run.blocks if keeps else ())
        if what == "hours":
            return replace(run, blocks=read_hours(value))
        if what == "works_as":
            return replace(run, works_as=int(value))
        name = value.strip()
        if looks_like_hours(name.partition(" ")[0]):
            raise Unreadable("A name does not begin with hours: please write them into their own field.")
        return replace(run, name=name)

    def _runs(self, calendar: Calendar) -> tuple[Run, ...]:
        year = self.year()
        return tuple(one for one in runs(calendar.days, self._run) if year in (one.first.year, one.last.year))

    def _chosen(self, calendar: Calendar) -> Run | None:
        """What was chosen, if it is still there; after an undo, what stands in its place."""
        found = self._runs(calendar)
        if self._run in found:
            return self._run
        before = self._run
        near = [one for one in found if before is not None and one.first == before.first]
        self._run = near[0] if near else None
        return self._run

    def _line(self, run: Run, sheet: Sheet) -> LineShown:
        words, days = self._place.words, (run.last - run.first).days + 1
        when = f"{run.first:%m-%d}" if days == 1 else f"{run.first:%m-%d} – {run.last:%m-%d}"
        parts = [say(words, DAYS[run.kind])]
        if run.kind is DayKind.MAKE_UP:
            parts.append(words("worked as {day}", day=WEEKDAYS[run.works_as or 0]))
        if run.blocks:
            parts.append(hours_text(run.blocks))
        if days > 1:
            parts.append(words("{n} days", n=days))
        dates = (run.first + dt.timedelta(days=n) for n in range(days))
        wrong = sheet.entry("", "", *(f"day:{date}" for date in dates)).problem or any(
            at[1].endswith(f"@{run.key}") for at, _ in sheet.draft.wrong if at[0] == sheet.item
        )
        title = f"{when}  {run.name}".strip()
        if wrong:
            return LineShown(run.key, title, badge=words("to mend"), tone=Tone.LATE)
        return LineShown(run.key, title, badge=" · ".join(parts))
