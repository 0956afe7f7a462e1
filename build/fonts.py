"""The fonts of printed paper: under which names they are listed, and their versions, read from the files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from build.facts import ROOT

OF_PAPER = ROOT / "resources" / "fonts" / "paper"
_VERSION, _WINDOWS = 5, 3  # in the table of names


def made() -> Mapping[str, Callable[[], tuple[str, str]]]:
    """Name -> what asks for version and licence."""
    return {name_of(file.stem): partial(_about, file) for file in sorted(OF_PAPER.glob("*.ttf"))}


def name_of(stem: str) -> str:
    return f"font {stem.partition('_')[0]}"


def _about(file: Path) -> tuple[str, str]:
    return version_of(file.read_bytes()), "OFL-1.1"


def version_of(held: bytes) -> str:
    """As a TrueType file says it in words ("Version 2.010; …")."""

    def number(at: int, size: int = 2) -> int:
        return int.from_bytes(held[at : at + size], "big")

    tables = range(12, 12 + 16 * number(4), 16)
    names = next(number(one + 8, 4) for one in tables if held[one : one + 4] == b"name")
    texts = names + number(names + 4)
    for entry in range(names + 6, names + 6 + 12 * number(names + 2), 12):
        if number(entry) == _WINDOWS and number(entry + 6) == _VERSION:
            begin = texts + number(entry + 10)
            said = held[begin : begin + number(entry + 8)].decode("utf-16-be")
            found = re.search(r"\d+(\.\d+)+", said)
            return found.group() if found else said
    return ""
