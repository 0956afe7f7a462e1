"""The figures of a report at a glance: name, number, change; a click opens the tickets behind one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from console.viewmodels.reports import Tile
from console.views.theme import Role, Theme

ACROSS = 6
_USUAL = 12  # made beforehand, so that they stand in their place of the way of Tab


class Tiles(QWidget):
    """As many as there are, six in a row."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.tiles: list[TileButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1)
        for _ in range(_USUAL):
            self._add()

    def show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        while len(self.tiles) < len(tiles):
            self._add()
        for place, button in enumerate(self.tiles):
            button.setVisible(place < len(tiles))
            if place < len(tiles):
                button.show_tile(tiles[place])

    def _add(self) -> None:
        button = TileButton(self._theme)
        button.clicked.connect(lambda _on=False, b=button: self._clicked(b))
        button.setVisible(False)
        self._grid.addWidget(button, len(self.tiles) // ACROSS, len(self.tiles) % ACROSS)
        self.tiles.append(button)

    def _clicked(self, button: TileButton) -> None:
        if button.tile.can_open:
            self.opened.emit(button.tile.key)


class TileButton(QAbstractButton):
    """Only one that leads somewhere looks as if it could be pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.tile = Tile("", "", "", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tile(self, tile: Tile) -> None:
        self.tile = tile
        self.setToolTip(tile.hover)
        self.setAccessibleName(" ".join(text for text in (f"{tile.name}: {tile.value}", tile.change) if text))
        self.setAccessibleDescription(tile.hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if tile.can_open else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if tile.can_open else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(52))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self._theme.px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, theme = self._theme.tokens, self._theme.px, self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_hot = self.tile.can_open and self.underMouse()
        painter.setPen(QPen(QColor(t.accent), 2) if self.hasFocus() else QPen(QColor(t.line), 1))
        painter.setBrush(QColor(t.hover if is_hot else t.pane))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        room = QRectF(self.rect()).adjusted(px(12), px(6), -px(10), -px(6))
        painter.setFont(theme.font(Role.SMALL))
        painter.setPen(QColor(t.dim))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(self.tile.name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, name)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self.tile.change)
        painter.setFont(theme.font(Role.TITLE))
        painter.setPen(QColor(t.ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self.tile.value)
