"""Many desks in one process: each has its certificate, its open line and its connection, and asks as a real desk does.

``python -m tests.bench.light_desks CHAIRS``: says ``{"ready": n}`` when all are connected and have everything. At each
line that it reads it says, for every position that it was told of since, when the first, the middle and the last of its
desks had the change in hand.
"""

from __future__ import annotations

import asyncio
import json
import random
import ssl
import sys
import time
import zlib
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any

from websockets.asyncio.client import connect

from core.sync.messages import PROTOCOL, Hello, Pull, to_message
from core.sync.records import SCHEMA
from courier.desk_key import pinned_context
from tests.bench.sync_site import Chair, read_chairs, tell

POLL = 30.0  # as ``console.sync.keeper``


class Wire:
    """One kept connection of a desk, written by hand: a client's own work must not be what is measured."""

    def __init__(self, chair: Chair) -> None:
        mine = chair.credentials
        self._chair = chair
        self.tls: ssl.SSLContext = pinned_context(mine.authority, mine.certificate, mine.key)

    async def open(self) -> None:
        mine = self._chair.credentials
        self._in, self._out = await asyncio.open_connection(mine.host, mine.port, ssl=self.tls)

    async def ask(self, path: str, body: bytes, *, packed: bool = False) -> Any:
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self._chair.token}\r\n"
            f"Content-Type: application/json\r\nAccept-Encoding: gzip\r\nContent-Length: {len(body)}\r\n"
        )
        if packed:
            head += "Content-Encoding: gzip\r\n"
        self._out.write(f"{head}\r\n".encode() + body)
        answer = (await self._in.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        fields = dict(line.split(": ", 1) for line in answer.split("\r\n")[1:] if ": " in line)
        found = await self._in.readexactly(int(fields["content-length"]))
        if fields.get("content-encoding") == "gzip":
            found = zlib.decompress(found, wbits=31)
        if not answer.startswith("http/1.1 200"):
            raise RuntimeError(f"{path}: {found.decode()}")
        return json.loads(found)


class LightDesk:
    """Keeps a cursor and nothing else: its database would be another computer's work."""

    def __init__(self, chair: Chair, heard: dict[int, list[float]]) -> None:
        self._chair = chair
        self._heard = heard
        self._wire = Wire(chair)
        self._cursor = ""
        self._head = 0
        self._is_asking = False
        self._never = asyncio.Event()  # a measurement over time needs time to pass
        self.told = asyncio.Event()

    async def begin(self) -> None:
        mine = self._chair.credentials
        await self._wire.open()
        await self._round()
        uri = f"wss://{mine.host}:{mine.port}/v1/news"
        headers = {"Authorization": f"Bearer {self._chair.token}"}
        self._line = await connect(
            uri, ssl=self._wire.tls, additional_headers=headers, compression=None, proxy=None, open_timeout=60
        )
        work = (self._listen(), self._pull(), self._poll())
        self._tasks = [asyncio.create_task(one) for one in work]

    async def _listen(self) -> None:
        async for text in self._line:
            news = json.loads(text)
            head, brought = news.get("head"), news.get("brought")
            if head is None or head <= self._head:
                continue
            if brought is not None and brought["since"] <= self._head and not self._is_asking:
                self._cursor, self._head = brought["page"]["cursor"], head
                self._heard[head].append(time.perf_counter())
            else:
                self.told.set()

    async def _pull(self) -> None:
        """One round at a time; a poke during a round makes another one right after it."""
        while True:
            await self.told.wait()
            self.told.clear()
            before, self._is_asking = self._head, True
            await self._round()
            self._is_asking = False
            if self._head > before:
                self._heard[self._head].append(time.perf_counter())

    async def _poll(self) -> None:
        """As a real desk does when nobody pokes; not all at the same moment."""
        seconds = random.uniform(0, POLL)
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._never.wait(), seconds)
            self.told.set()
            seconds = POLL

    async def _round(self) -> None:
        await self._ask("/v1/hello", Hello(PROTOCOL, "bench", SCHEMA))
        while True:
            page = await self._ask("/v1/pull", Pull(self._cursor, 500))
            self._cursor, self._head = page["cursor"], page["head"]
            if page["is_checkpoint"]:
                return

    async def _ask(self, path: str, message: object) -> Any:
        return await self._wire.ask(path, json.dumps(to_message(message)).encode())


async def main(place: Path) -> None:
    heard: dict[int, list[float]] = defaultdict(list)
    desks = [LightDesk(chair, heard) for chair in read_chairs(place)]
    for start in range(0, len(desks), 20):
        await asyncio.gather(*(one.begin() for one in desks[start : start + 20]))
    tell(sys.stdout, ready=len(desks))
    asked = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(asked), sys.stdin)
    while await asked.readline():
        times = {str(head): sorted(several) for head, several in heard.items()}
        heard.clear()
        tell(sys.stdout, heard=times)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
