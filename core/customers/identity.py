"""What a written number turns out to be: the settings it is read with, its kind, and its identity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

LONGEST_WRITTEN = 128  # characters that are read; what comes after them is noise
LONGEST_KEY = 64  # characters a key can have: what a database column must hold

LONGEST_EXTENSION = 6  # digits of an extension of the house: with seven, local numbers begin


@dataclass(frozen=True, slots=True)
class NumberRules:
    """How numbers are written in this house. When one of these changes, the number index is made anew.

    ``area`` is the house's own area code, with or without its 0 ("" when there is none): a number written without one
    is taken in it. ``outside_prefix`` is what the PBX puts before outside numbers ("", "9" or "0"). An
    ``extension_digits`` of (3, 6) makes 8001 an extension of the house; from seven digits on numbers are outside lines.
    The long-distance 0 that a PBX puts before mobiles (0138…) needs no setting: it has no other reading.
    """

    country: str = "CN"
    area: str = "010"
    outside_prefix: str = ""
    extension_digits: tuple[int, int] = (3, 6)

    @property
    def own_area(self) -> str:
        """The area code as it stands in international numbers: without its 0."""
        return self.area.removeprefix("0")

    def is_extension(self, digits: str) -> bool:
        shortest, longest = self.extension_digits
        return shortest <= len(digits) <= min(longest, LONGEST_EXTENSION)


class NumberKind(Enum):
    """What sort of number it is."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    SERVICE = "service"  # 400 and 800 numbers
    SHORT_CODE = "short code"  # 10086, 95588, 12345, 110
    EXTENSION = "extension"  # of the house itself
    FOREIGN = "foreign"
    SIP_NAME = "sip name"
    UNKNOWN = "unknown"  # digits of no plan we know: they still match themselves
    WITHHELD = "withheld"
    UNREADABLE = "unreadable"  # nothing in it could be a number


@dataclass(frozen=True, slots=True)
class NumberIdentity:
    """Who a number is, however it was written. Two writings are the same number when ``whole`` is the same.

    ``whole`` names it completely ("+8613812345678", "+861062345678;801", "8001"; "" when there is no number), ``line``
    is the line without ``extension`` ("" where there is no outside line), ``local`` the subscriber's part behind an
    area code. ``is_bare``: it was written without an area code and taken in the house's own.
    """

    kind: NumberKind
    whole: str = ""
    line: str = ""
    local: str = ""
    extension: str = ""
    is_bare: bool = False

    @property
    def is_number(self) -> bool:
        """Whether anything can be found by it."""
        return self.whole != ""

    @property
    def shown(self) -> str:
        """As people write it: 138 1234 5678, 010-6234 5678 转 801, +1 415 555 2671; "" when there is no number."""
        from core.customers.shown import as_people_write  # noqa: PLC0415 -- a million keys need no grouping

        return as_people_write(self)


WITHHELD = NumberIdentity(NumberKind.WITHHELD)
UNREADABLE = NumberIdentity(NumberKind.UNREADABLE)
