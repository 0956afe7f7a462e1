"""What is due, in words: in the list, beside the priority, and in the explanation."""

from __future__ import annotations

from datetime import UTC, datetime

from console.presenters.reminder_words import KINDS
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.service import DueLine
from console.viewmodels.words import Tone
from core.reading import TicketRow
from core.sla.reading import Reading, SlaState
from core.words import Sentence

FAR = datetime.max.replace(tzinfo=UTC)
# Which clock is shown when several run: what is late, then what falls due first, then what waits.
_WEIGHT = {SlaState.BREACHED: 0, SlaState.AT_RISK: 1, SlaState.RUNNING: 1, SlaState.PAUSED: 2}
TONES = {
    SlaState.BREACHED: Tone.LATE,
    SlaState.MISSED: Tone.LATE,
    SlaState.AT_RISK: Tone.SOON,
    SlaState.RUNNING: Tone.PLAIN,
}
OVER = {
    SlaState.MET: Sentence("met"),
    SlaState.MISSED: Sentence("missed"),
    SlaState.DROPPED: Sentence("dropped"),
}


def most_pressing(readings: tuple[Reading, ...]) -> Reading | None:
    """None: no clock runs any more."""
    still = [one for one in readings if not one.state.is_over]
    return min(still, key=lambda one: (_WEIGHT[one.state], one.due or FAR), default=None)


def due_line(reading: Reading, place: Workplace) -> DueLine:
    """Such as "Resolution due 15:40, 38 min left"."""
    words, times, now = place.words, place.times, place.clock.now()
    kind = say(words, KINDS[reading.kind])
    tone = TONES.get(reading.state, Tone.DIM)
    hover = times.exact(reading.due) if reading.due else ""
    if reading.state in OVER:
        return DueLine(words("{kind}: {state}", kind=kind, state=OVER[reading.state]), hover, tone)
    if reading.state is SlaState.PAUSED:
        left = times.work(reading.left)
        return DueLine(words("{kind} paused, {time} left", kind=kind, time=left), hover, tone)
    if reading.due is None:
        return DueLine(words("{kind}: never due by its calendar", kind=kind), "", Tone.DIM)
    when = times.day_hour(reading.due)
    if now > reading.due:
        late = times.length(now - reading.due)
        return DueLine(
            words("{kind} was due {when}, late by {time}", kind=kind, when=when, time=late), hover, tone
        )
    left = times.length(reading.due - now)
    return DueLine(words("{kind} due {when}, {time} left", kind=kind, when=when, time=left), hover, tone)


def row_due(row: TicketRow, place: Workplace) -> DueLine:
    """In the list: short."""
    words, times, now = place.words, place.times, place.clock.now()
    if row.is_paused:
        return DueLine(words("paused"))
    if row.due is None or row.due_kind is None:
        return DueLine("")
    hover = f"{say(words, KINDS[row.due_kind])} {times.exact(row.due)}"
    if row.due < now:
        return DueLine(words("late {time}", time=times.brief(now - row.due)), hover, Tone.LATE)
    at_risk = row.risk_at is not None and row.risk_at <= now
    text = words("in {time}", time=times.brief(row.due - now))
    return DueLine(text, hover, Tone.SOON if at_risk else Tone.PLAIN)
