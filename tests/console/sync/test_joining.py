"""A desk joins: a new one, and one that has worked alone and brings what it did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from console.presenters.signing import Typed
from console.sync.joining import Before, Joining, NotEnrolled
from console.sync.place import NoAddress, read_address
from core.customers.identity import NumberRules
from core.directory import names_of
from core.errors import Trouble
from core.ids import AgentId, DeskId, TeamId, TicketId, new_id
from core.reading import Directory, Person, Team
from core.rights import Role
from core.tickets.commands import OpenTicket, SaveDirectory, Stamp
from core.tickets.model import Category
from storage.desk import SqlDesk, create_desk, open_desk
from tests.console.sync.rig import JoinedDesk, Lanes
from tests.fakes.server import FINGERPRINT, PASSWORD, FakeServer, FakeWays
from tests.storage.making import PASSPHRASE

Join = Callable[[str, str], JoinedDesk]
OLD_ME, OLD_TEAM, OLD_DESK = AgentId(new_id()), TeamId(new_id()), DeskId(new_id())


def alone(folder: Path) -> SqlDesk:
    """A desk on which somebody has worked without a server."""
    desk = create_desk(folder, PASSPHRASE)
    category = Category("fault", ("Faults",))
    desk.save_directory(Directory((Person(OLD_ME, "Me", (OLD_TEAM,)),), (Team(OLD_TEAM, "Us"),), (category,)))
    return desk


def learn(server: FakeServer, folder: Path, login: str, before: Before) -> tuple[Joining, list[Trouble]]:
    server.codes.add("CODE")
    problems: list[Trouble] = []
    joining = Joining(Lanes(), FakeWays(server), server.clock, lambda: before)
    joining.look("tickets.example.com", lambda _: None, problems.append)
    joining.enrol("CODE", lambda: None, problems.append)
    joining.sign_in(Typed(login, PASSWORD), lambda: None, problems.append)
    return joining, problems


def test_the_fingerprint_that_was_shown_is_the_one_that_is_pinned(server: FakeServer, tmp_path: Path) -> None:
    server.hire("wang", "王敏")
    shown: list[str] = []
    joining = Joining(Lanes(), FakeWays(server), server.clock)
    joining.look("tickets.example.com:9443", shown.append, lambda why: pytest.fail(str(why)))
    assert shown == [FINGERPRINT]
    assert (joining.learned.host, joining.learned.port) == ("tickets.example.com", 9443)


def test_a_wrong_code_and_a_server_that_is_away_are_said_and_nothing_is_made(
    server: FakeServer, tmp_path: Path
) -> None:
    problems: list[Trouble] = []
    joining = Joining(Lanes(), FakeWays(server), server.clock)
    joining.look("tickets.example.com", lambda _: None, problems.append)
    joining.enrol("WRONG", lambda: pytest.fail("enrolled"), problems.append)
    server.is_up = False
    joining.look("tickets.example.com", lambda _: pytest.fail("found"), problems.append)
    joining.look("not an address", lambda _: pytest.fail("found"), problems.append)
    assert len(problems) == 3
    with pytest.raises(NotEnrolled):
        joining.make_profile(tmp_path / "x", NumberRules(), "options", lambda _: "{}")
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("typed", "host", "port"),
    [
        ("tickets.example.com", "tickets.example.com", 8443),
        (" https://tickets.example.com:9443/ ", "tickets.example.com", 9443),
        ("10.0.0.5:8443", "10.0.0.5", 8443),
        ("[fe80::1]:9443", "fe80::1", 9443),
        ("fe80::1", "fe80::1", 8443),
    ],
)
def test_addresses_as_people_write_them(typed: str, host: str, port: int) -> None:
    assert read_address(typed) == (host, port)


@pytest.mark.parametrize("typed", ["", "two words", "host:port", "host:0", "user@host", "host/path"])
def test_what_is_no_address_is_said(typed: str) -> None:
    with pytest.raises(NoAddress):
        read_address(typed)


def test_a_desk_that_worked_alone_brings_its_tickets_under_the_name_the_server_knows(
    server: FakeServer, join: Join, tmp_path: Path
) -> None:
    folder = tmp_path / "alone"
    desk = alone(folder)
    for _ in range(3):
        command = OpenTicket(Stamp(OLD_ME, OLD_DESK, server.clock.now()), TicketId(new_id()), fields={})
        desk.perform(command)
    person = server.hire("wang", "王敏")
    joining, problems = learn(server, folder, "wang", Before(OLD_DESK, OLD_ME, (OLD_TEAM,)))
    assert not problems
    joining.convert(folder, desk)
    desk.close()
    with pytest.raises(Trouble):
        open_desk(folder, PASSPHRASE)

    there, other = JoinedDesk(folder, server), join("other", "zhang")
    assert there.gate.is_joined
    entered = there.begin("wang")
    assert entered.credentials.desk == OLD_DESK
    assert there.keeper.standing.waiting == there.keeper.standing.refused == 0
    there.lock()
    other.begin("zhang")
    assert other.desk is not None
    assert other.desk.read.counts(person, ()).mine_open == 3


def test_the_first_supervisor_brings_the_categories_that_a_bare_server_lacks(
    server: FakeServer, join: Join, tmp_path: Path
) -> None:
    folder = tmp_path / "alone"
    desk = alone(folder)
    desk.perform(
        SaveDirectory(
            Stamp(OLD_ME, OLD_DESK, server.clock.now()),
            names_of(Directory(categories=(Category("fault", ("Faults",)),))).entries,
        )
    )
    server.hire("boss", "Boss", Role.SUPERVISOR)
    joining, problems = learn(server, folder, "boss", Before(OLD_DESK, OLD_ME, (OLD_TEAM,)))
    assert not problems
    assert joining.learned.is_bare
    joining.convert(folder, desk)
    kinds = [one.op.kind for one in desk.refusals.waiting()]
    desk.close()
    assert "save_directory" in kinds


def test_an_agent_leaves_out_what_only_a_supervisor_may_bring(server: FakeServer, tmp_path: Path) -> None:
    folder = tmp_path / "alone"
    desk = alone(folder)
    desk.perform(
        SaveDirectory(
            Stamp(OLD_ME, OLD_DESK, server.clock.now()),
            names_of(Directory(categories=(Category("fault", ("Faults",)),))).entries,
        )
    )
    server.hire("wang", "王敏")
    joining, _ = learn(server, folder, "wang", Before(OLD_DESK, OLD_ME, (OLD_TEAM,)))
    joining.convert(folder, desk)
    assert [one.op.kind for one in desk.refusals.waiting()] == []
    assert desk.refusals.figures().waiting == 0
    desk.close()
