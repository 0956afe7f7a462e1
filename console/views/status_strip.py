"""The strip at the foot: line, sound, disk, sync, and the time."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QToolTip, QWidget

from console.viewmodels.frame import Mark, StatusCell, StatusStrip
from console.viewmodels.words import Tone
from console.views.theme import Role, Theme
from console.views.widgets.marks import mark_color, paint_mark
from console.views.widgets.text import Text


class StatusStripView(QWidget):
    """24 pixels; each cell has its shape, few words, and the whole sentence on hover; a click says or opens it."""

    opened = Signal(str)  # a cell with a panel of its own

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("statusStrip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.cells: list[StatusButton] = []
        self._clock = Text(theme, Role.SMALL, Tone.DIM)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(10), 1, theme.px(16), 0)
        self._row.setSpacing(theme.px(8))
        self._row.addStretch(1)
        self._row.addWidget(self._clock)
        theme.resized.connect(self._refit)
        self._refit()

    def show_status(self, strip: StatusStrip) -> None:
        while len(self.cells) < len(strip.cells):
            cell = StatusButton(self._theme)
            cell.opened.connect(self.opened)
            self._row.insertWidget(len(self.cells), cell)
            self.cells.append(cell)
        for at, button in enumerate(self.cells):
            if at < len(strip.cells):
                button.show_cell(strip.cells[at])
            button.setVisible(at < len(strip.cells))
        self._clock.say(strip.clock)

    def _refit(self) -> None:
        self.setFixedHeight(self._theme.px(25))
        for cell in self.cells:
            cell.refit()


class StatusButton(QAbstractButton):
    """Label, shape, words; what is well stays dim, what is not takes its colour."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cell = StatusCell("", "", Mark.OFF, "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._explain)

    def show_cell(self, cell: StatusCell) -> None:
        if cell == self._cell:
            return
        self._cell = cell
        self.setAccessibleName(f"{cell.label}: {cell.text or cell.mark.value}")
        self.setAccessibleDescription(cell.explanation)
        self.setToolTip(cell.explanation)
        self.refit()
        self.update()

    def refit(self) -> None:
        self.setFont(self._theme.font(Role.SMALL))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        px, metrics = self._theme.px, self.fontMetrics()
        width = metrics.horizontalAdvance(self._cell.label) + px(14) + px(8) + px(12)
        width += metrics.horizontalAdvance(self._cell.text)
        return QSize(width, px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, cell = self._theme.tokens, self._theme.px, self._cell
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(QColor(t.accent), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        metrics, height = self.fontMetrics(), self.height()
        x = px(6)
        painter.setPen(QColor(t.dim))
        painter.drawText(QRectF(x, 0, self.width(), height), Qt.AlignmentFlag.AlignVCenter, cell.label)
        x += metrics.horizontalAdvance(cell.label) + px(4)
        paint_mark(painter, self._theme, cell.mark, QRectF(x, (height - px(14)) / 2, px(14), px(14)))
        x += px(14) + px(4)
        troubled = cell.mark in {Mark.WARN, Mark.BAD}
        painter.setPen(mark_color(self._theme, cell.mark) if troubled else QColor(t.dim))
        painter.drawText(QRectF(x, 0, self.width() - x, height), Qt.AlignmentFlag.AlignVCenter, cell.text)

    def _explain(self) -> None:
        if self._cell.has_panel:
            self.opened.emit(self._cell.key)
            return
        QToolTip.showText(self.mapToGlobal(QPoint(0, -self._theme.px(40))), self._cell.explanation, self)
