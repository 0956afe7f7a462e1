"""SIP headers and addresses, read so that no malformed one can do harm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from urllib.parse import unquote

LONGEST_TEXT = 200
_COMPACT = {"f": "from", "t": "to", "i": "call-id", "v": "via", "m": "contact", "s": "subject"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_FOLD = re.compile(r"\r?\n[ \t]+")
_QUOTED = re.compile(r'\s*"((?:[^"\\]|\\.)*)"\s*(.*)', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SEPARATORS = re.compile(r"[-.() ]")


@dataclass(frozen=True, slots=True)
class Address:
    """``"Name" <scheme:user@host>;parameter=value`` taken apart."""

    name: str = ""
    scheme: str = ""
    user: str = ""
    host: str = ""
    uri_rest: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


def readable(text: str) -> str:
    """The text as a person may read it: bytes that were no UTF-8 as GB 18030, no control or direction characters."""
    return _CONTROL.sub("", _decoded(text)).strip()[:LONGEST_TEXT]


def _decoded(text: str) -> str:
    try:
        raw = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def headers_of(message: str) -> Mapping[str, Sequence[str]]:
    """The headers by lower-case long name, each with its values in order; the request line is named ``""``."""
    head = re.split(r"\r?\n\r?\n", message, maxsplit=1)[0]
    first, *lines = re.split(r"\r?\n", _FOLD.sub(" ", head))
    found: dict[str, list[str]] = {"": [first]}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            key = name.strip().lower()
            found.setdefault(_COMPACT.get(key, key), []).append(value.strip())
    return found


def split_outside(text: str, separator: str) -> Iterator[str]:
    """The pieces of a list, not cut inside quotes or angle brackets."""
    quoted, depth, start, skip = False, 0, 0, False
    for at, character in enumerate(text):
        if skip:
            skip = False
        elif quoted:
            skip, quoted = character == "\\", character != '"'
        elif character == '"':
            quoted = True
        elif character in "<>":
            depth = 1 if character == "<" else 0
        elif character == separator and not depth:
            yield text[start:at].strip()
            start = at + 1
    yield text[start:].strip()


def addresses(values: Sequence[str]) -> list[Address]:
    """Every address of a header, its comma-separated lists opened."""
    return [read_address(one) for value in values for one in split_outside(value, ",") if one]


def read_address(text: str) -> Address:
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        name, rest = _ESCAPE.sub(r"\1", quoted[1]), quoted[2]
    else:
        name, rest = "", text
    before, bracket, after = rest.partition("<")
    if bracket:
        uri, _, tail = after.partition(">")
        name = name or before
    else:
        uri, _, tail = before.partition(";")
    return _with_uri(_person(name), uri.strip(), _parameters(tail))


def _person(name: str) -> str:
    """A display name; PBXs that know only ASCII send others as RFC 2047 encoded words."""
    text = _decoded(name)
    if "=?" in text:
        try:
            text = str(make_header(decode_header(text)))
        except (HeaderParseError, LookupError, UnicodeError, ValueError):
            return readable(name)
    return readable(text)


def _with_uri(name: str, uri: str, parameters: Mapping[str, str]) -> Address:
    scheme, colon, rest = uri.partition(":")
    if not colon or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme):
        scheme, rest = "", uri
    scheme = scheme.lower()
    if scheme == "tel":
        number, _, tail = rest.partition(";")
        return Address(name, scheme, _SEPARATORS.sub("", _user(number)), "", tail, parameters)
    user, at, place = rest.rpartition("@")
    host, mark, tail = _cut(place, ";?")
    return Address(name, scheme, _user(user) if at else "", readable(host).lower(), mark + tail, parameters)


def _cut(text: str, marks: str) -> tuple[str, str, str]:
    at = min((found for mark in marks if (found := text.find(mark)) >= 0), default=len(text))
    return text[:at], text[at : at + 1], text[at + 1 :]


def _user(text: str) -> str:
    """The user part: without a password or telephone parameters, percent signs resolved."""
    return readable(unquote(_decoded(text).partition(";")[0].partition(":")[0], errors="replace"))


def _parameters(tail: str) -> Mapping[str, str]:
    pairs = (piece.partition("=") for piece in split_outside(tail, ";") if piece)
    return {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs}
