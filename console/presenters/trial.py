"""The simulator's made-up ticket: what was typed becomes a scenario, and what comes of it becomes words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from console.presenters.due_words import OVER, due_line
from console.presenters.levels_draft import Draft
from console.presenters.levels_sheet import Sheet
from console.presenters.levels_words import receivers
from console.presenters.moments import read_moment
from console.presenters.reminder_words import KINDS
from console.presenters.saying import KINDS as TICKETS
from console.presenters.saying import say
from console.presenters.why import day_bars, key_of
from console.presenters.workplace import Workplace
from console.viewmodels.levels import Trial, TrialShown
from console.viewmodels.service import DueLine
from console.viewmodels.tickets import Choice
from core.errors import Trouble
from core.reading import Directory
from core.sla.choosing import first_policy, nobody
from core.sla.history import Terms
from core.sla.policy import Edition, Policy, TargetKind
from core.sla.reading import Reading, SlaState
from core.sla.simulate import Pause, Scenario, Simulation, simulate
from core.tickets.model import Kind, Priority

FIRST_TRIAL = Trial(Priority.P2.name, Kind.INCIDENT.value, "", "Fri 17:50", by_phone=True)
ASKED = ("level", "queue", "contract")  # asked for where some policy asks for them


class TrialView(Protocol):
    """Where it is shown."""

    def show_trial(self, shown: TrialShown) -> None: ...


class TrialDesk:
    """Keeps the made-up ticket, and meets it with the draft and with what is saved."""

    def __init__(self, place: Workplace, view: TrialView) -> None:
        self._place = place
        self._view = view
        self._trial = replace(FIRST_TRIAL, opened=place.words("Fri 17:50"))

    def type(self, name: str, value: str) -> None:
        given: object = value == "1" if name == "by_phone" else value
        self._trial = replace(self._trial, **{name: given})  # type: ignore[arg-type] # the view names the fields

    def show(self, sheet: Sheet, base: Draft) -> None:
        words, edition, names = self._place.words, sheet.draft.edition, sheet.draft.people
        conditions = [one.conditions for one in edition.policies]
        shown = TrialShown(
            self._trial,
            tuple(Choice(one.name, one.name) for one in Priority),
            tuple(Choice(one.value, say(words, TICKETS[one])) for one in Kind),
            (Choice("", words("No category")), *_categories(names)),
            frozenset(name for name in ASKED if any(getattr(one, f"{name}s") for one in conditions)),
        )
        if not sheet.can_hold:
            problem = words("The simulator goes on when what is marked is mended.")
            self._view.show_trial(replace(shown, problem=problem))
            return
        try:
            self._view.show_trial(self._met(shown, edition, base.edition, names))
        except Trouble as why:
            self._view.show_trial(replace(shown, problem=say(words, why.sentence)))

    def _met(self, shown: TrialShown, edition: Edition, saved: Edition, names: Directory) -> TrialShown:
        """What each clock would say, the days of the resolution, and the reminders on the way."""
        words, trial = self._place.words, self._trial
        policy = first_policy(terms_of(trial), edition)
        if policy is None:
            return replace(shown, taken=say(words, nobody(edition)))
        zone = zone_of(policy, edition)
        place = replace(self._place, times=self._place.times.in_zone(zone))
        scenario, look = scenario_of(trial, zone, place.clock.now())
        found = simulate(scenario, replace(edition, valid_from=scenario.opened_at), look)
        before = simulate(scenario, replace(saved, valid_from=scenario.opened_at), look) if saved.id else None
        why = next((one for one in found.whys if one.reading.kind is TargetKind.RESOLUTION), None)
        steps = tuple(
            (
                place.times.day_hour(one.moment),
                words("{kind}: {who}", kind=KINDS[one.kind], who=receivers(one.step.to, place, names)),
            )
            for one in found.steps
        )
        return replace(
            shown,
            taken=self._taken(policy, edition, zone, look),
            results=tuple(_result(one, before, place) for one in found.readings),
            days=day_bars(why, place) if why else (),
            steps=steps,
        )

    def _taken(self, policy: Policy, edition: Edition, zone: ZoneInfo, look: datetime) -> str:
        """Which policy, and the zone of the times where it is not that of the computer."""
        words, at = self._place.words, edition.policies.index(policy) + 1
        taken = words("Policy {n}, {name}, is taken.", n=at, name=policy.name)
        if not self._place.times.differs_from(zone, look):
            return taken
        return f"{taken} {words('Times are those of {zone}.', zone=zone.key)}"


def zone_of(policy: Policy, edition: Edition) -> ZoneInfo:
    calendar = edition.calendar(policy.calendar)
    return ZoneInfo(calendar.zone if calendar is not None else "UTC")


def terms_of(trial: Trial) -> Terms:
    asked = {name: getattr(trial, name).strip() for name in ASKED}
    return Terms(Priority[trial.priority], trial.category, Kind(trial.kind), **asked)


def scenario_of(trial: Trial, zone: ZoneInfo, now: datetime) -> tuple[Scenario, datetime]:
    """The story, and the moment from which one looks at it: its last moment, or its beginning."""
    opened = read_moment(trial.opened, now, zone)
    pauses: tuple[Pause, ...] = ()
    last = opened
    if trial.paused.strip() and trial.resumed.strip():
        begin = read_moment(trial.paused, opened, zone)
        last = read_moment(trial.resumed, begin, zone)
        pauses = (Pause(begin, last),)
    resolved = read_moment(trial.resolved, last, zone) if trial.resolved.strip() else None
    scenario = Scenario(opened, terms_of(trial), trial.by_phone, pauses, resolved_at=resolved)
    return scenario, resolved or last


def _categories(names: Directory) -> tuple[Choice, ...]:
    return tuple(Choice(one.id, one.path[-1], len(one.path) - 1) for one in names.categories)


def _result(reading: Reading, before: Simulation | None, place: Workplace) -> tuple[str, DueLine]:
    """And what it is by what is saved now, where that differs."""
    words, times = place.words, place.times
    kind = say(words, KINDS[reading.kind])
    line = due_line(reading, place)
    when = times.day_hour(reading.due) if reading.due else "—"
    over = reading.state in (SlaState.MET, SlaState.MISSED)
    text = say(words, OVER[reading.state]) if over else words("due {when}", when=when)
    was = next((one for one in before.readings if key_of(one) == key_of(reading)), None) if before else None
    if was is not None and was.due != reading.due:
        text += words(" (now saved: {when})", when=times.day_hour(was.due) if was.due else "—")
    return kind, DueLine(text, times.exact(reading.due) if reading.due else line.hover, line.tone)
