"""The typefaces of paper: one family for Chinese and Latin, others for what it lacks; all are embedded, as subsets."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics, ttfonts

import resources
from core.errors import EnvironmentFault

FOLDER = Path(resources.__file__).parent / "fonts"
REGULAR, STRONG = "NotoSansSC_400Regular.ttf", "NotoSansSC_500Medium.ttf"
# Asked in this order for what the family above lacks; each is read when it is first needed.
OTHERS = (
    "paper/NotoSans_400Regular.ttf",
    "paper/NotoEmoji_400Regular.ttf",
    "paper/NotoSansSymbols2_400Regular.ttf",
    "paper/NotoSansSymbols_400Regular.ttf",
    "paper/NotoSansArabic_400Regular.ttf",
    "paper/NotoSansHebrew_400Regular.ttf",
    "paper/NotoSansThai_400Regular.ttf",
    "paper/NanumGothic_400Regular.ttf",
)
# A file with one flipped bit still opens, and draws nonsense: so each is known by its hash.
SHA256 = {
    "NotoSansSC_400Regular.ttf": "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    "NotoSansSC_500Medium.ttf": "b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a",
    "NanumGothic_400Regular.ttf": "cf050025dcce823de644153981ff8b171d5b78d7d0ddd6e3c9f39e814fad3564",
    "NotoEmoji_400Regular.ttf": "24aaa2a20c9c06ffe9bf04284bfd1f14376a329d10122f902abe2770817eb504",
    "NotoSansArabic_400Regular.ttf": "252629ca0e87b6233851249b8cbf7b43445211a8caf199f1b306a19202251508",
    "NotoSansHebrew_400Regular.ttf": "e0ee753f09733337b9236221018d4bf71fd6d06c87dd76bbc83120514bc55911",
    "NotoSansSymbols2_400Regular.ttf": "f67f40c65f929f029827ab37cfdc4897dfd9ae3c28d9e98ba46e0d52e39eb97e",
    "NotoSansSymbols_400Regular.ttf": "aedeec1cd0514930aeeafc4a88a6deff83cda1e6b58086f0b9bb9c7dd0157578",
    "NotoSansThai_400Regular.ttf": "9acb585d8662ca4ed1b1cf5889dfa1393f8555103b3986e1ea1e3af4faef70bd",
    "NotoSans_400Regular.ttf": "fe8c022f48d8dd29f17b744d16f9346f4357e16f7d4f7be58b000ae7c291b614",
}


class FontUnusable(EnvironmentFault):
    """Without its letters nothing is printed, rather than squares."""


class _Glyphs:
    """The outlines of a font, cut out where they lie: a copy of ten megabytes for each document is most of its time."""

    def __init__(self, file: bytes, start: int) -> None:
        self._file, self._start = file, start

    def __getitem__(self, part: slice) -> bytes:
        return self._file[self._start + part.start : self._start + part.stop]


class _Outlines(ttfonts.TTFontFace):
    """One font file, whose outlines stay where they are."""

    _ttf_data: bytes

    def get_table(self, tag: str) -> bytes | _Glyphs:
        if tag == "glyf":
            return _Glyphs(self._ttf_data, self.get_table_pos(tag)[0])
        found: bytes = super().get_table(tag)  # type: ignore[no-untyped-call] # reportlab's stubs leave it bare
        return found


class Face(ttfonts.TTFont):
    """One font file. Says in the PDF which characters its glyphs stand for, those above U+FFFF too."""

    def __init__(self, name: str, file: str) -> None:
        super().__init__(name, file)
        self.face.__class__ = _Outlines  # reportlab asks nobody which one is made

    def addObjects(self, doc: object) -> None:  # noqa: N802 - reportlab's name
        subsets = self.state[doc].subsets  # which are forgotten as soon as they are written
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (ttfonts.SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode(
                "latin-1"
            )
            doc.idToObject[f"toUnicodeCMap:{name}"].content = _meaning(name, subset)  # type: ignore[attr-defined]

    def width_of(self, char: str) -> float:
        return float(self.face.charWidths.get(ord(char), self.face.defaultWidth)) / 1000


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line that one font has."""

    font: str
    text: str


class _Widths(dict[str, float]):
    """Width of each character for a font size of 1, in the font that has it."""

    def __init__(self, chain: Chain) -> None:
        super().__init__()
        self._chain = chain

    def __missing__(self, char: str) -> float:
        face = self._chain.home(char)
        self[char] = width = face.width_of(char) if face else 0.0
        return width


class Chain:
    """A family and what stands in for it, character by character."""

    def __init__(self, folder: Path, first: str) -> None:
        self._folder = folder
        self._first = _face(folder, first)
        self._own = frozenset(map(chr, self._first.face.charToGlyph))
        self._homes: dict[str, Face | None] = {}
        self._widths = _Widths(self)

    def home(self, char: str) -> Face | None:
        """None: no font has it."""
        if char in self._own:
            return self._first
        if char not in self._homes:
            faces = (_face(self._folder, name) for name in OTHERS)
            self._homes[char] = next((one for one in faces if ord(char) in one.face.charToGlyph), None)
        return self._homes[char]

    def has(self, text: str) -> bool:
        return self._own.issuperset(text) or all(self.home(char) for char in text)

    def width(self, text: str, size: float) -> float:
        widths = self._widths
        return sum([widths[char] for char in text]) * size

    def runs(self, text: str) -> list[Run]:
        if self._own.issuperset(text):
            return [Run(self._first.fontName, text)] if text else []
        found: list[Run] = []
        for char in text:
            font = (self.home(char) or self._first).fontName
            if found and found[-1].font == font:
                found[-1] = Run(font, found[-1].text + char)
            else:
                found.append(Run(font, char))
        return found


class Faces:
    """The two weights of paper."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.regular, self.strong = Chain(folder, REGULAR), Chain(folder, STRONG)

    def chain(self, *, strong: bool) -> Chain:
        return self.strong if strong else self.regular


@cache
def bundled_faces() -> Faces:
    return Faces()


@cache
def _face(folder: Path, name: str) -> Face:
    file = folder / name
    try:
        is_whole = hashlib.sha256(file.read_bytes()).hexdigest() == SHA256[file.name]
        face = Face(f"{folder.name}-{file.stem}", str(file)) if is_whole else None
    except OSError as why:
        raise FontUnusable(
            "The font file {name} cannot be read, and nothing is printed without it. Install Ringdesk again, or copy "
            "the file from another desk.",
            name=file.name,
        ) from why
    except (ttfonts.TTFError, struct.error):
        face = None
    if face is None:
        raise FontUnusable(
            "The font file {name} is damaged, and nothing is printed with it. Install Ringdesk again, or copy the "
            "file from another desk.",
            name=file.name,
        )
    pdfmetrics.registerFont(face)
    return face


def _meaning(name: str, subset: list[int]) -> str:
    """The ToUnicode table; reportlab's own writes characters above U+FFFF so that no reader understands them."""
    pairs = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in enumerate(subset)
    ]
    blocks = [pairs[n : n + 100] for n in range(0, len(pairs), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def /CMapType 2 def",
        f"1 begincodespacerange <00> <{len(subset) - 1:02X}> endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap CMapName currentdict /CMap defineresource pop end end"])
