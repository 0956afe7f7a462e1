"""The supervisor's editor of service levels: a list at the left, the form of what is chosen, a made-up ticket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from console.viewmodels.service import DayBar, DueLine
from console.viewmodels.tickets import Choice, ScopeTab
from console.viewmodels.words import Tone


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One field: what stands in it, what it offers, and what is wrong with it (or only worth knowing).

    ``chosen`` is for fields that hold several of their choices, "1" in ``value`` is a tick.
    """

    value: str = ""
    problem: str = ""
    tone: Tone = Tone.LATE
    choices: tuple[Choice, ...] = ()
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of a list. ``badge`` says that something in it must be mended or known."""

    key: str
    title: str
    detail: str = ""
    badge: str = ""
    tone: Tone = Tone.DIM
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class DayForm:
    """A day, or several in a row, that differ. A field that its kind does not have is None."""

    kind: FieldShown
    first: FieldShown
    last: FieldShown
    name: FieldShown
    hours: FieldShown | None
    works_as: FieldShown | None


@dataclass(frozen=True, slots=True)
class CalendarShown:
    """``bars`` are the stretches of each weekday in hours (0 … 24), the last: it began the day before."""

    key: str
    name: FieldShown
    zone: FieldShown
    week: tuple[FieldShown, ...]
    bars: tuple[tuple[tuple[float, float, bool], ...], ...]
    week_problem: str
    region: FieldShown
    holidays: FieldShown
    year: FieldShown
    days: tuple[LineShown, ...]
    chosen_day: str
    day: DayForm | None


@dataclass(frozen=True, slots=True)
class TargetLine:
    """What is promised of one kind, P1 … P4. ``is_there``: it can be taken out."""

    key: str
    label: str
    times: tuple[FieldShown, ...]
    at_risk: FieldShown
    problem: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class StepForm:
    """One reminder. ``amount`` is None at the due moment itself."""

    when: FieldShown
    amount: FieldShown | None
    to: FieldShown
    ways: FieldShown
    any_time: FieldShown
    is_urgent: FieldShown
    raises: FieldShown
    reassign: FieldShown
    note: FieldShown
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PolicyShown:
    """``conditions`` by name; ``place`` says where it stands among the others and what comes of it."""

    key: str
    name: FieldShown
    calendar: FieldShown
    reopening: FieldShown
    place: str
    place_tone: Tone
    conditions: dict[str, FieldShown]
    targets: tuple[TargetLine, ...]
    tabs: tuple[ScopeTab, ...]
    pauses: FieldShown
    steps: tuple[LineShown, ...]
    chosen_step: str
    step: StepForm | None


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Facts that are only read, and where reminders reach them."""

    key: str
    title: str
    facts: tuple[tuple[str, str], ...]
    fields: dict[str, FieldShown]


@dataclass(frozen=True, slots=True)
class EditionShown:
    """An earlier edition, and what would be another way if it held again."""

    key: str
    title: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]
    empty: str
    can_hold: bool


Form = CalendarShown | PolicyShown | PersonShown | EditionShown


@dataclass(frozen=True, slots=True)
class LevelsShown:
    """The editor whole. ``can`` names what can be done now; in the text ``form`` is None."""

    lines: tuple[LineShown, ...]
    chosen: str
    form: Form | None
    can: frozenset[str]
    said: str
    said_tone: Tone
    is_text: bool = False
    text: str = ""
    text_problem: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """The made-up ticket of the simulator, as typed: moments as "Fri 17:50" or "2026-11-27 17:50"."""

    priority: str
    kind: str
    category: str
    opened: str
    by_phone: bool
    paused: str = ""
    resumed: str = ""
    resolved: str = ""
    level: str = ""
    queue: str = ""
    contract: str = ""


@dataclass(frozen=True, slots=True)
class TrialShown:
    """What the made-up ticket would meet. ``asked`` are the terms that some policy asks for beside the usual ones."""

    trial: Trial
    priorities: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    asked: frozenset[str] = frozenset()
    problem: str = ""
    taken: str = ""  # which policy, and in whose time zone the moments are told
    results: tuple[tuple[str, DueLine], ...] = ()  # clock, what is due and what it was before this edit
    days: tuple[DayBar, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()


class LevelsView(Protocol):
    """Signals: item_chosen(key) field_edited(name, value) act_wanted(name, value) trial_edited(name, value)
    text_edited(text) save_clicked() undo_clicked() redo_clicked() left().
    """

    def show_levels(self, shown: LevelsShown) -> None:
        """What has not changed is not touched: a letter typed changes its own field's problem at most."""
        ...

    def show_trial(self, shown: TrialShown) -> None: ...
