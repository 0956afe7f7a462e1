"""The colours of the two themes, and which of them stand on which."""

from __future__ import annotations

from dataclasses import dataclass

from console.viewmodels.words import Tone


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. Text tokens reach 4.5:1 on every ground they stand on (``TEXT_ON``)."""

    window: str  # behind the panes: rail, bars' fields
    pane: str  # where one reads and writes
    line: str  # where two panes meet
    edge: str  # around a field or a button
    hover: str
    press: str
    ink: str
    dim: str
    accent: str
    on_accent: str
    soft: str  # what is chosen
    glow: str  # around what has the caret
    late: str
    soon: str
    talking: str

    def of(self, tone: Tone) -> str:
        return {
            Tone.PLAIN: self.ink,
            Tone.DIM: self.dim,
            Tone.ACCENT: self.accent,
            Tone.LATE: self.late,
            Tone.SOON: self.soon,
            Tone.TALKING: self.talking,
        }[tone]


LIGHT = Tokens(
    window="#f5f6f8",
    pane="#ffffff",
    line="#e3e6ea",
    edge="#d3d8df",
    hover="#eef0f3",
    press="#e6eaee",
    ink="#1c2430",
    dim="#5d6775",
    accent="#2458c6",
    on_accent="#ffffff",
    soft="#eaf0fc",
    glow="#c3d4f6",
    late="#c62b2b",
    soon="#945800",
    talking="#187544",
)

DARK = Tokens(
    window="#14181e",
    pane="#1b2027",
    line="#2c333d",
    edge="#3a434f",
    hover="#252c35",
    press="#2f3843",
    ink="#e6eaf0",
    dim="#93a0b0",
    accent="#6f9bff",
    on_accent="#0f1520",
    soft="#22304d",
    glow="#34508c",
    late="#ff7b72",
    soon="#e0a54a",
    talking="#5cc98a",
)

# Every text token with every ground it is drawn on: a test computes the contrast of each pair in both themes.
TEXT_ON: tuple[tuple[str, str], ...] = (
    *(
        (text, ground)
        for text in ("ink", "dim", "accent", "late", "soon", "talking")
        for ground in ("window", "pane", "soft", "hover")
    ),
    ("ink", "press"),
    ("late", "press"),
    ("on_accent", "accent"),
)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
