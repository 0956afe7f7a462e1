"""The middle: the list of tickets, and the ticket being written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from console.viewmodels.calls import CallLogLine
from console.viewmodels.words import Tone


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a choice field. ``indent`` is the depth in a tree."""

    key: str
    text: str
    indent: int = 0
    is_heading: bool = False  # cannot be chosen, only leads


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """Something that happened to the ticket: a note, a status, a call."""

    when: str
    when_exact: str
    who: str
    text: str
    offset: str = ""  # into the call
    is_note: bool = True


@dataclass(frozen=True, slots=True)
class TicketForm:
    """The editor whole. Field values are what to show now (draft over saved)."""

    id: str
    title: str  # "Ticket 2026-004182"
    origin: str  # "from this call", "draft from 12:10 restored", …
    subject: str
    description: str
    kind: str
    category: str
    impact: str
    urgency: str
    priority: str  # "P2"
    priority_tone: Tone
    status: str
    customer: str  # "李秀英 · 华信公司", "" unknown
    assignee: str
    team: str
    queue: str = ""
    asset: str = ""
    serial: str = ""
    parts: str = ""  # one a line
    kinds: tuple[Choice, ...] = ()
    categories: tuple[Choice, ...] = ()
    impacts: tuple[Choice, ...] = ()
    urgencies: tuple[Choice, ...] = ()
    assignees: tuple[Choice, ...] = ()
    teams: tuple[Choice, ...] = ()
    moves: tuple[Choice, ...] = ()  # what may follow: ("resolved", "Resolve") …
    timeline: tuple[TimelineLine, ...] = ()
    calls: tuple[CallLogLine, ...] = ()
    can_edit: bool = True
    has_draft: bool = False
    can_attach_call: bool = False  # there is a call this ticket may take
    watch: bool = False  # I watch it
    watchers: int = 0
    has_number: bool = True  # on disk, so it can be printed
    promise: str = ""  # the call-back to be kept first


@dataclass(frozen=True, slots=True)
class TicketLine:
    """One row of the list, as text by column."""

    id: str
    number: str
    subject: str
    customer: str
    category: str
    status: str
    status_tone: Tone
    priority: str
    priority_tone: Tone
    assignee: str
    changed: str
    changed_exact: str
    has_draft: bool = False
    due: str = ""
    due_exact: str = ""
    due_tone: Tone = Tone.DIM


@dataclass(frozen=True, slots=True)
class ScopeTab:
    """One way to cut the list ("Mine 12")."""

    key: str
    text: str
    count: str
    is_chosen: bool


class TicketListView(Protocol):
    """Signals: ticket_activated(id) ticket_opened_beside(id) scope_chosen(key) more_wanted() new_clicked()
    selection_changed(ids) order_chosen("changed" or "due").
    """

    def show_scopes(self, tabs: tuple[ScopeTab, ...]) -> None: ...
    def show_rows(self, rows: tuple[TicketLine, ...], has_more: bool, empty: str) -> None:
        """A new list from the top; keeps the selection where the ids still stand."""
        ...

    def add_rows(self, rows: tuple[TicketLine, ...], has_more: bool) -> None: ...
    def change_row(self, row: TicketLine) -> None: ...
    def show_problem(self, text: str) -> None: ...
    def show_busy(self, on: bool) -> None: ...
    def show_order(self, key: str) -> None: ...


class TicketView(Protocol):
    """Signals: field_edited(name, value) save_clicked() move_clicked(status or status:whom) assignee_chosen(key)
    team_chosen(key) note_entered(text, informs) why_clicked() watch_clicked() promise_wanted(text)
    promise_settled(kept) leave_clicked() attach_call_clicked() print_clicked() is left for later issues.

    Field names: subject description kind category impact urgency queue asset serial parts.
    """

    def show_ticket(self, form: TicketForm) -> None:
        """Another ticket, or the same one changed elsewhere.

        The field that has the caret keeps caret, selection and what is being typed, unless the ticket is another one.
        """
        ...

    def focus_subject(self) -> None: ...
    def show_saved(self, text: str, tone: Tone) -> None:
        """What became of the last words: "draft saved", "saved", "not saved: …"."""
        ...

    def show_priority(self, text: str, tone: Tone) -> None: ...
    def show_due(self, text: str, hover: str, tone: Tone) -> None:
        """The most pressing clock; "" none."""
        ...

    def promise_kept(self) -> None:
        """What was asked for is on disk: the question goes away."""
        ...

    def show_problem(self, text: str) -> None: ...
    def note_kept(self) -> None: ...
