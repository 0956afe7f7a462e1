"""A desk of before there was any server: carried to this program, joined, and all it did arrives at another desk."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from console.presenters.signing import Typed
from console.sync.cabinet import Cabinet
from console.sync.joining import Before, Joining
from console.sync.real_ways import RealWays
from core.errors import Trouble
from core.ids import TicketId
from core.reading import TicketFilter, TicketScope
from core.rights import Role
from core.sync.exchange import Ending, Exchange, drive
from core.sync.records import Kind, Ref, canonical, doc_of
from core.tickets.model import Status
from courier.server_link import ServerLink
from server.compose import SystemClock
from storage import migrations
from storage.desk import SqlDesk, create_desk, open_desk
from storage.faults import DiskFull
from storage.keys import TEST_COST
from storage.migrations import version_of
from storage.replica.projection import read_record
from tests.server.conftest import own_server
from tests.server.rig import PASSWORD, RunningServer
from tests.storage.making import PASSPHRASE
from tests.storage.replica.test_two_desks import Nobody
from tests.storage.test_disk import linux_only, mounted
from tests.upgrade.by_the_old_desk import DESK, ME, TEAM, TICKETS
from tests.upgrade.make import DESK as MADE
from tests.upgrade.make import ROOT

__all__ = ["own_server"]  # the fixture
OLD = 3
NEWEST = max(migrations.STEPS)
WAITING = 28


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """As the old program left it."""
    folder = tmp_path / "profile"
    shutil.copytree(MADE, folder)
    for file in folder.iterdir():
        file.chmod(0o600)
    return folder


@pytest.fixture
def desk(old: Path) -> Iterator[SqlDesk]:
    with closing(open_desk(old, PASSPHRASE)) as opened:
        yield opened


def docs(desk: SqlDesk, kinds: dict[Kind, str]) -> dict[str, str]:
    found = {}
    with desk.database.reading() as connection:
        for kind, table in kinds.items():
            for id_ in connection.exec_driver_sql(f"SELECT id FROM {table}").scalars():
                record = read_record(connection, Ref(kind, id_))
                assert record is not None
                found[f"{kind.value} {id_}"] = canonical(doc_of(record))
    return found


def is_whole(desk: SqlDesk) -> None:
    """What the old program would have shown, and what it had still to send."""
    rows = desk.read.tickets(TicketFilter(TicketScope.ALL)).rows
    assert {row.id: row.subject for row in rows} == {f"t{n}": f"打印机卡纸 {n}" for n in range(TICKETS)}
    card = desk.read.ticket(TicketId("t0"))
    assert card is not None
    assert card.description == "每页都卡, M305"
    assert (card.row.customer_name, [note.text for note in card.notes]) == ("王芳", ["等配件 0"])
    draft = desk.read.ticket(TicketId("t5"))
    assert draft is not None
    assert draft.draft is not None
    assert draft.draft.fields == {"note": "half a sentence"}
    assert len(desk.read.search("卡纸")) == TICKETS
    closed = desk.read.ticket(TicketId("t4"))
    assert closed is not None
    assert closed.row.status is Status.CLOSED
    assert desk.refusals.figures().waiting == WAITING
    assert desk.clocks.book().editions


def test_it_is_opened_whole_and_the_way_back_is_kept(old: Path) -> None:
    before = (old / "desk.db").read_bytes()
    with closing(open_desk(old, PASSPHRASE)) as desk:
        assert version_of(desk.database) == NEWEST
        is_whole(desk)
    assert (old / f"desk.db.version-{OLD}").read_bytes() == before


def test_it_joins_a_real_server_and_everything_arrives_at_another_desk(
    desk: SqlDesk, old: Path, own_server: Callable[[], RunningServer], tmp_path: Path
) -> None:
    server = own_server()
    boss = server.seat("boss", Role.SUPERVISOR, "售后")
    link = joined(desk, old, server)
    outcome = drive(Exchange(desk.replica, link, SystemClock(), Nobody()).round())
    assert (outcome.ending, outcome.differing) == (Ending.IN_STEP, ())
    figures = desk.refusals.figures()
    assert (figures.waiting, figures.refused, figures.strays) == (0, 0, 0)
    draft = desk.read.ticket(TicketId("t5"))
    assert draft is not None
    assert draft.draft is not None
    with closing(create_desk(tmp_path / "other", PASSPHRASE, cost=TEST_COST)) as other:
        other.replica.join(server.fingerprint)
        assert drive(Exchange(other.replica, boss.link, SystemClock(), Nobody()).round()).differing == ()
        kinds = {Kind.TICKET: "tickets", Kind.CALL: "calls", Kind.CUSTOMER: "customers"}
        here, there = docs(desk, kinds), docs(other, kinds)
        assert here == there
        assert len(there) == TICKETS + (TICKETS + 1) + 1
        assert len(other.read.search("卡纸")) == TICKETS


def joined(desk: SqlDesk, folder: Path, server: RunningServer) -> ServerLink:
    """As the settings page does it: by code and fingerprint, under the ids it had alone."""
    server.new_person("wang.fang", Role.AGENT, "售后")
    words = server.words("enrol", "front desk").split()
    code = next(word for word in words if word.count("-") == 3 and len(word) == 19)
    problems: list[Trouble] = []
    joining = Joining(Here(), RealWays(), SystemClock(), lambda: Before(DESK, ME, (TEAM,)))
    joining.look(f"localhost:{server.port}", lambda _: None, problems.append)
    joining.enrol(code, lambda: None, problems.append)
    joining.sign_in(Typed("wang.fang", PASSWORD), lambda: None, problems.append)
    assert not problems, problems
    joining.convert(folder, desk)
    credentials = Cabinet(desk).credentials()
    assert credentials is not None
    assert credentials.desk == DESK
    link = server.link(credentials)
    link.sign_in("wang.fang", PASSWORD)
    return link


class Here:
    """A lane that is no lane: at once, on this thread."""

    def aside(self, job, done, failed) -> None:  # type: ignore[no-untyped-def] # as Lanes has it
        done(job())


DIES = """
import os, signal, sys
from pathlib import Path
from storage import migrations
from storage.desk import open_desk

def dies(step):
    def migrate(connection):
        step(connection)
        os.kill(os.getpid(), signal.SIGKILL)
    return migrate

number = int(sys.argv[2])
migrations.STEPS = {**migrations.STEPS, number: dies(migrations.STEPS[number])}
open_desk(Path(sys.argv[1]), sys.argv[3])
"""


@pytest.mark.parametrize("number", [OLD + 1, NEWEST])
def test_killed_in_the_middle_of_a_migration_it_goes_on_where_it_was(old: Path, number: int) -> None:
    died = subprocess.run(
        [sys.executable, "-c", DIES, str(old), str(number), PASSPHRASE],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=120,
    )
    assert died.returncode == -signal.SIGKILL
    with closing(open_desk(old, PASSPHRASE)) as desk:
        assert version_of(desk.database) == NEWEST
        is_whole(desk)


@linux_only
@pytest.mark.parametrize("room", ["400k", "640k"])
def test_a_disk_that_is_full_in_the_middle_of_it_is_said_and_nothing_is_lost(
    tmp_path: Path, room: str
) -> None:
    """In the first place there is no room for the copy that is kept, in the second none for the steps."""
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", f"size={room}", "tmpfs") as disk:
        shutil.copytree(MADE, disk / "profile")
        with pytest.raises(DiskFull, match="Make room"):
            open_desk(disk / "profile", PASSPHRASE)
        subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
        with closing(open_desk(disk / "profile", PASSPHRASE)) as desk:
            is_whole(desk)
