"""The frame of every sheet, and the place where the next thing goes; a full page is followed by another."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reports.frame import Frame, Heading
from reports.layout import MM
from reports.pen import Facts, Look, Pen
from reports.setup import Setup
from reports.strokes import INK, SOFT, Box
from reports.tags import Node

LONGEST_SLIP = 5000 * MM  # a PDF page may be 14,400 points long
# The font files are read from one place at a time, so documents are made one after the other, whatever the thread.
_PRESS = threading.Lock()


@dataclass(slots=True)
class Cursor:
    """Where the next thing goes."""

    y: float = 0
    top: float = 0
    bottom: float = 0


class Sheet:
    """Everything that is printed goes through here, downwards. ``node`` is the element that takes what comes;
    ``code`` what the QR code says in the end.
    """

    def __init__(self, setup: Setup, heading: Heading, height: float) -> None:
        self.setup, self.heading = setup, heading
        self.words, self.moments = setup.words, setup.moments
        paper = setup.layout.paper
        self.margin, self.is_slip = paper.margin, paper.is_slip
        language = setup.words.language.replace("_", "-")
        title = f"{heading.title} {heading.number}".strip()
        facts = Facts(
            title, setup.layout.name, heading.subject, language, setup.printing.at.astimezone(setup.zone)
        )
        self.pen = Pen(setup.faces, (paper.width, height), facts)
        self.body = Look(paper.text_size)
        self.accent = setup.layout.accent
        self.node: Node = self.pen.tree.root
        self.cursor = Cursor()
        self.code = heading.code
        self._frame = Frame(self.pen, setup, heading, self.margin)
        self.new_page()

    # ── Place ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def x(self) -> float:
        return self.margin

    @property
    def width(self) -> float:
        return self.pen.size[0] - 2 * self.margin

    @property
    def room(self) -> float:
        """What is left of this page."""
        return self.cursor.bottom - self.cursor.y

    @property
    def is_fresh(self) -> bool:
        """Nothing stands on this page yet."""
        return self.cursor.y <= self.cursor.top

    def new_page(self) -> None:
        if self.pen.page:
            self.pen.end_page()
        self.pen.begin_page()
        top, bottom = self._frame.draw()
        self.cursor = Cursor(top, top, bottom)

    def need(self, height: float) -> bool:
        """Another page when this one has not so much room; says whether there was one."""
        if height <= self.room or self.is_fresh:
            return False
        self.new_page()
        return True

    def space(self, height: float) -> None:
        """Air; none at the head of a page."""
        if not self.is_fresh:
            self.cursor.y = min(self.cursor.bottom, self.cursor.y + height)

    def take(self, height: float) -> Box:
        """The next so high strip of the page."""
        box = Box(self.x, self.cursor.y, self.width, height)
        self.cursor.y += height
        return box

    @contextmanager
    def inside(self, role: str, alt: str = "") -> Iterator[Node]:
        """What comes meanwhile is part of a new element."""
        before, self.node = self.node, self.pen.tree.add(role, self.node, alt)
        yield self.node
        self.node = before

    @property
    def small(self) -> Look:
        return Look(self.body.size * 0.84, colour=SOFT)

    @property
    def strong(self) -> Look:
        return Look(self.body.size, strong=True, colour=INK)

    def finish(self) -> bytes:
        if self.is_slip:
            self._frame.draw_slip_end(self)
        self.pen.end_page()
        self._frame.fill_in(self.code)
        return self.pen.finish()


def compose(setup: Setup, heading: Heading, build: Callable[[Sheet], None]) -> bytes:
    """The finished file. A slip is measured first, then cut to its length."""
    with _PRESS:
        paper = setup.layout.paper
        if not paper.is_slip:
            return _made(setup, heading, build, paper.height)[0]
        whole, trial = _made(setup, heading, build, LONGEST_SLIP)
        if trial.pen.page > 1:
            return whole
        return _made(setup, heading, build, trial.cursor.y + 6 * MM)[0]


def _made(
    setup: Setup, heading: Heading, build: Callable[[Sheet], None], height: float
) -> tuple[bytes, Sheet]:
    sheet = Sheet(setup, heading, height)
    build(sheet)
    return sheet.finish(), sheet
