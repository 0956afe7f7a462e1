"""How good a passphrase is, as a judgement in words; nothing but its length is ever demanded."""

from __future__ import annotations

import math
from collections.abc import Mapping

from console.viewmodels.settings import Field, FieldKind
from console.viewmodels.words import Words
from core.words import Sentence

SHORTEST = 8
TOO_SHORT = Sentence("At least {n} characters, please.", {"n": SHORTEST})
NOT_THE_SAME = Sentence("The two passphrases are not the same.")
WEAK, FAIR, STRONG = Sentence("weak"), Sentence("fair"), Sentence("strong")


def bits(passphrase: str) -> float:
    """A rough measure: the alphabet it draws from, and how many different characters it really uses."""
    if not passphrase:
        return 0.0
    alphabet = sum(
        size
        for size, has in (
            (26, any(c.islower() and c.isascii() for c in passphrase)),
            (26, any(c.isupper() and c.isascii() for c in passphrase)),
            (10, any(c.isdecimal() for c in passphrase)),
            (32, any(not c.isalnum() for c in passphrase)),
            (2500, any(ord(c) > 0x2E7F for c in passphrase)),
        )
        if has
    )
    different = len(set(passphrase.casefold()))
    return math.log2(max(alphabet, 2)) * min(len(passphrase), different * 1.5)


def strength(passphrase: str) -> Sentence:
    measured = bits(passphrase)
    if measured < 45 or len(passphrase) < SHORTEST:
        return WEAK
    return FAIR if measured < 75 else STRONG


def fault(passphrase: str, again: str) -> Sentence | None:
    if len(passphrase) < SHORTEST:
        return TOO_SHORT
    return NOT_THE_SAME if passphrase != again else None


def passphrase_fields(typed: Mapping[str, str], words: Words) -> tuple[Field, ...]:
    """To change it: the one of now, and the new one twice."""
    new = typed.get("new", "")
    hint = words("Strength: {strength}", strength=strength(new)) if new else ""
    return (
        Field("old", words("Passphrase now"), FieldKind.PASSWORD, typed.get("old", "")),
        Field("new", words("New passphrase"), FieldKind.PASSWORD, new, hint),
        Field("again", words("New passphrase again"), FieldKind.PASSWORD, typed.get("again", "")),
    )
