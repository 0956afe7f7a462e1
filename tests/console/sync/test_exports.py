"""What left a desk is told to its server with a whole round, once, and never at the cost of the round."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from console.sync.exports import AT_ONCE, ExportTeller
from core.exports import Export, Exported, ExportNote, put_down, to_tell
from core.ids import new_id
from core.papers import PaperWay
from core.sync.standing import Stand
from courier.server_troubles import ServerAway
from tests.console.sync.rig import JoinedDesk
from tests.fakes.server import FakeServer, FakeSession

Join = Callable[[str, str], JoinedDesk]


@pytest.fixture
def desk(join: Join) -> JoinedDesk:
    desk = join("a", "wang")
    desk.begin("wang")
    return desk


def export(desk: JoinedDesk, what: str = "calls") -> ExportNote:
    stamp = desk.stamp()
    note = ExportNote(new_id(), stamp.at, stamp.agent, Export(what, "csv", PaperWay.SAVED, 7))
    desk.hop(lambda one: put_down(one, note))
    return note


def tell(desk: JoinedDesk) -> None:
    """As the corner does it after a whole round."""
    desk.keeper.look()
    ExportTeller(desk.keeper, desk.hop).tell()


def test_it_is_told_and_then_forgotten(desk: JoinedDesk, server: FakeServer) -> None:
    note = export(desk)
    tell(desk)
    tell(desk)
    assert server.exports == [note]
    assert desk.hop(to_tell) == ()


def test_it_waits_on_disk_while_the_server_is_away(desk: JoinedDesk, server: FakeServer) -> None:
    note = export(desk)
    server.is_up = False
    tell(desk)
    desk.lock()
    server.is_up = True
    desk.begin("wang")
    assert desk.hop(to_tell) == (note,)
    tell(desk)
    assert server.exports == [note]


def test_more_than_fit_into_a_message_are_all_told(desk: JoinedDesk, server: FakeServer) -> None:
    notes = [export(desk, f"report {n}") for n in range(2 * AT_ONCE + 1)]
    tell(desk)
    assert server.exports == notes


def test_an_answer_that_was_lost_makes_no_second_export(
    desk: JoinedDesk, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    note, said = export(desk), FakeSession.exported

    def lost(session: FakeSession, what: Exported) -> None:
        said(session, what)
        raise ServerAway

    with monkeypatch.context() as patch:
        patch.setattr(FakeSession, "exported", lost)
        tell(desk)
    assert desk.hop(to_tell) == (note,)
    tell(desk)
    assert server.exports == [note]


def test_an_older_server_is_no_trouble_and_hears_of_it_after_its_update(
    desk: JoinedDesk, server: FakeServer
) -> None:
    note = export(desk)
    server.is_old = True
    tell(desk)
    assert desk.keeper.standing.stand is Stand.IN_STEP
    assert desk.keeper.standing.why is None
    assert desk.hop(to_tell) == (note,)
    server.is_old = False
    tell(desk)
    assert server.exports == [note]
