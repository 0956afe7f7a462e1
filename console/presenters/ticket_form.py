"""A ticket as the editor draws it: what was typed over what is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypedDict

from console.presenters.call_log import log_line
from console.presenters.saying import (
    IMPACTS,
    KINDS,
    MOVES,
    REOPEN,
    STATUSES,
    THIRD_PARTY,
    URGENCIES,
    priority_tone,
    say,
)
from console.presenters.ticket_story import open_promise, timeline
from console.presenters.workplace import Workplace
from console.viewmodels.tickets import Choice, TicketForm
from console.viewmodels.words import Tone
from core.ids import CallId
from core.reading import Directory, TicketCard
from core.tickets.model import (
    NEXT,
    Category,
    Impact,
    Kind,
    Priority,
    Status,
    Urgency,
    Waiting,
    priority_of,
)
from core.words import Sentence


class _Texts(TypedDict):
    subject: str
    description: str
    kind: str
    category: str
    impact: str
    urgency: str
    queue: str
    asset: str
    serial: str
    parts: str
    priority: str
    priority_tone: Tone


class _Choices(TypedDict):
    kinds: tuple[Choice, ...]
    impacts: tuple[Choice, ...]
    urgencies: tuple[Choice, ...]


FIELDS = (
    "subject", "description", "kind", "category", "impact", "urgency", "queue", "asset", "serial", "parts",
)  # fmt: skip
BLANK = {
    "subject": "",
    "description": "",
    "kind": Kind.INCIDENT.value,
    "category": "",
    "impact": str(Impact.ONE.value),
    "urgency": str(Urgency.MEDIUM.value),
    "queue": "",
    "asset": "",
    "serial": "",
    "parts": "",
}


def saved_values(card: TicketCard) -> dict[str, str]:
    return {
        "subject": card.row.subject,
        "description": card.description,
        "kind": card.kind.value,
        "category": card.category_id,
        "impact": str(card.impact.value),
        "urgency": str(card.urgency.value),
        "queue": card.service.terms[-1].terms.queue if card.service is not None else "",
        "asset": card.asset,
        "serial": card.serial,
        "parts": card.parts,
    }


def typed_values(fields: Mapping[str, str]) -> dict[str, object]:
    """As ``EditTicket`` takes them."""
    readers: Mapping[str, Callable[[str], object]] = {
        "kind": Kind,
        "impact": lambda text: Impact(int(text)),
        "urgency": lambda text: Urgency(int(text)),
    }
    return {name: readers[name](text) if name in readers else text for name, text in fields.items()}


def priority(values: Mapping[str, str]) -> Priority:
    return priority_of(Impact(int(values["impact"])), Urgency(int(values["urgency"])))


def move_choices(status: Status, place: Workplace, waits: Waiting | None = None) -> tuple[Choice, ...]:
    def label(target: Status) -> Sentence:
        is_back = status is Status.RESOLVED and target is Status.ASSIGNED
        return REOPEN if is_back else MOVES[target]

    targets = [one for one in Status if one in NEXT[status] and one is not status]
    found = [Choice(one.value, say(place.words, label(one))) for one in targets]
    third = Choice(f"{Status.PENDING.value}:{Waiting.THIRD_PARTY.value}", say(place.words, THIRD_PARTY))
    if Status.PENDING in targets:
        found.insert(targets.index(Status.PENDING) + 1, third)
    elif status is Status.PENDING:  # it waits for somebody else from now on
        customer = Choice(Status.PENDING.value, say(place.words, MOVES[Status.PENDING]))
        found.append(customer if waits is Waiting.THIRD_PARTY else third)
    return tuple(found)


def category_choices(categories: tuple[Category, ...], place: Workplace) -> tuple[Choice, ...]:
    none = Choice("", place.words("No category"))
    return (
        none,
        *(
            Choice(one.id, one.path[-1], indent=len(one.path) - 1, is_heading=not one.is_leaf)
            for one in categories
        ),
    )


def people_choices(directory: Directory, place: Workplace) -> tuple[Choice, ...]:
    everybody = sorted(directory.people, key=lambda person: (person.id != place.me.agent, person.name))
    return (
        Choice("", place.words("Nobody")),
        *(Choice(person.id, person.name) for person in everybody),
    )


def team_choices(directory: Directory, place: Workplace) -> tuple[Choice, ...]:
    return (Choice("", place.words("No team")), *(Choice(team.id, team.name) for team in directory.teams))


def blank_form(ticket: str, values: Mapping[str, str], customer: str, place: Workplace) -> TicketForm:
    """Before the ticket is on disk: it can be written in at once, but it has no number yet."""
    return TicketForm(
        id=ticket,
        title=place.words("New ticket"),
        origin="",
        **_texts(values),
        status=say(place.words, STATUSES[Status.NEW]),
        customer=customer,
        has_number=False,
        assignee="",
        team="",
        **_choices(place),
    )


def form_of(
    card: TicketCard,
    values: Mapping[str, str],
    origin: str,
    directory: Directory,
    place: Workplace,
    *,
    has_draft: bool,
    is_up: Callable[[CallId], bool],
) -> TicketForm:
    return TicketForm(
        id=card.row.id,
        title=place.words("Ticket {number}", number=card.row.number),
        origin=origin,
        **_texts(values),
        status=say(place.words, STATUSES[card.row.status]),
        customer=card.row.customer_name,
        assignee=card.row.assignee or "",
        team=card.team or "",
        categories=category_choices(directory.categories, place),
        assignees=people_choices(directory, place),
        teams=team_choices(directory, place),
        moves=move_choices(card.row.status, place, card.history[-1].waits_for),
        watch=place.me.agent in card.watchers,
        watchers=len(card.watchers),
        promise=open_promise(card),
        timeline=timeline(card, directory, place),
        calls=tuple(log_line(row, place, is_up=is_up(row.id)) for row in card.calls),
        can_edit=card.row.status is not Status.CLOSED,
        has_draft=has_draft,
        **_choices(place),
    )


def _texts(values: Mapping[str, str]) -> _Texts:
    first = priority(values)
    return {
        "subject": values["subject"],
        "description": values["description"],
        "kind": values["kind"],
        "category": values["category"],
        "impact": values["impact"],
        "urgency": values["urgency"],
        "queue": values["queue"],
        "asset": values["asset"],
        "serial": values["serial"],
        "parts": values["parts"],
        "priority": first.name,
        "priority_tone": priority_tone(first),
    }


def _choices(place: Workplace) -> _Choices:
    words = place.words
    return {
        "kinds": tuple(Choice(one.value, say(words, text)) for one, text in KINDS.items()),
        "impacts": tuple(Choice(str(one.value), say(words, text)) for one, text in IMPACTS.items()),
        "urgencies": tuple(Choice(str(one.value), say(words, text)) for one, text in URGENCIES.items()),
    }
