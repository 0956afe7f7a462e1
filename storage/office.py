"""``core.ports.PostOffice`` over the database: every post's way is on disk before it is taken."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from secrets import token_hex

from sqlalchemy import ColumnElement, Connection, TextClause, delete, func, select, text, update
from sqlalchemy.dialects.sqlite import insert

from core.customers.identity import NumberRules
from core.events import Event
from core.ids import AgentId, TicketId
from core.post import Delivery, Fate
from core.sla.posts import Post, PostList, PostState
from core.sync.state import State
from core.tickets.commands import NoteReminders
from core.tickets.handlers import handle
from storage import bookkeeping, tables
from storage.columns import micros, moment
from storage.database import Database
from storage.journal import Journal
from storage.levels import LevelsKeeper
from storage.post_rows import post_of, post_values
from storage.replica.tracker import Tracker
from storage.unit_of_work import SqlUnitOfWork

JOURNAL_KEY = "journal key"
KEPT = timedelta(days=90)
_P = tables.posts.c
_ON_WAY = text("state IN ('waiting', 'trying')")  # literal, so that the partial indexes serve
_FOR_SCREENS = text("way = 'screen' AND state IN ('waiting', 'trying')")
_FOR_OUTSIDE = text("way <> 'screen' AND state IN ('waiting', 'trying')")
_LISTS = {
    PostList.MINE: (text("way = 'screen' AND state IN ('waiting', 'sent')"), _P.moment.desc()),
    PostList.WAITING: (_ON_WAY, _P.next_try),
    PostList.SENT: (text("done_at IS NOT NULL AND state NOT IN ('dead', 'doubtful')"), _P.done_at.desc()),
    PostList.FAILED: (text("state IN ('dead', 'doubtful')"), _P.done_at.desc()),
}


class SqlOffice:
    """``begun`` are the posts this run of the program has under way: others that are TRYING a crash left behind."""

    def __init__(
        self,
        database: Database,
        rules: NumberRules,
        keeper: LevelsKeeper,
        folder: Path,
        tracker: Tracker | None = None,
    ) -> None:
        self._tracker = tracker
        self._database = database
        self._rules = rules
        self._keeper = keeper
        self._journal = Journal(folder, self._journal_key())
        self._begun: set[str] = set()

    def unfired(self, ticket: TicketId, keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(key for key in keys if not self._journal.knows(ticket, key))

    def fire(self, firings: Sequence[tuple[NoteReminders, Sequence[Post]]]) -> list[Event]:
        events: list[Event] = []
        if not firings:
            return events
        with self._database.writing() as connection:
            for command, posts in firings:
                put = partial(self._put, command, posts)
                tools = self._database, self._rules, self._keeper, put
                events += handle(command, SqlUnitOfWork(*tools, self._tracker, within=connection))
            connection.commit()
        self._journal.note((command.ticket, key) for command, _ in firings for key in command.keys)
        return events

    def _put(
        self, command: NoteReminders, posts: Sequence[Post], connection: Connection, before: State, _: State
    ) -> None:
        """In the transaction that notes the steps: the posts of those that were not noted yet."""
        fresh = set(self.unfired(command.ticket, command.keys))
        known = {one.key for one in before.ticket.reminded} if before.ticket else set()
        rows = [post_values(one) for one in posts if one.key in fresh and one.key not in known]
        if rows:
            connection.execute(insert(tables.posts).on_conflict_do_nothing(), rows)

    def posts(
        self, which: PostList, agent: AgentId | None = None, after: str | None = None, limit: int = 100
    ) -> tuple[Post, ...]:
        condition, order = _LISTS[which]
        query = select(tables.posts).where(condition).order_by(order, _P.id).limit(limit)
        if which is PostList.MINE:
            query = query.where(_P.receiver == agent)
        with self._database.reading() as connection:
            if after is not None:
                query = query.offset(self._place(connection, which, agent, after))
            return tuple(post_of(row) for row in connection.execute(query))

    def to_send(self, until: datetime, agent: AgentId, limit: int = 50) -> tuple[Post, ...]:
        with self._database.reading() as connection:
            rows = [
                row
                for ours in self._ours(agent)
                for row in connection.execute(
                    select(tables.posts)
                    .where(_P.next_try <= micros(until), *ours)
                    .order_by(_P.next_try, _P.id)
                    .limit(limit)
                )
            ]
        rows.sort(key=lambda row: (row.next_try, row.id))
        return tuple(post_of(row) for row in rows[:limit])

    def next_turn(self, agent: AgentId) -> datetime | None:
        with self._database.reading() as connection:
            found = [
                connection.execute(select(func.min(_P.next_try)).where(*ours)).scalar()
                for ours in self._ours(agent)
            ]
        return moment(min((one for one in found if one is not None), default=None))

    def begin_try(self, posts: Sequence[str], group: str) -> None:
        """What a crash left TRYING may have gone: from now on it is a repeat."""
        with self._database.writing() as connection:
            connection.execute(
                update(tables.posts)
                .where(_P.id.in_(posts))
                .values(
                    is_repeat=func.max(_P.is_repeat, _P.state == PostState.TRYING.value),
                    state=PostState.TRYING.value,
                    tries=_P.tries + 1,
                    letter=group,
                )
            )
            connection.commit()
        self._begun.update(posts)

    def end_try(self, posts: Sequence[str], delivery: Delivery, at: datetime, again: datetime | None) -> None:
        why = json.dumps(_plain(delivery)) if delivery.why else ""
        with self._database.writing() as connection:
            for row in connection.execute(select(tables.posts).where(_P.id.in_(posts))).all():
                state = _after(delivery.fate, again, is_repeat=bool(row.is_repeat))
                waits = state is PostState.WAITING
                values = {
                    "state": state.value,
                    "why": why,
                    "is_repeat": int(bool(row.is_repeat) or delivery.fate is Fate.UNKNOWN),
                    "next_try": micros(again or at),
                    "done_at": None if waits else micros(at),
                }
                connection.execute(update(tables.posts).where(_P.id == row.id).values(values))
            connection.commit()
        self._begun.difference_update(posts)

    def again(self, post: str, at: datetime) -> None:
        values = {"state": PostState.WAITING.value, "next_try": micros(at), "done_at": None, "tries": 0}
        with self._database.writing() as connection:
            gone = _P.state.in_((PostState.DEAD.value, PostState.DOUBTFUL.value))
            connection.execute(update(tables.posts).where(_P.id == post, gone).values(values))
            connection.commit()

    def settle(self, posts: Sequence[str], state: PostState, at: datetime) -> None:
        """And what was settled long ago is thrown away."""
        with self._database.writing() as connection:
            values = {"state": state.value, "done_at": micros(at)}
            connection.execute(update(tables.posts).where(_P.id.in_(posts)).values(values))
            old = select(_P.id).where(_P.done_at < micros(at - KEPT)).limit(200)
            connection.execute(delete(tables.posts).where(_P.id.in_(old)))
            connection.commit()

    def _ours(self, agent: AgentId) -> tuple[list[ColumnElement[bool] | TextClause], ...]:
        """On its way, not under way already; on screen only for who sits here. Asked apart: each has its index."""
        free = [_P.id.not_in(self._begun)] if self._begun else []
        return [_FOR_SCREENS, _P.receiver == agent, *free], [_FOR_OUTSIDE, *free]

    def _place(self, connection: Connection, which: PostList, agent: AgentId | None, after: str) -> int:
        """How many stand before the next page: lists of reminders are short, and change under one's hands."""
        condition, order = _LISTS[which]
        query = select(_P.id).where(condition).order_by(order, _P.id)
        if which is PostList.MINE:
            query = query.where(_P.receiver == agent)
        ids = list(connection.execute(query).scalars())
        return ids.index(after) + 1 if after in ids else 0

    def _journal_key(self) -> str:
        """Made once: a backup that is older than the key would not know its own journal."""
        with self._database.reading() as connection:
            key = bookkeeping.read_meta(connection, JOURNAL_KEY)
        if not key:
            key = token_hex(32)
            with self._database.writing() as connection:
                bookkeeping.write_meta(connection, JOURNAL_KEY, key)
                connection.commit()
        return key


def _after(fate: Fate, again: datetime | None, *, is_repeat: bool) -> PostState:
    if fate is Fate.SENT:
        return PostState.SENT
    if fate is Fate.UNKNOWN:
        return PostState.DOUBTFUL if is_repeat or again is None else PostState.WAITING
    if fate is Fate.REFUSED or again is None:
        return PostState.DEAD
    return PostState.WAITING


def _plain(delivery: Delivery) -> list[object]:
    why = delivery.why
    return [why.template, {name: str(value) for name, value in why.values.items()}] if why else []
