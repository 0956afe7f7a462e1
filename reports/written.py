"""What people typed, made ready for paper: nothing hidden, nothing lost, right to left where it is written so."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import arabic_reshaper
from bidi.algorithm import get_display  # which mirrors brackets; the faster one beside it does not

from reports.fonts import Chain

# Signs that steer direction or shape and are themselves invisible. Directions are not obeyed: a price must not be
# turned around by one.
_STEERING = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_INVISIBLE = re.compile(
    f"[{_STEERING}\u00ad\u200b\u2060\ufeff\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
_JOINERS = re.compile("[\u200c\u200d]")
_BREAKS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufff9-\uffff]")
_ACCENTED = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Shaped word by word: the shaper stumbles over joiners that join no Arabic, as emoji have them.
_ARABIC = re.compile("[\u0600-\u08ff]+(?:[\u200c\u200d]+[\u0600-\u08ff]+)*")
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_SHAPER = arabic_reshaper.ArabicReshaper(configuration={"delete_harakat": False, "delete_tatweel": False})


def lines_of(text: str, chain: Chain) -> list[str]:
    """The lines a person wrote, ready to be measured; characters that cannot be drawn are written as code points."""
    return [_ready(line, chain) for line in _BREAKS.split(text)]


def one_line(text: str, chain: Chain) -> str:
    return _ready(_BREAKS.sub(" ", text), chain)


def _ready(line: str, chain: Chain) -> str:
    if line.isascii() and line.isprintable():
        return line
    line = _INVISIBLE.sub("", line.replace("\t", "    ").replace("\u00a0", " "))
    line = _ACCENTED.sub(lambda found: unicodedata.normalize("NFC", found.group()), line)
    line = _CONTROL.sub(_as_code_point, line)
    line = _ARABIC.sub(lambda found: str(_SHAPER.reshape(found.group())), line)
    line = _JOINERS.sub("", line)
    if chain.has(line):
        return line
    return "".join(char if chain.home(char) else code_point(char) for char in line)


def plain(text: str) -> str:
    """For what a file says of itself: bookmarks, descriptions, its title. One line, without what no reader takes."""
    return " ".join(_CONTROL.sub(_as_code_point, _INVISIBLE.sub("", _BREAKS.sub(" ", text))).split())


def _as_code_point(found: re.Match[str]) -> str:
    return code_point(found.group())


def code_point(char: str) -> str:
    return f"[U+{ord(char):04X}]"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line in the order it is drawn; ``meant`` is what a reader copies, where that differs."""

    text: str
    meant: str = ""
    is_from_right: bool = False


def is_from_right(paragraph: str) -> bool:
    """The first letter with a direction gives it to the paragraph."""
    if not _RIGHT_TO_LEFT.search(paragraph):
        return False
    directions = (unicodedata.bidirectional(char) for char in paragraph)
    return next((one for one in directions if one in ("L", "R", "AL")), "L") != "L"


def drawn(line: str, *, from_right: bool) -> Drawn:
    if not from_right and not _RIGHT_TO_LEFT.search(line):
        return Drawn(line)
    meant = _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), line)
    return Drawn(get_display(line, base_dir="R" if from_right else "L"), meant, from_right)
