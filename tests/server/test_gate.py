"""A session ends by the clock: quiet too long, or too long in all; figures and health say how the server is."""

from __future__ import annotations

import json
import socket
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.rights import Role
from core.sync.messages import Pull
from core.trust import as_login, as_password
from courier.desk_key import new_key, request_for
from server.authority import serial_of
from server.compose import Opened, opened
from server.gate import Gate
from server.people import CONSOLE, add_person
from server.refusals import NoSession
from server.serve import _listening
from tests.server.rig import CHEAP, PASSWORD, RunningServer, change_given, make_server

Own = Callable[..., RunningServer]


class HandClock:
    """Moves when told."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC).replace(microsecond=0)

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0


@pytest.fixture
def one(tmp_path: Path) -> Iterator[tuple[Opened, HandClock]]:
    make_server(tmp_path / "s")
    clock = HandClock()
    with opened(tmp_path / "s", clock) as made:
        yield made, clock


def test_a_session_ends_when_it_was_quiet_too_long_and_after_a_day_s_work(
    one: tuple[Opened, HandClock],
) -> None:
    made, clock = one
    room = made.room()
    gate: Gate = room.gate
    account, _ = add_person(made, "wang.li", "王丽", Role.AGENT, (), PASSWORD, CHEAP)
    change_given(made, account.person)
    code, _ = made.enrolment().new_code("front", CONSOLE)
    _, certificate = made.enrolment().enrol(code, request_for(new_key()).encode(), None, ())
    serial = serial_of(certificate)
    token, _ = gate.sign_in(serial, "wang.li", PASSWORD)
    for _ in range(28):
        clock.at += timedelta(minutes=30)
        assert gate.enter(serial, token).account.person == account.person
    clock.at += timedelta(minutes=1)
    with pytest.raises(NoSession):
        gate.enter(serial, token)
    token, _ = gate.sign_in(serial, "wang.li", PASSWORD)
    clock.at += timedelta(minutes=61)
    with pytest.raises(NoSession):
        gate.enter(serial, token)


def test_an_answer_does_not_wait_for_the_other_side_s_acknowledgement() -> None:
    """Asyncio switches off Nagle's algorithm only for sockets that say they are TCP: else each answer takes 40 ms."""
    with _listening("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP


@pytest.mark.parametrize(
    ("typed", "kept"), [(" Wang.Li ", "wang.li"), ("ＷＡＮＧ", "wang"), ("王丽", "王丽")]
)
def test_a_login_is_one_however_it_is_typed(typed: str, kept: str) -> None:
    assert as_login(typed) == kept


def test_a_password_of_full_width_letters_is_the_same_one() -> None:
    assert as_password("ｐａｓｓｗｏｒｄ１２") == as_password("password12")


def test_figures_are_served_to_this_machine_only_and_name_nobody(own_server: Own) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = own_server(f"listen.metrics_port = {port}\n")
    seat = server.seat("figure-head")
    seat.push(seat.open_ticket("counted"))
    seat.link.pull(Pull())
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        text = answer.read().decode()
    assert 'ringdesk_operations_total{fate="taken"} 1.0' in text
    assert 'ringdesk_requests_total{endpoint="/v1/pull",status="200"} 1.0' in text
    assert 'ringdesk_sign_ins_total{result="done"} 1.0' in text
    assert "ringdesk_certificate_ends_timestamp_seconds" in text
    assert "figure-head" not in text
    assert seat.person not in text


def test_no_environment_makes_the_server_speak_to_anybody_else(
    own_server: Own, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        for name in ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{listening.getsockname()[1]}")
        monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
        server = own_server()
        seat = server.seat("quiet")
        seat.link.pull(Pull())
        server.stop()
        listening.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listening.accept()


def test_the_description_can_be_read_without_a_server(tmp_path: Path, server: RunningServer) -> None:
    described = json.loads(server.words("openapi"))
    assert described["components"]["securitySchemes"]["desk"]["type"] == "mutualTLS"
    assert described["paths"]["/v1/push"]["post"]["security"] == [{"desk": [], "session": []}]
