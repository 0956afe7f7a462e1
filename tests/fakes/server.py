"""A server without a network: the real ledger in the real encrypted file, and the promises of its doors.

What it promises, and that the real server over TLS keeps the same, is in ``tests/contracts/test_ways_contract.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from console.sync.place import ServerPlace
from core.directory import names_of
from core.door import BlobHeld, SignedIn
from core.errors import RuleViolation
from core.exports import Exported, ExportNote
from core.ids import AgentId, DeskId, OpId, TeamId, new_id
from core.reading import Directory, Person, Team
from core.rights import RIGHTS, Right, Role
from core.sync.clock import stamp_after
from core.sync.live import FromDesk, News
from core.sync.messages import Answers, Hello, NumberBlock, Page, Pull, Push, Welcome
from core.sync.ops import Birth, op_from, to_wire
from core.sync.who import MAY_DELETE, MAY_SAVE_DIRECTORY, MAY_SAVE_LEVELS, Who, scope_of
from core.tickets.commands import SaveDirectory, Stamp
from core.trust import DeskState, Turned
from courier.desk_key import Credentials
from courier.server_troubles import ServerAway, TurnedAway
from server.blobs import Blobs
from server.refusals import TurnedAway as Door
from storage.keys import new_key
from storage.ledger.ledger import open_ledger
from storage.ledger.opening import embedded_store
from tests.storage.ledger.rig import HandClock

Given = TypeVar("Given")
TEAM = TeamId("after-sales")
PASSWORD = "a password of one's own"
FINGERPRINT = " ".join(["0123", "4567", "89ab", "cdef"] * 4)
_SAYS = {
    Turned.PASSWORD: "Login or password is wrong. Check Caps Lock and the input method, and try again.",
    Turned.SESSION: "Sign in again; what you did meanwhile waits on this desk and is sent then.",
    Turned.REVOKED: "This desk was withdrawn from the server by IT. What it holds can be read but not be sent.",
    Turned.WIPE: "IT had the data of this desk destroyed.",
    Turned.CERTIFICATE: "This desk is not enrolled at this server. Ask IT for an enrolment code.",
    Turned.CHANGE_PASSWORD: "This password was given to you by IT. Choose one of your own first.",
    Turned.UNKNOWN: "The server does not have this.",
    Turned.RIGHT: "This enrolment code is not valid. Ask IT for a new one.",
}


@dataclass
class Account:
    """Somebody who may sign in."""

    person: AgentId
    password: str
    role: Role = Role.AGENT
    must_change: bool = False


@dataclass
class FakeServer:
    """``is_up`` False: nobody hears from it. What IT does is done to its dictionaries."""

    folder: Path
    clock: HandClock
    is_up: bool = True
    offline_days: int = 7
    accounts: dict[str, Account] = field(default_factory=dict)
    desks: dict[DeskId, DeskState] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    keys: dict[DeskId, tuple[str, str]] = field(default_factory=dict)
    sessions: dict[str, tuple[str, DeskId]] = field(default_factory=dict)
    lines: list[FakeLine] = field(default_factory=list)
    wiped_desks: list[DeskId] = field(default_factory=list)
    stamp: str = ""
    exports: list[ExportNote] = field(default_factory=list)
    is_old: bool = False  # of before exports were told

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.blobs = Blobs(self.folder / "blobs", 512 << 20)
        (self.folder / "blobs").mkdir()
        self.ledger = open_ledger(embedded_store(self.folder, new_key()), self.clock, "fake")

    def hire(self, login: str, name: str, role: Role = Role.AGENT, *, must_change: bool = False) -> AgentId:
        person = AgentId(new_id())
        self.accounts[login] = Account(person, PASSWORD, role, must_change)
        directory = Directory((Person(person, name, (TEAM,)),), (Team(TEAM, "售后"),))
        boss = Who(AgentId("it"), DeskId("it"), frozenset({"*"}), _all_rights())
        self.stamp = stamp_after(self.stamp, round(self.clock.now().timestamp() * 1000), boss.desk)
        command = SaveDirectory(Stamp(boss.person, boss.desk, self.clock.now()), names_of(directory).entries)
        [answer] = self.ledger.take(
            boss, Push((to_wire(op_from(command, Birth(OpId(new_id()), self.stamp))),))
        )
        assert answer.said is None, answer
        return person

    def who(self, token: str) -> Who:
        login, desk = self.sessions[token]
        return self._one(self.accounts[login], desk)

    def check(self, desk: DeskId) -> None:
        if not self.is_up:
            raise ServerAway
        state = self.desks.get(desk)
        if state is None:
            raise turned(Turned.CERTIFICATE)
        if state is DeskState.REVOKED:
            raise turned(Turned.REVOKED)
        if state is not DeskState.ENROLLED:
            raise turned(Turned.WIPE)

    def prove(self, login: str, password: str) -> Account:
        account = self.accounts.get(login)
        if account is None or account.password != password:
            raise turned(Turned.PASSWORD)
        return account

    def _one(self, account: Account, desk: DeskId) -> Who:
        rights = RIGHTS[account.role]
        scope = scope_of(account.person, (TEAM,), sees_all=Right.SEE_EVERYTHING in rights)
        others = tuple(one for one in self.accounts.values() if one is not account)
        before = tuple(
            Who(one.person, desk, scope_of(one.person, (TEAM,)), frozenset(), (TEAM,)) for one in others
        )
        may = _all_rights() if Right.SHAPE_RULES in rights else frozenset()
        return Who(account.person, desk, scope, may, (TEAM,), before)


class FakeSession:
    """A ``Session`` by calls."""

    def __init__(self, server: FakeServer, desk: DeskId) -> None:
        self._server = server
        self._desk = desk
        self.token = ""

    def sign_in(self, login: str, password: str) -> SignedIn:
        self._server.check(self._desk)
        account = self._server.prove(login, password)
        return self._begin(login, account)

    def change_password(self, old: str, new: str) -> SignedIn:
        login = self._login()
        account = self._server.prove(login, old)
        account.password, account.must_change = new, False
        self._server.sessions = {t: s for t, s in self._server.sessions.items() if s[0] != login}
        return self._begin(login, account)

    def sign_out(self) -> None:
        self._server.sessions.pop(self.token, None)
        self.token = ""

    def keep_key(self, proof: str, sealed: str) -> None:
        self._who()
        self._server.keys[self._desk] = (proof, sealed)

    def hello(self, hello: Hello) -> Welcome:
        return self._server.ledger.hello(self._who(), hello)

    def push(self, push: Push) -> Answers:
        return Answers(self._server.ledger.take(self._who(), push))

    def pull(self, pull: Pull) -> Page:
        return self._server.ledger.pull(self._who(), pull.cursor, pull.limit)

    def preview(self, limit: int = 300) -> Page:
        return self._server.ledger.preview(self._who(), limit)

    def numbers(self, year: int) -> NumberBlock:
        return self._server.ledger.numbers(self._who(), year)

    def exported(self, what: Exported) -> None:
        self._who()
        if self._server.is_old:
            raise turned(Turned.UNKNOWN)
        known = {note.id for note in self._server.exports}
        self._server.exports += [note for note in what.notes if note.id not in known]

    def blob_held(self, name: str) -> BlobHeld:
        self._who()
        return self._server.blobs.held(name)

    def put_blob(self, name: str, offset: int, size: int, piece: bytes) -> BlobHeld:
        self._who()
        return _at_the_door(lambda: self._server.blobs.put(name, offset, size, piece))

    def blob(self, name: str, offset: int, most: int) -> bytes:
        self._who()
        return _at_the_door(lambda: b"".join(self._server.blobs.read(name, offset, most)[1]))

    def renewed(self) -> Credentials:
        self._who()
        return credentials_of(self._desk)

    def wiped(self) -> None:
        self._server.wiped_desks.append(self._desk)

    def close(self) -> None:
        """Nothing is open."""

    def _begin(self, login: str, account: Account) -> SignedIn:
        self.token = new_id()
        self._server.sessions[self.token] = (login, self._desk)
        rights = tuple(right for right in Right if right in RIGHTS[account.role])
        return SignedIn(
            self.token,
            account.person,
            login,
            account.role,
            rights,
            account.must_change,
            self._server.offline_days,
        )

    def _login(self) -> str:
        self._server.check(self._desk)
        if self.token not in self._server.sessions:
            raise turned(Turned.SESSION)
        return self._server.sessions[self.token][0]

    def _who(self) -> Who:
        login = self._login()
        if self._server.accounts[login].must_change:
            raise turned(Turned.CHANGE_PASSWORD)
        return self._server.who(self.token)


def _at_the_door(act: Callable[[], Given]) -> Given:
    """What the server raises is told over the wire, and comes out of it as the desk's own trouble."""
    try:
        return act()
    except RuleViolation as why:
        word = why.word if isinstance(why, Door) else Turned.RULE
        raise TurnedAway(word, why.sentence.template, **dict(why.sentence.values)) from why


class FakeLine:
    """An ``OpenLine``: what is put into ``inbox`` comes next; what was said stands in ``said``."""

    def __init__(self) -> None:
        self.inbox: SimpleQueue[News | None] = SimpleQueue()
        self.said: list[FromDesk] = []

    def next(self, seconds: float | None = None) -> News | None:
        try:
            news = self.inbox.get(timeout=seconds)
        except Empty:
            return None
        if news is None:
            raise ServerAway
        return news

    def say(self, message: FromDesk) -> None:
        self.said.append(message)

    def close(self) -> None:
        self.inbox.put(None)


class FakeWays:
    """``Ways`` to a ``FakeServer``."""

    def __init__(self, server: FakeServer) -> None:
        self.server = server

    def authority(self, host: str, port: int) -> tuple[str, str]:
        if not self.server.is_up:
            raise ServerAway
        return "authority", FINGERPRINT

    def enrol(
        self, host: str, port: int, code: str, fingerprint: str, desk: DeskId | None = None
    ) -> Credentials:
        if not self.server.is_up:
            raise ServerAway
        if code not in self.server.codes:
            raise turned(Turned.RIGHT)
        self.server.codes.remove(code)
        name = desk or DeskId(new_id())
        self.server.desks[name] = DeskState.ENROLLED
        return credentials_of(name)

    def enrol_again(self, credentials: Credentials, code: str) -> Credentials:
        return self.enrol(credentials.host, credentials.port, code, FINGERPRINT, credentials.desk)

    def session(self, credentials: Credentials) -> FakeSession:
        return FakeSession(self.server, credentials.desk)

    def line(self, credentials: Credentials, token: str) -> FakeLine:
        self.server.check(credentials.desk)
        line = FakeLine()
        self.server.lines.append(line)
        return line

    def desk_key(self, place: ServerPlace, proof: str, login: str, password: str) -> str:
        _, sealed = self._kept(place, proof)
        self.server.check(place.desk)
        self.server.prove(login, password)
        return sealed

    def standing(self, place: ServerPlace, proof: str) -> DeskState:
        self._kept(place, proof)
        return self.server.desks[place.desk]

    def wiped(self, place: ServerPlace, proof: str) -> None:
        self._kept(place, proof)
        self.server.desks[place.desk] = DeskState.WIPED

    def _kept(self, place: ServerPlace, proof: str) -> tuple[str, str]:
        if not self.server.is_up:
            raise ServerAway
        kept = self.server.keys.get(place.desk)
        if kept is None or kept[0] != proof:
            raise turned(Turned.CERTIFICATE)
        return kept


def turned(word: Turned) -> TurnedAway:
    return TurnedAway(word, _SAYS[word])


def credentials_of(desk: DeskId) -> Credentials:
    certificate, key = _certificate()
    return Credentials("tickets.example.com", 8443, desk, "authority", certificate, key)


@cache
def _certificate() -> tuple[str, str]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "desk")])
    began = datetime(2026, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(began).not_valid_after(began + timedelta(days=3650))
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return builder.sign(key, hashes.SHA256()).public_bytes(pem).decode(), private.decode()


def _all_rights() -> frozenset[str]:
    return frozenset({MAY_DELETE, MAY_SAVE_DIRECTORY, MAY_SAVE_LEVELS})
