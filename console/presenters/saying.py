"""Names of values in words: statuses, reasons, ends of calls; and sentences in the language of the screen."""

from __future__ import annotations

from console.viewmodels.words import Tone, Words
from core.calls.model import CallSnapshot, Direction, EndReason
from core.customers.index import MatchReason
from core.reading import TicketScope
from core.tickets.model import Impact, Kind, Priority, Status, Urgency, Waiting
from core.words import Sentence

KINDS = {
    Kind.INCIDENT: Sentence("Incident"),
    Kind.SERVICE_REQUEST: Sentence("Service request"),
}
IMPACTS = {
    Impact.ONE: Sentence("One person"),
    Impact.SEVERAL: Sentence("Several people"),
    Impact.ALL: Sentence("Everybody"),
}
URGENCIES = {Urgency.LOW: Sentence("Low"), Urgency.MEDIUM: Sentence("Medium"), Urgency.HIGH: Sentence("High")}
STATUSES = {
    Status.NEW: Sentence("New"),
    Status.ASSIGNED: Sentence("Assigned"),
    Status.PENDING: Sentence("Pending"),
    Status.RESOLVED: Sentence("Resolved"),
    Status.CLOSED: Sentence("Closed"),
}
MOVES = {
    Status.ASSIGNED: Sentence("Take it"),
    Status.PENDING: Sentence("Wait for customer"),
    Status.RESOLVED: Sentence("Resolve"),
    Status.CLOSED: Sentence("Close ticket"),
}
REOPEN = Sentence("Re-open")
THIRD_PARTY = Sentence("Wait for third party")
WAITS = {
    Waiting.CUSTOMER: Sentence("waits for the customer"),
    Waiting.THIRD_PARTY: Sentence("waits for a third party"),
}
SCOPES = {
    TicketScope.MINE_OPEN: Sentence("Mine"),
    TicketScope.TEAM_OPEN: Sentence("My team"),
    TicketScope.UNASSIGNED: Sentence("Unassigned"),
    TicketScope.ALL_OPEN: Sentence("All open"),
    TicketScope.ALL: Sentence("All"),
}
REASONS = {
    MatchReason.SAME_NUMBER: Sentence("same number"),
    MatchReason.SAME_LINE: Sentence("same company line"),
    MatchReason.SAME_WITHOUT_AREA: Sentence("same number without area code"),
    MatchReason.SEEN_IN_TICKET: Sentence("seen in a ticket"),
}
ENDS = {
    EndReason.HUNG_UP_BY_US: Sentence("Ended"),
    EndReason.HUNG_UP_BY_THEM: Sentence("Ended by the other side"),
    EndReason.MISSED: Sentence("Missed"),
    EndReason.ANSWERED_ELSEWHERE: Sentence("Answered elsewhere"),
    EndReason.DECLINED: Sentence("Declined"),
    EndReason.BUSY: Sentence("Busy"),
    EndReason.NO_ANSWER: Sentence("No answer"),
    EndReason.NOT_FOUND: Sentence("Number does not exist"),
    EndReason.FAILED: Sentence("Could not be connected"),
    EndReason.LINE_LOST: Sentence("The line was lost"),
}
NAMELESS = {
    Direction.INCOMING: Sentence("Unknown caller"),
    Direction.OUTGOING: Sentence("Unknown"),
}


def say(words: Words, sentence: Sentence) -> str:
    return words(sentence.template, **sentence.values)


def nameless(snapshot: CallSnapshot) -> Sentence:
    return NAMELESS[snapshot.direction]


def status_tone(status: Status) -> Tone:
    return {Status.PENDING: Tone.DIM, Status.RESOLVED: Tone.DIM, Status.CLOSED: Tone.DIM}.get(
        status, Tone.PLAIN
    )


def priority_tone(priority: Priority) -> Tone:
    """Red means late and amber soon; a priority is neither: the first one is only weightier."""
    return Tone.ACCENT if priority is Priority.P1 else Tone.PLAIN
