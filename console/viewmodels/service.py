"""Service levels on screen: what is due, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from console.viewmodels.tickets import ScopeTab
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
