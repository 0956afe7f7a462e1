"""Whatever is sent to the described endpoints, by who may and by who may not: never an error of the server's own."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.core.result import Ok
from schemathesis.generation.modes import GenerationMode

from core.rights import Role
from tests.server.rig import RunningServer, Seat

EXAMPLES = 15  # of each kind at each door; more finds no more, and takes a minute
FOR_ANYBODY = {"/v1/health", "/v1/authority", "/v1/enrol"}


@pytest.fixture(scope="module")
def description(everybodys: RunningServer) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(everybodys.words("openapi"))
    return plain


def operations(description: dict[str, Any]) -> list[Any]:
    schema = schemathesis.openapi.from_dict(description)
    found = []
    for one in schema.get_all_operations():
        assert isinstance(one, Ok)
        found.append(one.ok())
    return found


def test_the_description_names_every_door_and_what_must_be_shown(description: dict[str, Any]) -> None:
    doors = {path: next(iter(methods.values())) for path, methods in description["paths"].items()}
    assert len(doors) >= 15
    open_doors = {path for path, door in doors.items() if door["security"] == []}
    by_proof = {
        "/v1/desk-key",
        "/v1/desk-standing",
        "/v1/desk-wiped",
    }  # a locked desk has no certificate at hand
    assert open_doors == {*FOR_ANYBODY, *by_proof, "/v1/wiped"}


@pytest.fixture(scope="module")
def seats(everybodys: RunningServer) -> dict[GenerationMode, Seat]:
    """Signed in before anything is tried: the guesses at the doors slow whoever signs in from here after them."""
    modes = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
    return {mode: everybodys.seat(f"fuzz-{mode.value}", Role.ADMINISTRATOR) for mode in modes}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_request_makes_the_server_fail(
    description: dict[str, Any],
    server: RunningServer,
    seats: dict[GenerationMode, Seat],
    mode: GenerationMode,
) -> None:
    seat = seats[mode]
    client, stranger = server.raw(seat.credentials), server.raw()
    signed = {"Authorization": f"Bearer {seat.link.token}"}
    statuses: set[int] = set()
    for operation in operations(description):
        if operation.path in ("/v1/sign-out", "/v1/password", "/v1/renew"):
            continue  # they would end the session that the others are tried with

        @settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def tried(case: Any) -> None:
            plain = case.as_transport_kwargs(base_url=str(client.base_url))
            given_headers = {str(k): str(v) for k, v in (plain.get("headers") or {}).items()}
            headers = {
                k: v for k, v in given_headers.items() if k.lower() not in ("authorization", "user-agent")
            }
            told = {
                "content": json.dumps(plain["json"]).encode() if "json" in plain else plain.get("data"),
                "params": plain.get("params"),
            }
            for asking, more in ((client, signed), (stranger, {})):
                try:
                    request = asking.build_request(
                        plain["method"], plain["url"], headers={**headers, **more}, **told
                    )
                    response = asking.send(request)
                except httpx.LocalProtocolError:
                    return  # not HTTP at all: it cannot be sent
                assert response.status_code < 500, (plain, response.text)
                assert "Traceback" not in response.text
                statuses.add(response.status_code)

        with suppress(Unsatisfiable):  # a question without parameters has no wrong ones
            tried()
    assert 401 in statuses
    assert 200 in statuses
