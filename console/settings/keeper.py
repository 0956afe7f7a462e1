"""Settings, changed by fields and kept through the writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from console.presenters.writer import Writer
from console.settings.options import PLACES, Place
from console.settings.store import Settings, SettingsNotKept
from core.errors import Trouble


class SettingsKeeper:
    """Fields speak text. A change holds at once; ``done`` comes when it is on disk."""

    def __init__(self, settings: Settings, writer: Writer) -> None:
        self._settings = settings
        self._writer = writer

    def text(self, name: str) -> str:
        return self._settings.text(name)

    def is_locked(self, name: str) -> bool:
        return self._settings.is_locked(name)

    def change(
        self, texts: Mapping[str, str], done: Callable[[], None], failed: Callable[[Trouble], None]
    ) -> None:
        try:
            self._settings.change(texts)
        except SettingsNotKept as why:
            failed(why)
            return
        if any(PLACES[name] is Place.DESK for name in texts):
            self._writer.write(self._settings.keep_in(), lambda _: done(), failed, failed)
        else:
            done()
