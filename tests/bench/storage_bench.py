"""What the encrypted desk costs with 1,000,000 tickets and numbers: ``python -m tests.bench.storage_bench``.

Every figure stands beside the same statements on a plain, unencrypted SQLite file through the standard driver.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from console.demo.volume import volume_number
from core.calls.model import CallSnapshot, CallState, Direction, Party
from core.customers.numbers import NumberRules, asked_keys, identify
from core.ids import AgentId, CallId, DeskId, NoteId, TicketId, new_id
from core.reading import TicketFilter, TicketScope
from core.tickets.commands import AddNote, Command, OpenTicket, Stamp
from storage import tables
from storage.background import fill_search
from storage.desk import SqlDesk, open_desk
from storage.migrations.m0001_first import SCHEMA as FIRST
from storage.migrations.m0002_service import SCHEMA as SECOND
from storage.ticket_lists import list_queries
from tests.bench.report import HEAD, Figure, timed
from tests.bench.volume import MADE, PASSPHRASE, volume_profile

TRIES = 300
NUMBERS = 1_000_000
RULES = NumberRules()
COPIED = ("customers", "people", "teams", "categories", "tickets", "ticket_bodies", "number_index")
LOOK_UP = (
    "SELECT written, customer, name, company FROM number_index JOIN customers ON id = customer "
    "WHERE number_index.kind = ? AND key = ? LIMIT 50"
)


def storage_figures(folder: Path | None = None) -> list[Figure]:
    """``folder`` is the big desk's profile, closed."""
    with closing(open_desk(folder or volume_profile(), PASSPHRASE, RULES)) as desk, plain_copy(desk) as plain:
        return [*_lists(desk, plain), *_numbers(desk, plain), *_writes(desk, plain), *_search(desk)]


@contextmanager
def plain_copy(desk: SqlDesk) -> Iterator[sqlite3.Connection]:
    """The same made-up rows without encryption, kept beside the big desk."""
    folder = desk.database.path.parent
    path = folder.with_name(f"plain-{(folder / MADE).read_text().replace(' ', '-')}.db")
    if not path.exists():
        half = path.with_suffix(".new")
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(half)) as made:
            # the standard driver's SQLite may be too old for the search table
            plain_tables = [one for one in f"{FIRST};{SECOND}".split(";") if "VIRTUAL" not in one]
            made.executescript("PRAGMA journal_mode = WAL;" + ";".join(plain_tables))
        with desk.database.raw() as connection:
            connection.execute("ATTACH ? AS plain KEY ''", (str(half),))
            connection.execute("PRAGMA foreign_keys = OFF")
            for name in COPIED:
                connection.execute(f"INSERT INTO plain.{name} SELECT * FROM main.{name}")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("DETACH plain")
        half.rename(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.executescript("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;")
        yield plain


def _lists(desk: SqlDesk, plain: sqlite3.Connection) -> Iterator[Figure]:
    me = desk.read.directory().people[0]
    mine = TicketFilter(TicketScope.MINE_OPEN, me.id, me.teams)
    everything = TicketFilter(TicketScope.ALL)
    places = _places(desk, TRIES + 5)
    first = desk.read.tickets(everything)
    yield from (
        _list("first page of 1,000,000 tickets", desk, plain, everything, [None]),
        _list("next page", desk, plain, everything, [first.next]),
        _list("a page anywhere in the depth", desk, plain, everything, places),
        _list("first page of all open tickets", desk, plain, TicketFilter(TicketScope.ALL_OPEN), [None]),
        _list("first page of an agent's open tickets", desk, plain, mine, [None]),
    )
    yield Figure(
        "a ticket's card", timed(lambda n: desk.read.ticket(first.rows[n % 100].id), TRIES), limit=50
    )
    yield Figure("figures of the frame", timed(lambda _: desk.read.counts(me.id, me.teams), TRIES), limit=50)


def _list(
    name: str, desk: SqlDesk, plain: sqlite3.Connection, what: TicketFilter, after: Sequence[str | None]
) -> Figure:
    queries = [_sql(desk, what, place) for place in after]
    return Figure(
        name,
        timed(lambda n: desk.read.tickets(what, after[n % len(after)]), TRIES),
        aim=5,
        limit=50,
        baseline="plain sqlite3, same SQL",
        baseline_values=timed(lambda n: plain.execute(queries[n % len(queries)]).fetchall(), TRIES),
    )


def _places(desk: SqlDesk, count: int) -> list[str]:
    """Beginnings of pages, spread over all tickets."""
    with desk.database.reading() as connection:
        t = tables.tickets.c
        lowest, highest = connection.exec_driver_sql(
            "SELECT min(changed_at), max(changed_at) FROM tickets"
        ).one()
        step = (highest - lowest) // (count + 1)
        query = select(t.changed_at, t.id).order_by(t.changed_at.desc()).limit(1)
        rows = [
            connection.execute(query.where(t.changed_at < highest - n * step)).one() for n in range(count)
        ]
    return [f"{row.changed_at}:{row.id}" for row in rows]


def _sql(desk: SqlDesk, what: TicketFilter, after: str | None) -> str:
    [query] = list_queries(what, after, 101)
    with desk.database.reading() as connection:
        return str(query.compile(connection.engine, compile_kwargs={"literal_binds": True}))


def _numbers(desk: SqlDesk, plain: sqlite3.Connection) -> Iterator[Figure]:
    written = [volume_number(n * 7919 % NUMBERS) for n in range(TRIES + 5)]
    asked = [asked_keys(identify(one, RULES)) for one in written]
    yield Figure(
        "a caller among 1,000,000 numbers",
        timed(lambda n: desk.read.numbers.find(asked[n]), TRIES),
        aim=1,
        limit=10,
        baseline="plain sqlite3, same keys",
        baseline_values=timed(
            lambda n: [plain.execute(LOOK_UP, (key.kind.value, key.key)).fetchall() for key in asked[n]],
            TRIES,
        ),
    )


def _writes(desk: SqlDesk, plain: sqlite3.Connection) -> Iterator[Figure]:
    made = [TicketId(new_id()) for _ in range(TRIES + 5)]
    plain.executescript(
        "CREATE TABLE IF NOT EXISTS bench (id TEXT PRIMARY KEY, text TEXT);"
        "CREATE TABLE IF NOT EXISTS bench_log (seq INTEGER PRIMARY KEY, text TEXT);"
    )
    yield Figure(
        "F2: ticket from a call, durable",
        timed(lambda n: desk.perform(_opening(made[n], n)), TRIES),
        aim=10,
        limit=50,
        baseline="plain sqlite3: 2 rows, durable",
        baseline_values=timed(lambda _: _plain_write(plain, "x" * 300), TRIES),
    )
    yield Figure(
        "a note, durable",
        timed(lambda n: desk.perform(_noting(made[n], n)), TRIES),
        aim=10,
        limit=50,
        baseline="plain sqlite3: 2 rows, durable",
        baseline_values=timed(lambda _: _plain_write(plain, "x" * 300), TRIES),
    )
    fields = {"subject": "打印机卡纸", "description": "重启无效，" * 40}
    yield Figure(
        "a draft of 200 characters, durable",
        timed(lambda n: desk.save_draft(made[n % 3], fields, datetime.now(UTC)), TRIES),
        aim=5,
        limit=50,
        baseline="plain sqlite3: 1 row, durable",
        baseline_values=timed(
            lambda n: plain.execute("INSERT OR REPLACE INTO bench VALUES (?, ?)", (str(n % 3), "x" * 600)),
            TRIES,
        ),
    )
    for ticket in made[:3]:
        desk.drop_draft(ticket)


def _plain_write(plain: sqlite3.Connection, text: str) -> None:
    plain.execute("BEGIN IMMEDIATE")
    plain.execute("INSERT INTO bench VALUES (?, ?)", (new_id(), text))
    plain.execute("INSERT INTO bench_log (text) VALUES (?)", (text,))
    plain.execute("COMMIT")


def _stamp() -> Stamp:
    return Stamp(AgentId("bench"), DeskId("bench"), datetime.now(UTC))


def _opening(ticket: TicketId, n: int) -> Command:
    stamp = _stamp()
    party = Party(volume_number(abs(n)))
    call = CallSnapshot(CallId(new_id()), Direction.INCOMING, CallState.TALKING, party, stamp.at, stamp.at)
    return OpenTicket(stamp, ticket, None, call)


def _noting(ticket: TicketId, n: int) -> Command:
    return AddNote(_stamp(), ticket, NoteId(new_id()), f"客户说重启无效，第 {n} 次来电")


def _search(desk: SqlDesk) -> Iterator[Figure]:
    """The background fills the newest texts here; all of them take minutes and a gigabyte."""
    yield Figure(
        "a slice of the background's indexing", timed(lambda _: fill_search(desk.database), TRIES), limit=50
    )
    yield from (_asked(desk, text) for text in ("卡纸", "发票", "wireless", "上门 硒鼓"))


def _asked(desk: SqlDesk, text: str) -> Figure:
    return Figure(f"search: {text}", timed(lambda _: desk.read.search(text), TRIES), aim=10, limit=50)


if __name__ == "__main__":
    print(HEAD)
    for figure in storage_figures():
        print(figure.line(), flush=True)
