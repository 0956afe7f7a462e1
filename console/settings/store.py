"""The settings of one profile: open ones in a small file, personal and secret ones in the encrypted desk."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from console.settings.options import (
    PLACES,
    Options,
    Place,
    as_text,
    channels_of,
    named_now,
    number_rules_of,
    read_options,
)
from console.settings.site import Site
from core.customers.identity import NumberRules
from core.errors import EnvironmentFault
from core.events import Event
from core.ports import Desk
from core.post import Channels

DESK_KEY = "options"


class SettingsNotKept(EnvironmentFault):
    """The small file could not be written."""

    def __init__(self, file: str) -> None:
        super().__init__("The settings could not be kept: {file} cannot be written.", file=file)


class Settings:
    """Holds the values of now, tells who listens, and keeps them. Desk values are there once the desk is unlocked."""

    def __init__(self, file: Path, site: Site | None = None) -> None:
        self._file = file
        self._listeners: list[Callable[[], None]] = []
        self.site = site or Site()
        self._own = named_now(_read_file(file))  # what the agent chose, also where IT's lock hides it now
        self.options = read_options(self.site.over(self._own))

    def listen(self, changed: Callable[[], None]) -> None:
        self._listeners.append(changed)

    @property
    def wrap_up_seconds(self) -> int:
        return self.options.wrap_up_seconds

    @property
    def reminder_duty(self) -> bool:
        return self.options.reminder_duty

    @property
    def channels(self) -> Channels:
        return channels_of(self.options)

    @property
    def number_rules(self) -> NumberRules:
        return number_rules_of(self.options)

    def text(self, name: str) -> str:
        return as_text(getattr(self.options, name))

    def arrived(self, desk_texts: str | None) -> None:
        """What the desk keeps, read on its lane at unlock."""
        kept_in_desk = named_now(json.loads(desk_texts or "{}"))
        self._own = {**kept_in_desk, **{n: t for n, t in self._own.items() if PLACES[n] is Place.OPEN}}
        self._become(read_options(self.site.over(self._own)))

    def channels_with(self, texts: Mapping[str, str]) -> Channels:
        """As they would be with these values, which are kept nowhere yet."""
        return channels_of(self._with(texts))

    def change(self, texts: Mapping[str, str]) -> None:
        """Use these values from now on and keep the open ones; the desk's are kept by ``keep_in``."""
        self._own = self._own_with(texts)
        self._become(read_options(self.site.over(self._own)))
        if any(PLACES[name] is Place.OPEN for name in texts):
            self._write_file()

    def keep_in(self) -> Callable[[Desk], list[Event]]:
        """An act for the writer: the desk's values as they are now."""
        text = json.dumps(self._kept(Place.DESK), ensure_ascii=False)

        def act(desk: Desk) -> list[Event]:
            desk.set_setting(DESK_KEY, text)
            return []

        return act

    def is_locked(self, name: str) -> bool:
        """By IT: the agent sees it and cannot change it."""
        return name in self.site.locked

    def _kept(self, place: Place) -> dict[str, str]:
        """What differs from what the desk would have anyhow, so that a changed proposal of IT's reaches it."""
        own = {name: text for name, text in self._own.items() if PLACES[name] is place}
        return {name: text for name, text in own.items() if text != self.site.default(name)}

    def _own_with(self, texts: Mapping[str, str]) -> dict[str, str]:
        return {**self._own, **{name: text for name, text in texts.items() if not self.is_locked(name)}}

    def _with(self, texts: Mapping[str, str]) -> Options:
        return read_options(self.site.over(self._own_with(texts)))

    def _become(self, options: Options) -> None:
        if options != self.options:
            self.options = options
            for changed in list(self._listeners):
                changed()

    def _write_file(self) -> None:
        text = json.dumps(self._kept(Place.OPEN), ensure_ascii=False, indent=1)
        beside = self._file.with_suffix(".new")
        try:
            beside.write_text(text, encoding="utf-8")
            beside.replace(self._file)
        except OSError as error:
            raise SettingsNotKept(self._file.name) from error


def _read_file(file: Path) -> dict[str, str]:
    """A damaged or missing file is no settings."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: text for name, text in found.items() if isinstance(text, str)}
