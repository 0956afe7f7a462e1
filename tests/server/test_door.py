"""Nobody comes in without TLS 1.3, a desk's certificate and a session; who is sent away is out at once."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections import deque
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.door import SignIn
from core.errors import EnvironmentFault
from core.ids import AgentId, DeskId, new_id
from core.rights import Role
from core.sync.messages import PROTOCOL, Fate, Hello, Pull
from core.sync.records import SCHEMA
from core.trust import Turned
from courier.desk_key import Credentials, blind_context, new_key, request_for
from courier.news_line import NewsLine
from courier.server_link import ServerLink, enrol
from courier.server_troubles import FingerprintDiffers, NotOurServer, ServerAway, TurnedAway
from server.authority import desk_certificate
from server.compose import opened
from server.enrolment import pem
from server.folder import read_authority
from tests.server.rig import PASSWORD, RunningServer, Seat, as_json, make_server, running

HELLO = Hello(PROTOCOL, "0.1.0", SCHEMA)


def word_of(response: Any) -> str:
    said = response.json()
    assert set(said) == {"word", "said"}
    assert said["said"]["template"]
    return str(said["word"])


@pytest.fixture(scope="module")
def doors(everybodys: RunningServer) -> list[tuple[str, str]]:
    described = json.loads(everybodys.words("openapi"))
    return [(method.upper(), path) for path, methods in described["paths"].items() for method in methods]


def filled(path: str) -> str:
    return path.replace("{name}", "0" * 64)


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
@pytest.mark.parametrize("highest", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_1])
def test_no_tls_below_1_3_is_spoken(server: RunningServer, highest: ssl.TLSVersion) -> None:
    context = blind_context()
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.maximum_version = highest
    with socket.create_connection(("localhost", server.port)) as plain, pytest.raises(ssl.SSLError):
        context.wrap_socket(plain)


def test_plain_http_is_not_answered(server: RunningServer) -> None:
    with socket.create_connection(("localhost", server.port), timeout=10) as plain:
        plain.sendall(b"GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        with suppress(ConnectionResetError):
            assert b"HTTP/" not in plain.recv(100)


def test_without_a_certificate_only_health_authority_and_enrolling_are_open(
    server: RunningServer, doors: list[tuple[str, str]]
) -> None:
    client = server.raw()
    answers = {
        path: client.request(method, filled(path), params={"offset": 0, "size": 1}) for method, path in doors
    }
    assert {path for path, one in answers.items() if one.status_code != 401} == {
        "/v1/health",
        "/v1/authority",
        "/v1/enrol",
        "/v1/desk-key",
        "/v1/desk-standing",
        "/v1/desk-wiped",
    }
    assert {word_of(one) for one in answers.values() if one.status_code == 401} == {"certificate"}
    assert answers["/v1/health"].json() == {"is_well": True, "protocol": PROTOCOL}
    assert set(answers["/v1/authority"].json()) == {"certificate"}
    for path in ("/", "/docs", "/openapi.json", "/metrics", "/v1/", "/v1/nothing"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("token", ["", "x", "Bearer", "ü".encode().decode("latin-1"), "0" * 64])
def test_without_a_session_a_desk_can_only_renew_and_sign_in(
    server: RunningServer, doors: list[tuple[str, str]], token: str
) -> None:
    client = server.raw(server.new_desk())
    needs_session = [door for door in doors if door[1] not in _OPEN_TO_DESKS]
    for method, path in needs_session:
        response = client.request(
            method,
            filled(path),
            params={"offset": 0, "size": 1},
            headers={b"Authorization": f"Bearer {token}".encode("latin-1")} if token else None,
        )
        assert (response.status_code, word_of(response)) == (401, "session"), path


_LOCKED = {"/v1/desk-key", "/v1/desk-standing", "/v1/desk-wiped"}
_OPEN_TO_DESKS = {
    "/v1/health",
    "/v1/authority",
    "/v1/enrol",
    "/v1/renew",
    "/v1/sign-in",
    "/v1/wiped",
    *_LOCKED,
}


def test_a_token_is_good_at_its_own_desk_only(server: RunningServer) -> None:
    seat, other = server.seat("token-thief"), server.raw(server.new_desk())
    response = other.post(
        "/v1/hello", content=as_json(HELLO), headers={"Authorization": f"Bearer {seat.link.token}"}
    )
    assert word_of(response) == "session"
    assert seat.link.hello(HELLO).keys


def test_a_certificate_of_another_authority_or_of_the_server_itself_opens_nothing(
    server: RunningServer, tmp_path: Any
) -> None:
    fingerprint = make_server(tmp_path / "other")
    with running(tmp_path / "other", fingerprint) as other:
        stranger = other.new_desk()
    forged = Credentials(
        "localhost", server.port, stranger.desk, server.authority, stranger.certificate, stranger.key
    )
    with pytest.raises(EnvironmentFault):
        server.link(forged).sign_in("anybody", PASSWORD)


def test_a_certificate_that_ran_out_is_said_to_have(server: RunningServer) -> None:
    mine = server.new_desk()
    with opened(server.folder) as one:
        authority = read_authority(one.folder, one.keys)
    long_ago = datetime.now(UTC) - timedelta(days=400)
    old = desk_certificate(
        authority, request_for(mine.key).encode(), mine.desk, long_ago, timedelta(days=365)
    )
    with pytest.raises(TurnedAway, match="run out"):
        server.link(replace(mine, certificate=pem(old))).sign_in("anybody", PASSWORD)


def test_a_desk_believes_no_server_but_its_own(server: RunningServer, tmp_path: Any) -> None:
    credentials = server.new_desk()
    fingerprint = make_server(tmp_path / "other")
    with running(tmp_path / "other", fingerprint) as other:
        there = Credentials(
            "localhost",
            other.port,
            credentials.desk,
            credentials.authority,
            credentials.certificate,
            credentials.key,
        )
        link = other.link(there)
        with pytest.raises(NotOurServer):
            link.sign_in("anybody", PASSWORD)


def test_a_server_under_another_name_is_not_believed(server: RunningServer) -> None:
    mine = server.new_desk()
    by_address = Credentials("127.0.0.2", server.port, mine.desk, mine.authority, mine.certificate, mine.key)
    with pytest.raises((NotOurServer, ServerAway)):
        server.link(by_address).sign_in("anybody", PASSWORD)


def test_a_code_enrols_one_desk_once(server: RunningServer) -> None:
    code = server.words("enrol", "front-desk").split("Code for front-desk: ")[1].split()[0]
    typed = code.lower().replace("-", " ")
    assert enrol("localhost", server.port, typed, server.fingerprint).desk
    with pytest.raises(TurnedAway, match="not valid"):
        enrol("localhost", server.port, code, server.fingerprint)
    assert "front-desk" in server.words("desk", "list")


def test_codes_for_many_desks_come_at_once_each_with_all_that_its_desk_needs(server: RunningServer) -> None:
    blocks = server.words("enrol", "many-1", "many-2", "many-3").split("Code for ")[1:]
    codes = [block.split()[1] for block in blocks]
    assert [block.split(":")[0] for block in blocks] == ["many-1", "many-2", "many-3"]
    assert len(set(codes)) == 3
    assert all(server.fingerprint in block for block in blocks)
    assert enrol("localhost", server.port, codes[1], server.fingerprint).desk


def test_a_code_is_not_sent_to_who_has_another_fingerprint(server: RunningServer) -> None:
    code = server.words("enrol", "careful").split("Code for careful: ")[1].split()[0]
    for wrong in ("", "ace7", "0" * 64, server.fingerprint[:-1] + "z" * 8 + "0000"):
        with pytest.raises(FingerprintDiffers):
            enrol("localhost", server.port, code, wrong)
    assert enrol("localhost", server.port, code, server.fingerprint.upper().replace(" ", ":")).desk


def test_a_desk_that_worked_alone_keeps_its_id_and_nobody_takes_it_from_it(server: RunningServer) -> None:
    mine, alone = DeskId(new_id()), AgentId(new_id())
    credentials = server.new_desk("joined", mine, alone)
    assert credentials.desk == mine
    for other in (mine, DeskId("../x"), DeskId("console")):
        with pytest.raises(TurnedAway, match="enrolled before"):
            server.new_desk("thief", other)
    code = server.words("enrol", "joined", "--again").split("Code for joined: ")[1].split()[0]
    again = enrol("localhost", server.port, code, server.fingerprint, mine)
    assert again.desk == mine
    server.new_person("joiner")
    with pytest.raises(TurnedAway):
        server.link(credentials).sign_in("joiner", PASSWORD)
    link = server.link(again)
    link.sign_in("joiner", PASSWORD)
    before = Seat(alone, again, link)
    [answer] = before.push(before.open_ticket("made before there was a server"))
    assert answer.fate is Fate.TAKEN
    boss = server.seat("a-boss", Role.ADMINISTRATOR)
    claimed = server.new_desk("claims", DeskId(new_id()), boss.person)
    claimer = server.link(claimed)
    claimer.sign_in("joiner", PASSWORD)
    as_boss = Seat(boss.person, claimed, claimer)
    [answer] = as_boss.push(as_boss.open_ticket("under another's name"))
    assert answer.fate is Fate.REFUSED


def test_guessing_codes_is_slowed_by_address(own_server: Any) -> None:
    server = own_server()
    words = []
    for _ in range(8):
        with pytest.raises(TurnedAway) as why:
            enrol("localhost", server.port, "ABCD-EFGH-JKMN-PQRS", server.fingerprint)
        words.append(why.value.word)
    assert words[0] is Turned.RIGHT
    assert words[-1] is Turned.WAIT


def test_a_first_password_opens_only_the_change_of_itself(server: RunningServer) -> None:
    said = server.words("user", "add", "newcomer", "--name", "新人")
    first = said.split("shown only now: ")[1].split()[0]
    link = server.link(server.new_desk())
    assert link.sign_in("newcomer", first).must_change
    with pytest.raises(TurnedAway) as why:
        link.hello(HELLO)
    assert why.value.word is Turned.CHANGE_PASSWORD
    with pytest.raises(TurnedAway, match="at least 10"):
        link.change_password(first, "short")
    assert not link.change_password(first, "long enough now").must_change
    assert link.hello(HELLO).keys


def test_a_renewed_certificate_replaces_the_old_one_when_it_is_first_used(server: RunningServer) -> None:
    seat = server.seat("renewer")
    renewed = seat.link.renewed()
    assert seat.link.hello(HELLO).keys, "the old one holds until the new one was used"
    fresh = server.link(renewed)
    fresh.sign_in("renewer", PASSWORD)
    assert fresh.hello(HELLO).keys
    with pytest.raises(TurnedAway) as why:
        seat.link.hello(HELLO)
    assert why.value.word is Turned.CERTIFICATE


def test_only_a_whole_request_by_a_good_key_is_signed(server: RunningServer) -> None:
    client = server.raw(server.new_desk())
    whole = request_for(new_key())
    for bad in ("", "nonsense", whole[:-100], whole.replace("M", "N", 1)):
        response = client.post("/v1/renew", json={"request": bad})
        assert response.status_code == 409
        assert "signed" in response.json()["said"]["template"]


def test_a_revoked_desk_is_out_at_once_and_its_open_line_within_ten_seconds(server: RunningServer) -> None:
    seat = server.seat("lost")
    with NewsLine(seat.credentials, seat.link.token) as line:
        assert line.next(10)
        began = time.monotonic()
        server.words("desk", "revoke", "desk of lost")
        with pytest.raises(TurnedAway) as why:
            seat.link.pull(Pull())
        assert why.value.word is Turned.REVOKED
        with pytest.raises(TurnedAway) as why:
            deque(iter(lambda: line.next(10), None), maxlen=0)
        assert why.value.word is Turned.REVOKED
        assert time.monotonic() - began < 10
    with pytest.raises(TurnedAway):
        seat.link.sign_in("lost", PASSWORD)


def test_a_stolen_desk_is_told_to_destroy_its_copy_and_says_when_it_did(server: RunningServer) -> None:
    seat = server.seat("stolen")
    server.words("desk", "wipe", "desk of stolen")
    with pytest.raises(TurnedAway) as why:
        seat.link.hello(HELLO)
    assert why.value.word is Turned.WIPE
    seat.link.wiped()
    assert "desk of stolen  wiped" in server.words("desk", "list")


def test_a_locked_person_and_a_changed_role_hold_for_the_next_request(server: RunningServer) -> None:
    seat = server.seat("leaver")
    server.words("user", "lock", "leaver")
    with pytest.raises(TurnedAway) as why:
        seat.link.hello(HELLO)
    assert why.value.word is Turned.SESSION
    with pytest.raises(TurnedAway) as why:
        seat.link.sign_in("leaver", PASSWORD)
    assert why.value.word is Turned.PASSWORD
    boss = server.seat("boss", Role.SUPERVISOR)
    assert boss.link.hello(HELLO).keys == ("*",)
    server.words("user", "role", "boss", "agent")
    with pytest.raises(TurnedAway):
        boss.link.hello(HELLO)
    boss.link.sign_in("boss", PASSWORD)
    assert "*" not in boss.link.hello(HELLO).keys


def test_a_person_is_signed_in_at_so_many_desks_and_no_more(server: RunningServer) -> None:
    server.new_person("everywhere")
    links = [server.link(server.new_desk()) for _ in range(3)]
    for link in links:
        link.sign_in("everywhere", PASSWORD)
    with pytest.raises(TurnedAway):
        links[0].hello(HELLO)
    assert all(link.hello(HELLO).keys for link in links[1:])


def test_the_audit_log_is_for_administrators(server: RunningServer) -> None:
    ask = {"after": 0, "limit": 5}
    entries = []
    for role, status in ((Role.SUPERVISOR, 403), (Role.ADMINISTRATOR, 200)):
        seat = server.seat(f"reader-{status}", role)
        client = server.raw(seat.credentials)
        response = client.post("/v1/audit", json=ask, headers={"Authorization": f"Bearer {seat.link.token}"})
        assert response.status_code == status
        entries = response.json().get("entries", [])
    assert entries[0]["kind"] == "server made"
    assert "access refused" in server.words("audit"), "who asked for more than their role has is written down"


def test_a_sign_in_needs_the_certificate_too(server: RunningServer) -> None:
    server.new_person("bare")
    response = server.raw().post("/v1/sign-in", content=as_json(SignIn("bare", PASSWORD)))
    assert word_of(response) == "certificate"
    assert isinstance(server.link(server.new_desk()), ServerLink)
