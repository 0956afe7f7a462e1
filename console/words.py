"""The words of the screen: English sentences are the keys, a gettext catalogue holds the other languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from core.words import Sentence

ENGLISH, CHINESE = "en", "zh_CN"
LANGUAGES: Mapping[str, str] = {ENGLISH: "English", CHINESE: "简体中文"}


class Catalogue:
    """Says every sentence in the language of the screen; what a catalogue lacks is said in English.

    The catalogue of a language is read when it is first spoken; who listens is told after every switch.
    """

    def __init__(self, folder: Path, language: str = ENGLISH) -> None:
        self._folder = folder
        self._language = ENGLISH
        self._texts: Mapping[str, str] = {}
        self._listeners: list[Callable[[], None]] = []
        self.speak(language)

    @property
    def language(self) -> str:
        return self._language

    def __call__(self, template: str, /, **values: object) -> str:
        return self._filled(self._texts.get(template, template), values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """English knows one and many; Chinese has one form, kept under the English singular."""
        text = self._texts.get(one) or (one if n == 1 else many)
        return self._filled(text, {"n": n, **values})

    def speak(self, language: str) -> None:
        """Change the language of the screen; an unknown one is English."""
        chosen = language if language in LANGUAGES else ENGLISH
        if chosen != self._language:
            self._texts = {} if chosen == ENGLISH else read_catalogue(self._folder / f"{chosen}.po")
            self._language = chosen
            for listener in list(self._listeners):
                listener()

    def listen(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        if not values:
            return text.format() if "{" in text else text
        return text.format(**{name: self._said(value) for name, value in values.items()})

    def _said(self, value: object) -> object:
        if isinstance(value, Sentence):
            return self(value.template, **value.values)
        return value


def read_catalogue(file: Path) -> dict[str, str]:
    """Sentence by English sentence; the plural form of a sentence stands under its singular."""
    import polib  # noqa: PLC0415 - an English desk never needs it

    texts: dict[str, str] = {}
    for entry in polib.pofile(str(file)):
        said = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
        if said and not entry.obsolete:
            texts[entry.msgid] = said
    return texts
