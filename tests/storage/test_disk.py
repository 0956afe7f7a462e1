"""A full disk, one that takes no writes, and a folder that is not ours: nothing is lost to any of them."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.ids import TicketId
from core.reading import TicketFilter, TicketScope
from storage.desk import SqlDesk, create_desk, open_desk
from storage.faults import AccessDenied, DiskFailed, DiskFull, DiskReadOnly
from storage.keys import TEST_COST
from tests.storage import making
from tests.storage.making import PASSPHRASE

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="uses Linux limits and mounts")


@contextmanager
def mounted(where: Path, *options: str) -> Iterator[Path]:
    """A file system of its own, when this user may mount one."""
    where.mkdir(exist_ok=True)
    tried = subprocess.run(["mount", *options, str(where)], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        pytest.skip(f"cannot mount here: {tried.stderr.strip()}")
    try:
        yield where
    finally:
        subprocess.run(["umount", "--lazy", str(where)], check=False)


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Writes beyond fail as they do over a quota."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def work_on(desk: SqlDesk, safe: set[str]) -> None:
    """One ticket after the other, until something gives; ``safe`` are those that were done."""
    for n in range(5000):
        desk.perform(making.opening(f"t{n}", n, description="x" * 5000))
        safe.add(f"t{n}")


def kept(desk: SqlDesk) -> set[str]:
    return {row.id for row in desk.read.tickets(TicketFilter(TicketScope.ALL), limit=10_000).rows}


@linux_only
def test_a_full_disk_says_so_keeps_what_was_safe_and_works_again_when_there_is_room(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=4m", "tmpfs") as disk:
        (disk / "ballast").write_bytes(b"x" * 500_000)
        desk = create_desk(disk / "profile", PASSPHRASE, cost=TEST_COST)
        safe: set[str] = set()
        with pytest.raises(DiskFull, match="Make room"):
            work_on(desk, safe)
        with pytest.raises(DiskFull):
            desk.perform(making.opening("more", description="x" * 50_000))
        assert kept(desk) == safe
        (disk / "ballast").unlink()
        desk.perform(making.opening("again", subject="now it fits"))
        desk.close()
        after = open_desk(disk / "profile", PASSPHRASE)
        assert kept(after) == safe | {"again"}
        after.close()


@linux_only
def test_a_disk_with_no_room_for_a_profile_leaves_none_half_made(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=64k", "tmpfs") as disk:
        with pytest.raises(DiskFull):
            create_desk(disk / "profile", PASSPHRASE, cost=TEST_COST)
        subprocess.run(["mount", "-o", "remount,size=4m", str(disk)], check=True)
        create_desk(disk / "profile", PASSPHRASE, cost=TEST_COST).close()


@linux_only
def test_a_write_the_system_refuses_changes_nothing_and_can_be_tried_again(
    desk: SqlDesk, folder: Path
) -> None:
    desk.perform(making.opening("before", subject="safe"))
    with no_file_longer_than((folder / "desk.db-wal").stat().st_size):
        for _try in range(3):
            with pytest.raises((DiskFailed, DiskFull)):
                desk.perform(making.opening("t1", description="x" * 20_000))
            with pytest.raises((DiskFailed, DiskFull)):
                desk.save_draft(TicketId("before"), {"subject": "x" * 20_000}, making.at(1))
        assert kept(desk) == {"before"}
    desk.perform(making.opening("t1", description="x" * 20_000))
    assert kept(desk) == {"before", "t1"}


@linux_only
def test_a_change_of_passphrase_that_finds_no_room_leaves_the_old_one(desk: SqlDesk, folder: Path) -> None:
    with no_file_longer_than(10), pytest.raises((DiskFailed, DiskFull)):
        desk.change_passphrase(PASSPHRASE, "battery staple", TEST_COST)
    desk.close()
    open_desk(folder, PASSPHRASE).close()


@linux_only
def test_a_read_only_disk_says_so_and_changes_nothing(closed: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "view", "--bind", str(closed)) as view:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(view)], check=True)
        with pytest.raises(DiskReadOnly, match="read-only"):
            open_desk(view, PASSPHRASE)
        with pytest.raises(DiskReadOnly):
            create_desk(view / "new", PASSPHRASE, cost=TEST_COST)
    open_desk(closed, PASSPHRASE).close()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may do everything: be somebody else for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="POSIX users and modes")
@pytest.mark.parametrize("what", ["folder", "desk.db", "desk.key"])
def test_a_profile_of_another_user_is_refused_in_words(closed: Path, what: str) -> None:
    with tempfile.TemporaryDirectory() as outside:
        theirs = Path(outside) / "profile"
        shutil.copytree(closed, theirs)
        Path(outside).chmod(0o755)
        for file in (theirs, *theirs.iterdir()):
            file.chmod(0o777)
        (theirs / what if what != "folder" else theirs).chmod(0o000)
        with as_nobody(), pytest.raises(AccessDenied):
            open_desk(theirs, PASSPHRASE)
        theirs.chmod(0o700)
