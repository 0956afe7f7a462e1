"""The left column: calls, their notes, the keypad, the call log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from console.viewmodels.words import Tone


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note with its offset into the call ("00:42")."""

    offset: str
    text: str


@dataclass(frozen=True, slots=True)
class TicketLink:
    """A ticket this call made or was attached to."""

    id: str
    number: str


@dataclass(frozen=True, slots=True)
class CallCard:
    """One call. Only the selected card is large; the others are one line each, stacked beside it."""

    id: str
    headline: str  # "Ringing", "Talking", "On hold" …
    tone: Tone
    timer: str  # "01:26", "1:02:03"
    name: str
    number: str
    details: tuple[str, ...] = ()  # queue, diverted by, "encrypted", sound trouble
    is_selected: bool = True
    can_answer: bool = False
    can_decline: bool = False
    can_hang_up: bool = False
    can_hold: bool = False
    can_resume: bool = False
    can_mute: bool = False
    is_muted: bool = False
    can_send_digits: bool = False
    can_dismiss: bool = False  # ended and dealt with: the card may go
    can_make_ticket: bool = True
    digits_sent: str = ""
    notes: tuple[NoteLine, ...] = ()
    tickets: tuple[TicketLink, ...] = ()
    can_attach: bool = False  # the ticket on screen may take this call
    can_hand_over: bool = False  # to a colleague, with what is known


@dataclass(frozen=True, slots=True)
class CallLogLine:
    """One line of the log. ``when`` is short, ``when_exact`` for the hover."""

    id: str
    name: str
    number: str
    when: str
    when_exact: str
    detail: str  # "02:13", "missed", "no answer"
    is_incoming: bool
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class CallColumn:
    """The column whole. With no call the log is shown; ``empty`` says what the log would hold."""

    calls: tuple[CallCard, ...] = ()
    log: tuple[CallLogLine, ...] = ()
    empty: str = ""
    problem: str = ""  # what failed, where it arose; "" nothing
    can_dial: bool = False


class CallView(Protocol):
    """Signals of the view: answer_clicked(id) decline_clicked(id) busy_clicked(id) hang_up_clicked(id) hold_clicked(id)
    resume_clicked(id) mute_clicked(id, on) digits_typed(id, digits) dismiss_clicked(id) card_selected(id)
    make_ticket_clicked(id) attach_clicked(id) note_entered(id, text) ticket_clicked(ticket) dial_entered(text)
    log_line_activated(call) more_log_wanted().
    """

    def show_calls(self, column: CallColumn) -> None: ...
    def show_timer(self, call: str, timer: str) -> None:
        """Only the clock of one card moved."""
        ...

    def show_levels(self, microphone: float, speaker: float) -> None:
        """Loudness 0.0 to 1.0 beside the selected card."""
        ...

    def note_kept(self, call: str) -> None:
        """The note is on disk: the field may be emptied. Until then what was typed stays."""
        ...
