"""Parts and prices of a ticket: typed one a line, kept as that text, and read by whoever adds them up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.errors import RuleViolation
from core.tickets.text import NAME, clean_line, clean_text

LINES, LENGTH = 300, 60_000
UNIT = 20
_GAP = re.compile(r"[;|\t]")
_QUANTITY = re.compile(r"(?:[x×]\s*)?(\d{1,6}(?:\.\d{1,3})?)\s*(.*)", re.IGNORECASE)
_PRICE = re.compile(r"(-?)\s*(?:¥|CNY|RMB)?\s*(-?)(\d{1,9}(?:\.\d{1,4})?)\s*(?:元|CNY|RMB)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


class PartUnreadable(RuleViolation):
    """What was typed stays where it was typed."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(
            "Line {n} of the parts cannot be read: “{line}”. Write it as: name; quantity; unit price – for example: "
            "Drum unit; 2 sets; 490.00",
            n=number,
            line=line[:80],
        )


class TooManyParts(RuleViolation):
    """More than a sheet is good for."""

    def __init__(self) -> None:
        super().__init__(
            "At most {n} lines of parts fit one ticket. Make another ticket for the rest.", n=LINES
        )


@dataclass(frozen=True, slots=True)
class PartLine:
    """Something used, or work that is charged; a price below nought is a discount."""

    name: str
    quantity: Decimal
    unit: str
    price: Decimal


def clean_parts(text: str) -> str:
    """In the one way they are written; refuses the first line that cannot be read."""
    return "\n".join(written(one) for one in read_parts(text))


def read_parts(text: str) -> tuple[PartLine, ...]:
    kept = clean_text(text, "parts", LENGTH)
    lines = [(n, line) for n, line in enumerate(kept.split("\n"), 1) if line.strip()]
    if len(lines) > LINES:
        raise TooManyParts
    return tuple(_read(lines))


def written(part: PartLine) -> str:
    amount = f"{part.quantity.normalize():f} {part.unit}".rstrip()
    cents = max(2, -int(part.price.normalize().as_tuple().exponent))
    return f"{part.name}; {amount}; {part.price:.{cents}f}"


def total(parts: tuple[PartLine, ...]) -> Decimal:
    return sum((one.quantity * one.price for one in parts), Decimal(0))


def _read(lines: list[tuple[int, str]]) -> Iterator[PartLine]:
    for number, line in lines:
        name, quantity, price = _cut(line)
        amount = _QUANTITY.fullmatch(_plain(quantity))
        money = _PRICE.fullmatch(_plain(price))
        if not name or amount is None or money is None or len(amount[2]) > UNIT:
            raise PartUnreadable(number, line.strip())
        if (count := Decimal(amount[1])) == 0 or (money[1] and money[2]):
            raise PartUnreadable(number, line.strip())
        sign = -1 if money[1] or money[2] else 1
        yield PartLine(clean_line(name, "name", NAME), count, amount[2].strip(), sign * Decimal(money[3]))


def _cut(line: str) -> tuple[str, str, str]:
    """From the right: a name may hold a semicolon of its own."""
    gaps = [found.start() for found in _GAP.finditer(line.replace("；", ";"))]
    if len(gaps) < 2:
        return "", "", ""
    first, second = gaps[-2:]
    return line[:first].strip(), line[first + 1 : second], line[second + 1 :]


def _plain(text: str) -> str:
    """Numbers as a Chinese keyboard writes them, and with their thousands marked."""
    return _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).replace("，", ",").strip())
