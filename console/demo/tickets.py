"""The tickets of the demonstration and the calls they came from: months of believable work, newest last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from console.demo.calls import answered_call
from console.demo.directory import ME, agents_of, team_name, team_of
from console.demo.history import Life, live, moments
from console.demo.ids import demo_id
from console.demo.matters import Matter, Particulars, house_of, matters_of
from core.customers.model import Customer
from core.ids import AgentId, NoteId, TicketId
from core.sync.state import CallRecord
from core.tickets.model import Impact, Kind, Note, Status, Urgency
from core.tickets.ticket import Ticket

_IMPACTS = (Impact.ONE,) * 6 + (Impact.SEVERAL,) * 3 + (Impact.ALL,)
_URGENCIES = (Urgency.LOW,) * 2 + (Urgency.MEDIUM,) * 5 + (Urgency.HIGH,) * 3
_PRESSING = ("hospital", "bank")  # where somebody stands in a queue
_MINE = 0.3  # of the tickets of the desk's teams
# Tickets of the story's people: how far from the end, whose of the cast, and whether it is still open.
_STORY = (
    *((9, 0, True), (31, 0, True), (23, 1, True), (47, 6, True), (64, 4, True), (12, 9, True), (38, 9, True)),
    *((318, 0, False), (905, 0, False), (1730, 0, False), (520, 1, False), (706, 6, False), (1402, 6, False)),
    *((260, 4, False), (611, 5, False), (347, 9, False), (988, 9, False), (1604, 9, False)),
)


@dataclass(frozen=True, slots=True)
class TicketWithCall:
    """A ticket and the call it came from, ready to be stored."""

    ticket: Ticket
    call: CallRecord | None


class Workload:
    """Makes tickets for customers in the order of their opening."""

    def __init__(self, random: Random, now: datetime, language: str) -> None:
        self._random = random
        self._now = now
        self._language = language

    def tickets(self, customers: list[Customer], count: int) -> Iterator[TicketWithCall]:
        """The story's people have something open; of the others a few call often and most now and then."""
        shuffled = self._random.sample(customers, len(customers))
        story = {
            count - back: (customers[who], is_open) for back, who, is_open in _STORY if who < len(customers)
        }
        numbers: dict[int, int] = {}
        for n, at in enumerate(moments(self._random, self._now, count)):
            numbers[at.year] = numbers.get(at.year, 0) + 1
            number = f"{at.year}-{numbers[at.year]:06d}"
            anybody = shuffled[int(len(shuffled) * self._random.random() ** 1.35)]
            yield self._ticket(number, at, *story.get(n, (anybody, False)))

    def _ticket(self, number: str, at: datetime, customer: Customer, stays_open: bool) -> TicketWithCall:
        language = "en" if customer.name.isascii() else "zh"
        house = house_of(customer)
        matter = self._random.choice(matters_of(house, language))
        particulars = Particulars(self._random, language, at.date(), house)
        team = team_of(matter.category)
        agent = self._agent(agents_of(team))
        queue = team_name(team, self._language)
        has_call = self._random.random() < 0.93
        call = answered_call(self._random, customer, at, queue, self._now, agent) if has_call else None
        life = live(self._random, at, self._now, agent, stays_open)
        impact, urgency = self._weight(matter)
        notes = self._notes(matter, particulars, life, agent, call)
        bare = Ticket(TicketId(demo_id(self._random, at)), number, life.history, at)
        ticket = replace(
            bare,
            changed_at=max(life.history[-1].at, *(note.at for note in notes))
            if notes
            else life.history[-1].at,
            subject=particulars.filled(self._random.choice(matter.subjects)),
            description=particulars.filled(self._random.choice(matter.descriptions)),
            kind=matter.kind,
            category=matter.category,
            impact=impact,
            urgency=urgency,
            customer=customer.id,
            assignee=None if life.status is Status.NEW else agent,
            team=team,
            notes=notes,
            calls=(call.facts.id,) if call else (),
            version=1,
        )
        return TicketWithCall(ticket, call)

    def _agent(self, agents: tuple[AgentId, ...]) -> AgentId:
        if ME in agents and self._random.random() < _MINE:
            return ME
        others = [agent for agent in agents if agent != ME]
        return self._random.choice(others)

    def _weight(self, matter: Matter) -> tuple[Impact, Urgency]:
        if matter.kind is Kind.SERVICE_REQUEST:
            return self._random.choice(_IMPACTS[:8]), self._random.choice(_URGENCIES[:-1])
        urgency = self._random.choice(_URGENCIES)
        if matter.category.startswith(_PRESSING) and self._random.random() < 0.5:
            urgency = Urgency.HIGH
        return self._random.choice(_IMPACTS), urgency

    def _notes(
        self, matter: Matter, particulars: Particulars, life: Life, agent: AgentId, call: CallRecord | None
    ) -> tuple[Note, ...]:
        texts = self._random.sample(matter.notes, self._random.randint(0, len(matter.notes)))
        notes = list(self._call_notes([particulars.filled(text) for text in texts], agent, call))
        if life.resolved_at is not None:
            text = particulars.filled(self._random.choice(matter.outcomes))
            notes.append(self._note(text, life.resolved_at, agent))
        return tuple(notes)

    def _call_notes(self, texts: list[str], agent: AgentId, call: CallRecord | None) -> Iterator[Note]:
        if call is None or call.facts.answered_at is None or call.facts.ended_at is None:
            return
        talked = int((call.facts.ended_at - call.facts.answered_at).total_seconds())
        offsets = sorted(self._random.randint(8, max(9, talked)) for _ in texts)
        for text, seconds in zip(texts, offsets, strict=True):
            offset = timedelta(seconds=seconds)
            note = self._note(text, min(call.facts.answered_at + offset, self._now), agent)
            yield replace(note, call=call.facts.id, offset=offset)

    def _note(self, text: str, at: datetime, agent: AgentId) -> Note:
        return Note(NoteId(demo_id(self._random, at)), text, at, agent)
