"""Who comes without a certificate and shows something wrong waits; an honest desk and its neighbours do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from core.ids import DeskId, new_id
from core.trust import DeskState, Turned
from courier.locked_desk import DeskLink, LockedDesk
from courier.server_link import enrol
from courier.server_troubles import TurnedAway
from server.slowing import TooManyTries
from server.strangers import Strangers
from tests.server.rig import PASSWORD, RunningServer

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
THERE = "192.0.2.7"


def waits(strangers: Strangers, now: datetime) -> int:
    try:
        strangers.check(THERE, now)
    except TooManyTries as why:
        return why.seconds
    return 0


def guessed(times: int, at: datetime = NOON) -> Strangers:
    made = Strangers()
    for _ in range(times):
        made.failed(THERE, at)
    return made


def test_wrong_codes_slow_where_they_come_from_and_a_right_one_forgives_them() -> None:
    strangers = guessed(8)
    assert waits(strangers, NOON) == 8
    assert waits(strangers, NOON + timedelta(seconds=8)) == 0
    strangers.failed(THERE, NOON)
    assert waits(strangers, NOON) == 16
    strangers.succeeded(THERE)
    strangers.failed(THERE, NOON)
    assert waits(strangers, NOON) == 0


def test_after_an_hour_without_a_wrong_code_it_is_forgotten() -> None:
    strangers = guessed(50)
    later = NOON + timedelta(minutes=61)
    assert waits(strangers, later) == 0
    strangers.failed(THERE, later)
    assert waits(strangers, later) == 0, "it counts from one again"


def test_a_clock_that_was_ahead_keeps_nobody_waiting_for_as_long() -> None:
    strangers = guessed(8, NOON + timedelta(days=365))
    assert waits(strangers, NOON) == 8
    assert waits(strangers, NOON + timedelta(seconds=8)) == 0


def test_the_same_shown_again_is_no_guess_and_another_is() -> None:
    strangers = Strangers()
    for n in range(60):
        strangers.failed(THERE, NOON + timedelta(minutes=n), "digest")
    assert waits(strangers, NOON + timedelta(minutes=60)) == 0
    for n in range(8):
        strangers.failed(THERE, NOON, f"digest {n}")
    assert waits(strangers, NOON) > 0


def test_a_desk_that_the_server_knows_no_more_asks_on_and_blocks_nobody(
    own_server: Callable[..., RunningServer],
) -> None:
    server = own_server()
    server.new_person("neighbour")
    credentials = server.new_desk("neighbour")
    link = DeskLink(credentials)
    server.links.append(link)
    link.sign_in("neighbour", PASSWORD)
    link.keep_key("half", "sealed text")
    gone = LockedDesk("localhost", server.port, server.authority, DeskId(new_id()), "a half of before")
    assert {turned(gone.standing) for _ in range(12)} == {Turned.CERTIFICATE}
    others = LockedDesk("localhost", server.port, server.authority, credentials.desk, "half")
    assert others.standing() is DeskState.ENROLLED
    code = server.words("enrol", "front").split("Code for front: ")[1].split()[0]
    assert enrol("localhost", server.port, code, server.fingerprint).desk
    guesses = [LockedDesk("localhost", server.port, server.authority, gone.desk, f"{n}") for n in range(8)]
    assert [turned(one.standing) for one in guesses][-1] is Turned.WAIT


def turned(ask: Callable[[], object]) -> Turned:
    with pytest.raises(TurnedAway) as caught:
        ask()
    return caught.value.word
