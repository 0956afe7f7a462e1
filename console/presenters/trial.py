"""The simulator's made-up ticket: what was typed becomes a scenario, and what comes of it becomes words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from console.presenters.due_words import due_line
from console.presenters.moments import read_moment
from console.presenters.reminder_words import KINDS
from console.presenters.saying import say
from console.presenters.why import day_bars, key_of
from console.presenters.workplace import Workplace
from console.viewmodels.service import DayBar, DueLine, Trial
from core.sla.history import Terms
from core.sla.policy import Edition, TargetKind
from core.sla.reading import Reading, SlaState
from core.sla.simulate import Pause, Scenario, Simulation, simulate
from core.tickets.model import Kind, Priority

FIRST_TRIAL = Trial(Priority.P2.name, Kind.INCIDENT.value, "", "Fri 17:50", by_phone=True)


def scenario_of(trial: Trial, edition: Edition, now: datetime) -> tuple[Scenario, datetime]:
    """The story, and the moment from which one looks at it: its last moment, or its beginning."""
    zone = ZoneInfo(edition.calendars[0].zone) if edition.calendars else ZoneInfo("UTC")
    opened = read_moment(trial.opened, now, zone)
    pauses: tuple[Pause, ...] = ()
    last = opened
    if trial.paused.strip() and trial.resumed.strip():
        begin = read_moment(trial.paused, opened, zone)
        last = read_moment(trial.resumed, begin, zone)
        pauses = (Pause(begin, last),)
    resolved = read_moment(trial.resolved, last, zone) if trial.resolved.strip() else None
    terms = Terms(Priority[trial.priority], trial.category, Kind(trial.kind))
    scenario = Scenario(opened, terms, trial.by_phone, pauses, resolved_at=resolved)
    return scenario, resolved or last


def results(
    trial: Trial, edition: Edition, saved: Edition | None, place: Workplace
) -> tuple[tuple[tuple[str, DueLine], ...], tuple[DayBar, ...], tuple[tuple[str, str], ...]]:
    """What each clock would say, the days of the resolution, and the reminders on the way."""
    scenario, look = scenario_of(trial, edition, place.clock.now())
    found = simulate(scenario, replace(edition, valid_from=scenario.opened_at), look)
    before = simulate(scenario, replace(saved, valid_from=scenario.opened_at), look) if saved else None
    lines = tuple(_result(one, before, place) for one in found.readings)
    why = next((one for one in found.whys if one.reading.kind is TargetKind.RESOLUTION), None)
    times = place.times
    steps = tuple(
        (times.day_hour(one.moment), f"{say(place.words, KINDS[one.kind])}: {', '.join(one.step.to)}")
        for one in found.steps
    )
    return lines, day_bars(why, place) if why else (), steps


def _result(reading: Reading, before: Simulation | None, place: Workplace) -> tuple[str, DueLine]:
    """And what it is by what is saved now, where that differs."""
    words, times = place.words, place.times
    kind = say(words, KINDS[reading.kind])
    line = due_line(reading, place)
    when = times.day_hour(reading.due) if reading.due else "—"
    text = line.text if reading.state in (SlaState.MET, SlaState.MISSED) else words("due {when}", when=when)
    was = next((one for one in before.readings if key_of(one) == key_of(reading)), None) if before else None
    if was is not None and was.due != reading.due:
        text += words(" (now saved: {when})", when=times.day_hour(was.due) if was.due else "—")
    return kind, DueLine(text, line.hover, line.tone)
