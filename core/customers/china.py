"""China's numbering plan: national digits, as they come from keypads, cards and gateways, to identities."""

from __future__ import annotations

import re

from core.customers.abroad import identify_abroad
from core.customers.areas import LENGTHS, area_at_start
from core.customers.identity import NumberIdentity, NumberKind, NumberRules

# One number for the whole country: an area code before it changes nothing.
_NATIONWIDE = re.compile(r"95\d{3,6}|100\d\d|1010\d{4}|12306|1118[35]|125[2369][0-9]|116114|118114")
# The same digits reach somebody else in another city.
_LOCAL_CODES = re.compile(r"11[02479]|12[0-2]|999|123\d\d|121(?:10|17|21)|96\d{3,4}|160\d{2}|168\d{2}")

_NEAR_COUNTRIES = ("852", "853", "886")  # Hong Kong, Macau, Taiwan: gateways drop their 00 too


def read_digits(digits: str, rules: NumberRules, *, strict: bool = True) -> NumberIdentity | None:
    """Digits without a plus that mean an outside number and nothing else. Not strict: also with an odd length."""
    if digits[:1] == "0":
        return _read_after_zero(digits, rules, strict)
    if found := _without_area(digits):
        return found
    if len(digits) < 9:
        return _short_code(digits, "", rules) or _short_code_after_86(digits, rules)
    if digits[:2] == "86" and (found := read_national(digits[2:], rules)):
        return found
    if len(digits) in (11, 12) and digits[:3] in _NEAR_COUNTRIES:
        found = identify_abroad(digits, must_exist=True)
        return found if found.is_number else None
    return None


def read_international(digits: str, rules: NumberRules) -> NumberIdentity | None:
    """Digits after a plus or an international 00: the country code first."""
    if digits.startswith("86") and rules.country == "CN":
        national = digits[2:].removeprefix("0")
        return read_national(national, rules) or read_national(national, rules, strict=False)
    if digits.startswith("0"):  # "+010-…": whoever wrote this plus meant nothing by it
        return read_digits(digits, rules)
    found = identify_abroad(digits, must_exist=False)
    return found if found.is_number else None


def read_national(digits: str, rules: NumberRules, *, strict: bool = True) -> NumberIdentity | None:
    """National digits, as behind +86: mobile, service, area code without 0, short code."""
    digits = digits.removeprefix("0")
    found = _without_area(digits) or _short_code(digits, "", rules)
    return found or _with_area(digits, rules, strict=strict)


def read_bare(digits: str, rules: NumberRules) -> NumberIdentity | None:
    """A number written without an area code: taken in the house's own."""
    area = rules.own_area
    if digits[0] not in "2345678" or len(digits) not in LENGTHS.get(area, (7, 8)):
        return None
    line = f"+86{area}{digits}" if area else digits
    return NumberIdentity(NumberKind.LANDLINE, line, line=line, local=digits, is_bare=True)


def read_area_without_zero(digits: str, rules: NumberRules) -> NumberIdentity | None:
    """10-62345678 and 75523456789: only with the length that this area's numbers have."""
    return _with_area(digits, rules, strict=True) if len(digits) in (10, 11) else None


def _read_after_zero(digits: str, rules: NumberRules, strict: bool) -> NumberIdentity | None:
    if digits[:2] == "00":
        return read_international(digits[2:], rules) if len(digits) > 8 else None
    national = digits[1:]
    return _without_area(national) or _with_area(national, rules, strict=strict)


def _with_area(national: str, rules: NumberRules, *, strict: bool) -> NumberIdentity | None:
    area = area_at_start(national)
    local = national[len(area) :]
    if not area or not local or local[0] == "0":
        return None
    if len(local) in (LENGTHS[area] if strict else (7, 8)):
        line = "+86" + national
        return NumberIdentity(NumberKind.LANDLINE, line, line=line, local=local)
    return _short_code(local, area, rules)


def _short_code(digits: str, area: str, rules: NumberRules) -> NumberIdentity | None:
    if _NATIONWIDE.fullmatch(digits):
        return _line(NumberKind.SHORT_CODE, digits)
    if not _LOCAL_CODES.fullmatch(digits):
        return None
    is_bare, area = not area, area or rules.own_area
    line = f"+86{area}{digits}" if area else digits
    return NumberIdentity(NumberKind.SHORT_CODE, line, line=line, local=digits, is_bare=is_bare)


def _short_code_after_86(digits: str, rules: NumberRules) -> NumberIdentity | None:
    """8610086, where it cannot be a number of the own area."""
    if digits[:2] != "86" or len(digits) in LENGTHS.get(rules.own_area, (7, 8)):
        return None
    return _short_code(digits[2:], "", rules)


def _without_area(national: str) -> NumberIdentity | None:
    """Mobiles and service numbers: complete as they stand."""
    if len(national) == 11 and national[0] == "1" and national[1] in "3456789":
        return _line(NumberKind.MOBILE, "+86" + national)
    if len(national) == 10 and national[:3] in ("400", "800"):
        return _line(NumberKind.SERVICE, "+86" + national)
    return None


def _line(kind: NumberKind, line: str) -> NumberIdentity:
    return NumberIdentity(kind, line, line=line)
