"""``core.ports_server.Ledger`` over either kind of database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Protocol

from sqlalchemy import Connection, select

from core.clock import Clock
from core.ids import OpId
from core.sync.messages import OLDEST, PROTOCOL, Answer, Hello, Misshapen, NumberBlock, Page, Push, Welcome
from core.sync.ops import Op
from core.sync.records import SCHEMA
from core.sync.who import Who
from storage.columns import micros
from storage.ledger import migrations, tables
from storage.ledger.cursor import cursor_of
from storage.ledger.fresh import Fresh, fresh_since
from storage.ledger.news import News
from storage.ledger.pulling import Standing, page_since, preview
from storage.ledger.stores import Store
from storage.ledger.taking import Taking
from storage.ledger.ticket_numbers import Numbers

MOST_ROWS = 2_000
MOST_OPS = 2_000
_OPS = "ops"
_EPOCH, _STAMP = "epoch", "stamp"
Batch = tuple[Who, Push]


@dataclass(frozen=True, slots=True)
class Judged:
    """A batch with its answers, for whoever writes down what was refused."""

    who: Who
    ops: Sequence[Op]
    answers: Sequence[Answer]


class Besides(Protocol):
    """Done in the transaction that takes the operations."""

    def __call__(self, connection: Connection, judged: Judged, /) -> None: ...


def nothing_besides(_connection: Connection, _judged: Judged, /) -> None:
    """Nobody listens."""


class SqlLedger:
    """Each call is one transaction. ``Sequencer`` in front of it lets batches that wait share one."""

    def __init__(
        self, store: Store, clock: Clock, program: str = "", besides: Besides = nothing_besides
    ) -> None:
        self._store = store
        self._clock = clock
        self._program = program
        self._besides = besides
        self._news = News(self.head)

    @property
    def store(self) -> Store:
        """For the rest of the server's room: accounts, sessions, the audit log."""
        return self._store

    def hello(self, who: Who, hello: Hello) -> Welcome:  # noqa: ARG002 - every desk gets the same answer
        with self._store.reading() as connection:
            standing = _standing(connection)
        return Welcome(
            PROTOCOL,
            OLDEST,
            self._program,
            SCHEMA,
            standing.epoch,
            self._clock.now(),
            standing.head,
            tuple(sorted(who.scope)),
        )

    def take(self, who: Who, push: Push) -> tuple[Answer, ...]:
        [answers] = self.take_many([(who, push)])
        return answers

    def take_many(self, batches: Sequence[Batch]) -> list[tuple[Answer, ...]]:
        """One commit for all of them, in their order; the positions have no gaps, and commit in order."""
        for _who, push in batches:
            check_push(push)
        answered = []
        with self._store.writing() as connection:
            head, stamp = _lock(connection), _meta(connection, _STAMP)
            epoch = _meta(connection, _EPOCH)
            taking = Taking(connection, self._store, head, self._clock.now(), stamp, epoch)
            taking.load([wire for _who, push in batches for wire in push.ops])
            for who, push in batches:
                answers, ops = taking.take(who, push)
                self._besides(connection, Judged(who, ops, answers))
                answered.append(answers)
            taking.write()
            self._store.upsert(connection, tables.counter, [{"name": _OPS, "position": taking.head}])
            if taking.stamp != stamp:
                _set_meta(connection, self._store, _STAMP, taking.stamp)
            connection.commit()
        self._news.tell(taking.head)
        return answered

    def pull(self, who: Who, cursor: str, limit: int = 500) -> Page:
        with self._store.reading() as connection:
            size = min(max(1, limit), MOST_ROWS)
            return page_since(connection, who, _standing(connection), cursor_of(cursor), size)

    def preview(self, who: Who, limit: int = 300) -> Page:
        with self._store.reading() as connection:
            return preview(connection, who, _standing(connection), min(max(1, limit), MOST_ROWS))

    def numbers(self, who: Who, year: int) -> NumberBlock:
        if not 1970 <= year <= 9999:
            raise Misshapen("NumberBlock")
        with self._store.writing() as connection:
            _lock(connection)
            block = Numbers(connection, self._store).block(year, who.desk, micros(self._clock.now()))
            connection.commit()
        return block

    def head(self) -> int:
        with self._store.reading() as connection:
            return _standing(connection).head

    def fresh(self, since: int) -> Fresh | None:
        with self._store.reading() as connection:
            return fresh_since(connection, _standing(connection), since)

    def wait_for_news(self, after: int, seconds: float) -> int:
        return self._news.wait(after, seconds)

    def close(self) -> None:
        self._store.close()


def open_ledger(
    store: Store, clock: Clock, program: str = "", besides: Besides = nothing_besides
) -> SqlLedger:
    """Bring the database up to this program, and give a new one its epoch."""
    migrations.migrate(store)
    with store.writing() as connection:
        if not _meta(connection, _EPOCH):
            store.upsert(connection, tables.counter, [{"name": _OPS, "position": 0}])
            _set_meta(connection, store, _EPOCH, token_hex(8))
            connection.commit()
    return SqlLedger(store, clock, program, besides)


def new_epoch(store: Store, token: Callable[[], str] = lambda: token_hex(8)) -> str:
    """After a restore from a backup: every desk notices, asks for everything, and sends again what is missing."""
    epoch = token()
    with store.writing() as connection:
        _set_meta(connection, store, _EPOCH, epoch)
        connection.commit()
    return epoch


def check_push(push: Push) -> None:
    """What makes the whole message unanswerable."""
    if len(push.ops) > MOST_OPS:
        raise Misshapen("Push")
    for wire in push.ops:
        id_ = wire.get("id")
        if not isinstance(id_, str) or not id_.isprintable() or not 0 < len(OpId(id_)) <= 128:
            raise Misshapen("Push")


def _lock(connection: Connection) -> int:
    """The sequencer's turn: whoever holds the counter's row takes the next positions."""
    table = tables.counter
    query = select(table.c.position).where(table.c.name == _OPS).with_for_update()
    head: int = connection.execute(query).scalar_one()
    return head


def _standing(connection: Connection) -> Standing:
    counter = tables.counter.c
    head = connection.execute(select(counter.position).where(counter.name == _OPS)).scalar()
    return Standing(_meta(connection, _EPOCH), int(head or 0), _meta(connection, _STAMP))


def _meta(connection: Connection, name: str) -> str:
    value: str | None = connection.execute(
        select(tables.meta.c.value).where(tables.meta.c.name == name)
    ).scalar()
    return value or ""


def _set_meta(connection: Connection, store: Store, name: str, value: str) -> None:
    store.upsert(connection, tables.meta, [{"name": name, "value": value}])
