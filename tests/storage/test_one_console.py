"""One console per profile, from any thread, and stoppable."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.ids import TicketId
from storage.desk import SqlDesk, create_desk, open_desk
from storage.faults import Interrupted, ProfileInUse
from storage.keys import TEST_COST
from storage.lock import ProfileLock
from tests.storage import making
from tests.storage.making import PASSPHRASE


def test_a_second_console_is_told_who_has_the_profile_open(closed: Path) -> None:
    command = [sys.executable, "-m", "tests.storage.writer", str(closed), "1000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(ProfileInUse, match=str(other.pid)):
            open_desk(closed, PASSPHRASE)
        with pytest.raises(ProfileInUse):
            create_desk(closed, PASSPHRASE, cost=TEST_COST)
        other.kill()
    open_desk(closed, PASSPHRASE).close()


def test_the_same_process_cannot_open_it_twice_either(desk: SqlDesk, folder: Path) -> None:
    with pytest.raises(ProfileInUse):
        open_desk(folder, PASSPHRASE)
    desk.close()
    open_desk(folder, PASSPHRASE).close()


def test_a_lock_is_shared_with_its_like_and_with_nobody_who_wants_to_be_alone(tmp_path: Path) -> None:
    path = tmp_path / "some.lock"
    first, second = ProfileLock(path, is_shared=True), ProfileLock(path, is_shared=True)
    for shared in (first, second):
        with pytest.raises(ProfileInUse):
            ProfileLock(path)
        shared.release()
    one = ProfileLock(path)
    with pytest.raises(ProfileInUse, match=str(os.getpid())):
        ProfileLock(path, is_shared=True)
    one.release()
    ProfileLock(path, is_shared=True).release()


def test_a_refused_opening_gives_the_lock_back(closed: Path) -> None:
    for _again in range(2):
        with pytest.raises(Exception, match="passphrase"):
            open_desk(closed, "not this one")
    open_desk(closed, PASSPHRASE).close()


def test_a_desk_may_be_opened_used_and_closed_on_different_threads(closed: Path) -> None:
    with ThreadPoolExecutor(1) as first, ThreadPoolExecutor(1) as second:
        desk = first.submit(open_desk, closed, PASSPHRASE).result()
        second.submit(desk.perform, making.opening("t9")).result()
        assert first.submit(desk.read.ticket_by_number, "2026-000002").result() == "t9"
        second.submit(desk.close).result()


def test_writers_at_the_same_moment_lose_no_update(desk: SqlDesk) -> None:
    with ThreadPoolExecutor(4) as many:
        jobs = [many.submit(desk.perform, making.opening(f"t{n}", n)) for n in range(80)]
        for job in jobs:
            job.result()
    counts = desk.read.counts(making.WANG, ())
    assert (counts.mine_open, counts.all_open, counts.waiting_operations) == (80, 80, 80)
    assert desk.read.ticket_by_number("2026-000080") is not None
    assert desk.read.ticket_by_number("2026-000081") is None


def test_what_runs_too_long_can_be_stopped_from_another_thread(desk: SqlDesk) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    began = threading.Event()

    def count_for_ever() -> None:
        with desk.database.reading() as connection:
            connection.exec_driver_sql("SELECT 1")
            began.set()
            connection.exec_driver_sql(endless).scalar()

    with ThreadPoolExecutor(1) as worker:
        job = worker.submit(count_for_ever)
        began.wait()
        while not job.done():
            desk.interrupt()
        with pytest.raises(Interrupted):
            job.result()
    desk.perform(making.opening())
    assert desk.read.ticket(TicketId("t1")) is not None


def test_a_closed_desk_stays_closed(desk: SqlDesk) -> None:
    desk.close()
    desk.close()
    with pytest.raises(RuntimeError, match="closed"):
        desk.read.calls()
