"""A desk that nobody has unlocked: its key for a person who is new there, and whether it is still one of ours."""

from __future__ import annotations

import pytest

from core.trust import DeskState, Turned
from courier.locked_desk import DeskLink, LockedDesk, authority, fingerprint_of
from courier.server_troubles import NobodyThere, TurnedAway
from tests.server.rig import PASSWORD, RunningServer


def a_desk(server: RunningServer, login: str, proof: str = "proof") -> LockedDesk:
    """It has had its key kept; now it is locked."""
    server.new_person(login)
    credentials = server.new_desk(f"desk of {login}")
    link = DeskLink(credentials)
    server.links.append(link)
    link.sign_in(login, PASSWORD)
    link.keep_key(proof, "sealed text")
    return LockedDesk("localhost", server.port, server.authority, credentials.desk, proof)


def turned(ask: object) -> Turned:
    with pytest.raises(TurnedAway) as caught:
        ask()  # type: ignore[operator] # a question of the test
    return caught.value.word


def test_the_key_goes_to_a_person_with_a_password_at_the_desk_that_shows_its_half(
    server: RunningServer,
) -> None:
    desk = a_desk(server, "first-here")
    server.new_person("new-here")
    assert desk.key("new-here", PASSWORD) == "sealed text"
    assert turned(lambda: desk.key("new-here", "another password")) is Turned.PASSWORD
    assert turned(lambda: desk.key("nobody", PASSWORD)) is Turned.PASSWORD


def test_who_does_not_know_the_half_learns_nothing(server: RunningServer) -> None:
    desk = a_desk(server, "half")
    stranger = LockedDesk(desk.host, desk.port, desk.authority, desk.desk, "guessed")
    assert turned(lambda: stranger.key("half", PASSWORD)) is Turned.CERTIFICATE
    assert turned(stranger.standing) is Turned.CERTIFICATE
    assert turned(stranger.wiped) is Turned.CERTIFICATE


def test_guessing_at_a_locked_desk_is_slowed_as_at_the_sign_in(server: RunningServer) -> None:
    desk = a_desk(server, "guessed-at")
    words = [turned(lambda: desk.key("guessed-at", f"wrong password {n}")) for n in range(4)]  # noqa: B023 - run at once
    assert words[0] is Turned.PASSWORD
    assert words[-1] is Turned.WAIT


def test_a_desk_that_was_sent_away_gets_no_key_and_hears_why(server: RunningServer) -> None:
    desk = a_desk(server, "sent-away")
    assert desk.standing() is DeskState.ENROLLED
    server.words("desk", "revoke", "desk of sent-away")
    assert turned(lambda: desk.key("sent-away", PASSWORD)) is Turned.REVOKED


def test_a_lost_desk_hears_that_it_is_to_be_wiped_and_says_when_it_is(server: RunningServer) -> None:
    desk = a_desk(server, "mislaid")
    server.words("desk", "wipe", "desk of mislaid")
    assert desk.standing() is DeskState.WIPE
    assert turned(lambda: desk.key("mislaid", PASSWORD)) is Turned.WIPE
    desk.wiped()
    assert desk.standing() is DeskState.WIPED
    assert "wiped" in server.words("desk", "list")


def test_the_fingerprint_is_that_which_the_server_prints(server: RunningServer) -> None:
    pem, shown = authority("localhost", server.port)
    assert shown == fingerprint_of(pem) == server.fingerprint.strip()


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-server.invalid"])
def test_before_the_first_meeting_an_address_where_nobody_answers_is_looked_at(host: str) -> None:
    with pytest.raises(NobodyThere) as caught:
        authority(host, 9)
    assert caught.value.sentence.values == {"host": host, "port": 9}
