"""What a person typed or clicked, as the address that is dialled."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

from core.errors import RuleViolation

_WRITING = re.compile(r"[\s\-./()\u2010-\u2015\u2212]")
_NUMBER = re.compile(r"[+]?[0-9A-Za-z*#_!~'&=$,;?%]+")
_ADDRESS = re.compile(r"<?(sips?:[^\s<>@]+@[^\s<>@]+|sips?:[^\s<>@]+)>?", re.IGNORECASE)
_USER_MAY_HOLD = "+*-_.!~'()&=$,"


def dial_address(number: str, domain: str, transport: str = "") -> str:
    """A SIP URI for a number, ``tel:`` link, ``user@host`` or SIP URI. ``domain`` is where bare numbers live."""
    typed = unicodedata.normalize("NFKC", number).strip()
    if typed.lower().startswith("tel:"):
        typed = typed[4:].partition(";")[0]
    if address := _ADDRESS.fullmatch(typed):
        return address[1]
    if "@" in typed and not re.search(r"[\s<>]", typed):
        return f"sip:{typed}"
    digits = _WRITING.sub("", typed)
    if not _NUMBER.fullmatch(digits):
        raise RuleViolation('"{number}" cannot be dialled.', number=number)
    if not domain:
        raise RuleViolation("This line has no PBX: dial a full address such as sip:8001@192.0.2.1.")
    return f"sip:{quote(digits, safe=_USER_MAY_HOLD)}@{domain}{transport}"


def dialled_user(address: str) -> str:
    """The part of the address that the agent sees."""
    return unquote(address.partition(":")[2].rpartition("@")[0]) or address
