"""What others may ask of a line by SIP, and what they are told: nobody dials, takes over or signs as another here."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.calls.line import Account, LineState
from core.calls.model import CallState, Party
from tests.fakes.lines import Desk, desk, direct_desk
from tests.sip.messages import LOOPBACK, invite
from tests.sip.servers import kamailio

STRANGER = "127.0.0.2"


class Phone:
    """A telephone of bare sockets: says what it is told to, and reads the answers."""

    def __init__(self, host: str, target: str) -> None:
        self._target = target
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((host, 0))
        self._socket.settimeout(30)
        self.place = f"{host}:{self._socket.getsockname()[1]}"

    def close(self) -> None:
        self._socket.close()

    def say(self, message: bytes) -> None:
        host, _, port = self._target.rpartition(":")
        self._socket.sendto(message.replace(f"{LOOPBACK}:9".encode(), self.place.encode()), (host, int(port)))

    def answer(self, method: str) -> tuple[int, str]:
        """The final answer to this method: its code and the whole of it."""
        while True:
            text = self._socket.recv(65_535).decode()
            code = re.match(r"SIP/2.0 (\d+)", text)
            if code and f" {method}\r\n" in text and int(code[1]) >= 200:
                return int(code[1]), text

    def ask(self, method: str, tag: str = "", extra: str = "", name: str = "caller") -> None:
        to = f"<sip:8001@{self._target}>" + (f";tag={tag}" if tag else "")
        call = name if tag else f"{name}-{method}"
        self.say(
            (
                f"{method} sip:8001@{self._target} SIP/2.0\r\n"
                f"Via: SIP/2.0/UDP {LOOPBACK}:9;rport;branch=z9hG4bK{call}{method}\r\n"
                f"From: <sip:{name}@{LOOPBACK}>;tag={name}\r\nTo: {to}\r\nCall-ID: {call}\r\n"
                f"CSeq: {2 if tag else 1} {method}\r\nContact: <sip:{name}@{LOOPBACK}:9>\r\nMax-Forwards: 70\r\n"
                f"{extra}Content-Length: 0\r\n\r\n"
            ).encode()
        )


@contextmanager
def phone(target: str, host: str = LOOPBACK) -> Iterator[Phone]:
    made = Phone(host, target)
    try:
        yield made
    finally:
        made.close()


def talk(agent: Desk, caller: Phone) -> str:
    """A call that was answered; the agent's tag in it."""
    caller.say(invite("caller", agent.host_port))
    agent.answered()
    _, answer = caller.answer("INVITE")
    found = re.search(r"^To:.*;tag=(\S+)", answer, re.MULTILINE)
    assert found is not None
    caller.say(
        (
            f"ACK sip:8001@{agent.host_port} SIP/2.0\r\nVia: SIP/2.0/UDP {LOOPBACK}:9;rport;branch=z9hG4bKack\r\n"
            f"From: <sip:caller@{LOOPBACK}>;tag=caller\r\nTo: <sip:8001@{agent.host_port}>;tag={found[1]}\r\n"
            "Call-ID: caller\r\nCSeq: 1 ACK\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
        ).encode()
    )
    return found[1]


def test_nobody_can_make_this_line_dial() -> None:
    with direct_desk() as agent, direct_desk("8002") as prey, phone(agent.host_port) as caller:
        tag = talk(agent, caller)
        caller.ask("REFER", tag, f"Refer-To: <{prey.address}>\r\n")
        assert caller.answer("REFER")[0] == 603
        call = agent.ear.heard.calls[-1].id
        agent.line.mute(call, True)
        agent.ear.wait_for_call(call, lambda one: one.muted)
        assert prey.ear.heard.calls == []
        assert {one.id for one in agent.ear.heard.calls} == {call}


@pytest.mark.parametrize(("early", "code"), [("", 603), (";early-only", 486)])
def test_nobody_can_take_over_a_call(early: str, code: int) -> None:
    with direct_desk() as agent, phone(agent.host_port) as caller, phone(agent.host_port) as thief:
        tag = talk(agent, caller)
        call = agent.ear.heard.calls[-1].id
        replaces = f"Replaces: caller;to-tag={tag};from-tag=caller{early}\r\n"
        thief.say(invite("thief", agent.host_port, headers=replaces))
        assert thief.answer("INVITE")[0] == code
        agent.line.mute(call, True)
        agent.ear.wait_for_call(
            call, lambda one: one.muted
        )  # what was told of the thief has been told before this
        now = agent.ear.latest(call)
        assert now is not None
        assert now.state is CallState.TALKING
        assert {one.id for one in agent.ear.heard.calls} == {call}


def test_what_a_telephone_does_not_do_does_no_harm() -> None:
    with direct_desk() as agent, phone(agent.host_port) as caller:
        extra = "Event: x\r\nExpires: 60\r\nRefer-To: <sip:0@0>\r\n"
        for method in ("NOTIFY", "PUBLISH", "REFER", "INFO", "TELEPATHY"):  # PJSIP answers these by silence
            caller.ask(method, extra=extra)
        for method in ("MESSAGE", "SUBSCRIBE", "OPTIONS"):
            caller.ask(method, extra=extra)
            assert caller.answer(method)[0] >= 200
        talk(agent, caller)
        assert len({one.id for one in agent.ear.heard.calls}) == 1


ASSERTED = 'P-Asserted-Identity: "Bank" <sip:95588@pbx.example>\r\nRemote-Party-ID: <sip:95588@x>\r\n'


def test_a_registered_line_believes_its_pbx_and_no_stranger(tmp_path: Path) -> None:
    with kamailio(tmp_path) as pbx:
        account = Account("8001", f"{LOOPBACK}:{pbx.port}", "right-8001")
        with desk(account) as agent:
            agent.ear.wait_for_line(lambda status: status.state is LineState.REGISTERED)
            with phone(agent.host_port, STRANGER) as stranger, phone(agent.host_port) as inside:
                stranger.say(invite("13800138000", agent.host_port, headers=ASSERTED))
                assert agent.rung().remote == Party("13800138000")
                seen = len(agent.ear.heard.calls)
                inside.say(invite("8002", agent.host_port, headers=ASSERTED))
                assert agent.rung(seen).remote == Party("95588", "Bank")
