"""On which line of a TOML file something stands: its parser tells only where it broke."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*\[([^\[\]]+)\]")
_KEY = re.compile(r"""\s*([\w.\-"' ]+?)\s*=""")
_BROKE = re.compile(r"line (\d+), column (\d+)")


def line_of(name: str, text: str) -> int:
    """Where ``section.option`` or a section stands; where its section stands if it is written in an unusual way."""
    section, best = "", 1
    parent = name.rpartition(".")[0]
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            section = _bare(header[1])
            if section == name:
                return number
            best = number if section == parent else best
        elif (key := _KEY.match(line)) and name in (_bare(key[1]), f"{section}.{_bare(key[1])}"):
            return number
    return best


def where_it_broke(why: str, text: str) -> tuple[int, int]:
    """Line and column; the end of the text when the parser says nothing else."""
    found = _BROKE.search(why)
    if found:
        return int(found[1]), int(found[2])
    lines = text.splitlines() or [""]
    return len(lines), len(lines[-1]) + 1


def _bare(written: str) -> str:
    return re.sub(r"[\"' ]", "", written)
