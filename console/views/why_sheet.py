"""The explanation on paper: an A4 page of PDF, drawn with the same strips, in ink on white."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from console.viewmodels.service import WhyShown
from console.views.day_strip import paint_days
from console.views.theme import Role, Theme
from console.views.tokens import LIGHT

DOTS = 150  # per inch
ROW = 40
_WRAPS = Qt.TextFlag.TextWordWrap


class Sheet:
    """Writes downwards, and takes another page when one is full."""

    def __init__(self, file: Path, title: str, theme: Theme) -> None:
        self.writer = QPdfWriter(str(file))
        self.writer.setTitle(title)
        self.writer.setCreator("Ringdesk")
        self.writer.setResolution(DOTS)
        margins = QMarginsF(15, 15, 15, 15)
        self.writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Portrait,
                margins,
                QPageLayout.Unit.Millimeter,
            )
        )
        self.painter = QPainter(self.writer)
        self.font, self.strong = theme.font(Role.BODY), theme.font(Role.STRONG)
        self.y = 0.0

    @property
    def is_open(self) -> bool:
        return self.painter.isActive()

    def text(self, text: str, *, strong: bool = False, points: float = 9.5, gap: float = 6) -> None:
        font = QFont(self.strong if strong else self.font)
        font.setPointSizeF(points)
        self.painter.setFont(font)
        self.painter.setPen(QColor(LIGHT.ink))
        room = QRectF(0, self.y, self.writer.width(), 100_000)
        height = self.painter.boundingRect(room, _WRAPS, text).height()
        self.room_for(height)
        self.painter.drawText(QRectF(0, self.y, self.writer.width(), height), _WRAPS, text)
        self.y += height + gap

    def room_for(self, height: float) -> None:
        if self.y + height > self.writer.height():
            self.writer.newPage()
            self.y = 0.0


def save_why(
    file: Path, shown: WhyShown, legend: tuple[tuple[str, str], ...], headers: list[str], theme: Theme
) -> bool:
    """False: the file could not be written. A half of it is never left behind."""
    part = file.with_suffix(".part")
    sheet = Sheet(part, shown.title, theme)
    if not sheet.is_open:
        return False
    sheet.text(shown.title, strong=True, points=14, gap=12)
    sheet.text(shown.headline.text, strong=True, points=11, gap=12)
    sheet.text("     ".join(f"{name}: {value}" for name, value in shown.facts), gap=20)
    sheet.text(headers[0], strong=True)
    height = ROW * (len(shown.days) + 2)
    sheet.room_for(height)
    font = QFont(theme.font(Role.SMALL))
    font.setPointSizeF(8)
    box = QRectF(0, sheet.y, sheet.writer.width(), height)
    paint_days(sheet.painter, shown.days, box, ROW, LIGHT, font, 2, legend)
    sheet.y += height + 20
    if shown.left_out:
        sheet.text(shown.left_out)
    sheet.text(headers[1], strong=True)
    sheet.text("\n".join(shown.rules), gap=20)
    sheet.text(headers[2], strong=True)
    for at, what in shown.happenings:
        sheet.text(f"{at}     {what}", gap=2)
    sheet.painter.end()
    try:
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        return False
    return True
