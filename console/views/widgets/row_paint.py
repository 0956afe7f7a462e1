"""How a two-line row is painted: once, then kept as a picture for as long as it looks the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.views.theme import Role, Theme
from console.views.widgets.marks import has_shape, paint_tone

if TYPE_CHECKING:
    from console.views.widgets.rows import Row

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
MOST_KEPT = 64  # pictures of rows: more than a tall screen shows of one list


@dataclass(frozen=True, slots=True)
class _Look:
    """All that a row's picture hangs on, but for the theme."""

    row: Row
    width: int
    height: int
    ratio: float
    is_marked: bool
    is_under_mouse: bool
    has_focus: bool


class RowDelegate(QStyledItemDelegate):
    """Paints rows from the tokens: chosen rows on the soft ground, the current one with the focus ring."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.pad = 10
        self.shows_check = True  # beside what is chosen
        self.shows_current = False  # also while the caret is in the field that leads the list
        self._kept: dict[_Look, QPixmap] = {}
        theme.changed.connect(self._forget)

    def _forget(self) -> None:
        self._kept.clear()

    def height_of(self, row: Row) -> int:
        tall, low = (44, 28) if self._theme.is_compact else (48, 32)
        return self._theme.px((tall if row.detail else low) + (18 if row.more else 0))

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self.height_of(index.data(ROW_ROLE)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box, state = option.rect, option.state
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        look = _Look(
            index.data(ROW_ROLE),
            box.width(),
            box.height(),
            painter.device().devicePixelRatio(),
            bool(state & QStyle.StateFlag.State_Selected) and (has_focus or self.shows_current),
            bool(state & QStyle.StateFlag.State_MouseOver and state & QStyle.StateFlag.State_Enabled),
            has_focus,
        )
        if look not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[look] = self._picture(look)
        painter.drawPixmap(box.topLeft(), self._kept[look])

    def _picture(self, look: _Look) -> QPixmap:
        picture = QPixmap(round(look.width * look.ratio), round(look.height * look.ratio))
        picture.setDevicePixelRatio(look.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, row = QRectF(0, 0, look.width, look.height), look.row
        self._ground(painter, look, whole)
        pad = self._theme.px(self.pad)
        box = whole.adjusted(pad, 0, -pad, 0)
        box.setLeft(box.left() + row.indent * self._theme.px(16))
        if row.icon:
            side = self._theme.px(16)
            middle = box.top() + (self._theme.px(24) if row.detail else box.height() / 2)
            where = QRectF(box.left(), middle - side / 2, side, side)
            self._theme.paint_icon(painter, row.icon, where, self._theme.tokens.of(row.icon_tone))
            box.setLeft(box.left() + side + self._theme.px(8))
        self._words(painter, row, box)
        painter.end()
        return picture

    def _ground(self, painter: QPainter, look: _Look, whole: QRectF) -> None:
        t, box = self._theme.tokens, whole.adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if look.row.is_chosen or look.is_marked:
            painter.setBrush(QColor(t.soft))
            painter.drawRoundedRect(box, 6, 6)
        elif look.is_under_mouse:
            painter.setBrush(QColor(t.hover))
            painter.drawRoundedRect(box, 6, 6)
        if look.has_focus:
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)

    def _words(self, painter: QPainter, row: Row, box: QRectF) -> None:
        t, px = self._theme.tokens, self._theme.px
        half = QRectF(box.left(), box.top() + px(4), box.width(), px(22)) if row.detail else box
        title = self._theme.font(Role.STRONG if row.is_chosen else Role.BODY)
        right = half.right()
        if row.badge:
            right = self._badge(painter, row, half) - px(8)
        if row.is_chosen and self.shows_check:
            side = px(14)
            where = QRectF(right - side, half.center().y() - side / 2, side, side)
            self._theme.paint_icon(painter, "check", where, t.accent)
            right -= side + px(8)
        half.setRight(right)
        self._line(painter, row.title, title, t.dim if row.is_heading else t.ink, half)
        if row.detail:
            second = QRectF(box.left(), box.top() + px(24), box.width(), px(18))
            self._line(painter, row.detail, self._theme.font(Role.SMALL), t.dim, second)
            self._line(painter, row.more, self._theme.font(Role.SMALL), t.dim, second.translated(0, px(18)))

    def _badge(self, painter: QPainter, row: Row, half: QRectF) -> float:
        """Draws the word at the right end; gives back where it begins."""
        font, px = self._theme.font(Role.SMALL), self._theme.px
        width = QFontMetrics(font).horizontalAdvance(row.badge)
        left = half.right() - width
        painter.setFont(font)
        painter.setPen(self._theme.color(row.tone))
        painter.drawText(
            QRectF(left, half.top(), width + 1, half.height()), Qt.AlignmentFlag.AlignVCenter, row.badge
        )
        if has_shape(row.tone):
            side = px(9)
            left -= side + px(4)
            paint_tone(painter, self._theme, row.tone, QRectF(left, half.center().y() - side / 2, side, side))
        return left

    @staticmethod
    def _line(painter: QPainter, text: str, font: QFont, color: str, box: QRectF) -> None:
        painter.setFont(font)
        painter.setPen(QColor(color))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
