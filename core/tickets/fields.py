"""The fields of a ticket that a person edits: names, types, and how each travels as plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.tickets.goods import clean_parts
from core.tickets.model import Impact, Kind, Urgency
from core.tickets.text import DESCRIPTION, LABEL, NAME, SUBJECT, clean_line, clean_text

Plain = str | int | None


@dataclass(frozen=True, slots=True)
class Field:
    """One field: ``clean`` refuses or tidies a value, ``plain`` and ``read`` lead to plain data and back."""

    clean: Callable[[object], object]
    plain: Callable[[object], Plain]
    read: Callable[[Plain], object]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text expected, not {type(value).__name__}")
    return value


def _of(kind: type[Kind | Impact | Urgency]) -> Field:
    def clean(value: object) -> object:
        if not isinstance(value, kind):
            raise TypeError(f"{kind.__name__} expected, not {type(value).__name__}")
        return value

    def plain(value: object) -> Plain:
        kept: Plain = kind(value).value
        return kept

    return Field(clean, plain, kind)


def _text_or_none(value: object) -> Plain:
    return None if value is None else _text(value)


FIELDS: Mapping[str, Field] = {
    "subject": Field(lambda v: clean_line(_text(v), "subject", SUBJECT), _text, _text),
    "description": Field(lambda v: clean_text(_text(v), "description", DESCRIPTION), _text, _text),
    "kind": _of(Kind),
    "category": Field(lambda v: clean_line(_text(v), "category", LABEL * 5), _text, _text),
    "impact": _of(Impact),
    "urgency": _of(Urgency),
    "customer": Field(_text_or_none, _text_or_none, _text_or_none),
    "queue": Field(lambda v: clean_line(_text(v), "queue", LABEL), _text, _text),
    "level": Field(lambda v: clean_line(_text(v), "level", LABEL), _text, _text),
    "contract": Field(lambda v: clean_line(_text(v), "contract", LABEL), _text, _text),
    "asset": Field(lambda v: clean_line(_text(v), "asset", NAME), _text, _text),
    "serial": Field(lambda v: clean_line(_text(v), "serial number", NAME), _text, _text),
    "parts": Field(lambda v: clean_parts(_text(v)), _text, _text),
}


def cleaned(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields as a ticket keeps them, in one order everywhere. No such field, or a wrong type, is our bug."""
    return {name: FIELDS[name].clean(fields[name]) for name in sorted(fields)}


def to_plain(fields: Mapping[str, object]) -> dict[str, Plain]:
    return {name: FIELDS[name].plain(value) for name, value in fields.items()}


def from_plain(plain: Mapping[str, Plain]) -> dict[str, object]:
    """Fields that a newer program knows and we do not are passed over; the operation itself keeps them."""
    return {name: FIELDS[name].read(value) for name, value in plain.items() if name in FIELDS}
