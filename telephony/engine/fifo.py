"""Samples between two clocks that are never quite the same: the call's and the device's."""

from __future__ import annotations

from threading import Lock

RATE = 16000
WIDTH = 2
MS = RATE * WIDTH // 1000  # bytes in a millisecond


class Fifo:
    """Latency is bounded: what is too much is dropped, what is missing is silence.

    It waits until a little has come together, so that one late frame is not heard, and begins again when it ran dry.
    """

    def __init__(self, start_ms: int = 40, most_ms: int = 100) -> None:
        self._start = start_ms * MS
        self._most = most_ms * MS
        self._data = bytearray()
        self._flows = False
        self._lock = Lock()
        self.dropped = 0

    def write(self, samples: bytes) -> None:
        with self._lock:
            self._data += samples
            surplus = len(self._data) - max(self._most, self._start + len(samples))
            if surplus > 0:
                cut = (len(self._data) - self._start) // WIDTH * WIDTH
                del self._data[:cut]
                self.dropped += cut

    def read(self, size: int) -> bytes:
        """Always ``size`` bytes. A device that takes much at once makes the fifo hold more."""
        with self._lock:
            self._most = max(self._most, 2 * size)
            if not self._flows and len(self._data) < max(self._start, min(size, self._most)):
                return bytes(size)
            self._flows = len(self._data) >= size
            taken = bytes(self._data[:size])
            del self._data[:size]
            return taken if self._flows else taken + bytes(size - len(taken))

    def clear(self) -> None:
        with self._lock:
            self._data.clear()
            self._flows = False

    def __len__(self) -> int:
        return len(self._data)
