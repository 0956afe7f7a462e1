"""The right column: who is this, what is open, what was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from console.viewmodels.words import Tone


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """Somebody the caller may be; ``reason`` says how it matched."""

    key: str  # what the choice signal gives back
    name: str
    reason: str
    detail: str = ""  # the number on the card, the ticket that saw it
    company: str = ""  # and level
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class TicketBrief:
    """A ticket in two lines. ``badge`` is its status or urgency in a word."""

    id: str
    number: str
    subject: str
    detail: str
    detail_exact: str = ""
    badge: str = ""
    tone: Tone = Tone.DIM


@dataclass(frozen=True, slots=True)
class CustomerColumn:
    """The column whole. Without a call or ticket, ``empty`` says what it would hold."""

    question: str = ""  # "Who is this?" or the chosen customer's heading; "" for the empty column
    candidates: tuple[CandidateLine, ...] = ()
    can_add: bool = False  # "+ New customer" is offered
    can_change: bool = False  # what is known of the customer may be changed
    add_number: str = ""  # "Add 138 … to this customer" is offered with this label; "" not
    facts: tuple[tuple[str, str], ...] = ()  # (label, value): company, level, numbers, note
    open_title: str = ""
    open_tickets: tuple[TicketBrief, ...] = ()
    recent_title: str = ""
    recent_tickets: tuple[TicketBrief, ...] = ()
    empty: str = ""
    problem: str = ""
    is_busy: bool = False
    can_attach: bool = False  # there is a call that one of the tickets may take


@dataclass(frozen=True, slots=True)
class CustomerForm:
    """What the small form begins with, and what was typed into it. A change leaves the numbers as they are."""

    name: str = ""
    company: str = ""
    number: str = ""
    level: str = ""
    contract: str = ""
    problem: str = ""
    is_change: bool = False


class CustomerView(Protocol):
    """Signals: candidate_chosen(key) add_clicked() change_clicked() number_add_clicked() ticket_activated(ticket)
    attach_clicked(ticket) customer_entered(CustomerForm) form_left().
    """

    def show_customer(self, column: CustomerColumn) -> None: ...
    def show_form(self, form: CustomerForm) -> None:
        """A form that is open already keeps what was typed; only the problem is said."""
        ...

    def hide_form(self) -> None: ...
