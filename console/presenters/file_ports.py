"""What the files of a ticket need: somebody who knows about bytes, and somebody who carries them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from console.viewmodels.files import Picture
from core.errors import Trouble
from core.tickets.files import Attachment, Content

Failed = Callable[[Trouble], None]
Told = Callable[[int, int], None]


class FileShop(Protocol):
    """Bytes of files, off the screen's thread; what comes back comes on it."""

    def seal(
        self, path: str, name: str, told: Told, done: Callable[[Content], None], failed: Failed
    ) -> None: ...
    def seal_picture(
        self, make: Picture, name: str, told: Told, done: Callable[[Content], None], failed: Failed
    ) -> None: ...
    def open(self, file: Attachment, done: Callable[[bool], None], failed: Failed) -> None:
        """In the program that the desktop has for it; False: there is none."""
        ...

    def save(self, file: Attachment, path: str, done: Callable[[], None], failed: Failed) -> None: ...
    def lost(self, file: Attachment, done: Callable[[], None]) -> None:
        """Its bytes here are of no use."""
        ...

    def sealed_size(self, file: Attachment) -> int: ...


class Carrier(Protocol):
    """Brings bytes from the server and to it."""

    def want(self, blob: str, size: int) -> None: ...
    def stage(self, blob: str) -> tuple[str, int, int]:
        """How far it is, and how many bytes of how many.

        "out", "in", "wanted", "offline", "not sent", "alone" (there is no server) or "".
        """
        ...
