"""Keeping in step, measured over the real server and real TLS: operations taken, and the first sync of a desk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from core.sync.exchange import Exchange, Lane
from core.sync.messages import Pull, Push, Row
from core.sync.records import Ref, canonical
from core.sync.who import Who, scope_of
from server.compose import SystemClock, opened
from storage.desk import SqlDesk, create_desk
from storage.keys import TEST_COST
from tests.bench.report import Figure, timed
from tests.bench.sync_site import TEAM, Chair, Hand, furnish, helper
from tests.server.rig import running
from tests.storage.ledger.cluster import Cluster

DESKS = 50
# How many desks, operations in a batch, batches of each desk.
PUSHES = ((1, 1, 200), (DESKS, 1, 20), (1, 100, 30), (DESKS, 100, 2), (1, 1_000, 6), (DESKS, 1_000, 1))
PLAIN = "plain sqlite3, the same texts"


def sync_figures(tickets: int) -> Iterator[Figure]:
    yield from pushes("SQLCipher", "")
    cluster = Cluster()
    try:
        url = cluster.database().replace("postgresql+psycopg:", "postgresql:")
        yield from pushes("PostgreSQL", f'database.url = "{url}"\n')
    finally:
        cluster.stop()
    yield from first_sync(tickets)


def pushes(name: str, settings: str) -> Iterator[Figure]:
    """Tickets, each a durable operation; a batch is answered when it is on the server's disk."""
    with TemporaryDirectory(prefix="ringdesk-bench-") as folder:
        place = Path(folder)
        fingerprint, chairs = furnish(place / "server", DESKS, settings)
        with running(place / "server", fingerprint) as server:
            seated = [one.at(server.port) for one in chairs]
            for desks, size, batches in PUSHES:
                words = (str(size), str(batches))
                with helper("tests.bench.light_pushers", place / "c", seated[:desks], *words) as pushers:
                    pushers.hear()
                    pushers.say("go")
                    told = pushers.hear()
                rate = desks * size * batches / told["seconds"]
                yield Figure(
                    f"{name}: {size:,} a push, {desks} desk{'s' * (desks > 1)}: {rate:,.0f} operations/s",
                    told["took"],
                    baseline=PLAIN,
                    baseline_values=plain_pushes(chairs[0], size, min(batches, 20)),
                )


def plain_pushes(chair: Chair, size: int, batches: int) -> list[float]:
    """What the disk itself asks for: the texts of the operations, a commit for each batch."""
    hand = Hand(chair.person, chair.credentials.desk)
    texts = [[(str(wire["id"]), canonical(wire)) for wire in hand.tickets(size)] for _ in range(batches)]
    with plain_database() as put:
        return timed(lambda number: put(texts[number]), batches, warm=0)


@contextmanager
def plain_database() -> Iterator[Callable[[Sequence[tuple[str, str]]], None]]:
    with TemporaryDirectory(prefix="ringdesk-bench-") as folder:
        database = sqlite3.connect(Path(folder) / "plain.db")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE t (id TEXT PRIMARY KEY, text TEXT)")

        def put(rows: Sequence[tuple[str, str]]) -> None:
            database.executemany("INSERT OR REPLACE INTO t VALUES (?, ?)", rows)
            database.commit()

        try:
            yield put
        finally:
            database.close()


def first_sync(tickets: int) -> Iterator[Figure]:
    """Until an agent can begin, and until everything is there."""
    with TemporaryDirectory(prefix="ringdesk-bench-") as name:
        folder = Path(name)
        fingerprint, chairs = furnish(folder / "server", 2)
        fill(folder / "server", chairs[0], tickets)
        with running(folder / "server", fingerprint) as server:
            alone, mine = (one.at(server.port) for one in chairs)
            pages, rows = bare_pull(alone)
            desk = create_desk(folder / "desk", "a long passphrase", cost=TEST_COST)
            desk.replica.join("bench")
            yield from FirstSync(desk, mine).figures(tickets, pages, rows)
            desk.close()


def fill(folder: Path, chair: Chair, tickets: int, batch: int = 1_000) -> None:
    hand = Hand(chair.person, chair.credentials.desk)
    with opened(folder) as one:
        scope = scope_of(chair.person, (TEAM,))
        who = Who(chair.person, chair.credentials.desk, scope, frozenset(), (TEAM,))
        for start in range(0, tickets, batch):
            one.ledger.take(who, Push(tuple(hand.tickets(min(batch, tickets - start)))))


def bare_pull(chair: Chair) -> tuple[float, list[Row]]:
    """Seconds for the pages alone, and some rows of them."""
    link, cursor, began = chair.link(), "", perf_counter()
    rows: list[Row] = []
    while True:
        page = link.pull(Pull(cursor, 500))
        cursor, rows = page.cursor, rows or list(page.rows)
        if page.is_checkpoint:
            link.close()
            return perf_counter() - began, rows


class FirstSync:
    """A desk's first round, with a watch at everything that holds its database."""

    def __init__(self, desk: SqlDesk, chair: Chair) -> None:
        self._desk = desk
        self._link = chair.link()
        self._held: list[float] = []
        self._rows = 0
        self._usable = 0.0

    def figures(self, tickets: int, pages: float, rows: Sequence[Row]) -> Iterator[Figure]:
        began = perf_counter()
        self._round()
        whole = perf_counter() - began
        alone, several = "the pages alone, kept nowhere", [pages]
        yield Figure(
            "first sync until an agent can begin",
            [self._usable - began],
            "s",
            aim=3.0,
            baseline=alone,
            baseline_values=several,
        )
        yield Figure(
            f"first sync of {tickets:,} tickets, {self._rows:,} records, complete",
            [whole],
            "s",
            baseline=alone,
            baseline_values=several,
        )
        yield Figure(
            "first sync holds the desk's database at a time",
            self._held,
            aim=20,
            limit=50,
            baseline="plain sqlite3, 30 documents",
            baseline_values=plain_slices(rows),
        )

    def changed(self, refs: Sequence[Ref]) -> None:
        """``Watcher``."""

    def progress(self, rows: int, *, usable: bool) -> None:
        self._usable = self._usable or perf_counter()
        self._rows = max(rows, self._rows)

    def _round(self) -> None:
        round_ = Exchange(self._desk.replica, self._link, SystemClock(), self, "bench").round()
        result: Any = None
        while True:
            try:
                errand = round_.send(result)
            except StopIteration:
                return
            began = perf_counter()
            result = errand.run()
            if errand.lane is Lane.DESK:
                self._held.append((perf_counter() - began) * 1_000)


def plain_slices(rows: Sequence[Row], size: int = 30) -> list[float]:
    texts = [(row.id, json.dumps(dict(row.doc), ensure_ascii=False)) for row in rows[: size * 10]]
    slices = [texts[start : start + size] for start in range(0, len(texts), size)]
    with plain_database() as put:
        return timed(lambda number: put(slices[number]), len(slices), warm=0)
