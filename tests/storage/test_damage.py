"""A damaged file is named, left as it is, and never taken for something else."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from pathlib import Path

import pytest

from core.ids import TicketId
from core.reading import TicketFilter, TicketScope
from storage.check import full_check
from storage.desk import SqlDesk, open_desk
from storage.faults import DatabaseDamaged, KeyOfAnotherDatabase
from tests.storage import making
from tests.storage.making import PASSPHRASE

PAGE = 4096


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 0x10
    path.write_bytes(data)


def read_everything(desk: SqlDesk) -> None:
    rows = desk.read.tickets(TicketFilter(TicketScope.ALL), limit=1000).rows
    for row in rows:
        desk.read.ticket(row.id)
    desk.read.search("卡纸")
    desk.read.calls()


def notices(folder: Path) -> bool:
    """Whether somebody who opens the profile and reads everything is told."""
    try:
        desk = open_desk(folder, PASSPHRASE)
    except DatabaseDamaged:
        return True
    try:
        assert full_check(desk.database, lambda _done, _of: True)
        read_everything(desk)
    except DatabaseDamaged:
        return True
    finally:
        desk.close()
    return False


def test_one_flipped_bit_in_any_page_is_noticed_by_whoever_reads_it(desk: SqlDesk, folder: Path) -> None:
    for n in range(30):
        desk.perform(making.opening(f"t{n}", n, call=making.talking(f"c{n}"), subject=f"卡纸 {n}"))
    desk.close()
    path = folder / "desk.db"
    whole = path.read_bytes()
    noticed = 0
    for page in range(0, len(whole) // PAGE, 5):
        path.write_bytes(whole)
        flip(path, page * PAGE + 1234)
        damaged = path.read_bytes()
        noticed += notices(folder)
        assert path.read_bytes() == damaged
    assert noticed >= 5


def is_lost(desk: SqlDesk, ticket: str) -> bool:
    try:
        desk.read.ticket(TicketId(ticket))
    except DatabaseDamaged:
        return True
    return False


def test_what_is_not_damaged_can_still_be_read_after_damage_was_met(desk: SqlDesk, folder: Path) -> None:
    desk.perform(making.opening("small", subject="small"))
    desk.perform(making.opening("big", 1, description="x" * 9_000))
    desk.close()
    path = folder / "desk.db"
    whole = path.read_bytes()
    met = 0
    for page in range(len(whole) // PAGE - 1, 0, -1):
        path.write_bytes(whole)
        flip(path, page * PAGE + 1234)
        with suppress(DatabaseDamaged), closing(open_desk(folder, PASSPHRASE)) as opened:
            listed = opened.read.tickets(TicketFilter(TicketScope.ALL)).rows
            if not is_lost(opened, "big"):
                continue
            assert opened.read.tickets(TicketFilter(TicketScope.ALL)).rows == listed
            assert opened.read.ticket(TicketId("small")) is not None
            met += 1
    assert met


def test_a_damaged_beginning_is_not_overwritten(closed: Path) -> None:
    flip(closed / "desk.db", 5)
    before = (closed / "desk.db").read_bytes()
    with pytest.raises(KeyOfAnotherDatabase, match="damaged"):
        open_desk(closed, PASSPHRASE)
    assert (closed / "desk.db").read_bytes() == before


@pytest.mark.parametrize("keep", [0, 10, 1000])
def test_a_cut_off_database_is_damaged_and_stays_so(closed: Path, keep: int) -> None:
    whole = (closed / "desk.db").read_bytes()
    (closed / "desk.db").write_bytes(whole[:keep])
    with pytest.raises((DatabaseDamaged, KeyOfAnotherDatabase)):
        open_desk(closed, PASSPHRASE)
    assert (closed / "desk.db").read_bytes() == whole[:keep]


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9, 1.0])
def test_a_cut_off_log_loses_only_what_was_cut_off(
    desk: SqlDesk, folder: Path, tmp_path: Path, share: float
) -> None:
    for n in range(20):
        desk.perform(making.opening(f"t{n:02d}", n))
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    log = copy / "desk.db-wal"
    log.write_bytes(log.read_bytes()[: int(log.stat().st_size * share)])
    (copy / "desk.db-shm").unlink()
    opened = open_desk(copy, PASSPHRASE)
    found = [row.id for row in reversed(opened.read.tickets(TicketFilter(TicketScope.ALL)).rows)]
    assert found == [f"t{n:02d}" for n in range(len(found))]
    assert len(found) == 20 or share < 1
    assert full_check(opened.database, lambda _done, _of: True) == ()
    opened.close()


def test_a_full_check_can_be_stopped_and_tells_how_far_it_is(desk: SqlDesk) -> None:
    steps: list[tuple[int, int]] = []

    def two(done: int, of: int) -> bool:
        steps.append((done, of))
        return done < 2

    assert full_check(desk.database, two) == ()
    assert [done for done, _of in steps] == [0, 1, 2]
