"""Encrypted attachments: in pieces that go on where they broke off, whole or not at all, for who is signed in."""

from __future__ import annotations

import hashlib
import os
from typing import Any

import httpx
import pytest

from tests.server.rig import RunningServer, Seat


@pytest.fixture
def desk(server: RunningServer) -> httpx.Client:
    seat: Seat = server.seat(f"sender-{os.urandom(4).hex()}")
    client = server.raw(seat.credentials)
    client.headers["Authorization"] = f"Bearer {seat.link.token}"
    return client


def put(desk: httpx.Client, name: str, offset: int, size: int, piece: bytes) -> Any:
    return desk.put(f"/v1/blobs/{name}", params={"offset": offset, "size": size}, content=piece)


def test_a_blob_goes_on_where_it_broke_off_and_comes_back_whole(desk: httpx.Client) -> None:
    content = os.urandom(300_000)
    name = hashlib.sha256(content).hexdigest()
    assert desk.get(f"/v1/blobs/{name}/held").json() == {"size": 0, "is_whole": False}
    assert put(desk, name, 0, len(content), content[:100_000]).json() == {"size": 100_000, "is_whole": False}
    assert desk.get(f"/v1/blobs/{name}").status_code == 404
    late = put(desk, name, 0, len(content), content[:100_000]).json()
    assert late == {"size": 100_000, "is_whole": False}, "a piece that came twice is there once"
    held = desk.get(f"/v1/blobs/{name}/held").json()["size"]
    assert put(desk, name, held, len(content), content[held:]).json() == {"size": 300_000, "is_whole": True}
    assert desk.get(f"/v1/blobs/{name}").content == content
    assert desk.get(f"/v1/blobs/{name}", params={"offset": 299_990}).content == content[-10:]


def test_what_is_not_what_its_name_says_is_thrown_away(desk: httpx.Client) -> None:
    content = os.urandom(1_000)
    name = hashlib.sha256(content + b"!").hexdigest()
    assert put(desk, name, 0, len(content), content).status_code == 409
    assert desk.get(f"/v1/blobs/{name}/held").json() == {"size": 0, "is_whole": False}


@pytest.mark.parametrize(
    "name", ["../../server.keys", "..%2f..%2fserver.keys", "A" * 64, "0" * 63, "0" * 64 + "x"]
)
def test_nothing_but_a_hash_is_a_name(desk: httpx.Client, name: str) -> None:
    assert desk.get(f"/v1/blobs/{name}").status_code in (400, 404)
    assert put(desk, name, 0, 1, b"x").status_code in (400, 404, 405)


def test_a_piece_or_a_whole_that_is_too_large_is_refused(desk: httpx.Client) -> None:
    assert put(desk, "0" * 64, 0, 1 << 39, b"x").status_code == 413
    assert put(desk, "0" * 64, 0, 5 << 20, b"x" * (5 << 20)).status_code == 413
    assert put(desk, "0" * 64, 0, 3, b"four").status_code == 413


def test_a_blob_is_for_who_is_signed_in(server: RunningServer, desk: httpx.Client) -> None:
    content = os.urandom(100)
    name = hashlib.sha256(content).hexdigest()
    put(desk, name, 0, 100, content)
    assert server.raw(server.new_desk()).get(f"/v1/blobs/{name}").status_code == 401
    assert server.raw().get(f"/v1/blobs/{name}").status_code == 401
