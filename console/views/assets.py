"""Reads the data files of resources/ for the screens: icons as text, fonts as files."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import as_file, files


@cache
def icon_text(name: str) -> str:
    """The SVG of an icon, its strokes in ``currentColor``."""
    return (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def load_fonts(load: Callable[[str], int]) -> None:
    """Hands every bundled font to ``load`` as the name of a file."""
    for entry in sorted((files("resources") / "fonts").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".ttf"):
            with as_file(entry) as path:
                load(str(path))
