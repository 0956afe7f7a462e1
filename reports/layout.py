"""How a company's paper looks: a value that a window edits and every document is printed with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from core.errors import RuleViolation
from reports.pictures import read_picture

MM = 72 / 25.4
NAME, HEAD, FOOT = 120, 400, 400  # characters
LIGHTEST = 0.3  # of white's light: letters of it are three times as dark as paper
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Paper(Enum):
    """Width and height in millimetres; a slip is as long as what is on it."""

    A4 = (210.0, 297.0)
    LETTER = (215.9, 279.4)
    A5 = (148.0, 210.0)
    SLIP = (80.0, 0.0)

    @property
    def is_slip(self) -> bool:
        return self is Paper.SLIP

    @property
    def width(self) -> float:
        return self.value[0] * MM

    @property
    def height(self) -> float:
        return self.value[1] * MM

    @property
    def margin(self) -> float:
        """A thermal printer leaves 4 mm at each side; a laser printer 5, and a folder's holes want more."""
        return {Paper.SLIP: 4.0, Paper.A5: 11.0}.get(self, 16.0) * MM

    @property
    def text_size(self) -> float:
        return {Paper.SLIP: 8.5, Paper.A5: 8.5}.get(self, 9.5)


@dataclass(frozen=True, slots=True)
class CompanyLayout:
    """What of a sheet is the company's: ``head`` and ``foot`` may have several lines, ``terms`` several paragraphs.

    ``logo`` and ``seal`` are pictures as they lie in a file; the seal is put beside the company's signature.
    """

    name: str
    head: str = ""
    foot: str = ""
    terms: str = ""
    logo: bytes = b""
    seal: bytes = b""
    accent: str = "#1f5f99"
    paper: Paper = Paper.A4


def checked_layout(layout: CompanyLayout) -> CompanyLayout:
    """For the window that edits it: refuses, in words, what could not be printed."""
    if not layout.name.strip():
        raise RuleViolation("The company needs a name: it stands at the head of every sheet.")
    if not _COLOUR.fullmatch(layout.accent):
        raise RuleViolation("{colour} is not a colour. Write it like #1f5f99.", colour=layout.accent)
    if _lightness(layout.accent) > LIGHTEST:
        raise RuleViolation(
            "{colour} is too light to be read on paper. Choose a darker colour.", colour=layout.accent
        )
    for text, most in ((layout.name, NAME), (layout.head, HEAD), (layout.foot, FOOT)):
        if len(text) > most or text.count("\n") > 7:
            raise RuleViolation(
                "This text of the layout is too long: “{begin}…” Keep to {most} characters and 8 lines, since it "
                "stands on every page.",
                begin=text[:20],
                most=most,
            )
    if layout.logo and read_picture(layout.logo) is None:
        raise RuleViolation("The logo is not a picture that can be printed. Choose a PNG or JPEG file.")
    if layout.seal and read_picture(layout.seal) is None:
        raise RuleViolation("The seal is not a picture that can be printed. Choose a PNG or JPEG file.")
    return layout


def _lightness(colour: str) -> float:
    """As eyes see it: 0 black, 1 white."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
