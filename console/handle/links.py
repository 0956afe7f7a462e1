"""What a link or a program asks to dial, as the line takes it."""

from __future__ import annotations

from urllib.parse import unquote


def number_of(asked: str) -> str:
    """``tel:`` links (RFC 3966) become their digits: an extension is asked for by voice. ``sip:`` stays whole."""
    text = asked.strip()
    scheme, colon, rest = text.partition(":")
    if not colon or scheme.lower() not in ("tel", "sip", "sips", "callto"):
        return text
    if scheme.lower() in ("sip", "sips"):
        return f"{scheme.lower()}:{rest.partition('?')[0]}"
    number = unquote(rest.removeprefix("//")).partition(";")[0]
    return "".join(c for c in number if c.isdecimal() or c in "+*#")
