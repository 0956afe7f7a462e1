"""What stands on every page: the company's head and foot, the sheet's code, its number, and page x of y."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.breaking import shortened
from reports.layout import MM
from reports.pen import Look, Pen
from reports.pictures import drawing
from reports.qr import MODULE, QUIET, draw_qr, qr_size
from reports.setup import Setup
from reports.strokes import INK, SOFT, Box
from reports.tags import Node
from reports.wrapping import wrapped
from reports.written import Drawn, drawn, is_from_right, one_line

if TYPE_CHECKING:
    from reports.sheet import Sheet

LOGO = (42 * MM, 17 * MM)
GAP = 3 * MM
MOST_LINES = 14  # of what the company says on a page; layout.checked_layout asks for less


@dataclass(frozen=True, slots=True)
class Heading:
    """What a document is: its name, what it is about, and the text of its QR code, or one as long as that."""

    title: str
    number: str
    subject: str
    code: str
    note: str = ""  # such as "internal": said beside the title


class Frame:
    """Draws head and foot of the page that begins; how many pages there are is filled in at the end."""

    def __init__(self, pen: Pen, setup: Setup, heading: Heading, margin: float) -> None:
        self._pen, self._setup, self._heading = pen, setup, heading
        self._layout, self._margin = setup.layout, margin
        self._width = pen.size[0] - 2 * margin
        self._size = setup.layout.paper.text_size
        room = (self._width * 0.6, 14 * MM) if setup.layout.paper.is_slip else LOGO
        self._logo = drawing(setup.layout.logo, *room) if setup.layout.logo else None
        self._small = Look(self._size * 0.8, colour=SOFT)
        self._foot = self._wrapped(setup.layout.foot, self._small, self._width)[:MOST_LINES]

    def draw(self) -> tuple[float, float]:
        """Top and bottom of what is left for the document."""
        if self._layout.paper.is_slip:
            return self._slip_head(), self._pen.size[1] - 2 * MM
        first = self._pen.page == 1
        top = self._head(first=first)
        foot = self._small.leading * (len(self._foot) + 1) + 2 * MM
        bottom = self._pen.size[1] - self._margin * 0.75 - foot
        with self._pen.marked(None):
            self._pen.stroke([(self._margin, bottom), (self._margin + self._width, bottom)])
            for number, line in enumerate(self._foot):
                self._pen.text(
                    line, self._margin, bottom + 1.5 * MM + number * self._small.leading, self._small
                )
            self._pen.reserve(f"foot{self._pen.page}")
        self._last_line = bottom + 1.5 * MM + len(self._foot) * self._small.leading
        return top, bottom - GAP

    def fill_in(self, code: str) -> None:
        """Page x of y, and the code: a list is sealed only when its last row is known."""
        if self._heading.code:
            with self._pen.reserved("code"):
                draw_qr(self._pen, code, self._place)
        if self._layout.paper.is_slip:
            return
        pages = self._pen.page
        for page in range(1, pages + 1):
            with self._pen.reserved(f"foot{page}"):
                said = self._setup.words("Page {page} of {pages}", page=page, pages=pages)
                top, width = self._last_line, self._width
                self._pen.text(said, self._margin, top, self._small, width, "right")
                room = width - self._pen.width(said, self._small) - GAP
                self._pen.text(self._cut(self._printed(), self._small, room), self._margin, top, self._small)

    def _printed(self) -> str:
        printing = self._setup.printing
        return self._setup.words(
            "Printed {when} by {who} · no. {number}",
            when=self._setup.moments.moment(printing.at),
            who=printing.by,
            number=printing.number,
        )

    # ── Head ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _head(self, *, first: bool) -> float:
        """On the first page with all that the company says of itself; then shorter. The code is on each."""
        pen, top = self._pen, self._margin * 0.75
        side = qr_size(self._heading.code) if self._heading.code else 0
        # The code's own white edge may lie in the margin: so its squares end where the text does.
        right = self._margin + self._width - side + QUIET * MODULE
        if side:
            node = pen.tree.add("Figure", alt=self._setup.words("Code of this sheet")) if first else None
            with pen.marked(node):
                pen.reserve("code")
            self._place = Box(right, top, side, side)
        bottom = top + side + 1 * MM
        left = self._margin
        if first and self._logo is not None:
            wide, high = self._logo.width, self._logo.height
            with pen.marked(pen.tree.add("Figure", alt=self._layout.name)):
                pen.picture(self._logo.image, Box(left, top + 1 * MM, wide, high))
            bottom = max(bottom, top + high + 2 * MM)
            left += wide + 4 * MM
        room = right - left - GAP
        bottom = max(bottom, self._company(left, top + 1 * MM, room, first=first))
        with pen.marked(None):
            pen.fill(Box(self._margin, bottom, self._width, 0.6 * MM), self._layout.accent)
        return bottom + GAP + 1 * MM

    def _company(self, x: float, top: float, room: float, *, first: bool) -> float:
        pen, name = self._pen, Look(self._size * 1.2, strong=True, colour=INK)
        title = self._heading
        if not first:
            with pen.marked(None):
                pen.text(self._cut(title.title, name, room), x, top, name)
                under = f"{title.number}  {title.note}".strip()
                pen.text(self._cut(under, self._small, room), x, top + name.leading, self._small)
                pen.text(
                    self._cut(self._layout.name, self._small, room),
                    x,
                    top + name.leading + self._small.leading,
                    self._small,
                )
            return top + name.leading + 2 * self._small.leading
        with pen.marked(pen.tree.add("P")):
            for line in self._wrapped(self._layout.name, name, room)[:MOST_LINES]:
                pen.text(line, x, top, name)
                top += name.leading
        lines = self._wrapped(self._layout.head, self._small, room)[:MOST_LINES]
        if lines:
            with pen.marked(pen.tree.add("P")):
                for line in lines:
                    pen.text(line, x, top, self._small)
                    top += self._small.leading
        return top + 1 * MM

    def _wrapped(self, text: str, look: Look, width: float) -> list[Drawn]:
        return [line for line in wrapped(self._pen, text, look, width) if line.text]

    def _cut(self, text: str, look: Look, width: float) -> str:
        """For what repeats on each page: one line. The whole of it stands on the first."""
        chain = self._pen.chain(look)
        line = one_line(text, chain)
        return shortened(drawn(line, from_right=is_from_right(line)).text, chain, look.size, width)

    # ── The slip ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _slip_head(self) -> float:
        pen, top, name = self._pen, 4 * MM, Look(self._size * 1.25, strong=True)
        if pen.page > 1:
            return top
        if self._logo is not None:
            wide, high = self._logo.width, self._logo.height
            with pen.marked(pen.tree.add("Figure", alt=self._layout.name)):
                pen.picture(self._logo.image, Box((pen.size[0] - wide) / 2, top, wide, high))
            top += high + 2 * MM
        for look, text in ((name, self._layout.name), (self._small.made(colour=INK), self._layout.head)):
            lines = self._wrapped(text, look, self._width)
            if lines:
                with pen.marked(pen.tree.add("P")):
                    for line in lines:
                        pen.text(line, self._margin, top, look, self._width, "center")
                        top += look.leading
        return top + 2 * MM

    def draw_slip_end(self, sheet: Sheet) -> None:
        """A slip has no foot on each page: code, foot and number stand once, at its end."""
        pen, look = self._pen, self._small.made(colour=INK)
        side = max(28 * MM, qr_size(self._heading.code)) if self._heading.code else 0
        lines = [
            *self._wrapped(self._layout.foot, look, self._width),
            *self._wrapped(self._printed(), look, self._width),
        ]
        sheet.need(side + len(lines) * look.leading + 3 * MM)
        sheet.space(3 * MM)
        if side:
            strip = sheet.take(side)
            with pen.marked(pen.tree.add("Figure", alt=self._setup.words("Code of this sheet"))):
                pen.reserve("code")
            self._place = Box((pen.size[0] - side) / 2, strip.y, side, side)
        node: Node = pen.tree.add("P")
        with pen.marked(node):
            for line in lines:
                pen.text(line, self._margin, sheet.take(look.leading).y, look, self._width, "center")
