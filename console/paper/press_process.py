"""The press itself: reads an order, fills it, writes the answer; until nobody is there or nothing is to do."""

from __future__ import annotations

import os
import pickle
import threading
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import IO, Any

from console.paper.press import PICKLE, Order, Refused
from core.errors import Trouble

IDLE = 300.0  # seconds: a process that nobody needs costs 70 MB
NICER = 5  # a call outranks a paper


def main() -> int:
    import console.paper.making  # noqa: PLC0415, F401 - at full speed, and before the first order is there

    if hasattr(os, "nice"):
        os.nice(NICER)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    orders: SimpleQueue[Order[object] | None] = SimpleQueue()
    source = open(0, "rb", closefd=False)  # noqa: SIM115 - for as long as the process lives
    threading.Thread(target=_read, args=(source, orders), daemon=True).start()
    with suppress(Empty, BrokenPipeError):
        while (order := orders.get(timeout=IDLE)) is not None:
            pickle.dump(_filled(order), answers, PICKLE)
            answers.flush()
    return 0


def _read(source: IO[bytes], orders: SimpleQueue[Order[object] | None]) -> None:
    with suppress(EOFError):
        while True:
            order: Any = pickle.load(source)  # noqa: S301 - from the console that started us
            orders.put(order)
    orders.put(None)


def _filled(order: Order[object]) -> object:
    try:
        return order.fill()
    except Trouble as why:
        return Refused.of(why)
