"""The archive of papers: numbers without gaps, on disk before the paper leaves, the same promises on both desks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.ids import TicketId
from core.papers import NumberTaken, PaperRecord, PaperState, PaperWay
from storage.desk import SqlDesk, create_desk, open_desk
from storage.keys import TEST_COST
from tests.fakes.desk import FakeDesk
from tests.storage.making import NAMES, PASSPHRASE, WANG, at, opening

PAPER = PaperRecord(
    1, at(5), WANG, "SR", "2026-000001", PaperWay.PRINTED, "zh_CN", "A4", "ab" * 32, "RD1:SR", {"asked": "ABCD"},
    TicketId("t1"), "laser",
)  # fmt: skip
AnyDesk = FakeDesk | SqlDesk


def encrypted(folder: Path) -> SqlDesk:
    return create_desk(folder / "profile", PASSPHRASE, cost=TEST_COST)


@pytest.fixture(params=[lambda _: FakeDesk(), encrypted])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyDesk]:
    make: Callable[[Path], AnyDesk] = request.param
    made = make(tmp_path)
    made.save_directory(NAMES)
    made.perform(opening())
    yield made
    made.close()


def test_a_paper_is_in_the_archive_and_with_its_ticket(desk: AnyDesk) -> None:
    desk.papers.add(PAPER)
    desk.papers.add(replace(PAPER, number=2, ticket=None))
    assert desk.papers.find(1) == PAPER
    assert desk.papers.find(3) is None
    assert desk.papers.of_ticket(TicketId("t1")) == (PAPER,)
    card = desk.read.ticket(TicketId("t1"))
    assert card is not None
    assert card.papers == (PAPER,)
    assert PAPER.name == "2026-P-000001"


def test_no_number_is_used_twice_or_left_out(desk: AnyDesk) -> None:
    desk.papers.add(PAPER)
    assert desk.papers.next_number() == 2
    for number in (1, 3):
        with pytest.raises(NumberTaken):
            desk.papers.add(replace(PAPER, number=number))
    assert desk.papers.next_number() == 2


def test_what_became_of_it_is_kept(desk: AnyDesk) -> None:
    desk.papers.add(PAPER)
    desk.papers.settle(1, PaperState.FAILED, "The disk is full.")
    assert desk.papers.find(1) == replace(PAPER, state=PaperState.FAILED, why="The disk is full.")


def test_the_archive_outlives_the_program(tmp_path: Path) -> None:
    first = encrypted(tmp_path)
    first.papers.add(PAPER)
    first.close()
    again = open_desk(tmp_path / "profile", PASSPHRASE)
    assert again.papers.find(1) == PAPER
    assert again.papers.next_number() == 2
    again.close()
