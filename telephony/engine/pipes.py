"""The engine's two ends of the console's pipes: a thread that only reads commands, and a line writer."""

from __future__ import annotations

import os
import queue
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

from telephony.messages import Command, Event, Stop
from telephony.protocol import LONGEST_LINE, ProtocolError, read_command, write

_GRACE = 5.0  # seconds a hung engine may outlive its console
_KEEP_ALIVE = b"\r\n\r\n"  # RFC 5626: a SIP transport takes it and says nothing

Job = Callable[[], None]


class Inbox:
    """Commands and jobs for the engine's thread, from any other thread; each wakes it from its wait for SIP."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Command | Job] = queue.SimpleQueue()
        self._bell = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._bell.setblocking(False)
        self.ear: tuple[str, int] | None = None  # the engine's own UDP transport

    def put(self, one: Command | Job) -> None:
        self._queue.put(one)
        if self.ear is not None:
            with suppress(OSError):  # the wait for SIP ends by itself soon
                self._bell.sendto(_KEEP_ALIVE, self.ear)

    def take(self) -> Command | Job | None:
        try:
            return self._queue.get_nowait()
        except queue.Empty:
            return None


class Reader(threading.Thread):
    """Reads commands until the console closes the pipe or dies; then the engine ends, by force if it must."""

    def __init__(self, source: BinaryIO, inbox: Inbox) -> None:
        super().__init__(name="commands", daemon=True)
        self._source = source
        self._inbox = inbox

    def run(self) -> None:
        while line := self._source.readline(LONGEST_LINE):
            try:
                command = read_command(line.decode("utf-8", "replace"))
            except ProtocolError:
                continue
            if command is not None:
                self._inbox.put(command)
        self._inbox.put(Stop())
        threading.Event().wait(_GRACE)
        os._exit(3)


class Outbox:
    """Writes events. A console that is gone is no error here: the reader notices it."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._lock = threading.Lock()  # a fault may be told from the sound's threads

    def say(self, event: Event) -> None:
        rest = memoryview(write(event).encode() + b"\n")
        with self._lock, suppress(BrokenPipeError):
            while rest:
                rest = rest[os.write(self._target, rest) :]
