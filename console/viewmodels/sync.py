"""Keeping in step, on screen: what waits, what was not taken, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from console.viewmodels.frame import Mark
from console.viewmodels.tickets import ScopeTab
from console.viewmodels.words import Tone


@dataclass(frozen=True, slots=True)
class SyncLine:
    """One thing somebody did here. ``typed`` is every word of it; ``why`` the sentence of who did not take it."""

    id: str
    title: str  # "2026-004182: note"
    detail: str  # "M305 jams · Wang Min"
    state: str  # "12:10"
    why: str = ""
    typed: str = ""
    ticket: str = ""
    tone: Tone = Tone.DIM
    can_again: bool = False
    can_let_go: bool = False


@dataclass(frozen=True, slots=True)
class SyncList:
    """The panel whole. ``standing`` is the whole sentence about the server; ``ask`` the button that asks it now."""

    mark: Mark
    title: str
    standing: str
    server: str
    tabs: tuple[ScopeTab, ...]
    lines: tuple[SyncLine, ...]
    empty: str
    problem: str = ""
    can_ask: bool = False


class SyncView(Protocol):
    """Signals: tab_chosen(key) ticket_activated(ticket) again_clicked(id) let_go_clicked(id) ask_clicked() left()."""

    def show_sync(self, shown: SyncList) -> None: ...
