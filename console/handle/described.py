"""What the desk shows, as plain data for other programs: documented in docs/ctl.md, and stable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from console.presenters.call_book import CallInHand
from console.presenters.saying import REASONS, say
from console.presenters.ticket_editor import TicketEditor
from console.viewmodels.words import Words
from core.calls.line import LineStatus, SoundStatus
from core.events import Arrived, CallRecorded, CustomerChanged, Event, TicketChanged, TicketOpened

Plain = dict[str, Any]


def described_line(status: LineStatus, words: Words) -> Plain:
    return {
        "state": status.state.value,
        "account": status.account,
        "address": status.address,
        "reason": say(words, status.reason) if status.reason else "",
    }


def described_sound(sound: SoundStatus, words: Words) -> Plain:
    return {
        "microphone": sound.microphone,
        "speaker": sound.speaker,
        "ringer": sound.ringer,
        "notice": say(words, sound.notice) if sound.notice else "",
    }


def described_call(call: CallInHand, words: Words) -> Plain:
    snapshot = call.snapshot
    return {
        "id": call.id,
        "direction": snapshot.direction.value,
        "state": snapshot.state.value,
        "number": snapshot.remote.number,
        "number_shown": words("number withheld") if snapshot.remote.withheld else call.shown_number,
        "name_shown": call.name,
        "queue": snapshot.queue,
        "held_by_us": snapshot.held_by_us,
        "held_by_them": snapshot.held_by_them,
        "muted": snapshot.muted,
        "began_at": snapshot.began_at.isoformat(),
        "answered_at": snapshot.answered_at.isoformat() if snapshot.answered_at else None,
        "ended_at": snapshot.ended_at.isoformat() if snapshot.ended_at else None,
        "end": snapshot.end.value if snapshot.end else None,
        "customer": call.customer,
        "recognised": call.match is not None,
        "candidates": list(described_candidates(call, words)),
        "tickets": [{"id": ticket, "number": number} for ticket, number in call.tickets],
    }


def described_candidates(call: CallInHand, words: Words) -> Iterable[Plain]:
    for candidate in call.match.candidates if call.match else ():
        yield {
            "customer": candidate.customer,
            "name": candidate.name,
            "company": candidate.company,
            "reason": candidate.reason.name.lower(),
            "reason_shown": say(words, REASONS[candidate.reason]),
            "ticket": candidate.ticket_number or None,
            "chosen": candidate.customer is not None and candidate.customer == call.customer,
        }


def described_ticket(editor: TicketEditor | None) -> Plain | None:
    if editor is None:
        return None
    return {
        "id": editor.id,
        "number": editor.number or None,
        "on_disk": editor.is_made,
        "draft": editor.keeper.kept.name.lower(),
        "call": editor.call,
    }


def described_event(event: Event) -> Plain:
    """Ids and names of fields; what was typed is asked for with ``show``."""
    at = {"at": event.at.isoformat()}
    if isinstance(event, TicketOpened):
        return {
            "event": "ticket-opened",
            **at,
            "ticket": event.ticket,
            "number": event.number,
            "call": event.call,
        }
    if isinstance(event, TicketChanged):
        return {
            "event": "ticket-changed",
            **at,
            "ticket": event.ticket,
            "number": event.number,
            "fields": list(event.fields),
        }
    if isinstance(event, CallRecorded):
        return {"event": "call-recorded", **at, "call": event.call}
    if isinstance(event, CustomerChanged):
        return {"event": "customer-changed", **at, "customer": event.customer}
    if isinstance(event, Arrived):
        return {"event": "arrived", **at, "tickets": sorted(event.tickets), "calls": sorted(event.calls)}
    return {"event": type(event).__name__, **at}
