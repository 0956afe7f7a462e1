"""The icon of the house in every size a desktop asks for, drawn from its one SVG."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from build.facts import ROOT

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
SOURCE = ROOT / "resources" / "icons" / "ringdesk.svg"


def draw(hicolor: Path) -> None:
    """Below ``hicolor`` as freedesktop.org lays it out."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt  # noqa: PLC0415 - only the build draws
    from PySide6.QtGui import QGuiApplication, QImage, QPainter  # noqa: PLC0415 - as above
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - as above

    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    drawing = QSvgRenderer(str(SOURCE))
    if not drawing.isValid():
        raise ValueError(f"{SOURCE} cannot be drawn")
    for size in SIZES:
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        drawing.render(painter)
        painter.end()
        place = hicolor / f"{size}x{size}" / "apps"
        place.mkdir(parents=True)
        if not picture.save(str(place / "ringdesk.png")):
            raise OSError(f"{place} cannot be written")
    scalable = hicolor / "scalable" / "apps"
    scalable.mkdir(parents=True)
    (scalable / "ringdesk.svg").write_bytes(SOURCE.read_bytes())
    del app
