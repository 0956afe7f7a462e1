"""Phone-number identity: what was written, by which keys it is stored, and by which it is found.

Chinese numbers are read by our own plan (PBX prefixes, 转, short codes, 400, full-width digits), those of the rest of
the world by ``phonenumbers``. Nothing here raises, whatever a network sends.
"""

from __future__ import annotations

import re

from core.customers.abroad import identify_abroad, identify_at_home
from core.customers.china import (
    read_area_without_zero,
    read_bare,
    read_digits,
    read_international,
)
from core.customers.identity import (
    LONGEST_KEY,
    UNREADABLE,
    WITHHELD,
    NumberIdentity,
    NumberKind,
    NumberRules,
)
from core.customers.index import KeyKind, NumberKey
from core.customers.spelling import Spelling, plain, says_withheld, take_apart

__all__ = ["NumberIdentity", "NumberKind", "NumberRules", "asked_keys", "identify", "keys"]

_SEPARATORS = str.maketrans(dict.fromkeys(" \t\r\n\v\f()[].-/+"))
_ONLY_SEPARATED = re.compile(r"[\s()\[\].\-/+]*[\d\s()\[\].\-/+]*")
_COMMON_EXTENSION = re.compile(r"([\s()\[\].\-/+]*\d[\d\s()\[\].\-/+]*)(?:转|,|;ext=|;)\s*(\d{1,8})")
_TRUNK_ZERO = re.compile(r"\(0\)")
_FIRST_GROUP = re.compile(r"\d+")
_LAST_GROUP = re.compile(r"(.*\d)[\s()\[\].\-/]+(\d{1,6})[\s()\[\]]*")
_NAME = re.compile(r"(?=.*[a-z])[a-z0-9][a-z0-9._~!*'&=+$?%-]*")
_NORTH_AMERICAN = re.compile(
    r"\s*1[\s.-]+\(?\d{3}\)?[\s.-]+\d{3}[\s.-]+\d{4}\s*"
)  # no mobile is grouped like this
_LONGEST_DIGITS = 32


def identify(written: str, rules: NumberRules) -> NumberIdentity:
    """Whose number this is. Total: the answer for nonsense is UNREADABLE, for a caller who hides WITHHELD."""
    text = plain(written)
    if text.isascii() and text.isdigit():
        return _of_digits(text, text, rules)
    if text and _ONLY_SEPARATED.fullmatch(text):
        return _of_number(text, rules)
    if common := _COMMON_EXTENSION.fullmatch(text):
        return _with_extension(_of_number(common.group(1), rules), common.group(2))
    spelling = take_apart(text)
    if spelling.is_withheld:
        return WITHHELD
    if not spelling.body and spelling.extension:
        return _of_digits(spelling.extension, spelling.extension, rules)
    found = _of_body(spelling.body, rules)
    return _with_extension(found, spelling.extension) if spelling.extension else found


def keys(identity: NumberIdentity) -> tuple[NumberKey, ...]:
    """The keys under which a card's number is stored."""
    if not identity.whole:
        return ()
    found = [NumberKey(KeyKind.WHOLE, identity.whole)]
    if identity.extension and identity.line:
        found.append(NumberKey(KeyKind.LINE, identity.line))
    if identity.local:
        found.append(NumberKey(KeyKind.BARE if identity.is_bare else KeyKind.LOCAL, identity.local))
    return tuple(found)


def asked_keys(identity: NumberIdentity) -> tuple[NumberKey, ...]:
    """The keys by which a caller is looked for, best first.

    A bare caller may be any area's number; a caller with an area code only one that was stored without.
    """
    if not identity.whole:
        return ()
    found = [NumberKey(KeyKind.WHOLE, identity.whole)]
    if identity.line:
        found.append(NumberKey(KeyKind.LINE, identity.line))
        if identity.extension:
            found.append(NumberKey(KeyKind.WHOLE, identity.line))
    if identity.local:
        found.append(NumberKey(KeyKind.LOCAL if identity.is_bare else KeyKind.BARE, identity.local))
    return tuple(found)


def _of_body(body: str, rules: NumberRules) -> NumberIdentity:
    if body and _ONLY_SEPARATED.fullmatch(body):
        return _of_number(body, rules)
    if says_withheld(body):
        return WITHHELD if body else UNREADABLE
    name = body.lower()[:LONGEST_KEY]
    is_name = _NAME.fullmatch(name) and take_apart(name) == Spelling(name)
    return NumberIdentity(NumberKind.SIP_NAME, name) if is_name else UNREADABLE


def _of_number(text: str, rules: NumberRules) -> NumberIdentity:
    """Text of digits and separators."""
    before, plus, after = text.partition("+")
    if not plus and _NORTH_AMERICAN.fullmatch(text):
        before, plus, after = "", "+", text
    if not plus:
        return _of_digits(text.translate(_SEPARATORS), text, rules)
    if before.translate(_SEPARATORS) not in ("", rules.outside_prefix):
        return _of_digits(text.translate(_SEPARATORS), text, rules)
    digits = _TRUNK_ZERO.sub("", after).translate(_SEPARATORS)[:_LONGEST_DIGITS]
    if not digits.strip("0"):
        return UNREADABLE
    found = read_international(digits, rules)
    return found or _split_extension(after, rules, plus="+") or _unknown(f"+{digits}")


def _of_digits(digits: str, text: str, rules: NumberRules) -> NumberIdentity:
    """Digits without a plus; ``text`` is how they were grouped."""
    digits = digits[:_LONGEST_DIGITS]
    if not digits.strip("0"):
        return UNREADABLE  # some carriers send zeros for a caller they do not know
    if rules.country != "CN":
        return _of_other_house(digits, rules)
    found = _outside(digits, text, rules) or _inside(digits, rules)
    if found is None and digits is not text:
        found = _split_extension(text, rules)
    return found or _in_any_grouping(digits, rules) or _unknown(digits)


def _outside(digits: str, text: str, rules: NumberRules) -> NumberIdentity | None:
    """An outside number, with or without the PBX's prefix."""
    prefix = rules.outside_prefix
    has_prefix = bool(prefix) and len(digits) > len(prefix) and digits.startswith(prefix)
    stripped = digits[len(prefix) :]
    if has_prefix and prefix == "0":
        found = _outside_plain(stripped, stripped, rules) or _outside_plain(digits, text, rules)
        return found or read_bare(stripped, rules)
    found = _outside_plain(digits, text, rules)
    if found is None and has_prefix:
        found = _outside_plain(stripped, stripped, rules) or read_bare(stripped, rules)
    return found


def _outside_plain(digits: str, text: str, rules: NumberRules) -> NumberIdentity | None:
    found = read_digits(digits, rules)
    if found is None and _groups_allow_area(digits, text):
        found = read_area_without_zero(digits, rules)
    return found


def _in_any_grouping(digits: str, rules: NumberRules) -> NumberIdentity | None:
    return read_digits(digits, rules, strict=False) or read_area_without_zero(digits, rules)


def _groups_allow_area(digits: str, text: str) -> bool:
    """Whether the area code stands apart, as in 10-62345678, or nothing does; not in 6331-2345 80."""
    if len(digits) == len(text):
        return True
    first = _FIRST_GROUP.search(text)
    return first is not None and len(first.group()) in (2, 3)


def _inside(digits: str, rules: NumberRules) -> NumberIdentity | None:
    if rules.is_extension(digits):
        return NumberIdentity(NumberKind.EXTENSION, digits)
    return read_bare(digits, rules)


def _split_extension(text: str, rules: NumberRules, plus: str = "") -> NumberIdentity | None:
    """The last group as an extension, when what stands before it is an outside number: 010-62345678-801."""
    groups = _LAST_GROUP.fullmatch(text.strip())
    if groups is None:
        return None
    base, extension = groups.groups()
    digits = base.translate(_SEPARATORS)
    if plus:
        found = read_international(digits, rules) if digits else None
    else:
        found = _outside(digits, base, rules) or read_bare(digits, rules)
    if found is None or found.kind not in (NumberKind.MOBILE, NumberKind.LANDLINE, NumberKind.SERVICE):
        return None
    return _with_extension(found, extension)


def _of_other_house(digits: str, rules: NumberRules) -> NumberIdentity:
    prefix = rules.outside_prefix
    for candidate in (digits, digits.removeprefix(prefix) if prefix else ""):
        if candidate and (found := identify_at_home(candidate, rules.country)).is_number:
            return found
    if digits.startswith("00") and (found := identify_abroad(digits[2:], must_exist=True)).is_number:
        return found
    return NumberIdentity(NumberKind.EXTENSION, digits) if rules.is_extension(digits) else _unknown(digits)


def _with_extension(found: NumberIdentity, extension: str) -> NumberIdentity:
    """The line with its extension; what is no outside line has none."""
    if not found.line:
        return found
    line = found.line
    return NumberIdentity(found.kind, f"{line};{extension}", line, found.local, extension, found.is_bare)


def _unknown(digits: str) -> NumberIdentity:
    return NumberIdentity(NumberKind.UNKNOWN, digits[:_LONGEST_DIGITS])
