"""A text that PostgreSQL cannot keep is refused at every door, on either kind of database, and never a mistake."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.ids import NoteId, TicketId, new_id
from core.sync.messages import Fate
from core.tickets.commands import AddNote
from core.trust import Turned
from courier.news_line import NewsLine
from courier.server_troubles import TurnedAway
from tests.server.rig import RunningServer, Seat, make_server, running
from tests.storage.ledger.cluster import Cluster

NUL = "a\0b"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    made = Cluster()
    yield made
    made.stop()


@pytest.fixture(scope="module", params=["embedded", "postgresql"])
def either(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    settings = ""
    if request.param == "postgresql":
        url = request.getfixturevalue("cluster").database().replace("postgresql+psycopg:", "postgresql:")
        settings = f'database.url = "{url}"\n'
    folder: Path = tmp_path_factory.mktemp(request.param) / "s"
    fingerprint = make_server(folder, settings)
    with running(folder, fingerprint) as one:
        yield one
        assert one.process.poll() is None


@pytest.fixture(scope="module")
def seat(either: RunningServer) -> Seat:
    return either.seat("types-anything")


def asked(server: RunningServer, path: str, body: object, seat: Seat | None = None) -> tuple[int, str]:
    client = server.raw(seat.credentials if seat else None)
    signed = {"Authorization": f"Bearer {seat.link.token}"} if seat else {}
    response = client.post(path, content=json.dumps(body).encode(), headers=signed, timeout=30)
    return response.status_code, response.json().get("word", "")


MISSHAPEN = (400, "misshapen")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/desk-standing", {"desk": NUL, "proof": ""}),
        ("/v1/desk-wiped", {"desk": NUL, "proof": ""}),
        ("/v1/desk-key", {"desk": NUL, "proof": "", "login": "", "password": ""}),
        ("/v1/desk-key", {"desk": "", "proof": "", "login": NUL, "password": ""}),
        ("/v1/enrol", {"code": "", "request": "", "people": [NUL]}),
        ("/v1/enrol", {"code": "", "request": "", NUL: [[{"a": "b"}]]}),
    ],
)
def test_who_shows_nothing_is_told_that_it_is_no_message(
    either: RunningServer, path: str, body: dict[str, object]
) -> None:
    assert asked(either, path, body) == MISSHAPEN


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/sign-in", {"login": NUL, "password": "x"}),
        ("/v1/desk-key/keep", {"proof": NUL, "sealed": "x"}),
        ("/v1/password", {"old": "x", "new": NUL * 10}),
        ("/v1/hello", {"protocol": 1, "program": NUL, "schema": 1}),
        ("/v1/pull", {"cursor": NUL}),
        ("/v1/preview", {"limit": 1, "more": {NUL: 1}}),
        ("/v1/numbers", {"year": 2026, "more": NUL}),
    ],
)
def test_a_person_s_desk_is_told_the_same(
    either: RunningServer, seat: Seat, path: str, body: dict[str, object]
) -> None:
    assert asked(either, path, body, seat) == MISSHAPEN


def test_an_open_line_ends_with_the_word_for_it(either: RunningServer, seat: Seat) -> None:
    with NewsLine(seat.credentials, seat.link.token) as line:
        line._line.send(json.dumps({"ticket": {"ticket": NUL}}))
        with pytest.raises(TurnedAway) as why:
            deque(iter(lambda: line.next(10), None), maxlen=0)
        assert why.value.word is Turned.MISSHAPEN


def test_a_text_of_six_letters_that_looks_like_it_is_no_such_text(either: RunningServer) -> None:
    assert asked(either, "/v1/desk-standing", {"desk": "\\u0000", "proof": ""}) == (401, "certificate")


def test_an_operation_with_it_costs_only_itself(either: RunningServer, seat: Seat) -> None:
    """What a person pasted into a text is kept; a name with it is nobody's."""
    whole = seat.open_ticket("whole")
    pasted = seat.open_ticket(f"pasted: {NUL}")
    note = seat.wire(AddNote(seat.stamp(), TicketId(NUL), NoteId(new_id()), "x"))
    agent: Any = seat.open_ticket("under no name") | {"agent": NUL}
    fates = [one.fate for one in seat.push(pasted, note, agent, whole)]
    assert fates == [Fate.TAKEN, Fate.REFUSED, Fate.REFUSED, Fate.TAKEN]
