"""Draws on one document's pages, counted from the top left: lines of text, strokes, boxes and pictures."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from reports.fonts import Chain, Faces
from reports.pictures import Packed
from reports.strokes import INK, Box, Strokes, ink
from reports.tags import Node, Tree, make_tagged
from reports.written import Drawn, plain

LEADING = 1.45  # Chinese wants more air than Latin


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks."""

    size: float = 9.5
    strong: bool = False
    colour: str = INK

    @property
    def leading(self) -> float:
        return self.size * LEADING

    def made(self, *, strong: bool | None = None, colour: str | None = None, scale: float = 1) -> Look:
        return replace(
            self,
            size=self.size * scale,
            strong=self.strong if strong is None else strong,
            colour=colour or self.colour,
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of itself."""

    title: str
    author: str
    subject: str
    language: str
    at: datetime


class _Paper(Canvas):
    """reportlab's canvas, with the document behind it for what it has no words for."""

    @property
    def document(self) -> Any:
        return self._doc  # type: ignore[attr-defined]

    def _make_preamble(self) -> None:
        """Reportlab's own names Helvetica on every page, which no file of ours embeds."""
        self._preamble = "1 0 0 1 0 0 cm"

    def known(self, picture: Packed) -> str:
        """The picture's name in the file, in which it lies once; packed already, it is put there as it is."""
        name: str = self._doc.getXObjectName(picture.name)  # type: ignore[attr-defined]
        if name not in self.document.idToObject:
            self.document.addForm(picture.name, self._stream(picture))
        self._formsinuse.append(picture.name)  # type: ignore[attr-defined]
        return name

    def _stream(self, picture: Packed) -> PDFStream:
        said = {
            "Type": PDFName("XObject"), "Subtype": PDFName("Image"), "BitsPerComponent": 8,
            "Width": picture.width, "Height": picture.height, "ColorSpace": PDFName(picture.space),
            "Filter": PDFArray([PDFName(picture.filter)]),
        }  # fmt: skip
        if picture.mask is not None:
            name = self.document.getXObjectName(picture.mask.name)
            said["SMask"] = self.document.Reference(self._stream(picture.mask), name)
        return PDFStream(PDFDictionary(said), picture.content)


class Pen(Strokes):
    """One document being drawn. Pages are compressed as they end, so a long one costs little memory."""

    _canvas: _Paper

    def __init__(self, faces: Faces, size: tuple[float, float], facts: Facts) -> None:
        self._out = io.BytesIO()
        self._canvas = _Paper(
            self._out, pagesize=size, invariant=1, pageCompression=1, lang=facts.language,
            pdfVersion=(1, 7), initialFontName=None,
        )  # fmt: skip
        self.faces = faces
        self.size = size
        self.tree = Tree()
        self.page = 0
        self._bookmarks, self._level = 0, -1
        self._say(facts)

    def _say(self, facts: Facts) -> None:
        self._canvas.setTitle(plain(facts.title))
        self._canvas.setAuthor(plain(facts.author))
        self._canvas.setSubject(plain(facts.subject))
        self._canvas.setCreator("Ringdesk")
        self._canvas.setProducer("Ringdesk, reportlab")
        at = facts.at
        zone = f"{at:%z}" or "+0000"
        written = f"D:{at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"
        self._canvas.setDateFormatter(lambda *_: written)

    def begin_page(self) -> None:
        self.page += 1
        self.tree.begin_page()

    def end_page(self) -> None:
        self._canvas.showPage()
        page = self._canvas.document.idToObject[f"Page{self.page}"]
        make_tagged(page, self.page)
        content = PDFStream(content=zlib.compress(page.stream.encode("latin-1"), 6))
        content.dictionary["Filter"] = PDFArray([PDFName("FlateDecode")])
        page.Contents, page.stream = content, None

    def finish(self) -> bytes:
        """The whole file; with the structure, and with what was reserved filled in."""
        self.tree.write(self._canvas.document)
        self._canvas.save()
        return self._out.getvalue()

    def bookmark(self, title: str, level: int) -> None:
        """In the reader's outline; a level is never more than one below the one before it."""
        self._bookmarks += 1
        key = f"b{self._bookmarks}"
        self._level = min(level, self._level + 1)
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(plain(title), key, self._level)
        self._canvas.showOutline()

    # ── Structure ───────────────────────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def marked(self, node: Node | None) -> Iterator[None]:
        """What is drawn meanwhile belongs to the element; with None it is decoration."""
        if node is None:
            self._canvas.addLiteral("/Artifact BMC")
        else:
            self._canvas.addLiteral(f"/{node.role} <</MCID {self.tree.mark(node)}>> BDC")
        yield
        self._canvas.addLiteral("EMC")

    @contextmanager
    def reserved(self, name: str) -> Iterator[None]:
        """Draws what ``reserve`` left a place for, when it is known."""
        self._canvas.beginForm(name)
        yield
        self._canvas.endForm()

    def reserve(self, name: str) -> None:
        self._canvas.doForm(name)

    def picture(self, picture: Packed, box: Box) -> None:
        name = self._canvas.known(picture)
        place = (box.width, 0, 0, box.height, box.x, self._up(box.bottom))
        self._canvas.saveState()
        self._canvas.transform(*place)
        self._canvas.addLiteral(f"/{name} Do")
        self._canvas.restoreState()

    # ── Text ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def chain(self, look: Look) -> Chain:
        return self.faces.chain(strong=look.strong)

    def width(self, text: str, look: Look) -> float:
        return self.chain(look).width(text, look.size)

    def text(
        self, line: Drawn | str, x: float, top: float, look: Look, width: float = 0, align: str = "left"
    ) -> None:
        """One line; ``top`` is that of its line box. ``align`` within ``width``."""
        drawn = Drawn(line) if isinstance(line, str) else line
        if not drawn.text:
            return
        if align != "left" and width:
            room = width - self.width(drawn.text, look)
            x += room if align == "right" else room / 2
        if drawn.meant:
            self._canvas.addLiteral(
                f"/Span <</ActualText <feff{drawn.meant.encode('utf-16-be').hex()}>>> BDC"
            )
        words = self._canvas.beginText(x, self._up(top + look.leading / 2 + look.size * 0.36))
        words.setFillColor(ink(look.colour))
        for run in self.chain(look).runs(drawn.text):
            words.setFont(run.font, look.size)
            words.textOut(run.text)
        if (
            drawn.text[-1] < "\u2e80"
        ):  # else who hears the sheet read out hears this line's last word and the next as one
            words.textOut(" ")
        self._canvas.drawText(words)
        if drawn.meant:
            self._canvas.addLiteral("EMC")
