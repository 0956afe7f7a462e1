"""Signing in at a joined desk: online, offline, for how long, and every reason why not in a sentence of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from console.presenters.signing import MustChoosePassword
from console.sync.troubles import DeskWiped, NeedsServer, PasswordChanged, TooLongOffline
from core.errors import Trouble
from core.rights import Role
from core.trust import DeskState, Turned
from storage.slot_faults import WrongPassword
from tests.console.sync.rig import JoinedDesk
from tests.fakes.server import PASSWORD, FakeServer

Join = Callable[[str, str], JoinedDesk]


def test_online_the_server_lets_in_and_says_what_a_person_may(server: FakeServer, join: Join) -> None:
    server.hire("wang", "王敏", Role.SUPERVISOR)
    entered = join("a", "wang").unlock(" Wang ")
    assert entered.session is not None
    assert entered.is_new
    assert (entered.seat.role, entered.seat.login) == (Role.SUPERVISOR, "wang")


def test_offline_the_last_known_password_opens_for_as_long_as_it_allows(
    server: FakeServer, join: Join
) -> None:
    desk = join("a", "wang")
    desk.unlock("wang")
    desk.lock()
    server.is_up = False
    server.clock.pass_by(timedelta(days=6, hours=23))
    assert desk.unlock("wang").session is None
    desk.lock()
    server.clock.pass_by(timedelta(hours=2))
    with pytest.raises(TooLongOffline) as caught:
        desk.unlock("wang")
    assert "7 days" in str(caught.value)
    server.is_up = True
    assert desk.unlock("wang").session is not None


def test_a_clock_that_is_turned_back_gives_no_more_days(server: FakeServer, join: Join) -> None:
    desk = join("a", "wang")
    desk.unlock("wang")
    desk.lock()
    server.is_up = False
    server.clock.pass_by(timedelta(days=8))
    with pytest.raises(TooLongOffline):
        desk.unlock("wang")
    server.clock.pass_by(timedelta(days=-5))
    with pytest.raises(TooLongOffline):
        desk.unlock("wang")


def test_a_wrong_password_is_told_online_and_offline(server: FakeServer, join: Join) -> None:
    desk = join("a", "wang")
    desk.begin("wang")
    desk.lock()
    with pytest.raises(Trouble) as caught:
        desk.unlock("wang", "not my password")
    assert getattr(caught.value, "word", None) is Turned.PASSWORD
    server.is_up = False
    with pytest.raises(WrongPassword):
        desk.unlock("wang", "not my password")
    assert desk.unlock("wang").session is None


def test_a_person_new_at_this_desk_needs_the_server_once(server: FakeServer, join: Join) -> None:
    desk = join("a", "wang")
    server.hire("zhang", "张磊")
    desk.begin("wang")
    desk.lock()
    server.is_up = False
    with pytest.raises(NeedsServer):
        desk.unlock("zhang")
    server.is_up = True
    assert desk.unlock("zhang").seat.login == "zhang"
    desk.lock()
    server.is_up = False
    assert desk.unlock("zhang").seat.login == "zhang"


def test_a_password_changed_elsewhere_opens_and_the_old_one_does_not(server: FakeServer, join: Join) -> None:
    desk = join("a", "wang")
    desk.begin("wang")
    desk.lock()
    server.accounts["wang"].password = "a newer password"
    with pytest.raises(PasswordChanged):
        desk.unlock("wang")
    assert desk.unlock("wang", "a newer password").session is not None
    desk.lock()
    server.is_up = False
    assert desk.unlock("wang", "a newer password").session is None


def test_a_password_that_it_gave_must_be_changed_before_the_desk_opens(
    server: FakeServer, join: Join
) -> None:
    desk = join("a", "wang")
    desk.begin("wang")
    desk.lock()
    server.hire("zhang", "张磊", must_change=True)
    with pytest.raises(MustChoosePassword):
        desk.unlock("zhang")
    assert desk.unlock("zhang", PASSWORD, "a password of his").session is not None
    desk.lock()
    server.is_up = False
    assert desk.unlock("zhang", "a password of his").seat.login == "zhang"


def test_a_withdrawn_desk_opens_to_be_read_only(server: FakeServer, join: Join) -> None:
    desk = join("a", "wang")
    desk.begin("wang")
    desk.lock()
    server.desks[next(iter(server.desks))] = DeskState.REVOKED
    entered = desk.unlock("wang")
    assert (entered.session, entered.turned) == (None, Turned.REVOKED)


def test_a_lost_desk_is_destroyed_when_somebody_tries_to_open_it(server: FakeServer, join: Join) -> None:
    desk = join("a", "wang")
    desk.begin("wang")
    desk.lock()
    server.desks[next(iter(server.desks))] = DeskState.WIPE
    with pytest.raises(DeskWiped):
        desk.unlock("wang")
    assert list(desk.folder.iterdir()) == []
    assert list(server.desks.values()) == [DeskState.WIPED]


def test_a_lost_desk_is_destroyed_though_nobody_opens_it(server: FakeServer, join: Join) -> None:
    desk = join("a", "wang")
    desk.begin("wang")
    desk.lock()
    assert not desk.gate.must_be_wiped()
    server.desks[next(iter(server.desks))] = DeskState.WIPE
    assert desk.gate.must_be_wiped()
    desk.gate.wipe()
    assert list(desk.folder.iterdir()) == []


def test_a_failed_try_leaves_the_desk_closed_and_free(server: FakeServer, join: Join) -> None:
    desk = join("a", "wang")
    desk.begin("wang")
    desk.lock()
    server.accounts["wang"].password = "a newer password"
    with pytest.raises(PasswordChanged):
        desk.unlock("wang")
    assert desk.unlock("wang", "a newer password").desk is not None  # its lock was given back


def test_nothing_that_lies_open_names_a_person_or_holds_a_key(server: FakeServer, join: Join) -> None:
    desk = join("a", "wang.min")
    desk.begin("wang.min")
    for file in desk.folder.rglob("*"):
        if file.is_file() and file.name != "desk.lock":
            text = file.read_bytes()
            assert b"wang" not in text, file
            assert b"PRIVATE KEY" not in text, file
            assert PASSWORD.encode() not in text, file
