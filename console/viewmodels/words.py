"""How presenters and views get their words."""

from __future__ import annotations

from enum import Enum
from typing import Protocol


class Words(Protocol):
    """The language of the screen. Templates are English with ``{named}`` places and are the catalogue's keys."""

    @property
    def language(self) -> str:
        """One of "en" and "zh_CN"."""
        ...

    def __call__(self, template: str, /, **values: object) -> str:
        """The template in the language of the screen; a value that is a ``core.words.Sentence`` is translated too."""
        ...

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """``one`` or ``many`` by the language's rule, with ``{n}`` filled in."""
        ...


class Tone(Enum):
    """The weight of a word on screen. LATE is red, SOON amber, TALKING green: never without a shape or word too."""

    PLAIN = "plain"
    DIM = "dim"
    ACCENT = "accent"
    LATE = "late"
    SOON = "soon"
    TALKING = "talking"
