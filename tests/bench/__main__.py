"""``./run bench``: every figure with median, p95 and what it is held against, beside a baseline of the same run."""

from __future__ import annotations

import argparse
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.bench.report import HEAD, Figure, timed

PARTS = (
    *("desk", "storage", "numbers", "start", "sla", "reminders", "paper"),
    *("sync", "floor", "typing", "peers", "reports"),
)


def main() -> int:
    asked = arguments()
    print(f"{platform.platform()}, Python {platform.python_version()}, {asked.tries} tries each")
    print(HEAD, flush=True)
    parts: dict[str, Callable[[], Iterable[Figure]]] = {
        "desk": lambda: desk(asked),
        "storage": lambda: storage(asked),
        "numbers": numbers,
        "start": lambda: start(asked),
        "sla": sla,
        "reminders": reminders,
        "reports": lambda: reports(asked),
        "paper": lambda: paper(asked),
        "sync": lambda: sync(asked),
        "floor": lambda: floor(asked),
        "typing": lambda: typing(asked),
        "peers": peers,
    }
    over = 0
    for name in asked.only or parts:
        for figure in parts[name]():
            print(figure.line(), flush=True)
            over += not figure.holds
    return 1 if over else 0


def arguments() -> argparse.Namespace:
    made = argparse.ArgumentParser(prog="./run bench", description="Measure Ringdesk on this machine.")
    made.add_argument(
        "only",
        nargs="*",
        choices=[*PARTS, []],
        help="parts",
    )
    made.add_argument("--tries", type=int, default=200)
    made.add_argument("--calls", type=int, default=100, help="whole calls while the UI thread is watched")
    made.add_argument("--idle", type=int, default=200, help="seconds of watching the idle program")
    made.add_argument("--customers", type=int, default=100_000, help="ten numbers each")
    made.add_argument("--tickets", type=int, default=1_000_000)
    return made.parse_args()


def desk(asked: argparse.Namespace) -> Iterable[Figure]:
    from tests.bench.desk_bench import DeskBench  # noqa: PLC0415 - Qt only for who asks for it
    from tests.bench.volume import volume_profile  # noqa: PLC0415

    bench = DeskBench(volume_profile(asked.customers, asked.tickets))
    try:
        yield bench.invite_to_card(asked.tries)
        yield bench.click_to_durable(asked.tries, plain_commit(asked.tries))
        yield bench.longest_block(asked.calls)
    finally:
        bench.close()


def sla() -> Iterable[Figure]:
    from tests.bench.sla_bench import sla_figures  # noqa: PLC0415 - as above

    return sla_figures()


def reminders() -> Iterable[Figure]:
    from tests.bench.reminder_bench import reminder_figures  # noqa: PLC0415 - as above

    return reminder_figures()


def sync(asked: argparse.Namespace) -> Iterable[Figure]:
    from tests.bench.sync_bench import sync_figures  # noqa: PLC0415 - as above

    return sync_figures(min(asked.tickets, 100_000))


def floor(asked: argparse.Namespace) -> Iterable[Figure]:
    from tests.bench.floor_bench import floor_figures  # noqa: PLC0415 - as above

    return floor_figures(min(asked.tries, 100), min(asked.idle, 60))


def typing(asked: argparse.Namespace) -> Iterable[Figure]:
    from tests.bench.typing_bench import typing_figures  # noqa: PLC0415 - as above

    return typing_figures(min(asked.tries, 40))


def peers() -> Iterable[Figure]:
    from tests.bench.peers_bench import peer_figures  # noqa: PLC0415 - as above

    return peer_figures()


def reports(asked: argparse.Namespace) -> Iterable[Figure]:
    from tests.bench.report_bench import report_figures  # noqa: PLC0415 - as above

    return report_figures(asked.tickets)


def paper(asked: argparse.Namespace) -> Iterable[Figure]:
    from tests.bench.paper_bench import paper_figures  # noqa: PLC0415 - as above

    return paper_figures(asked.tries)


def storage(asked: argparse.Namespace) -> Iterable[Figure]:
    from tests.bench.storage_bench import storage_figures  # noqa: PLC0415
    from tests.bench.volume import volume_profile  # noqa: PLC0415

    return storage_figures(volume_profile(asked.customers, asked.tickets))


def numbers() -> Iterable[Figure]:
    from tests.bench.number_bench import number_figures  # noqa: PLC0415

    return number_figures()


def start(asked: argparse.Namespace) -> Iterable[Figure]:
    from tests.bench.process_bench import process_figures  # noqa: PLC0415

    return process_figures(asked.tries, asked.idle)


def plain_commit(tries: int) -> list[float]:
    """What the disk itself asks for: one row into an unencrypted SQLite, synchronous=FULL."""
    with tempfile.TemporaryDirectory(prefix="ringdesk-bench-") as folder:
        database = sqlite3.connect(Path(folder) / "plain.db")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)")

        def insert(_: int) -> None:
            database.execute("INSERT INTO t (text) VALUES ('a ticket of some length')")
            database.commit()

        values = timed(insert, tries)
        database.close()
        return values


if __name__ == "__main__":
    sys.exit(main())
