"""Bytes of files in the pool: sealed into the profile, opened by the desktop from a folder that is wiped, saved."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from console.bridge.background import Background
from console.door import Door
from console.viewmodels.files import Picture
from core.clock import Clock
from core.errors import Trouble
from core.ids import new_id
from core.tickets.files import Attachment, Content, clean_name

if TYPE_CHECKING:  # what encrypts is loaded in the pool
    from storage.blobs import BlobFolder

Failed = Callable[[Trouble], None]
Told = Callable[[int, int], None]
OPENED = "opened"


class Shop:
    """A ``FileShop`` on one profile. What was opened lies in plain in a folder of its own until the desk is locked."""

    def __init__(
        self, folder: Path, background: Background, door: Door, clock: Clock, show: Callable[[Path], bool]
    ) -> None:
        self._folder = folder
        self._background = background
        self._door = door
        self._clock = clock
        self._show = show

    def begin(self) -> None:
        """What an end without a goodbye left in plain goes, and bytes that no ticket names."""
        self.forget()
        now = self._clock.now()
        self._door.act(lambda desk: desk.files.sweep(now), lambda _: None, lambda _: None)

    def forget(self) -> None:
        """The desk is being locked or left. A program that still shows one keeps what it has read."""
        self._background.aside(lambda: clear(self._folder / OPENED), lambda _: None, lambda _: None)

    def seal(self, path: str, name: str, told: Told, done: Callable[[Content], None], failed: Failed) -> None:
        self._background.aside(
            lambda: self._blobs().seal_file(Path(path), name, self._from_the_pool(told)), done, failed
        )

    def seal_picture(
        self, make: Picture, name: str, told: Told, done: Callable[[Content], None], failed: Failed
    ) -> None:
        self._background.aside(
            lambda: self._blobs().seal_bytes(make(), name, self._from_the_pool(told)), done, failed
        )

    def open(self, file: Attachment, done: Callable[[bool], None], failed: Failed) -> None:
        def put() -> Path:
            folder = self._folder / OPENED / new_id()
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = folder / clean_name(file.name)  # what a server says is not believed
            self._blobs().save(file.content, file.name, path)
            path.chmod(stat.S_IRUSR)  # nobody believes that changes in it come back
            return path

        self._background.aside(put, lambda path: done(self._show(path)), failed)

    def save(self, file: Attachment, path: str, done: Callable[[], None], failed: Failed) -> None:
        self._background.aside(
            lambda: self._blobs().save(file.content, file.name, Path(path)), lambda _: done(), failed
        )

    def lost(self, file: Attachment, done: Callable[[], None]) -> None:
        blob = file.content.blob
        self._door.act(lambda desk: desk.files.lost(blob), lambda _: done(), lambda _: None)

    def sealed_size(self, file: Attachment) -> int:
        from storage.blobs import sealed_size  # noqa: PLC0415 - as above

        return sealed_size(file.content.size)

    def _from_the_pool(self, told: Told) -> Told:
        return lambda done, size: self._background.tell(lambda: told(done, size))

    def _blobs(self) -> BlobFolder:
        from storage.blobs import BlobFolder  # noqa: PLC0415 - as above

        return BlobFolder(self._folder / "blobs")


def clear(folder: Path) -> None:
    """Plain bytes are written over before their name goes; a disk may keep old blocks all the same."""
    for one in folder.rglob("*") if folder.is_dir() else ():
        with suppress(OSError):
            if one.is_file() and not one.is_symlink():
                one.chmod(stat.S_IRUSR | stat.S_IWUSR)
                with one.open("r+b") as file:
                    file.write(bytes(one.stat().st_size))
                    file.flush()
                    os.fsync(file.fileno())
    shutil.rmtree(folder, ignore_errors=True)
