"""A cable between desk and server: bytes go through it as they are until it is cut, and again once it is mended."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Cable:
    """Listens on the loopback; every connection has two threads that copy."""

    def __init__(self, port: int) -> None:
        self._there = port
        self._is_whole = True
        self._ends: set[socket.socket] = set()
        self._turn = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """As if somebody had pulled the plug: what is open breaks, what comes is refused."""
        with self._turn:
            self._is_whole = False
            for end in self._ends:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        with self._turn:
            self._is_whole = True

    def close(self) -> None:
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
                with self._turn:
                    self._ends |= {here, there}
                back = threading.Thread(target=_copy, args=(there, here), daemon=True)
                back.start()
                _copy(here, there)
                back.join()
                with self._turn:
                    self._ends -= {here, there}


def _copy(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65_536):
            other.sendall(data)
    with suppress(OSError):
        other.shutdown(socket.SHUT_WR)
