"""Line icons, drawn from their SVG in the colour asked for, sharp at every size."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from console.views.assets import icon_text


@lru_cache(maxsize=512)
def _drawn(name: str, color: str, side: int) -> QPixmap:
    text = icon_text(name).replace("currentColor", color)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def paint_icon(painter: QPainter, name: str, box: QRectF, color: str) -> None:
    """Draws the icon into ``box`` at the device's own resolution; drawn once for each size and colour."""
    ratio = painter.device().devicePixelRatio()
    side = max(1, round(box.width() * ratio))
    painter.drawPixmap(box, _drawn(name, color, side), QRectF(0, 0, side, side))
