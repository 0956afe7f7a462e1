"""What is done to a good message: types swapped, numbers too large, texts nobody can keep, bodies cut short."""

from __future__ import annotations

import copy
import gzip
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Place = tuple[Any, Any]  # a list or an object, and where in it
LONGEST = 70_000
ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    -0.0,
    1e308,
    2**31,
    2**53 + 1,
    2**63 - 1,
    -(2**63),
    2**64,
    10**40,
    float("nan"),
    float("inf"),
    "",
    " ",
    "\x00",
    "nul \x00 inside",
    "half \ud83d",
    "\udc00\ud800",
    "\u202e\u2066 turned round",
    "x" * 129,
    "字" * LONGEST,
    "'; DROP TABLE records; --",
    "{0.__class__} {said} {",
    "%s%n",
    "../../etc/passwd",
    "*",
    "all",
    "agent:",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59.999999-14:00",
    "2026-02-30T25:00:00Z",
    "2026-03-02T09:00:00",
    "ffffffffffff-ffff-",
    [],
    {},
    [[]],
    {"": None},
    {"template": "{x}", "values": {"x": {"template": "{x}", "values": {}}}},
)


class Mutator:
    """The same random numbers are the same messages."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def changed(self, plain: Any) -> Any:
        """A copy in which one to four things are wrong."""
        root = [copy.deepcopy(plain)]
        for _ in range(self._random.choice((1, 1, 1, 2, 4))):
            places = list(_places(root))
            self._random.choice(self._ways())(self._random.choice(places), places)
        return root[0]

    def body(self, plain: Any) -> tuple[bytes, dict[str, str]]:
        """As bytes with their headers: mostly JSON, sometimes not even that."""
        text = json.dumps(plain)
        if self._random.random() < 0.08:
            text = self._twice(text)
        body = text.encode()
        chance = self._random.random()
        if chance < 0.7:
            return body, {}
        if chance < 0.8:
            return gzip.compress(body, 1), {"Content-Encoding": "gzip"}
        return self._random.choice(self._wrappings())(body)

    def _ways(self) -> tuple[Callable[[Place, list[Place]], None], ...]:
        return (
            self._odd,
            self._odd,
            self._odd,
            self._gone,
            self._other,
            self._deeper,
            self._longer,
            self._named,
        )

    def _odd(self, place: Place, _places: list[Place]) -> None:
        where, at = place
        where[at] = copy.deepcopy(self._random.choice(ODD))

    def _gone(self, place: Place, _places: list[Place]) -> None:
        where, at = place
        if isinstance(where, dict):
            del where[at]

    def _other(self, place: Place, places: list[Place]) -> None:
        """What stands somewhere else in the same message."""
        where, at = place
        there, other = self._random.choice(places)
        where[at] = copy.deepcopy(there[other])

    def _deeper(self, place: Place, _places: list[Place]) -> None:
        where, at = place
        for _ in range(self._random.choice((1, 3, 90))):
            where[at] = [where[at]] if self._random.random() < 0.5 else {"a": where[at]}

    def _longer(self, place: Place, _places: list[Place]) -> None:
        where, at = place
        if isinstance(where[at], list):
            where[at] = [copy.deepcopy(one) for one in where[at] * self._random.choice((2, 50))][:500]

    def _named(self, place: Place, _places: list[Place]) -> None:
        where, at = place
        if isinstance(where, dict):
            where[str(self._random.choice(ODD))[:200]] = where.pop(at)

    def _twice(self, text: str) -> str:
        """A name that stands twice in one object."""
        return text.replace("{", '{"id": "twice", "id": "and again", ', 1)

    def _wrappings(self) -> tuple[Callable[[bytes], tuple[bytes, dict[str, str]]], ...]:
        random = self._random
        return (
            lambda body: (body[: random.randrange(len(body) + 1)], {}),
            lambda body: (_with(body, random, bytes([random.randrange(128, 256)])), {}),
            lambda body: (_with(body, random, b"\x00"), {}),
            lambda body: (b"\xef\xbb\xbf" + body, {}),
            lambda body: (body.decode().encode("utf-16"), {}),
            lambda body: (body + b"]", {}),
            lambda _: (b"[" * random.choice((900, 200_000)), {}),
            lambda _: (b'{"a":' * 100_000, {}),
            lambda _: (b"9" * 100_000, {}),
            lambda _: (b"", {}),
            lambda body: (
                body,
                {"Content-Encoding": random.choice(("gzip", "deflate", "br", "gzip, gzip", "x"))},
            ),
            lambda body: (gzip.compress(gzip.compress(body)), {"Content-Encoding": "gzip"}),
            lambda body: (gzip.compress(body)[:-4], {"Content-Encoding": "gzip"}),
            lambda body: (gzip.compress(body) + b"more", {"Content-Encoding": "gzip"}),
            lambda _: (bomb(), {"Content-Encoding": "gzip"}),
            lambda body: (
                body,
                {"Content-Type": random.choice(("text/plain", "multipart/form-data", "\t", "x/y; q"))},
            ),
            lambda body: (random.randbytes(len(body)), {}),
        )


def bomb(_kept: list[bytes] = []) -> bytes:  # noqa: B006 - made once
    """A few hundred kilobytes that unpack to 256 megabytes."""
    if not _kept:
        _kept.append(gzip.compress(bytes(256 << 20), 6))
    return _kept[0]


def _with(body: bytes, random: Random, what: bytes) -> bytes:
    at = random.randrange(len(body) + 1)
    return body[:at] + what + body[at:]


def _places(inside: Any) -> Iterator[Place]:
    """Everywhere in it."""
    todo = [inside]
    while todo:
        where = todo.pop()
        for at in range(len(where)) if isinstance(where, list) else list(where):
            yield where, at
            if isinstance(where[at], list | dict):
                todo.append(where[at])
