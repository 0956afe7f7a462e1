"""Keeping in step, measured: operations taken, and the first sync of a desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from core.sync.messages import Page, Push
from core.sync.ops import to_wire
from core.sync.plain import Json
from storage.desk import SqlDesk, create_desk
from storage.keys import TEST_COST, new_key
from storage.ledger.ledger import SqlLedger, open_ledger
from storage.ledger.opening import embedded_store
from storage.ledger.stores import PostgresStore, Store
from tests.bench.report import Figure
from tests.storage import making
from tests.storage.ledger.cluster import Cluster
from tests.storage.ledger.rig import WANG_AT_1, Desk, HandClock

BATCHES = ((1, 200), (100, 3_000), (1_000, 6_000))
_BLOCK = 50.0  # ms: whoever waits for the desk's database waits no longer


def sync_figures(tickets: int) -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        yield from pushes("SQLCipher", embedded_store(Path(folder), new_key()))
    cluster = Cluster()
    try:
        yield from pushes("PostgreSQL", PostgresStore(cluster.database()))
    finally:
        cluster.stop()
    with TemporaryDirectory() as folder:
        yield from first_sync(Path(folder), tickets)


def pushes(name: str, store: Store) -> Iterator[Figure]:
    """One desk; tickets with their calls, each batch one durable commit."""
    ledger = open_ledger(store, HandClock())
    desk, done = Desk(ledger, WANG_AT_1), 0
    for size, many in BATCHES:
        wires = operations(desk, done, many)
        done += many
        times = []
        for start in range(0, many, size):
            began = perf_counter()
            ledger.take(WANG_AT_1, Push(tuple(wires[start : start + size])))
            times.append((perf_counter() - began) * 1_000)
        rate = many / sum(times) * 1_000
        yield Figure(f"push of {size} to {name} ({rate:.0f} operations a second)", times)
    ledger.close()


def first_sync(folder: Path, tickets: int) -> Iterator[Figure]:
    """Until an agent can begin, and until everything is there."""
    ledger = open_ledger(embedded_store(folder, new_key()), HandClock())
    fill(ledger, tickets)
    desk = create_desk(folder / "desk", making.PASSPHRASE, cost=TEST_COST)
    desk.replica.join("bench")
    slices: list[float] = []
    began = perf_counter()
    applied(desk, ledger.preview(WANG_AT_1, 200), slices)
    yield Figure("first sync until an agent can begin", [perf_counter() - began], "s", aim=3.0)
    cursor, rows = "", 0
    while True:
        page = ledger.pull(WANG_AT_1, cursor)
        applied(desk, page, slices)
        rows += len(page.rows)
        cursor = page.cursor
        if page.is_checkpoint:
            break
    while desk.replica.settle().following is not None:
        pass
    yield Figure(f"first sync of {tickets} tickets, {rows} records, complete", [perf_counter() - began], "s")
    yield Figure("a slice of a page, while others wait for the database", slices, aim=_BLOCK)
    desk.close()
    ledger.close()


def applied(desk: SqlDesk, page: Page, slices: list[float]) -> None:
    start: int | None = 0
    while start is not None:
        began = perf_counter()
        start = desk.replica.apply(page, start).following
        slices.append((perf_counter() - began) * 1_000)


def fill(ledger: SqlLedger, tickets: int, batch: int = 1_000) -> None:
    desk = Desk(ledger, WANG_AT_1)
    for start in range(0, tickets, batch):
        ledger.take(WANG_AT_1, Push(tuple(operations(desk, start, min(batch, tickets - start)))))


def operations(desk: Desk, first: int, many: int) -> list[Mapping[str, Json]]:
    fake = desk.fake
    begin = len(fake.ops)
    for n in range(first, first + many):
        call = making.talking(f"c{n:06d}", f"138{n:08d}")
        fake.perform(making.opening(f"t{n:06d}", call=call, subject=f"打印机卡纸 printer {n}"))
    wires: list[Mapping[str, Json]] = [to_wire(op) for op in fake.ops[begin:]]
    fake.ops.clear()
    return wires
