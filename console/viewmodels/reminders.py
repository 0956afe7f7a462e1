"""Reminders on screen: the list one can look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from console.viewmodels.tickets import Choice, ScopeTab
from console.viewmodels.words import Tone

TYPED = "typed"  # the offer that opens a field


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One reminder: what, about which ticket, to whom and how, and where it stands."""

    id: str
    ticket: str
    title: str  # "2026-004182: Resolution due 15:40"
    detail: str  # "M305 jams · Wang Min · by mail"
    state: str  # "38 min left", "sent 12:10", "refused: …"
    tone: Tone = Tone.DIM
    can_settle: bool = False
    can_snooze: bool = False
    can_try_again: bool = False


@dataclass(frozen=True, slots=True)
class ReminderList:
    """The panel whole. ``snoozes`` and ``reasons`` are what is offered when one is put off.

    ``chosen`` is the line to stand on, "" the one that was chosen before.
    """

    tabs: tuple[ScopeTab, ...]
    lines: tuple[ReminderLine, ...]
    empty: str
    snoozes: tuple[Choice, ...] = ()
    reasons: tuple[Choice, ...] = ()
    problem: str = ""
    chosen: str = ""


class RemindersView(Protocol):
    """Signals: tab_chosen(key) ticket_activated(ticket) settled(id) snoozed(id, until, reason) tried_again(id)
    more_wanted() left(). ``until`` is the key of an offer or a time as it was typed.
    """

    def show_reminders(self, shown: ReminderList) -> None: ...
