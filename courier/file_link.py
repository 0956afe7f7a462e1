"""The desk's conversation with its server, with the encrypted pieces of files beside it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import httpx

from core.door import BlobHeld
from core.sync.messages import from_message
from courier.locked_desk import DeskLink
from courier.server_troubles import ServerAway, trouble_below, trouble_of


class FileLink(DeskLink):
    """One piece at a time: whoever hears no answer asks how much is there and goes on from it."""

    def blob_held(self, name: str) -> BlobHeld:
        """How much of it the server has."""
        return from_message(
            BlobHeld, self._raw(lambda: self._client.get(f"/v1/blobs/{name}/held", headers=self._mine))
        )

    def put_blob(self, name: str, offset: int, size: int, piece: bytes) -> BlobHeld:
        """The next piece of ``size`` bytes in all; the answer is where the one after it begins."""
        where = {"offset": offset, "size": size}
        headers = {**self._mine, "Content-Type": "application/octet-stream"}
        put = self._client.put
        return from_message(
            BlobHeld,
            self._raw(lambda: put(f"/v1/blobs/{name}", params=where, content=piece, headers=headers)),
        )

    def blob(self, name: str, offset: int, most: int) -> bytes:
        """At most so many bytes from there on. An older server would send all the rest: it is not listened to."""
        where, piece = {"offset": offset, "most": most}, bytearray()
        headers = {**self._mine, "Accept-Encoding": "identity"}
        if self._client.is_closed:
            raise ServerAway
        try:
            with self._client.stream("GET", f"/v1/blobs/{name}", params=where, headers=headers) as response:
                if response.status_code != HTTPStatus.OK:
                    response.read()
                    raise trouble_of(_plain(response))
                for part in response.iter_bytes():
                    piece += part
                    if len(piece) >= most:
                        break
        except httpx.HTTPError as why:
            raise trouble_below(why, self._credentials.host) from why
        return bytes(piece[:most])

    @property
    def _mine(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def _raw(self, ask: Callable[[], httpx.Response]) -> Any:
        if self._client.is_closed:
            raise ServerAway
        try:
            response = ask()
        except httpx.HTTPError as why:
            raise trouble_below(why, self._credentials.host) from why
        if response.status_code != HTTPStatus.OK:
            raise trouble_of(_plain(response))
        return _plain(response)


def _plain(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError as why:
        raise ServerAway from why
