"""Fired once, ever: also after a restore, with two desks up, and when a crash came between."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from console.reminders.firing import Round
from core.ids import TicketId
from core.sla.policy import Act, ActKind, Step, TargetKind
from core.sla.posts import PostList
from core.tickets.carrying import replay
from core.tickets.commands import SaveEdition
from core.tickets.model import Priority, Urgency
from storage import oplog
from storage.desk import SqlDesk, create_desk, open_desk
from storage.keys import TEST_COST
from tests.contracts.test_clocks_contract import edition
from tests.storage import making
from tests.storage.making import NAMES, PASSPHRASE, WANG, at, stamp

LATER = at(24 * 60)


def escalating() -> SaveEdition:
    """At half the time the priority goes up and a note says so."""
    plain = edition()
    acts = (Act(ActKind.RAISE_PRIORITY), Act(ActKind.ADD_NOTE, "raised by itself"))
    [policy] = plain.policies
    steps = (Step("half", percent=50, acts=acts),)
    targets = tuple(
        replace(one, steps=steps if one.kind is TargetKind.RESOLUTION else ()) for one in policy.targets
    )
    return SaveEdition(stamp(), replace(plain, policies=(replace(policy, targets=targets),)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def desk(folder: Path) -> Iterator[SqlDesk]:
    made = create_desk(folder, PASSPHRASE, cost=TEST_COST)
    made.save_directory(NAMES)
    made.perform(escalating())
    made.perform(making.opening("t1", urgency=Urgency.HIGH))
    yield made
    made.close()


def fire(desk: SqlDesk) -> int:
    """One round a day later; how many posts stand on the list after it."""
    Round().fire(desk, replace(stamp(), at=LATER))
    return len(desk.office.posts(PostList.MINE, WANG))


def notes(desk: SqlDesk) -> list[str]:
    card = desk.read.ticket(TicketId("t1"))
    assert card is not None
    return [one.text for one in card.notes]


def priority(desk: SqlDesk) -> Priority:
    card = desk.read.ticket(TicketId("t1"))
    assert card is not None
    return card.row.priority


def test_an_escalation_acts_once(desk: SqlDesk) -> None:
    assert fire(desk) == 1
    assert (notes(desk), priority(desk)) == (["raised by itself"], Priority.P2)
    assert fire(desk) == 1
    assert (notes(desk), priority(desk)) == (["raised by itself"], Priority.P2)


def test_a_crash_between_acting_and_noting_repeats_nothing(
    desk: SqlDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(desk.office, "fire", crash)
    with pytest.raises(KeyboardInterrupt):
        fire(desk)
    monkeypatch.undo()
    fire(desk)
    assert (notes(desk), priority(desk)) == (["raised by itself"], Priority.P2)


def test_a_database_from_a_backup_does_not_fire_again(desk: SqlDesk, folder: Path, tmp_path: Path) -> None:
    desk.close()
    backup = tmp_path / "backup.db"
    shutil.copy(folder / "desk.db", backup)
    first = open_desk(folder, PASSPHRASE)
    assert fire(first) == 1
    first.close()
    shutil.copy(backup, folder / "desk.db")
    restored = open_desk(folder, PASSPHRASE)
    assert (fire(restored), notes(restored)) == (0, [])
    restored.close()


@pytest.mark.parametrize("content", ["", "nonsense\n" * 3, "\x00\xff"])
def test_a_damaged_journal_keeps_no_desk_shut(desk: SqlDesk, folder: Path, content: str) -> None:
    desk.close()
    (folder / "reminders.journal").write_bytes(content.encode("latin-1"))
    opened = open_desk(folder, PASSPHRASE)
    assert fire(opened) == 1
    opened.close()


def test_two_desks_that_fired_the_same_agree_when_they_exchange(desk: SqlDesk, tmp_path: Path) -> None:
    """Neither knew of the other: one note, one raise, and the step is noted once."""
    other = create_desk(tmp_path / "other", PASSPHRASE, cost=TEST_COST)
    other.save_directory(NAMES)
    common = list(oplog.pending(desk.database))
    for op in common:
        replay(op, other.work())
    fire(desk)
    fire(other)
    mine = [op for op in oplog.pending(desk.database) if op not in common]
    theirs = [op for op in oplog.pending(other.database) if op not in common]
    for op in mine:
        replay(op, other.work())
    for op in theirs:
        replay(op, desk.work())
    for one in (desk, other):
        assert (notes(one), priority(one)) == (["raised by itself"], Priority.P2)
        assert one.clocks.due(LATER + timedelta(days=9)) == ()
    other.close()
