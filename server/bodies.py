"""What comes in: bounded before it is read, unpacked within the same bound."""

from __future__ import annotations

import asyncio
import zlib

from fastapi import Request
from starlette.requests import ClientDisconnect

from core.sync.messages import Misshapen
from core.sync.plain import Json
from server.refusals import TooLarge

MEGABYTE = 1 << 20
_NUL = "\0"
_LONGEST_SECONDS = 120.0  # for one body: who sends a byte a minute holds nothing open for long


async def read_body(request: Request, most: int) -> bytes:
    """At most ``most`` bytes as they come over the wire; a longer one is not read to its end."""
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > most:
        raise TooLarge(most // MEGABYTE)
    body = bytearray()
    try:
        async with asyncio.timeout(_LONGEST_SECONDS):
            async for part in request.stream():
                body += part
                if len(body) > most:
                    raise TooLarge(most // MEGABYTE)
    except (ClientDisconnect, TimeoutError) as why:
        raise Misshapen("request") from why
    return bytes(body)


def unpacked(body: bytes, encoding: str, most: int) -> bytes:
    """A few kilobytes that unpack to gigabytes are stopped at the bound."""
    if not encoding or encoding == "identity":
        return body
    if encoding != "gzip":
        raise Misshapen("content-encoding")
    unpacking = zlib.decompressobj(wbits=31)
    try:
        plain = unpacking.decompress(body, most + 1)
    except zlib.error as why:
        raise Misshapen("gzip") from why
    if len(plain) > most:
        raise TooLarge(most // MEGABYTE)
    if not unpacking.eof or unpacking.unused_data:
        raise Misshapen("gzip")
    return plain


def check_texts(plain: Json) -> Json:
    """U+0000 is in nothing that a program of ours says or a person types, and PostgreSQL keeps no text with it."""
    left = [plain]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += one
            left += one.values()
        elif isinstance(one, list):
            left += one
        elif isinstance(one, str) and _NUL in one:
            raise Misshapen("U+0000")
    return plain
