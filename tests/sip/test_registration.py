"""The line and its registrar: digest over UDP, TCP and TLS, refusals in words, and coming back without a hand."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.calls.line import Account, LineState, LineStatus, Transport
from core.calls.model import CallState, EndReason
from tests.fakes.lines import Desk, desk
from tests.sip.authorities import make_authority, make_server
from tests.sip.servers import LOOPBACK, Kamailio, kamailio

log = logging.getLogger(__name__)


@pytest.fixture
def registrar(tmp_path: Path) -> Iterator[Kamailio]:
    with kamailio(tmp_path) as one:
        yield one


def account(registrar: Kamailio, **other: object) -> Account:
    settings = {"password": "right-8001", "watchdog_seconds": 1, **other}
    return Account("8001", f"{LOOPBACK}:{registrar.port}", **settings)  # type: ignore[arg-type]


def wait_for(one: Desk, state: LineState) -> LineStatus:
    return one.ear.wait_for_line(lambda status: status.state is state)


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_line_registers_with_its_password(registrar: Kamailio, transport: Transport) -> None:
    with desk(account(registrar, transport=transport)) as one:
        status = wait_for(one, LineState.REGISTERED)
        assert status.account == f"8001 · {LOOPBACK}:{registrar.port}"
        assert status.reason is None


def test_a_line_registers_over_tls_with_a_server_it_trusts(tmp_path: Path) -> None:
    authority = make_authority(tmp_path, "ca")
    with kamailio(tmp_path, *make_server(tmp_path, authority, host=LOOPBACK)) as registrar:
        tls = Account(
            "8001",
            f"{LOOPBACK}:{registrar.tls_port}",
            "right-8001",
            transport=Transport.TLS,
            ca_file=str(authority.file),
        )
        with desk(tls) as one:
            wait_for(one, LineState.REGISTERED)


@pytest.mark.parametrize("trust", ["other authority", "the system's authorities", "other host"])
def test_a_server_that_is_not_trusted_is_named_and_not_used(tmp_path: Path, trust: str) -> None:
    authority, other = make_authority(tmp_path, "ca"), make_authority(tmp_path, "other")
    host = "pbx.example" if trust == "other host" else LOOPBACK
    ca_file = {
        "other authority": str(other.file),
        "the system's authorities": "",
        "other host": str(authority.file),
    }[trust]
    with kamailio(tmp_path, *make_server(tmp_path, authority, host=host)) as registrar:
        place = f"{LOOPBACK}:{registrar.tls_port}"
        tls = Account("8001", place, "right-8001", transport=Transport.TLS, ca_file=ca_file)
        with desk(tls) as one:
            status = wait_for(one, LineState.UNREACHABLE)
            assert "not trusted" in str(status.reason)
            assert status.retry_at is not None


def test_a_certificate_file_that_is_not_there_is_named(tmp_path: Path, registrar: Kamailio) -> None:
    missing = str(tmp_path / "missing.pem")
    with desk(account(registrar, transport=Transport.TLS, ca_file=missing)) as one:
        assert missing in str(wait_for(one, LineState.UNREACHABLE).reason)


def test_a_wrong_password_is_said_and_not_tried_again_and_again(registrar: Kamailio) -> None:
    with desk(account(registrar, password="wrong")) as one:
        status = wait_for(one, LineState.REFUSED)
        assert "password" in str(status.reason)
        one.line.network_changed()
        one.line.use_account(account(registrar))
        wait_for(one, LineState.REGISTERED)
        assert [s.state for s in one.ear.heard.lines].count(LineState.REFUSED) == 1


def test_an_unknown_account_is_said(registrar: Kamailio) -> None:
    stranger = Account("8999", f"{LOOPBACK}:{registrar.port}", "right-8999")
    with desk(stranger) as one:
        assert "8999" in str(wait_for(one, LineState.REFUSED).reason)


def test_a_name_that_nobody_knows_is_said() -> None:
    with desk(Account("8001", "pbx.invalid", "x")) as one:
        assert "pbx.invalid" in str(wait_for(one, LineState.UNREACHABLE).reason)


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_registrar_that_stops_and_starts_gets_its_line_back(
    registrar: Kamailio, transport: Transport
) -> None:
    with desk(account(registrar, transport=transport)) as one:
        wait_for(one, LineState.REGISTERED)
        registrar.stop()
        status = wait_for(one, LineState.UNREACHABLE)
        assert "does not answer" in str(status.reason)
        registrar.start()
        wait_for(one, LineState.REGISTERED)


def test_a_registrar_that_hangs_is_noticed_and_found_again(registrar: Kamailio) -> None:
    with desk(account(registrar)) as one:
        wait_for(one, LineState.REGISTERED)
        registrar.freeze(on=True)
        wait_for(one, LineState.UNREACHABLE)
        registrar.freeze(on=False)
        one.line.network_changed()
        wait_for(one, LineState.REGISTERED)


def test_two_lines_call_each_other_through_the_registrar(registrar: Kamailio) -> None:
    other = Account("8002", f"{LOOPBACK}:{registrar.port}", "right-8002", display_name="李四")
    with desk(account(registrar)) as one, desk(other) as two:
        wait_for(one, LineState.REGISTERED)
        wait_for(two, LineState.REGISTERED)
        call = two.line.dial("8001")
        ringing = one.rung()
        assert (ringing.remote.number, ringing.remote.name, ringing.dialled) == ("8002", "李四", "8001")
        one.line.answer(ringing.id)
        two.ear.wait_for_state(call, CallState.TALKING)
        one.line.hang_up(ringing.id)
        assert two.ear.wait_for_state(call, CallState.ENDED).end is EndReason.HUNG_UP_BY_THEM
        nobody = two.line.dial("8888")
        assert two.ear.wait_for_state(nobody, CallState.ENDED).end is EndReason.NOT_FOUND


def test_a_line_whose_engine_is_killed_registers_again(registrar: Kamailio) -> None:
    with desk(account(registrar)) as one:
        wait_for(one, LineState.REGISTERED)
        assert one.line.pid is not None
        os.kill(one.line.pid, signal.SIGKILL)
        started = time.monotonic()
        wait_for(one, LineState.ENGINE_LOST)
        wait_for(one, LineState.REGISTERED)
        log.info("registered again %.0f ms after the engine was killed", (time.monotonic() - started) * 1000)


def test_a_line_that_ends_is_taken_off_the_registrar(registrar: Kamailio) -> None:
    other = Account("8002", f"{LOOPBACK}:{registrar.port}", "right-8002")
    with desk(other) as two:
        wait_for(two, LineState.REGISTERED)
        with desk(account(registrar)) as one:
            wait_for(one, LineState.REGISTERED)
        call = two.line.dial("8001")
        assert two.ear.wait_for_state(call, CallState.ENDED).end is EndReason.NOT_FOUND
