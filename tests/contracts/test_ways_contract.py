"""What the console believes of a server, kept by the one of the tests and by the real one over TLS alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.sync.joining import place_of
from console.sync.real_ways import RealWays
from console.sync.ways import OpenLine, Ways, word_of
from core.errors import EnvironmentFault, RuleViolation
from core.exports import Export, Exported, ExportNote
from core.ids import DeskId
from core.papers import PaperWay
from core.rights import Right
from core.sync.live import FromDesk, MyTicket
from core.sync.messages import PROTOCOL, Hello, Pull, Push
from core.sync.records import SCHEMA
from core.trust import DeskState, Turned
from courier.desk_key import Credentials
from tests.fakes.server import PASSWORD, FakeServer, FakeWays
from tests.server.rig import RunningServer, make_server, running
from tests.storage.ledger.rig import HandClock

HELLO = Hello(PROTOCOL, "contract", SCHEMA)


@dataclass
class Site:
    """A server with one person, wang, and a code; ``put_out`` and ``code_again`` are what IT does about the desk."""

    ways: Ways
    host: str
    port: int
    code: str
    hire: Callable[[str], object]
    put_out: Callable[[DeskId, str], None]
    go_down: Callable[[], object]
    code_again: Callable[[], str]

    def enrolled(self) -> Credentials:
        _, fingerprint = self.ways.authority(self.host, self.port)
        return self.ways.enrol(self.host, self.port, self.code, fingerprint)


@pytest.fixture(params=["fake", "real"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    if request.param == "fake":
        yield from fake_site(tmp_path)
    else:
        folder = tmp_path / "server"
        fingerprint = make_server(folder)
        with running(folder, fingerprint) as server:
            yield real_site(server)


def fake_site(folder: Path) -> Iterator[Site]:
    server = FakeServer(folder / "server", HandClock(datetime.now(UTC)))
    server.hire("wang", "王敏")
    server.codes.add("CODE")

    def put_out(desk: DeskId, word: str) -> None:
        server.desks[desk] = {"revoke": DeskState.REVOKED, "wipe": DeskState.WIPE}[word]

    def go_down() -> None:
        server.is_up = False

    def code_again() -> str:
        server.codes.add("AGAIN")
        return "AGAIN"

    ways, hire = FakeWays(server), lambda login: server.hire(login, login)
    yield Site(ways, "localhost", 1, "CODE", hire, put_out, go_down, code_again)
    server.ledger.close()


def real_site(server: RunningServer) -> Site:
    server.new_person("wang")

    def code(*more: str) -> str:
        said = server.words("enrol", "desk-1", *more).split()
        return next(word for word in said if word.count("-") == 3 and len(word) == 19)

    return Site(
        RealWays(),
        "localhost",
        server.port,
        code(),
        server.new_person,
        lambda _desk, word: print(server.words("desk", word, "desk-1")),  # noqa: T201 - what IT reads
        server.stop,
        lambda: code("--again"),
    )


def turned(act: Callable[[], object]) -> Turned | None:
    with pytest.raises(RuleViolation) as caught:
        act()
    assert str(caught.value)
    return word_of(caught.value)


def test_a_code_enrols_once_and_a_person_signs_in(site: Site) -> None:
    credentials = site.enrolled()
    assert turned(site.enrolled) is Turned.RIGHT
    session = site.ways.session(credentials)
    assert session.token == ""
    signed = session.sign_in("wang", PASSWORD)
    assert (signed.login, signed.must_change, Right.WORK in signed.rights) == ("wang", False, True)
    assert session.token
    session.close()


def test_the_same_desk_comes_again_by_another_code(site: Site) -> None:
    before = site.enrolled()
    assert turned(lambda: site.ways.enrol_again(before, "ABCD-EFGH-JKMN-PQRS")) is Turned.RIGHT
    after = site.ways.enrol_again(before, site.code_again())
    assert (after.desk, after.host, after.port) == (before.desk, before.host, before.port)
    session = site.ways.session(after)
    assert session.sign_in("wang", PASSWORD).login == "wang"
    session.close()


def test_a_wrong_password_and_a_session_that_was_never_begun_have_words(site: Site) -> None:
    session = site.ways.session(site.enrolled())
    assert turned(lambda: session.sign_in("wang", "a wrong password")) is Turned.PASSWORD
    assert turned(lambda: session.hello(HELLO)) is Turned.SESSION
    session.close()


def test_a_round_in_its_parts(site: Site) -> None:
    session = site.ways.session(site.enrolled())
    session.sign_in("wang", PASSWORD)
    welcome = session.hello(HELLO)
    assert welcome.serves(PROTOCOL)
    assert session.push(Push(())).answers == ()
    page = session.pull(Pull(""))
    assert page.epoch == welcome.epoch
    assert page.is_checkpoint
    assert session.preview(10).cursor == ""
    block = session.numbers(datetime.now(UTC).year)
    assert block.last > block.first
    session.close()


def test_what_left_a_desk_is_told_and_may_be_told_again(site: Site) -> None:
    session = site.ways.session(site.enrolled())
    signed = session.sign_in("wang", PASSWORD)
    export = Export("calls", "csv", PaperWay.SAVED, 7)
    told = Exported((ExportNote("e1", datetime.now(UTC), signed.person, export),))
    session.exported(told)
    session.exported(told)
    session.sign_out()
    assert turned(lambda: session.exported(told)) is Turned.SESSION
    session.close()


def test_a_changed_password_begins_another_session(site: Site) -> None:
    session = site.ways.session(site.enrolled())
    session.sign_in("wang", PASSWORD)
    before = session.token
    session.change_password(PASSWORD, "a newer password")
    assert session.token not in ("", before)
    assert session.hello(HELLO).keys
    assert turned(lambda: session.sign_in("wang", PASSWORD)) is Turned.PASSWORD
    session.close()


def test_the_sealed_key_comes_back_for_a_person_who_may_work_here(site: Site) -> None:
    credentials = site.enrolled()
    place = place_of(credentials)
    session = site.ways.session(credentials)
    session.sign_in("wang", PASSWORD)
    session.keep_key("proof", "sealed")
    site.hire("zhang")
    assert site.ways.desk_key(place, "proof", "zhang", PASSWORD) == "sealed"
    assert turned(lambda: site.ways.desk_key(place, "proof", "zhang", "a wrong password")) is Turned.PASSWORD
    assert turned(lambda: site.ways.desk_key(place, "guess", "zhang", PASSWORD)) is Turned.CERTIFICATE
    assert site.ways.standing(place, "proof") is DeskState.ENROLLED
    session.close()


def test_a_desk_that_was_sent_away_hears_it_at_every_door(site: Site) -> None:
    credentials = site.enrolled()
    place = place_of(credentials)
    session = site.ways.session(credentials)
    session.sign_in("wang", PASSWORD)
    session.keep_key("proof", "sealed")
    site.put_out(credentials.desk, "revoke")
    assert turned(lambda: session.hello(HELLO)) is Turned.REVOKED
    assert turned(lambda: site.ways.desk_key(place, "proof", "wang", PASSWORD)) is Turned.REVOKED
    assert site.ways.standing(place, "proof") is DeskState.REVOKED
    session.close()


def test_a_lost_desk_hears_it_and_says_when_it_is_done(site: Site) -> None:
    credentials = site.enrolled()
    place = place_of(credentials)
    session = site.ways.session(credentials)
    session.sign_in("wang", PASSWORD)
    session.keep_key("proof", "sealed")
    site.put_out(credentials.desk, "wipe")
    assert turned(lambda: session.hello(HELLO)) is Turned.WIPE
    site.ways.wiped(place, "proof")
    assert site.ways.standing(place, "proof") is DeskState.WIPED
    session.close()


def test_an_open_line_takes_what_is_said(site: Site) -> None:
    credentials = site.enrolled()
    session = site.ways.session(credentials)
    session.sign_in("wang", PASSWORD)
    line = site.ways.line(credentials, session.token)
    line.say(FromDesk(ticket=MyTicket(ticket="none")))  # type: ignore[arg-type] # a ticket's id
    line.close()
    with pytest.raises(EnvironmentFault):
        listen(line)
    session.close()


def listen(line: OpenLine) -> None:
    """Until it ends."""
    while True:
        line.next(5.0)


def test_a_server_that_is_down_is_trouble_of_the_environment(site: Site) -> None:
    credentials = site.enrolled()
    session = site.ways.session(credentials)
    session.sign_in("wang", PASSWORD)
    site.go_down()
    for act in (
        lambda: session.hello(HELLO),
        lambda: site.ways.authority(site.host, site.port),
        lambda: site.ways.desk_key(place_of(credentials), "proof", "wang", PASSWORD),
        lambda: site.ways.session(credentials).sign_in("wang", PASSWORD),
    ):
        with pytest.raises(EnvironmentFault):
            act()
    session.close()
