"""Others that keep copies in step, beside us in the same run on the same documents: PouchDB and Anki's server.

They are installed into ``var/bench/peers`` when they are first asked for, and are no part of Ringdesk. Where one cannot
be had, that is said in a line and the rest goes on.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from core.ids import TicketId, new_id
from core.sync.exchange import Exchange, drive
from core.tickets.commands import OpenTicket, Stamp
from server.compose import SystemClock
from storage.desk import SqlDesk, create_desk
from storage.keys import TEST_COST
from tests.bench.pusher import Nobody
from tests.bench.report import Figure
from tests.bench.sync_site import Chair, furnish
from tests.bench.volume import HOME
from tests.server.rig import running

ANKI = "anki==26.9.3"
DOCUMENTS, TRIES = 5_000, 50
HERE = Path(__file__).parent / "peers"
PEERS = HOME / "peers"


class NotHere(Exception):
    """A peer that cannot be measured on this machine, with the reason."""


def peer_figures() -> Iterator[Figure]:
    push, pull = ours()
    for name, measure in (("PouchDB, express-pouchdb", pouch), ("Anki's sync server", anki)):
        try:
            found = measure()
        except (NotHere, subprocess.SubprocessError, OSError) as why:
            print(f"{name} could not be measured here: {why}", flush=True)
            continue
        yield against(f"{DOCUMENTS:,} documents pushed", push, name, found["push"])
        yield against(f"{DOCUMENTS:,} documents pulled", pull, name, found["pull"])
        if "told" in found:
            yield Figure(f"{name}: saved → told at another of 2, no TLS", found["told"])


def against(what: str, mine: float, name: str, theirs: float) -> Figure:
    rates = f"{DOCUMENTS / mine:,.0f} a second, theirs {DOCUMENTS / theirs:,.0f}"
    return Figure(f"{what} ({rates})", [mine], "s", baseline=name, baseline_values=[theirs])


def ours() -> tuple[float, float]:
    """Two whole desks and the real server over TLS: what waits on one is sent, and comes to the other."""
    with TemporaryDirectory(prefix="ringdesk-bench-") as name:
        folder = Path(name)
        fingerprint, chairs = furnish(folder / "server", 2)
        with running(folder / "server", fingerprint) as server:
            one, other = (chair.at(server.port) for chair in chairs)
            mine, theirs = joined(folder / "one"), joined(folder / "other")
            in_step(mine, one)
            write(mine, one)
            times = in_step(mine, one), in_step(theirs, other)
            for desk in (mine, theirs):
                desk.close()
    return times


def joined(folder: Path) -> SqlDesk:
    desk = create_desk(folder, "a long passphrase", cost=TEST_COST)
    desk.replica.join("bench")
    return desk


def write(desk: SqlDesk, chair: Chair) -> None:
    for number in range(DOCUMENTS):
        fields = {
            "subject": f"打印机卡纸 printer {number}",
            "description": "第三次了，客户要求今天上门。" * 4,
        }
        stamp = Stamp(chair.person, chair.credentials.desk, datetime.now(UTC))
        desk.perform(OpenTicket(stamp, TicketId(new_id()), fields=fields))


def in_step(desk: SqlDesk, chair: Chair) -> float:
    link = chair.link()
    began = perf_counter()
    drive(Exchange(desk.replica, link, SystemClock(), Nobody(), "bench").round())
    seconds = perf_counter() - began
    link.close()
    return seconds


def pouch() -> dict[str, Any]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise NotHere("there is no node with npm (Debian: nodejs, npm)")
    place = PEERS / "pouch"
    words = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts"]
    install(place, "package.json", (HERE / "package.json").read_text(), lambda: run(words, place))
    return measured([node, str(HERE / "pouch.js")], place, str(TRIES))


def anki() -> dict[str, Any]:
    place = PEERS / "anki"
    python = place / "venv" / "bin" / "python"

    def venv() -> None:
        run([sys.executable, "-m", "venv", "--clear", str(place / "venv")], place)
        run([str(python), "-m", "pip", "install", "--quiet", ANKI], place)

    install(place, "wanted", ANKI, venv)
    return measured([str(python), str(HERE / "anki_peer.py")], place)


def install(place: Path, name: str, wanted: str, work: Callable[[], object]) -> None:
    """Once: what is wanted stands in a file there when it is whole."""
    done = place / "done"
    if done.exists() and done.read_text() == wanted:
        return
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    (place / name).write_text(wanted)
    work()
    done.write_text(wanted)


def run(words: list[str], place: Path) -> str:
    done = subprocess.run(words, cwd=place, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NotHere(said[-1] if said else f"{words[0]} ended with {done.returncode}")
    return done.stdout


def measured(words: list[str], place: Path, *more: str) -> dict[str, Any]:
    with TemporaryDirectory(prefix="ringdesk-bench-") as folder:
        found: dict[str, Any] = json.loads(run([*words, folder, str(DOCUMENTS), *more], place))
    if found["documents"] < DOCUMENTS:
        raise NotHere(f"only {found['documents']} documents arrived")
    return found
