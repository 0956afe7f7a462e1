"""The application: every door of the tables becomes an endpoint, described and guarded in one way."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import FastAPI, Request
from starlette.responses import Response

from core.errors import Trouble
from core.sync.messages import Said, from_message, to_message
from core.sync.wire import parsed
from core.trust import Turned
from server import door_exports, door_locked, door_sync, door_trust
from server.answers import answer, told_in_words, trouble
from server.blob_doors import blob_doors
from server.bodies import MEGABYTE, check_texts, read_body, unpacked
from server.doors import Asked, Door, Opens, shown, token_of
from server.live import Live
from server.peer import PEER
from server.refusals import NoCertificate
from server.room import Room
from server.shapes import schema_of

_SLOW = ("/v1/sign-in", "/v1/password", "/v1/desk-key")
ALL_DOORS = (*door_trust.DOORS, *door_locked.DOORS, *door_sync.DOORS, *door_exports.DOORS)
_SECURITY: dict[Opens, list[dict[str, list[str]]]] = {Opens.TO_ANYBODY: [], Opens.TO_DESKS: [{"desk": []}]}
# The frameworks' own telemetry stays off whatever the environment says: this server speaks to nobody but its desks.
_SILENT = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}


def build_app(room: Room, live: Live) -> FastAPI:
    """No documentation is served: ``python -m server openapi`` prints it."""
    app = FastAPI(
        title="Ringdesk server",
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        telemetry=_SILENT,  # type: ignore[arg-type] # a TypedDict by its contents
    )
    told_in_words(app)
    slow = CapacityLimiter(4)  # passwords are slow on purpose: they must not keep others waiting
    quick = CapacityLimiter(16)
    for door in ALL_DOORS:
        limiter = slow if door.path in _SLOW else quick
        app.add_api_route(
            door.path,
            _endpoint(room, door, limiter),
            methods=[door.method],
            summary=door.says,
            openapi_extra=_described(door),
            responses=_answers(door),
            response_class=Response,
            name=door.path,
        )
    blob_doors(app, room, quick)
    app.add_api_websocket_route("/v1/news", live.connected)
    return app


def _endpoint(room: Room, door: Door, limiter: CapacityLimiter) -> Callable[[Request], Awaitable[Response]]:
    most = door.most or room.settings.body_mb * MEGABYTE

    async def endpoint(request: Request) -> Response:
        began = time.perf_counter()
        serial = str(request.scope.get(PEER, ""))
        if not serial and door.opens is not Opens.TO_ANYBODY:
            return trouble(NoCertificate())  # before a byte of the body is read
        body = await read_body(request, most)
        response = await run_sync(partial(_worked, room, door, request, body, most), limiter=limiter)
        room.figures.requests.labels(door.path, str(response.status_code)).inc()
        room.figures.seconds.labels(door.path).observe(time.perf_counter() - began)
        return response

    return endpoint


def _worked(room: Room, door: Door, request: Request, body: bytes, most: int) -> Response:
    """Everything but the reading: on one thread beside the event loop, so that nobody waits for it."""
    serial = str(request.scope.get(PEER, ""))
    try:
        desk, signed = shown(room, door, serial, token_of(request.headers.get("authorization", "")))
        encoding = request.headers.get("content-encoding", "")
        plain = parsed(unpacked(body, encoding, most), once=True) if body else {}
        what = from_message(door.takes, plain if door.judges_texts else check_texts(plain))
        address = request.client.host if request.client else ""
        done = door.work(Asked(room, what, serial, address, desk, signed))
        is_packed = "gzip" in request.headers.get("accept-encoding", "")
        return answer(to_message(done), packed=is_packed)
    except Trouble as why:
        return trouble(why)


def _described(door: Door) -> dict[str, Any]:
    described: dict[str, Any] = {
        "security": _SECURITY.get(door.opens, [{"desk": [], "session": []}]),
        "description": f"Opens to: {door.opens.value}.",
    }
    if door.method == "POST":
        described["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema_of(door.takes)}},
        }
    return described


def _answers(door: Door) -> dict[int | str, dict[str, Any]]:
    told = {
        "type": "object",
        "properties": {"word": schema_of(Turned), "said": schema_of(Said)},
        "required": ["word", "said"],
    }
    refused = {
        "description": "Turned away, with a sentence.",
        "content": {"application/json": {"schema": told}},
    }
    good = {"description": "Done.", "content": {"application/json": {"schema": schema_of(door.gives)}}}
    codes = (400, 401, 403, 404, 409, 413, 429, 503)
    return {int(HTTPStatus.OK): good, **dict.fromkeys(codes, refused)}


def described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description, with what has to be shown at the doors."""
    plain = app.openapi()
    plain.setdefault("components", {})["securitySchemes"] = {
        "desk": {"type": "mutualTLS", "description": "The certificate that enrolment gave to the desk."},
        "session": {"type": "http", "scheme": "bearer", "description": "The token that signing in gave."},
    }
    return plain
