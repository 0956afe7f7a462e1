"""Clocks and the post office over dictionaries: the same promises, kept by looking at everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from core.events import Event
from core.ids import AgentId, CallId, TicketId
from core.post import Delivery, Fate
from core.sla.history import history_of
from core.sla.levels import ServiceLevels
from core.sla.moments import moments
from core.sla.policy import Book
from core.sla.posts import Coming, Post, PostList, PostState
from core.sla.reminders import Service
from core.sync.state import CallRecord
from core.tickets.commands import NoteReminders
from core.tickets.ticket import Ticket

FAR = datetime(9000, 1, 1, tzinfo=UTC)


class Holdings(Protocol):
    """The shelf, as far as clocks need it."""

    tickets: dict[TicketId, Ticket]
    calls: dict[CallId, CallRecord]
    book: Book
    posts: dict[str, Post]


def service_of(ticket: Ticket, calls: dict[CallId, CallRecord]) -> Service:
    answered = [calls[one].facts.answered_at for one in ticket.calls if one in calls]
    return Service(
        ticket.id, ticket.number, ticket.subject, history_of(ticket, [at for at in answered if at is not None]),
        ticket.customer, "", ticket.assignee, ticket.team, tuple(one.agent for one in ticket.watchers if one.on),
        ticket.reminded, ticket.snoozes, ticket.impact, ticket.urgency,
    )  # fmt: skip


class DictClocks:
    """``now`` of the cache is the far future of all that was saved: a fake has no editions to come."""

    def __init__(self, shelf: Holdings) -> None:
        self._shelf = shelf

    def book(self) -> Book:
        return self._shelf.book

    def next_step(self) -> datetime | None:
        return min((at for at, _ in self._coming()), default=None)

    def next_edition(self, now: datetime) -> datetime | None:
        return min(
            (one.valid_from for one in self._shelf.book.editions if one.valid_from > now), default=None
        )

    def due(self, until: datetime, limit: int = 100) -> tuple[Service, ...]:
        return tuple(service for at, service in self._coming() if at <= until)[:limit]

    def services(self, tickets: Sequence[TicketId]) -> tuple[Service, ...]:
        shelf = self._shelf
        return tuple(service_of(shelf.tickets[one], shelf.calls) for one in tickets if one in shelf.tickets)

    def coming(self, limit: int = 100) -> tuple[Coming, ...]:
        found = (Coming(one.ticket, one.number, one.subject, at) for at, one in self._coming())
        return tuple(found)[:limit]

    def refresh(self, now: datetime, limit: int = 1000) -> int:
        return 0

    def _coming(self) -> list[tuple[datetime, Service]]:
        levels = ServiceLevels(self._shelf.book, FAR)
        found = []
        for ticket in self._shelf.tickets.values():
            service = service_of(ticket, self._shelf.calls)
            at = moments(service, levels).next_step if ticket.status.is_open else None
            if at is not None:
                found.append((at, service))
        return sorted(found, key=lambda one: (one[0], one[1].ticket))


class DictOffice:
    """Posts in a dictionary."""

    def __init__(self, shelf: Holdings, perform: Callable[[NoteReminders], list[Event]]) -> None:
        self._shelf = shelf
        self._perform = perform
        self._begun: set[str] = set()

    def unfired(self, ticket: TicketId, keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(keys)

    def fire(self, firings: Sequence[tuple[NoteReminders, Sequence[Post]]]) -> list[Event]:
        events: list[Event] = []
        for command, posts in firings:
            known = {one.key for one in self._shelf.tickets[command.ticket].reminded}
            events += self._perform(command)
            for post in posts:
                if post.key not in known:
                    self._shelf.posts.setdefault(post.id, post)
        return events

    def posts(
        self, which: PostList, agent: AgentId | None = None, after: str | None = None, limit: int = 100
    ) -> tuple[Post, ...]:
        gone = (PostState.DEAD, PostState.DOUBTFUL)
        on_way = (PostState.WAITING, PostState.TRYING)
        shown = (PostState.WAITING, PostState.SENT)
        holds: dict[PostList, Callable[[Post], bool]] = {
            PostList.MINE: lambda p: p.way == "screen" and p.to == agent and p.state in shown,
            PostList.WAITING: lambda p: p.state in on_way,
            PostList.SENT: lambda p: p.done_at is not None and p.state not in gone,
            PostList.FAILED: lambda p: p.state in gone,
        }
        found = sorted((p for p in self._shelf.posts.values() if holds[which](p)), key=lambda p: p.id)
        if which is PostList.WAITING:
            found.sort(key=lambda p: p.next_try)
        else:
            found.sort(key=lambda p: p.moment if which is PostList.MINE else p.done_at or FAR, reverse=True)
        ids = [p.id for p in found]
        begin = ids.index(after) + 1 if after in ids else 0
        return tuple(found[begin : begin + limit])

    def to_send(self, until: datetime, agent: AgentId, limit: int = 50) -> tuple[Post, ...]:
        return tuple(p for p in self._ours(agent) if p.next_try <= until)[:limit]

    def next_turn(self, agent: AgentId) -> datetime | None:
        return min((p.next_try for p in self._ours(agent)), default=None)

    def begin_try(self, posts: Sequence[str], group: str) -> None:
        for id_ in posts:
            was = self._shelf.posts[id_]
            repeat = was.is_repeat or was.state is PostState.TRYING
            self._shelf.posts[id_] = replace(
                was, state=PostState.TRYING, tries=was.tries + 1, group=group, is_repeat=repeat
            )
        self._begun.update(posts)

    def end_try(self, posts: Sequence[str], delivery: Delivery, at: datetime, again: datetime | None) -> None:
        for id_ in posts:
            was = self._shelf.posts[id_]
            state = PostState.WAITING
            if delivery.fate is Fate.SENT:
                state = PostState.SENT
            elif delivery.fate is Fate.UNKNOWN and (was.is_repeat or again is None):
                state = PostState.DOUBTFUL
            elif delivery.fate is not Fate.UNKNOWN and (delivery.fate is Fate.REFUSED or again is None):
                state = PostState.DEAD
            done = None if state is PostState.WAITING else at
            repeat = was.is_repeat or delivery.fate is Fate.UNKNOWN
            self._shelf.posts[id_] = replace(
                was,
                state=state,
                next_try=again or at,
                done_at=done,
                is_repeat=repeat,
                why=str(delivery.why or ""),
            )
        self._begun.difference_update(posts)

    def again(self, post: str, at: datetime) -> None:
        was = self._shelf.posts[post]
        if was.state in (PostState.DEAD, PostState.DOUBTFUL):
            self._shelf.posts[post] = replace(
                was, state=PostState.WAITING, next_try=at, done_at=None, tries=0
            )

    def settle(self, posts: Sequence[str], state: PostState, at: datetime) -> None:
        for id_ in posts:
            self._shelf.posts[id_] = replace(self._shelf.posts[id_], state=state, done_at=at)

    def _ours(self, agent: AgentId) -> list[Post]:
        on_way = (PostState.WAITING, PostState.TRYING)
        found = [p for p in self._shelf.posts.values() if p.state in on_way and p.id not in self._begun]
        return sorted(
            (p for p in found if p.way != "screen" or p.to == agent), key=lambda p: (p.next_try, p.id)
        )
