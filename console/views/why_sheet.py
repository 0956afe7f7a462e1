"""The explanation on paper: A4 in ink on white, with the same strips; drawn off the screen's thread, from values."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from console.viewmodels.service import WhyShown
from console.views.day_strip import paint_days
from console.views.tokens import LIGHT

DOTS = 150  # per inch, in which everything here is measured, whatever the printer's own
ROW = 40
_WRAPS = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed, and in which type."""

    shown: WhyShown
    legend: tuple[tuple[str, str], ...]
    headers: tuple[str, ...]
    font: QFont
    strong: QFont


class Sheet:
    """Writes downwards, and takes another page when one is full."""

    def __init__(self, device: QPagedPaintDevice, paper: Paper) -> None:
        self.device = device
        self.font, self.strong = paper.font, paper.strong
        self.painter = QPainter()
        self.is_open = self.painter.begin(device)
        scale = device.logicalDpiY() / DOTS
        self.painter.scale(scale, scale)
        self.width, self.height = device.width() / scale, device.height() / scale
        self.y = 0.0

    def text(self, text: str, *, strong: bool = False, points: float = 9.5, gap: float = 6) -> None:
        self.painter.setFont(sized(self.strong if strong else self.font, points))
        self.painter.setPen(QColor(LIGHT.ink))
        room = QRectF(0, self.y, self.width, 100_000)
        height = self.painter.boundingRect(room, _WRAPS, text).height()
        self.room_for(height)
        self.painter.drawText(QRectF(0, self.y, self.width, height), _WRAPS, text)
        self.y += height + gap

    def room_for(self, height: float) -> None:
        if self.y + height > self.height:
            self.device.newPage()
            self.y = 0.0


def sized(font: QFont, points: float) -> QFont:
    made = QFont(font)
    made.setPixelSize(round(points * DOTS / 72))
    return made


def a4() -> QPageLayout:
    size, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    return QPageLayout(size, upright, QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)


def why_pdf(paper: Paper, layout: QPageLayout | None = None) -> bytes:
    """Whole, before a file is begun."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(paper.shown.title)
    writer.setCreator("Ringdesk")
    writer.setResolution(DOTS)
    writer.setPageLayout(layout or a4())
    paint_why(writer, paper)
    return bytes(content.data())


def paint_why(device: QPagedPaintDevice, paper: Paper) -> bool:
    """False: the device takes nothing."""
    sheet, shown = Sheet(device, paper), paper.shown
    if not sheet.is_open:
        return False
    sheet.text(shown.title, strong=True, points=14, gap=12)
    sheet.text(shown.headline.text, strong=True, points=11, gap=12)
    sheet.text("     ".join(f"{name}: {value}" for name, value in shown.facts), gap=20)
    sheet.text(paper.headers[0], strong=True)
    height = ROW * (len(shown.days) + 2)
    sheet.room_for(height)
    box = QRectF(0, sheet.y, sheet.width, height)
    paint_days(sheet.painter, shown.days, box, ROW, LIGHT, sized(paper.font, 8), 2, paper.legend)
    sheet.y += height + 20
    if shown.left_out:
        sheet.text(shown.left_out)
    sheet.text(paper.headers[1], strong=True)
    sheet.text("\n".join(shown.rules), gap=20)
    sheet.text(paper.headers[2], strong=True)
    for at, what in shown.happenings:
        sheet.text(f"{at}     {what}", gap=2)
    return sheet.painter.end()
