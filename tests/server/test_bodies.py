"""What is not a message of ours is refused in one sentence: too long, too deep, not JSON, not unpacked, not ours."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI

from core.errors import EnvironmentFault, RuleViolation
from core.sync.messages import Pull
from server.answers import told_in_words
from server.log import JsonLines, is_worth_a_line
from tests.server.rig import RunningServer, Seat, as_json

GOOD = as_json(Pull())


@pytest.fixture(scope="module")
def seat(everybodys: RunningServer) -> Iterator[Seat]:
    one = everybodys.seat("sender")
    everybodys.links.clear()  # the module keeps it
    yield one
    one.link.close()


def answered(server: RunningServer, seat: Seat, content: bytes, **headers: str) -> tuple[int, str]:
    client = server.raw(seat.credentials)
    signed = {"Authorization": f"Bearer {seat.link.token}", **headers}
    response = client.post("/v1/pull", content=content, headers=signed, timeout=30)
    return response.status_code, response.json().get("word", "")


def test_a_good_one_is_answered_packed_or_not(server: RunningServer, seat: Seat) -> None:
    assert answered(server, seat, GOOD)[0] == 200
    assert answered(server, seat, gzip.compress(GOOD), **{"Content-Encoding": "gzip"})[0] == 200


@pytest.mark.parametrize(
    "content",
    [
        b"[",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b'{"cursor": NaN}',
        b'{"cursor": "", "cursor": "a"}',
        b'{"cursor": 5}',
        b'{"cursor": "", "limit": "many"}',
        b'{"cursor": "", "limit": ' + b"9" * 30 + b"}",
        b'{"cursor": "", "limit": ' + b"9" * 5000 + b"}",
        b'{"cursor": "\\ud800"}',
        b"[" * 20_000 + b"]" * 20_000,
    ],
)
def test_what_is_not_the_message_is_misshapen(server: RunningServer, seat: Seat, content: bytes) -> None:
    assert answered(server, seat, content) == (400, "misshapen")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (GOOD, "gzip"),
        (gzip.compress(GOOD)[:-8], "gzip"),
        (gzip.compress(GOOD) + b"more", "gzip"),
        (GOOD, "br"),
        (GOOD, "gzip, gzip"),
    ],
)
def test_what_cannot_be_unpacked_is_misshapen(
    server: RunningServer, seat: Seat, content: bytes, encoding: str
) -> None:
    assert answered(server, seat, content, **{"Content-Encoding": encoding}) == (400, "misshapen")


def test_what_is_too_long_is_not_read_and_what_unpacks_to_too_much_is_not_unpacked(
    server: RunningServer, seat: Seat
) -> None:
    assert answered(server, seat, b" " * 100_000) == (413, "too large")
    bomb = gzip.compress(b" " * 300_000_000)
    assert answered(server, seat, bomb, **{"Content-Encoding": "gzip"}) == (413, "too large")
    push = server.raw(seat.credentials)
    signed = {"Authorization": f"Bearer {seat.link.token}", "Content-Encoding": "gzip"}
    assert push.post("/v1/push", content=bomb, headers=signed, timeout=60).status_code == 413


def test_too_many_operations_at_once_are_refused_whole(server: RunningServer, seat: Seat) -> None:
    wires = [seat.open_ticket(f"t{n}") for n in range(1_001)]
    with pytest.raises(RuleViolation, match="could not be read"):
        seat.push(*wires)


def test_trouble_and_mistakes_are_told_by_their_kind_and_never_by_what_is_inside() -> None:
    app = FastAPI(openapi_url=None)
    told_in_words(app)

    @app.get("/{kind}")
    async def raising(kind: str) -> None:
        if kind == "bug":
            raise ZeroDivisionError("the parrot is dead")
        raise RuleViolation("no {what}", what="way") if kind == "rule" else EnvironmentFault("later")

    async def ask(kind: str) -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://server") as client:
            return await client.get(f"/{kind}")

    answers = {kind: asyncio.run(ask(kind)) for kind in ("bug", "rule", "away")}
    assert {kind: (one.status_code, one.json()["word"]) for kind, one in answers.items()} == {
        "bug": (500, "bug"),
        "rule": (409, "rule"),
        "away": (503, "later"),
    }
    assert answers["rule"].json()["said"] == {"template": "no {what}", "values": {"what": "way"}}
    assert "parrot" not in answers["bug"].text


def test_a_line_of_the_log_has_kind_and_places_of_a_mistake_and_no_words_of_it() -> None:
    record = logging.LogRecord(
        "server.x", logging.ERROR, "x.py", 1, "a desk %s said %s", ("0" * 32, "parrot"), None
    )
    try:
        int("the parrot is dead")
    except ValueError as why:
        record.exc_info = (type(why), why, why.__traceback__)
    line = json.loads(JsonLines().format(record))
    assert line["what"] == f"a desk {'0' * 32} said (hidden)"
    assert line["error"] == "ValueError"
    assert line["places"][0].startswith("test_bodies.py:")
    assert "parrot is dead" not in json.dumps(line)
    assert not is_worth_a_line(logging.LogRecord("uvicorn.error", logging.INFO, "x.py", 1, "hello", (), None))
    foreign = logging.LogRecord("uvicorn.error", logging.INFO, "x.py", 1, "the parrot", (), None)
    assert "parrot" not in JsonLines().format(foreign)
