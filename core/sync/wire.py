"""JSON as each program of ours reads it, whoever it is from: no NaN, no half characters, no number beyond 64 bits."""

from __future__ import annotations

import json
import re
from typing import Any

from core.sync.messages import Misshapen
from core.sync.plain import Json

_HALF = re.compile(rb"\\u[dD][89a-fA-F]")  # an escape that may be half of a character


def parsed(body: bytes, *, once: bool = False) -> Json:
    """``once``: no name may stand twice in an object; whoever judges others asks for it. Raises ``Misshapen``."""
    try:
        plain: Json = json.loads(
            body.decode("utf-8"),
            parse_constant=_none_of_these,
            parse_int=_whole,
            object_pairs_hook=_once if once else None,
        )
        if _HALF.search(body):
            json.dumps(plain, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as why:
        raise Misshapen("JSON") from why
    return plain


def _whole(digits: str) -> int:
    number = int(digits)
    if abs(number) >= 1 << 63:
        raise ValueError(digits[:20])
    return number


def _none_of_these(name: str) -> None:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found
