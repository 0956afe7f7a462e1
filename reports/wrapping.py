"""A person's text as the lines that are drawn in a given width."""

from __future__ import annotations

from reports.breaking import broken
from reports.pen import Look, Pen
from reports.written import Drawn, drawn, is_from_right, lines_of


def wrapped(pen: Pen, text: str, look: Look, width: float) -> list[Drawn]:
    chain = pen.chain(look)
    found = []
    for line in lines_of(text, chain):
        from_right = is_from_right(line)
        found += [drawn(part, from_right=from_right) for part in broken(line, chain, look.size, width)]
    return found
