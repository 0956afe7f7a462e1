"""A call in hand, as the card that the left column draws."""

from __future__ import annotations

from console.presenters.call_actions import can_be_answered
from console.presenters.call_book import CallInHand
from console.presenters.saying import ENDS, nameless, say
from console.presenters.times import counted
from console.viewmodels.calls import CallCard, NoteLine, TicketLink
from console.viewmodels.words import Tone, Words
from core.calls.model import CallSnapshot, CallState, Direction, EndReason, MediaState
from core.clock import Clock
from core.ids import TicketId
from core.words import Sentence

RINGING = {
    Direction.INCOMING: Sentence("Ringing"),
    Direction.OUTGOING: Sentence("Ringing there"),
}


def headline(snapshot: CallSnapshot) -> Sentence:
    if snapshot.state is CallState.DIALLING:
        return Sentence("Dialling")
    if snapshot.state is CallState.RINGING:
        return RINGING[snapshot.direction]
    if snapshot.state is CallState.ENDED:
        return ENDS[snapshot.end or EndReason.HUNG_UP_BY_US]
    if snapshot.held_by_us:
        return Sentence("On hold")
    if snapshot.held_by_them:
        return Sentence("Held by the other side")
    return Sentence("Talking")


def tone(snapshot: CallSnapshot) -> Tone:
    if snapshot.state is CallState.RINGING and snapshot.direction is Direction.INCOMING:
        return Tone.ACCENT
    if snapshot.state in (CallState.TALKING, CallState.HELD):
        return Tone.SOON if snapshot.held_by_us or snapshot.held_by_them else Tone.TALKING
    if snapshot.end in (EndReason.MISSED, EndReason.LINE_LOST):
        return Tone.LATE
    return Tone.DIM if snapshot.state is CallState.ENDED else Tone.PLAIN


def timer(snapshot: CallSnapshot, clock: Clock) -> str:
    """How long it rings, then how long the conversation is."""
    until = snapshot.ended_at or clock.now()
    return counted((until - (snapshot.answered_at or snapshot.began_at)).total_seconds())


def details(call: CallInHand, words: Words) -> tuple[str, ...]:
    snapshot = call.snapshot
    said = []
    if snapshot.queue:
        said.append(words("queue: {queue}", queue=snapshot.queue))
    if snapshot.diverted_by:
        said.append(words("diverted by {number}", number=snapshot.diverted_by))
    if snapshot.dialled and snapshot.direction is Direction.INCOMING:
        said.append(words("dialled {number}", number=snapshot.dialled))
    if snapshot.encrypted:
        said.append(words("voice encrypted"))
    if snapshot.muted and snapshot.is_up:
        said.append(words("Your microphone is muted."))
    if snapshot.media is MediaState.FAILED:
        said.append(words("No sound: the voice connection could not be made."))
    if snapshot.end is EndReason.FAILED and snapshot.sip_code:
        said.append(words("The other side's answer: {code}", code=snapshot.sip_code))
    return (*said, *((call.trouble,) if call.trouble else ()))


def card_of(
    call: CallInHand,
    words: Words,
    clock: Clock,
    *,
    is_selected: bool,
    ticket: TicketId | None = None,
    can_hand_over: bool = False,
) -> CallCard:
    snapshot = call.snapshot
    talks = snapshot.state in (CallState.TALKING, CallState.HELD)
    return CallCard(
        id=call.id,
        headline=say(words, headline(snapshot)),
        tone=tone(snapshot),
        timer=timer(snapshot, clock),
        name=call.name or _unnamed(call, words),
        number=words("number withheld") if snapshot.remote.withheld else call.shown_number,
        details=details(call, words),
        is_selected=is_selected,
        can_answer=can_be_answered(call),
        can_decline=can_be_answered(call),
        can_hang_up=snapshot.is_up and not can_be_answered(call),
        can_hold=talks and not snapshot.held_by_us,
        can_resume=talks and snapshot.held_by_us,
        can_mute=talks,
        is_muted=snapshot.muted,
        can_send_digits=talks,
        can_dismiss=not snapshot.is_up,
        can_attach=ticket is not None and all(known != ticket for known, _ in call.tickets),
        can_hand_over=can_hand_over and snapshot.is_up,
        digits_sent=call.digits_sent,
        notes=tuple(NoteLine(counted(note.offset.total_seconds()), note.text) for note in call.notes),
        tickets=tuple(TicketLink(ticket, number) for ticket, number in call.tickets),
    )


def _unnamed(call: CallInHand, words: Words) -> str:
    """Several may be calling: that is said, and none of them is picked."""
    found = call.match.candidates if call.match is not None else ()
    if len(found) == 1 and found[0].name:
        return words("Perhaps {name}", name=found[0].name)
    if len(found) > 1:
        return words("One of {n} customers", n=len(found))
    return say(words, nameless(call.snapshot))
