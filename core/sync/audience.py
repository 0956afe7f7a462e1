"""Who may see a record: the scope keys under which it is found."""

from __future__ import annotations

from collections.abc import Iterable

from core.ids import AgentId
from core.sync.records import Kind, Record, Ref, TicketRecord, call_ref
from core.sync.who import ALL, Who, key_of_agent, key_of_team

EVERYBODYS = frozenset({ALL})


def audience(
    kind: Kind, record: Record, origin: Iterable[str] = (), tied: Iterable[str] = ()
) -> frozenset[str]:
    """``origin``: the keys of who made it; ``tied``: those of the tickets it belongs to. Both matter for calls only."""
    if isinstance(record, TicketRecord):
        ticket = record.ticket
        people: list[AgentId] = [one.agent for one in ticket.watchers if one.on]
        if ticket.assignee:
            people.append(ticket.assignee)
        team = key_of_team(ticket.team) if ticket.team else ALL
        return frozenset({team, *(key_of_agent(one) for one in people)})
    if kind is Kind.CALL:
        return frozenset(origin) | frozenset(tied)
    return EVERYBODYS


def origin_of(who: Who) -> frozenset[str]:
    """Who recorded a call, and their teams."""
    return frozenset({key_of_agent(who.person), *(key_of_team(team) for team in who.teams)})


def calls_of(record: Record | None) -> tuple[Ref, ...]:
    """The calls tied to a ticket: who sees the ticket sees them."""
    if isinstance(record, TicketRecord):
        return tuple(call_ref(call) for call in record.ticket.calls)
    return ()
