"""Service levels on screen: what is due, why, and the editor with its simulator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from console.viewmodels.tickets import Choice, ScopeTab
from console.viewmodels.words import Tone


@dataclass(frozen=True, slots=True)
class DueLine:
    """One clock in words: "due 15:40, 38 min left"."""

    text: str
    hover: str = ""
    tone: Tone = Tone.DIM


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a day's bar: from and to in hours of its day (0 … 24), and what it was.

    ``what``: "closed", "counted", "paused", "late", "ahead".
    """

    start: float
    end: float
    what: str


@dataclass(frozen=True, slots=True)
class DayBar:
    """One day: its bar, marks on it in hours, and sums in words."""

    day: str  # "Tue 11-24"
    note: str  # "National Day"
    pieces: tuple[Piece, ...]
    marks: tuple[float, ...]
    counted: str
    total: str
    spoken: str = ""  # the whole line for a screen reader


@dataclass(frozen=True, slots=True)
class WhyShown:
    """The explanation of one clock. ``facts`` are (name, value), ``rules`` and ``happenings`` lines of text."""

    title: str
    tabs: tuple[ScopeTab, ...]
    headline: DueLine
    facts: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    days: tuple[DayBar, ...]
    left_out: str
    happenings: tuple[tuple[str, str], ...]
    empty: str = ""
    file_name: str = ""  # of what is saved, without its ending


class WhyView(Protocol):
    """Signals: clock_chosen(key) save_clicked() print_clicked() left()."""

    def show_why(self, shown: WhyShown) -> None: ...


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


@dataclass(frozen=True, slots=True)
class LevelsShown:
    """The supervisor's editor: the text, what is wrong with it, and what the simulated ticket would meet."""

    text: str
    problems: tuple[tuple[str, Tone], ...]
    can_save: bool
    said: str
    trial: Trial
    priorities: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    results: tuple[tuple[str, DueLine], ...]  # clock, what is due and what it was before this edit
    days: tuple[DayBar, ...]
    steps: tuple[tuple[str, str], ...]
    editions: tuple[Choice, ...]
    edition: str
    holidays: tuple[Choice, ...]
    trial_problem: str = ""


class LevelsView(Protocol):
    """Signals: text_edited(text) trial_edited(name, value) save_clicked() undo_clicked() edition_chosen(id)
    holidays_chosen(key or file) left().
    """

    def show_levels(self, shown: LevelsShown) -> None: ...
    def show_text(self, text: str) -> None:
        """Another text: undone, or an older edition."""
        ...
