"""A server with a floor of desks for the benches: people, certificates and sessions, made straight in its folder."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from random import randrange
from secrets import token_urlsafe
from threading import Thread
from typing import IO, Any

from core.audit import AuditKind, AuditNote
from core.directory import NameEntry
from core.ids import AgentId, DeskId, OpId, TeamId, TicketId, new_id
from core.reading import Person, Team
from core.rights import Role
from core.sync.clock import stamp_after
from core.sync.messages import Fate, Push
from core.sync.ops import Birth, op_from, to_wire
from core.sync.plain import Json, to_plain
from core.tickets.commands import OpenTicket, SaveDirectory, Stamp
from core.trust import Account, Session
from courier.desk_key import Credentials, new_key, request_for
from courier.server_link import ServerLink
from server.compose import Opened, opened
from server.enrolment import pem
from server.gate import digest_of
from server.people import HERSELF
from tests.server.rig import ROOT, make_server

TEAM = TeamId("bench-team")


@dataclass(frozen=True, slots=True)
class Chair:
    """One enrolled desk, and a person who has signed in there."""

    person: AgentId
    credentials: Credentials
    token: str

    def at(self, port: int) -> Chair:
        return replace(self, credentials=replace(self.credentials, port=port))

    def link(self) -> ServerLink:
        link = ServerLink(self.credentials)
        link._token = self.token
        return link


def furnish(folder: Path, desks: int, settings: str = "") -> tuple[str, list[Chair]]:
    """The fingerprint, and everybody's chair. All are of one team: what one does, all are told."""
    fingerprint = make_server(folder, settings)
    with opened(folder) as one:
        return fingerprint, seat_people(one, desks)


def seat_people(one: Opened, desks: int) -> list[Chair]:
    people = [AgentId(new_id()) for _ in range(desks)]
    entries = [_entry("team", 0, Team(TEAM, "bench"))]
    entries += [
        _entry("person", place, Person(person, f"bench {place}", (TEAM,)))
        for place, person in enumerate(people)
    ]
    stamp = Stamp(HERSELF.person, HERSELF.desk, one.clock.now())
    command = SaveDirectory(stamp, tuple(entries))
    clock = stamp_after(one.ledger.preview(HERSELF, 1).stamp, _ms(stamp.at), HERSELF.desk)
    [answer] = one.ledger.take(HERSELF, Push((to_wire(op_from(command, Birth(OpId(new_id()), clock))),)))
    assert answer.fate is Fate.TAKEN, answer
    return [_chair(one, place, person) for place, person in enumerate(people)]


def _chair(one: Opened, place: int, person: AgentId) -> Chair:
    enrolment, now = one.enrolment(), one.clock.now()
    note = AuditNote(now, AuditKind.PERSON_ADDED, "bench", "", person)
    one.trust.accounts.add(Account(person, f"bench.{place}", Role.AGENT), "never used", note)
    key = new_key()
    code, _ = enrolment.new_code(f"bench {place}", "bench")
    desk, certificate = enrolment.enrol(code, request_for(key).encode(), None, [person])
    token = token_urlsafe(32)
    session = Session(person, desk.id, now, now)
    signed = AuditNote(now, AuditKind.SIGNED_IN, person, desk.id)
    one.trust.sessions.begin(digest_of(token), session, 2, signed)
    authority = one.folder.authority.read_text(encoding="ascii")
    return Chair(person, Credentials("localhost", 0, desk.id, authority, pem(certificate), key), token)


def _entry(kind: str, place: int, value: Person | Team) -> NameEntry:
    plain = to_plain(value)
    return NameEntry(f"{kind}:{value.id}", place, plain if isinstance(plain, dict) else None)


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1_000)


class Hand:
    """Writes operations as one desk does; what they say is of about the length that people write."""

    def __init__(self, person: AgentId, desk: DeskId) -> None:
        self._person = person
        self._desk = desk
        self._last = ""
        self._number = 0
        self._first = randrange(100_000_000, 900_000_000)  # far from everybody else's

    def tickets(self, many: int) -> list[dict[str, Json]]:
        return [self.ticket() for _ in range(many)]

    def ticket(self) -> dict[str, Json]:
        self._number += 1
        now = datetime.now(UTC)
        fields = {
            "subject": f"打印机卡纸 printer {self._number}",
            "description": "第三次了，客户要求今天上门。" * 4,
        }
        command = OpenTicket(Stamp(self._person, self._desk, now), TicketId(new_id()), fields=fields)
        self._last = stamp_after(self._last, _ms(now), self._desk)
        number = f"2026-{self._first + self._number:09d}"
        extra: dict[str, Json] = {"number": number, "team": TEAM}
        return to_wire(op_from(command, Birth(OpId(new_id()), self._last, 0, extra)))


class Helper:
    """A process of a bench that talks in lines of JSON; ``heard`` may be asked while a window turns its loop."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: SimpleQueue[str] = SimpleQueue()
        Thread(target=self._listen, daemon=True).start()

    def say(self, word: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    @property
    def heard(self) -> bool:
        return not self._lines.empty()

    def hear(self, seconds: float = 300.0) -> Any:
        line = self._lines.get(timeout=seconds)
        if not line:
            raise RuntimeError(f"a helper of the bench ended with {self.process.wait()}")
        return json.loads(line)

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put("")


@contextmanager
def helper(module: str, place: Path, chairs: Sequence[Chair], *words: str) -> Iterator[Helper]:
    """``module`` run with the chairs in a file of its own; ended at the end."""
    place.write_text(json.dumps([asdict(one) for one in chairs]), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", module, str(place), *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Helper(process)
    finally:
        process.terminate()
        process.wait(20)


def read_chairs(path: Path) -> list[Chair]:
    return [
        Chair(AgentId(one["person"]), Credentials(**one["credentials"]), one["token"])
        for one in json.loads(path.read_text(encoding="utf-8"))
    ]


def tell(out: IO[str], **what: object) -> None:
    out.write(json.dumps(what) + "\n")
    out.flush()
