"""The network between one desk and the server: whole, cut, frozen one way, or slow, as cables and switches do it."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field

_CHUNK = 16_384
THERE, BACK = "to the server", "to the desk"


@dataclass
class _Way:
    """One direction. What is held arrives later, as TCP would send it again; ``delay`` is for each piece."""

    is_open: threading.Event = field(default_factory=threading.Event)
    delay: float = 0.0


class Cable:
    """Listens on the loopback; bytes go through as they are. Every connection has two threads that copy."""

    def __init__(self, port: int) -> None:
        self._there = port
        self._is_whole = True
        self._ends: set[socket.socket] = set()
        self._turn = threading.Lock()
        self._over = threading.Event()
        self._ways = {THERE: _Way(), BACK: _Way()}
        for way in self._ways.values():
            way.is_open.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """As if somebody had pulled the plug: what is open breaks, what comes is refused."""
        self._is_whole = False
        self.reset()

    def reset(self) -> None:
        with self._turn:
            for end in self._ends:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def hold(self, way: str) -> None:
        """One direction stands still and nobody is told: requests go and no answer comes, or the other way round."""
        self._ways[way].is_open.clear()

    def slow(self, seconds: float) -> None:
        for way in self._ways.values():
            way.delay = seconds

    def mend(self) -> None:
        self._is_whole = True
        for way in self._ways.values():
            way.delay = 0.0
            way.is_open.set()

    def close(self) -> None:
        self._over.set()
        self.mend()
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(here,), daemon=True).start()

    def _serve(self, here: socket.socket) -> None:
        with here, suppress(OSError):
            if not self._is_whole:
                return
            with socket.create_connection(("127.0.0.1", self._there)) as there:
                for end in (here, there):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with self._turn:
                    self._ends |= {here, there}
                back = threading.Thread(target=self._copy, args=(there, here, self._ways[BACK]), daemon=True)
                back.start()
                self._copy(here, there, self._ways[THERE])
                back.join()
                with self._turn:
                    self._ends -= {here, there}

    def _copy(self, one: socket.socket, other: socket.socket, way: _Way) -> None:
        with suppress(OSError):
            while data := one.recv(_CHUNK):
                way.is_open.wait()
                if way.delay:
                    self._over.wait(way.delay)
                other.sendall(data)
        way.is_open.wait()
        with suppress(OSError):
            other.shutdown(socket.SHUT_WR)
