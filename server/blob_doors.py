"""The doors of attachments: how much is there, the next piece, the bytes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import FastAPI, Path, Query, Request
from starlette.responses import Response, StreamingResponse

from core.errors import Trouble
from core.sync.messages import to_message
from server.answers import answer, trouble
from server.bodies import MEGABYTE, read_body
from server.doors import token_of
from server.peer import PEER
from server.refusals import NoCertificate
from server.room import Room

PIECE = 4 * MEGABYTE
SHOWN: dict[str, Any] = {"security": [{"desk": [], "session": []}]}
PIECE_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
Name = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
Offset = Annotated[int, Query(ge=0, lt=1 << 40)]
Size = Annotated[int, Query(ge=1, lt=1 << 40)]
Most = Annotated[int, Query(ge=1, lt=1 << 40)]


def blob_doors(app: FastAPI, room: Room, limiter: CapacityLimiter) -> None:
    """A name is the SHA-256 of the encrypted bytes; who knows it may fetch what only a key opens."""

    async def behind(request: Request, work: Callable[[], Response]) -> Response:
        serial = str(request.scope.get(PEER, ""))
        token = token_of(request.headers.get("authorization", ""))

        def worked() -> Response:
            try:
                room.gate.enter(serial, token)
                return work()
            except Trouble as why:
                return trouble(why)

        return await run_sync(worked, limiter=limiter)

    async def held(request: Request, name: Name) -> Response:
        return await behind(request, lambda: answer(to_message(room.blobs.held(name))))

    async def put(request: Request, name: Name, offset: Offset, size: Size) -> Response:
        if not request.scope.get(PEER):
            return trouble(NoCertificate())
        piece = await read_body(request, PIECE)
        added = partial(room.blobs.put, name, offset, size, piece)
        return await behind(request, lambda: answer(to_message(added())))

    async def get(request: Request, name: Name, offset: Offset = 0, most: Most = 1 << 39) -> Response:
        def read() -> Response:
            size, pieces = room.blobs.read(name, offset, most)
            headers = {"Cache-Control": "no-store", "X-Size": str(size)}
            return StreamingResponse(pieces, headers=headers, media_type="application/octet-stream")

        return await behind(request, read)

    add = partial(app.add_api_route, response_class=Response)
    add("/v1/blobs/{name}/held", held, methods=["GET"], summary="How much is there?", openapi_extra=SHOWN)
    add("/v1/blobs/{name}", put, methods=["PUT"], summary="The next piece.", openapi_extra=SHOWN | PIECE_BODY)
    add("/v1/blobs/{name}", get, methods=["GET"], summary="The bytes.", openapi_extra=SHOWN)
