"""What other programs see in our PDF files: poppler reads text, fonts, structure and places; zxing reads the code."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

import zxingcpp
from PIL import Image

from core.sla.reading import Reading, RuleTried
from core.words import Sentence

IGNORED = re.compile(
    "[\\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufefc]")
# What the first family draws. Of the stand-ins poppler gives the room of their tallest letters, ink or not.
FAMILY = re.compile("[ -~\u00a1-\u00ff\u2013-\u2026\u3001-\u301f\u4e00-\u9fff\uff01-\uff5e]*")
SPACE = {"word": "{http://www.w3.org/1999/xhtml}word", "page": "{http://www.w3.org/1999/xhtml}page"}


def _poppler(program: str, *words: str, pdf: bytes) -> bytes:
    done = subprocess.run([program, *words], input=pdf, capture_output=True, check=True)
    assert done.stderr == b"", done.stderr
    return done.stdout


def text_of(pdf: bytes) -> str:
    return _poppler("pdftotext", "-raw", "-enc", "UTF-8", "-", "-", pdf=pdf).decode()


@dataclass(frozen=True, slots=True)
class Font:
    """A line of pdffonts."""

    name: str
    is_embedded: bool
    is_subset: bool
    has_meaning: bool


def fonts_of(pdf: bytes, tmp_path: Path) -> list[Font]:
    file = tmp_path / "fonts.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True)
    rows = [line.split() for line in done.stdout.splitlines()[2:]]
    return [Font(row[0], row[-5] == "yes", row[-4] == "yes", row[-3] == "yes") for row in rows]


def info_of(pdf: bytes, tmp_path: Path, *words: str) -> str:
    file = tmp_path / "info.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdfinfo", *words, file], capture_output=True, text=True, check=True).stdout


@dataclass(frozen=True, slots=True)
class Word:
    """A word where poppler sees it."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def words_of(pdf: bytes) -> tuple[list[tuple[float, float]], list[Word]]:
    """Sizes of the pages, and every word."""
    raw = _poppler("pdftotext", "-bbox", "-", "-", pdf=pdf).decode("utf-8", "replace")
    tree = ET.fromstring(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", raw))
    sizes, found = [], []
    for number, page in enumerate(tree.iter(SPACE["page"])):
        sizes.append((float(page.attrib["width"]), float(page.attrib["height"])))
        for one in page.iter(SPACE["word"]):
            box = [float(one.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax")]
            if ARABIC.search(one.text or ""):  # poppler gives the room of the tallest vowel marks, ink or not
                box[1] += (box[3] - box[1]) * 0.35
            found.append(Word(number, one.text or "", *box))
    return sizes, found


def overlaps(pdf: bytes) -> list[tuple[Word, Word]]:
    """Pairs of words that lie on each other by more than a hair."""
    _, words = words_of(pdf)
    found = []
    for page in {one.page for one in words}:
        row = sorted((one for one in words if one.page == page), key=lambda one: one.top)
        for number, a in enumerate(row):
            for b in row[number + 1 :]:
                if b.top > a.bottom:
                    break
                high = min(a.bottom, b.bottom) - max(a.top, b.top)
                wide = min(a.right, b.right) - max(a.left, b.left)
                least = min(a.bottom - a.top, b.bottom - b.top)
                room = 0.08 if FAMILY.fullmatch(a.text + b.text) else 0.3
                if wide > 1 and high > least * room:
                    found.append((a, b))
    return found


def outside(pdf: bytes) -> list[Word]:
    """Words that are not wholly on their page."""
    sizes, words = words_of(pdf)
    return [
        one
        for one in words
        if one.left < 2
        or one.top < 1
        or one.right > sizes[one.page][0] - 2
        or one.bottom > sizes[one.page][1]
    ]


def pictures_of(pdf: bytes, tmp_path: Path, dots: int = 100) -> list[Image.Image]:
    file = tmp_path / "pages.pdf"
    file.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(dots), "-png", file, tmp_path / "page"], check=True)
    return [Image.open(one).convert("RGB") for one in sorted(tmp_path.glob("page-*.png"))]


def codes_on(picture: Image.Image) -> list[str]:
    return [one.text for one in zxingcpp.read_barcodes(picture)]


def letters(text: str) -> Counter[str]:
    """What a reader must find again, whatever the lines and columns."""
    return Counter(IGNORED.sub("", unicodedata.normalize("NFKC", text)))


def is_invisible(char: str) -> bool:
    return bool(IGNORED.fullmatch(char))


def texts_in(value: object) -> Iterator[str]:
    """Every text a person typed, anywhere in a document's data."""
    if isinstance(value, Sentence | Reading):  # said in the sheet's language; ids
        return
    if isinstance(value, RuleTried):
        yield value.name
    elif isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts_in(getattr(value, one.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts_in(one)


def bytes_of(picture: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()
