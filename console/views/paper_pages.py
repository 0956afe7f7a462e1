"""The pages of a paper below each other: only those in sight are drawn, and asked for in the size they are seen in."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from console.viewmodels.words import Words
from console.views.theme import Theme

GAP = 16
KEPT = 8  # pictures of pages; the nearest ones stay
STEPS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
INCH = 96 / 72  # pixels of a page in its own size, from points


class PaperPages(QAbstractScrollArea):
    """``zoom`` None fits the width. Arrows, Page Up and Down, Home and End go through it; plus, minus and 0 zoom."""

    page_wanted = Signal(int, int, int)
    moved = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self._round, self._sizes = 0, tuple[tuple[float, float], ...]()
        self._zoom: float | None = None
        self._boxes: list[QRect] = []
        self._images: dict[int, QImage] = {}
        self._asked: dict[int, int] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        theme.changed.connect(self.viewport().update)

    def show_pages(self, number: int, sizes: tuple[tuple[float, float], ...], *, stay: bool = False) -> None:
        """The same paper stays where it is; another one too, if it is only drawn anew."""
        if (number, sizes) == (self._round, self._sizes):
            return
        self._round, self._sizes = number, sizes
        if not stay:  # until the new pictures are there the old ones stand for them
            self._images.clear()
            self.verticalScrollBar().setValue(0)
        self._asked.clear()
        self._lay_out()

    def show_page(self, number: int, page: int, image: QImage) -> None:
        if number == self._round and page < len(self._sizes):
            self._images[page] = image
            self._forget_far()
            self.viewport().update()

    @property
    def page(self) -> int:
        """The one that one reads: it holds the middle of the window. From 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return next((n for n, box in enumerate(self._boxes) if middle <= box.bottom() + GAP), 0)

    @property
    def count(self) -> int:
        return len(self._sizes)

    @property
    def scale(self) -> float:
        if self._zoom is not None or not self._sizes:
            return self._zoom or 1.0
        widest = max(width for width, _ in self._sizes) * INCH
        return max(0.1, (self.viewport().width() - 2 * GAP) / widest)

    def has_drawn(self, page: int) -> bool:
        return page in self._images

    def step(self, by: int) -> None:
        """To the next larger or smaller size; 0 fits the width again."""
        now = self.scale
        if by > 0:
            self._zoom = next((one for one in STEPS if one > now * 1.01), STEPS[-1])
        elif by < 0:
            self._zoom = next((one for one in reversed(STEPS) if one < now * 0.99), STEPS[0])
        else:
            self._zoom = None
        at = self.verticalScrollBar()
        part = at.value() / max(1, at.maximum())
        self._lay_out()
        at.setValue(round(part * at.maximum()))
        across = self.horizontalScrollBar()
        across.setValue(across.maximum() // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        bar = self.verticalScrollBar()
        if event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(0 if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = self._theme.tokens, QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), QColor(t.window))
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for page, box in enumerate(self._boxes):
            seen = box.translated(-left, -top)
            if not seen.intersects(self.viewport().rect()):
                continue
            painter.fillRect(seen, Qt.GlobalColor.white)
            if (image := self._images.get(page)) is not None:
                painter.drawImage(seen, image)
            self._ask(page, box.width())
            painter.setPen(QPen(QColor(t.edge), 1))
            painter.drawRect(seen.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def retranslate(self) -> None:
        self.setAccessibleName(self._words("Pages of the paper"))

    def _ask(self, page: int, width: int) -> None:
        pixels = round(width * self.devicePixelRatioF())
        if self._asked.get(page) != pixels:
            self._asked[page] = pixels
            self.page_wanted.emit(self._round, page, pixels)

    def _forget_far(self) -> None:
        here = self.page
        for page in sorted(self._images, key=lambda one: abs(one - here))[KEPT:]:
            del self._images[page]
            self._asked.pop(page, None)

    def _lay_out(self) -> None:
        scale, room = self.scale * INCH, self.viewport().size()
        widths = [round(width * scale) for width, _ in self._sizes]
        whole = max([room.width(), *(width + 2 * GAP for width in widths)])
        y, self._boxes = GAP, []
        for (_, height), width in zip(self._sizes, widths, strict=True):
            self._boxes.append(QRect((whole - width) // 2, y, width, round(height * scale)))
            y += round(height * scale) + GAP
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, whole - room.width())
        across.setPageStep(room.width())
        down.setRange(0, max(0, y - room.height()))
        down.setPageStep(max(1, room.height() - GAP))
        down.setSingleStep(48)
        self.viewport().update()
        self.moved.emit()
