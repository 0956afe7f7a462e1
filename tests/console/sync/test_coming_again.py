"""A desk that the server does not let in any more comes again by a code, with all it holds; whose drafts lie on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from console.presenters.signing import MustChoosePassword, NeedsCode
from console.sync.troubles import DeskWiped, PasswordChanged
from core.errors import Trouble
from core.ids import AgentId, TicketId
from core.rights import Role
from core.sync.standing import Stand
from core.tickets.commands import DeleteRecord, Stamp
from core.trust import DeskState, Turned
from storage.ledger.ledger import new_epoch
from tests.console.sync.rig import JoinedDesk
from tests.fakes.server import FakeServer
from tests.storage.making import NINE

Join = Callable[[str, str], JoinedDesk]


def test_a_desk_away_for_longer_than_its_certificate_comes_in_by_a_code_and_brings_what_waits(
    server: FakeServer, join: Join
) -> None:
    desk, other = join("a", "wang"), join("b", "zhang")
    desk.begin("wang")
    desk.ticket("made before")
    desk.keeper.look()
    server.is_up = False
    desk.ticket("made while away")
    desk.lock()
    mine = desk.gate.place.desk
    server.is_up = True
    server.desks.pop(mine)
    server.clock.pass_by(timedelta(days=400))
    with pytest.raises(NeedsCode):
        desk.unlock("wang")
    with pytest.raises(Trouble) as why:
        desk.unlock("wang", code="WRONG")
    assert getattr(why.value, "word", None) is Turned.RIGHT
    server.codes.add("AGAIN")
    entered = desk.unlock("wang", code="AGAIN")
    assert entered.credentials.desk == mine
    desk.keeper.begin(entered, desk.gate.address)
    assert (desk.keeper.standing.stand, desk.keeper.standing.waiting) == (Stand.IN_STEP, 0)
    other.begin("zhang")
    assert {"made before", "made while away"} <= other.subjects()
    desk.lock()
    assert desk.begin("wang").turned is None  # the next time no code is asked for


def test_a_code_that_has_done_its_work_may_stay_in_its_field(server: FakeServer, join: Join) -> None:
    desk = join("a", "wang")
    desk.begin("wang")
    desk.lock()
    server.desks.pop(desk.gate.place.desk)
    server.clock.pass_by(timedelta(days=400))
    account = server.accounts["wang"]
    account.must_change = True
    server.codes.add("AGAIN")
    with pytest.raises(MustChoosePassword):
        desk.unlock("wang", code="AGAIN")  # the desk is let in, the person not yet
    account.must_change, account.password = False, "changed at another desk"
    with pytest.raises(PasswordChanged):
        desk.unlock("wang", code="AGAIN")
    assert desk.unlock("wang", account.password, code="AGAIN").session is not None


def test_a_code_is_not_used_up_by_a_desk_that_the_server_lets_in(server: FakeServer, join: Join) -> None:
    desk = join("a", "wang")
    server.codes.add("AGAIN")
    assert desk.unlock("wang", code="AGAIN").session is not None
    desk.lock()
    server.is_up = False
    assert desk.unlock("wang", code="AGAIN").session is None
    assert server.codes == {"AGAIN"}


@pytest.mark.parametrize("state", [DeskState.REVOKED, DeskState.WIPE])
def test_a_desk_that_was_put_out_comes_in_again_by_a_good_code(
    server: FakeServer, join: Join, state: DeskState
) -> None:
    desk = join("a", "wang")
    mine = desk.begin("wang").credentials.desk
    desk.lock()
    server.desks[mine] = state
    server.codes.add("AGAIN")
    entered = desk.unlock("wang", code="AGAIN")
    assert (entered.session is not None, entered.turned) == (True, None)


def test_a_desk_that_a_code_let_in_is_not_taken_for_one_sent_away_when_the_network_goes(
    server: FakeServer, join: Join
) -> None:
    desk = join("a", "wang")
    mine = desk.begin("wang").credentials.desk
    desk.lock()
    server.desks[mine] = DeskState.REVOKED
    assert desk.unlock("wang").turned is Turned.REVOKED
    desk.lock()
    server.codes.add("AGAIN")
    server.accounts["wang"].must_change = True
    with pytest.raises(MustChoosePassword):
        desk.unlock("wang", code="AGAIN")
    server.is_up = False
    assert desk.unlock("wang").turned is None


def test_a_code_that_is_not_good_saves_no_lost_desk(server: FakeServer, join: Join) -> None:
    desk = join("a", "wang")
    mine = desk.begin("wang").credentials.desk
    desk.lock()
    server.desks[mine] = DeskState.REVOKED
    with pytest.raises(Trouble) as why:
        desk.unlock("wang", code="WRONG")
    assert getattr(why.value, "word", None) is Turned.RIGHT
    server.desks[mine] = DeskState.WIPE
    with pytest.raises(DeskWiped):
        desk.unlock("wang", code="WRONG")
    assert list(desk.folder.iterdir()) == []


def test_a_desk_that_may_still_be_opened_is_read_and_let_in_from_inside(
    server: FakeServer, join: Join
) -> None:
    desk = join("a", "wang")
    entered = desk.begin("wang")
    desk.ticket("waits")
    server.desks.pop(entered.credentials.desk)
    desk.keeper.look()
    standing = desk.keeper.standing
    assert (standing.stand, standing.is_read_only) == (Stand.WITHDRAWN, True)
    assert "Settings, Server" in str(standing.why)
    desk.lock()
    assert desk.begin("wang").turned is Turned.CERTIFICATE
    assert "Settings, Server" in str(desk.keeper.standing.why)
    server.codes.add("AGAIN")
    desk.keeper.let_in(desk.ways.enrol_again(entered.credentials, "AGAIN"))
    assert (desk.keeper.standing.stand, desk.keeper.standing.waiting) == (Stand.IN_STEP, 0)


def drafts(desk: JoinedDesk) -> list[TicketId]:
    assert desk.desk is not None
    return [row.id for row in desk.desk.read.drafts()]


def test_what_somebody_was_writing_is_theirs_and_waits_for_them(server: FakeServer, join: Join) -> None:
    desk = join("a", "wang")
    server.hire("zhang", "张磊")
    desk.begin("wang")
    ticket = desk.ticket("half done")
    assert desk.desk is not None
    desk.desk.save_draft(ticket, {"note": "half a sentence"}, NINE)
    desk.lock()
    desk.begin("zhang")
    assert drafts(desk) == []
    assert desk.desk is not None
    desk.desk.save_draft(ticket, {"note": "Zhang's own"}, NINE)
    desk.lock()
    desk.begin("wang")
    card = desk.desk.read.ticket(ticket)
    assert card is not None
    assert card.draft is not None
    assert card.draft.fields == {"note": "half a sentence"}
    desk.lock()
    desk.begin("zhang")
    card = desk.desk.read.ticket(ticket)
    assert card is not None
    assert card.draft is not None
    assert card.draft.fields == {"note": "Zhang's own"}


def test_a_draft_whose_ticket_went_while_another_sat_here_is_shown_to_its_owner_only(
    server: FakeServer, join: Join
) -> None:
    server.hire("boss", "Boss", Role.SUPERVISOR)
    desk, other = join("a", "wang"), join("b", "boss")
    desk.begin("wang")
    ticket = desk.ticket("goes")
    desk.keeper.look()
    assert desk.desk is not None
    desk.desk.save_draft(ticket, {"note": "half a sentence"}, NINE)
    desk.lock()
    boss = other.begin("boss")
    stamp = Stamp(AgentId(boss.seat.person), boss.credentials.desk, server.clock.now())
    other.do(DeleteRecord(stamp, "ticket", ticket))
    other.keeper.look()
    desk.begin("boss")
    assert (drafts(desk), list(desk.desk.refusals.strays())) == ([], [])
    desk.lock()
    desk.begin("wang")
    [stray] = desk.desk.refusals.strays()
    assert (stray.fields, stray.title.split()[-1]) == ({"note": "half a sentence"}, "goes")


def test_a_server_that_was_put_back_from_a_backup_is_given_the_sealed_key_again(
    server: FakeServer, join: Join
) -> None:
    """Else nobody with a new password could ever open this desk, and a lost one would not hear that it is."""
    desk = join("a", "wang")
    desk.begin("wang")
    kept = dict(server.keys)
    assert list(kept) == [desk.gate.place.desk]
    server.keys.clear()
    desk.keeper.look()
    assert server.keys == {}, "once is enough"
    new_epoch(server.ledger.store)
    desk.keeper.look()
    assert list(server.keys) == list(kept)
