"""Numbers of other countries, read by ``phonenumbers``: loaded with the first of them, for it takes a while."""

from __future__ import annotations

from functools import cache
from types import ModuleType

from core.customers.identity import LONGEST_KEY, UNREADABLE, NumberIdentity, NumberKind


@cache
def _library() -> ModuleType:
    import phonenumbers  # noqa: PLC0415 -- 80 ms that a desk whose callers are all Chinese need not wait for

    return phonenumbers


def warm_up() -> None:
    """Load the library while nobody waits."""
    identify_abroad("12025550100", must_exist=False)


def identify_abroad(digits: str, *, must_exist: bool) -> NumberIdentity:
    """International digits (country code first). ``must_exist``: the numbering plan has to know such a number."""
    library = _library()
    try:
        number = library.parse("+" + digits, None)
    except library.NumberParseException:
        return UNREADABLE
    if not (library.is_valid_number(number) if must_exist else library.is_possible_number(number)):
        return UNREADABLE
    whole = str(library.format_number(number, library.PhoneNumberFormat.E164))[:LONGEST_KEY]
    if (
        number.italian_leading_zero and whole != "+" + digits
    ):  # one of several zeros was dropped: drop the others
        return identify_abroad(whole[1:], must_exist=must_exist)
    return NumberIdentity(NumberKind.FOREIGN, whole, line=whole)


def identify_at_home(digits: str, country: str) -> NumberIdentity:
    """National digits of a house that does not stand in China."""
    library = _library()
    try:
        number = library.parse(digits, country)
    except library.NumberParseException:
        return UNREADABLE
    if not library.is_valid_number(number):
        return UNREADABLE
    types = library.PhoneNumberType
    kinds = {types.MOBILE: NumberKind.MOBILE, types.TOLL_FREE: NumberKind.SERVICE}
    kind = kinds.get(library.number_type(number), NumberKind.LANDLINE)
    whole = str(library.format_number(number, library.PhoneNumberFormat.E164))[:LONGEST_KEY]
    return NumberIdentity(kind, whole, line=whole)


def shown_abroad(line: str) -> str:
    """+1 415 555 2671: grouped as its country does, with spaces."""
    library = _library()
    try:
        number = library.parse(line, None)
    except library.NumberParseException:
        return line
    return str(library.format_number(number, library.PhoneNumberFormat.INTERNATIONAL)).replace("-", " ")
