"""Who guesses passwords is slowed, more and more; who shares the floor with a guesser is not locked out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.ids import DeskId
from core.trust import Turned
from courier.server_troubles import TurnedAway
from server.passwords import Passwords
from server.slowing import Slowing, TooManyTries
from storage.keys import new_key
from storage.ledger.migrations import migrate
from storage.ledger.opening import embedded_store
from storage.ledger.trust.accounts import Tries
from tests.server.rig import PASSWORD, RunningServer

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HERE, THERE = DeskId("here"), DeskId("there")


@pytest.fixture
def slowing(tmp_path: Path) -> Slowing:
    store = embedded_store(tmp_path, new_key())
    migrate(store)
    return Slowing(Tries(store))


def waits(slowing: Slowing, login: str, desk: DeskId, now: datetime) -> int:
    """Seconds that this one has to wait; 0: the try was counted."""
    try:
        slowing.begin(login, desk, now)
    except TooManyTries as why:
        return why.seconds
    return 0


def tries_in(slowing: Slowing, login: str, desk: DeskId, seconds: int, start: datetime = NOON) -> int:
    """How many guesses one gets in that time who guesses each second."""
    return sum(not waits(slowing, login, desk, start + timedelta(seconds=n)) for n in range(seconds))


def test_three_slips_are_free_and_then_the_wait_doubles(slowing: Slowing) -> None:
    now, had = NOON, []
    for _ in range(8):
        wait = waits(slowing, "wang", HERE, now)
        had.append(wait)
        now += timedelta(seconds=wait)
        if wait:
            assert not waits(slowing, "wang", HERE, now)
    assert had == [0, 0, 0, 1, 2, 4, 8, 16]


def test_a_guesser_gets_few_guesses_in_an_hour(slowing: Slowing) -> None:
    assert tries_in(slowing, "wang", HERE, 3600) < 20


def test_a_guesser_who_tries_every_colleague_from_one_desk_is_slowed_too(slowing: Slowing) -> None:
    had = sum(not waits(slowing, f"colleague-{n}", HERE, NOON + timedelta(seconds=n)) for n in range(600))
    assert had < 30


def test_a_guesser_who_moves_from_desk_to_desk_is_slowed_too(slowing: Slowing) -> None:
    had = sum(
        not waits(slowing, "wang", DeskId(f"desk-{n}"), NOON + timedelta(seconds=n)) for n in range(3600)
    )
    assert had < 60


def test_a_person_signs_in_at_their_own_desk_whatever_somebody_guesses_elsewhere(slowing: Slowing) -> None:
    slowing.begin("wang", HERE, NOON)
    slowing.succeeded("wang", HERE, NOON)
    later = NOON + timedelta(days=20)
    assert tries_in(slowing, "wang", THERE, 600, later) > 3
    for n in range(40):
        waits(slowing, "wang", DeskId(f"desk-{n}"), later + timedelta(seconds=n))
    assert waits(slowing, "wang", DeskId("strange"), later + timedelta(seconds=60)) > 0
    assert waits(slowing, "wang", HERE, later + timedelta(seconds=60)) == 0


def test_the_right_password_forgives_the_slips_before_it(slowing: Slowing) -> None:
    for n in range(3):
        assert not waits(slowing, "wang", HERE, NOON + timedelta(seconds=n))
    later = NOON + timedelta(seconds=5)
    slowing.begin("wang", HERE, later)
    slowing.succeeded("wang", HERE, later)
    assert tries_in(slowing, "wang", HERE, 3, later) == 3


def test_a_clock_that_was_ahead_and_is_put_back_keeps_nobody_waiting_for_as_long(slowing: Slowing) -> None:
    ahead = NOON + timedelta(days=365)
    for n in range(5):
        waits(slowing, "wang", HERE, ahead + timedelta(minutes=n))
    wait = waits(slowing, "wang", HERE, NOON)
    assert 0 < wait <= 4, "as long as if it had been now"
    assert waits(slowing, "wang", HERE, NOON + timedelta(seconds=wait)) == 0


def test_what_is_kept_is_no_word_that_was_typed(slowing: Slowing, tmp_path: Path) -> None:
    slowing.begin("my secret password", HERE, NOON)
    with slowing._tries._store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT key FROM trust_tries").scalars().all()
    assert len(rows) == 3
    assert not any("secret" in row for row in rows)


def test_nobody_takes_as_long_as_somebody_and_an_old_cost_is_noticed() -> None:
    passwords = Passwords(memory_kib=64, iterations=1)
    known = passwords.hashed("gut genug, oder?")
    assert passwords.is_right("gut genug, oder?", known)
    assert not passwords.is_right("gut genug, oder!", known)
    assert not passwords.is_right("anything", None)
    assert not passwords.is_right("x" * 5000, known)
    assert not passwords.is_old(known)
    assert Passwords(memory_kib=128, iterations=1).is_old(known)


def test_the_server_says_the_same_of_a_wrong_password_and_of_nobody(server: RunningServer) -> None:
    server.new_person("somebody")
    said = []
    for login in ("somebody", "nobody"):
        with pytest.raises(TurnedAway) as why:
            server.link(server.new_desk()).sign_in(login, "wrong password")
        said.append((why.value.word, str(why.value)))
    assert said[0] == said[1]


def test_the_server_slows_who_guesses_and_keeps_the_person_s_own_desk_open(server: RunningServer) -> None:
    seat = server.seat("guessed")
    guesser = server.link(server.new_desk())
    words = []
    for n in range(6):
        with pytest.raises(TurnedAway) as why:
            guesser.sign_in("guessed", f"guess number {n}")
        words.append(why.value.word)
    assert words[:3] == [Turned.PASSWORD] * 3
    assert Turned.WAIT in words
    seat.link.sign_in(" ＧＵＥＳＳＥＤ ", PASSWORD)
