"""A real server in a process of its own, with a real ledger, met from outside through real TLS."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import httpx

from core.audit import AuditKind, AuditNote
from core.ids import AgentId, DeskId, OpId, TicketId, new_id
from core.rights import Role
from core.sync.clock import stamp_after
from core.sync.messages import Push, to_message
from core.sync.ops import Birth, op_from, to_wire
from core.sync.plain import Json
from core.tickets.commands import Command, OpenTicket, Stamp
from courier.desk_key import Credentials, pinned_context
from courier.server_link import ServerLink, enrol
from server.__main__ import main
from server.compose import Opened, opened
from server.passwords import Passwords
from server.people import CONSOLE, add_person

ROOT = Path(__file__).parents[2]
CHEAP = Passwords(memory_kib=64, iterations=1)  # a password of that cost is hashed anew at the first sign-in
PASSWORD = "a password of one's own"
READY = re.compile(r"https://([\w.:]+):(\d+)")


@dataclass
class RunningServer:
    """One process; ``words`` runs the command line beside it, as IT would."""

    folder: Path
    process: subprocess.Popen[str]
    port: int
    fingerprint: str
    log: list[str] = field(default_factory=list)
    links: list[ServerLink | httpx.Client] = field(default_factory=list)

    def words(self, *words: str, status: int = 0) -> str:
        return say_words(self.folder, *words, status=status)

    def new_desk(self, name: str = "desk", desk: DeskId | None = None, *people: AgentId) -> Credentials:
        with opened(self.folder) as one:
            code, _ = one.enrolment().new_code(name, CONSOLE)
        return enrol("localhost", self.port, code, self.fingerprint, desk, people)

    def new_person(
        self, login: str, role: Role = Role.AGENT, *teams: str, password: str = PASSWORD
    ) -> AgentId:
        """With a password that is theirs already."""
        with opened(self.folder) as one:
            account, _ = add_person(one, login, login, role, teams, password, CHEAP)
            change_given(one, account.person)
        return account.person

    def link(self, credentials: Credentials) -> ServerLink:
        """Closed at the end of the test."""
        link = ServerLink(credentials)
        self.links.append(link)
        return link

    def raw(self, credentials: Credentials | None = None, authority: str = "") -> httpx.Client:
        """Bare HTTPS, with or without a desk's certificate; closed at the end of the test."""
        mine = (credentials.certificate, credentials.key) if credentials else ("", "")
        context = pinned_context(credentials.authority if credentials else authority or self.authority, *mine)
        client = httpx.Client(base_url=f"https://localhost:{self.port}", verify=context, trust_env=False)
        self.links.append(client)
        return client

    @property
    def authority(self) -> str:
        return (self.folder / "authority.pem").read_text(encoding="ascii")

    def hang_up(self) -> None:
        while self.links:
            self.links.pop().close()

    def seat(self, login: str, role: Role = Role.AGENT, *teams: str) -> Seat:
        """A person of their own, signed in at a desk of its own."""
        person = self.new_person(login, role, *teams)
        credentials = self.new_desk(f"desk of {login}")
        link = self.link(credentials)
        link.sign_in(login, PASSWORD)
        return Seat(person, credentials, link)

    def stop(self, seconds: float = 30.0) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        out, err = self.process.communicate(timeout=seconds)
        self.log += [*out.splitlines(), *err.splitlines()]
        return self.process.returncode


@dataclass
class Seat:
    """Somebody at work: makes operations as their desk would."""

    person: AgentId
    credentials: Credentials
    link: ServerLink
    last: str = ""

    @property
    def desk(self) -> DeskId:
        return self.credentials.desk

    def stamp(self) -> Stamp:
        return Stamp(self.person, self.desk, datetime.now(UTC))

    def wire(self, command: Command, **extra: Json) -> dict[str, Json]:
        self.last = stamp_after(self.last, round(command.stamp.at.timestamp() * 1000), self.desk)
        return to_wire(op_from(command, Birth(OpId(new_id()), self.last, 0, extra)))

    def open_ticket(self, subject: str, team: str | None = None) -> dict[str, Json]:
        """The operation that makes a ticket, of this team."""
        command = OpenTicket(self.stamp(), TicketId(new_id()), fields={"subject": subject})
        return self.wire(command, number=f"2026-{new_id()[-6:]}", team=team)

    def push(self, *wires: dict[str, Json]) -> Any:
        return self.link.push(Push(tuple(wires))).answers

    def team(self) -> str:
        """The first team of this person, as the server knows it."""
        keys = self.link.preview(1).keys
        return next(key.removeprefix("team:") for key in keys if key.startswith("team:"))


def change_given(one: Opened, person: AgentId) -> None:
    """As if the person had chosen it."""
    known = one.trust.accounts.of(person)
    assert known
    found = one.trust.accounts.by_login(known.login)
    assert found
    note = AuditNote(datetime.now(UTC), AuditKind.PASSWORD_SET, person, "", person)
    one.trust.accounts.set_password(person, found[1], note, must_change=False)


def say_words(folder: Path, *words: str, status: int = 0) -> str:
    """The command line in this process: what it does, without its start."""
    out, err, mask = StringIO(), StringIO(), os.umask(0o077)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            assert main(["--folder", str(folder), *words]) == status, out.getvalue() + err.getvalue()
    finally:
        os.umask(mask)
    return out.getvalue() + err.getvalue()


def run_words(folder: Path, *words: str, status: int = 0) -> str:
    """The command line in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "server", "--folder", str(folder), *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def make_server(folder: Path, settings: str = "") -> str:
    """The fingerprint of its authority."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "server.toml").write_text(f"listen.port = 0\n{settings}", encoding="utf-8")
    said = say_words(folder, "init", "--name", "localhost", "--name", "127.0.0.1")
    found = re.search(r"authority: ([0-9a-f ]+)", said)
    assert found
    return found[1]


@contextmanager
def running(folder: Path, fingerprint: str = "") -> Iterator[RunningServer]:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "server", "--folder", str(folder), "run"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    server = RunningServer(folder, process, 0, fingerprint)
    try:
        found = next((one for line in process.stdout if (one := READY.search(line))), None)
        assert found, process.communicate(timeout=10)[1]
        server.port = int(found[2])
        yield server
    finally:
        server.hang_up()
        server.stop()


def as_json(message: object) -> bytes:
    return json.dumps(to_message(message)).encode()
