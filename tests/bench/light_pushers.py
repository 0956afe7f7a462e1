"""Many desks that send at the same time, in one process: their messages are written before the watch is started.

``python -m tests.bench.light_pushers CHAIRS SIZE BATCHES``: says ``{"ready": n}``; at the first line that it reads each
desk sends its batches one after the other, and it says how long it all took and each batch.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from core.sync.messages import Push, to_message
from tests.bench.light_desks import Wire
from tests.bench.sync_site import Chair, Hand, read_chairs, tell


def bodies(chair: Chair, size: int, batches: int) -> list[bytes]:
    """As ``courier.server_link`` sends them."""
    hand = Hand(chair.person, chair.credentials.desk)
    pushes = [Push(tuple(hand.tickets(size))) for _ in range(batches)]
    return [gzip.compress(json.dumps(to_message(one)).encode(), 1) for one in pushes]


async def send(wire: Wire, messages: Sequence[bytes]) -> list[float]:
    took = []
    for body in messages:
        began = time.perf_counter()
        answer = await wire.ask("/v1/push", body, packed=True)
        took.append((time.perf_counter() - began) * 1_000)
        fates = {one["fate"] for one in answer["answers"]}
        if fates != {"taken"}:
            raise RuntimeError(str(fates))
    return took


async def main(place: Path, size: int, batches: int) -> None:
    chairs = read_chairs(place)
    wires = [Wire(chair) for chair in chairs]
    messages = [bodies(chair, size, batches) for chair in chairs]
    for wire in wires:
        await wire.open()
    tell(sys.stdout, ready=len(wires))
    await asyncio.to_thread(sys.stdin.readline)
    began = time.perf_counter()
    took = await asyncio.gather(*(send(*one) for one in zip(wires, messages, strict=True)))
    seconds = time.perf_counter() - began
    tell(sys.stdout, seconds=seconds, took=[one for several in took for one in several])


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
