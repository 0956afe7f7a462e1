"""The language of a sheet: what is printed is said through these words, as on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import polib

import resources
from core.words import Sentence

CATALOGUES = Path(resources.__file__).parent / "translations"
ENGLISH, CHINESE = "en", "zh_CN"


class Words(Protocol):
    """What the console's catalogue is, seen from here."""

    @property
    def language(self) -> str: ...

    def __call__(self, template: str, /, **values: object) -> str: ...


def said(words: Words, what: Sentence | str) -> str:
    """A sentence in the language of the sheet; a text stays as it was typed."""
    return words(what.template, **what.values) if isinstance(what, Sentence) else what


class SheetWords:
    """One language for one sheet, whatever the screen speaks: a Chinese desk prints English reports too."""

    def __init__(self, language: str, folder: Path = CATALOGUES) -> None:
        self._language = language
        self._texts: Mapping[str, str] = {}
        if language != ENGLISH:
            entries = polib.pofile(str(folder / f"{language}.po"))
            self._texts = {entry.msgid: entry.msgstr for entry in entries if entry.msgstr}

    @property
    def language(self) -> str:
        return self._language

    def __call__(self, template: str, /, **values: object) -> str:
        text = self._texts.get(template, template)
        filled = {name: said(self, one) if isinstance(one, Sentence) else one for name, one in values.items()}
        return text.format(**filled)
