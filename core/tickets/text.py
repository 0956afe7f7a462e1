"""Typed text, made safe to keep: control characters go, damaged characters and overlong texts are refused."""

from __future__ import annotations

import re

from core.errors import RuleViolation
from core.words import Sentence

SUBJECT = 200
DESCRIPTION = 100_000
NOTE = 20_000
NAME = 200
NUMBER = 128
LABEL = 40
NUMBERS = 100  # of one customer

_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BLANKS = re.compile(r"[\n\t]+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


class TextTooLong(RuleViolation):
    """More was typed than a field holds; it stays where it was typed."""

    def __init__(self, what: str, length: int, limit: int) -> None:
        super().__init__(
            "The {what} is {length} characters long; at most {limit} fit. Please shorten it.",
            what=Sentence(what),
            length=length,
            limit=limit,
        )


class TextDamaged(RuleViolation):
    """Half of a character pair: it could be neither stored nor sent."""

    def __init__(self, what: str, place: int) -> None:
        super().__init__(
            "The {what} holds a damaged character at position {place}. Please delete it and type it again.",
            what=Sentence(what),
            place=place,
        )


def clean_text(text: str, what: str, limit: int) -> str:
    """Several lines, as typed: only what no one can see is taken out."""
    damaged = _SURROGATES.search(text)
    if damaged:
        raise TextDamaged(what, damaged.start() + 1)
    kept = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    if len(kept) > limit:
        raise TextTooLong(what, len(kept), limit)
    return kept


def clean_line(text: str, what: str, limit: int) -> str:
    """One line: breaks and tabs become spaces, the ends are trimmed."""
    return clean_text(_BLANKS.sub(" ", _BREAKS.sub("\n", text)).strip(), what, limit)


def harmless_line(text: str, limit: int) -> str:
    """A line from the network, never refused: damaged characters become U+FFFD, the rest is cut."""
    return clean_line(_SURROGATES.sub("\ufffd", text), "", len(text))[:limit]
