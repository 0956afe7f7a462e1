"""The frame of the window: top bar, rail, status strip, notices, search, and the screens before the desk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone


@dataclass(frozen=True, slots=True)
class TopBar:
    """Who I am, what I am doing, on which line."""

    agent: str
    state: str  # "Ready", "On call", …
    state_tone: Tone
    state_timer: str
    states: tuple[Choice, ...]
    line: str  # "8001 · PBX-1"
    line_tone: Tone
    missed: str  # "2 missed"; "" none
    missed_tone: Tone = Tone.LATE
    demo: tuple[Choice, ...] = ()  # "Ring me: …" entries, in the demonstration only


class Mark(Enum):
    """The shape before a status: never colour alone."""

    GOOD = "good"
    BUSY = "busy"
    WARN = "warn"
    BAD = "bad"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class StatusCell:
    """One of line, sound, disk, sync: a mark, few words, and the whole sentence for hover, click and screen reader."""

    key: str
    label: str
    mark: Mark
    text: str
    explanation: str = ""
    has_panel: bool = False  # a click opens it instead of saying the sentence


@dataclass(frozen=True, slots=True)
class StatusStrip:
    """The strip at the foot of the window."""

    cells: tuple[StatusCell, ...]
    clock: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence just above the status strip; stays until dealt with. ``action`` and ``others`` are its buttons."""

    key: str
    text: str
    tone: Tone
    action: str = ""
    action_key: str = ""
    others: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchLine:
    """One answer of the search."""

    key: str
    title: str
    detail: str
    kind: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What the search palette shows for a query."""

    query: str
    lines: tuple[SearchLine, ...]
    empty: str = ""
    is_busy: bool = False


@dataclass(frozen=True, slots=True)
class UnlockForm:
    """The unlock screen. ``hint`` shows the demonstration's passphrase; ``problem`` a fault in a sentence.

    ``asks_login``: people sign in here by name; ``asks_new``: with a new password beside the one IT gave them;
    ``asks_code``: with a code for the desk itself.
    """

    profile: str
    hint: str = ""
    problem: str = ""
    is_busy: bool = False
    prefill: str = ""
    asks_login: bool = False
    asks_new: bool = False
    asks_code: bool = False


class UnlockView(Protocol):
    """Signals: unlock_clicked(passphrase) sign_in_clicked(login, password, new, again, code) language_clicked()."""

    def show_unlock(self, form: UnlockForm) -> None: ...
    def forget(self) -> None:
        """The desk is open, or locked again: no passphrase stands on the screen any more."""
        ...


class FrameView(Protocol):
    """Signals: state_chosen(key) language_clicked() settings_clicked() keys_clicked() missed_clicked()
    demo_clicked(key) search_typed(text) search_chosen(key) rail_chosen(key) notice_action(key) notice_closed(key)
    lock_clicked() action(id): a key was pressed, its action named as in console/views/keys.py.
    """

    def show_top(self, top: TopBar) -> None: ...
    def show_status(self, strip: StatusStrip) -> None: ...
    def show_notices(self, notices: tuple[Notice, ...]) -> None: ...
    def show_search(self, result: SearchResult) -> None: ...
    def show_page(self, key: str) -> None:
        """What stands in the middle: the "list" or the "ticket"."""
        ...

    def show_screen(self, key: str) -> None:
        """What fills the window: "unlock", "assistant" or "desk"."""
        ...
