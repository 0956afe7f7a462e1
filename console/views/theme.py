"""The look of the program: colours, type, space and icons, changeable while it runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyle

from console.viewmodels.words import Tone
from console.views.assets import load_fonts
from console.views.icons import paint_icon
from console.views.style import style_sheet
from console.views.tokens import DARK, LIGHT, Tokens

FAMILY = "Noto Sans SC"
LONGEST_MOTION = 120  # ms


class Role(Enum):
    """A step of the type scale: pixels at base 13, and weight."""

    SMALL = (12, QFont.Weight.Normal)
    KEY = (11, QFont.Weight.Normal)
    BODY = (13, QFont.Weight.Normal)
    STRONG = (13, QFont.Weight.Medium)
    NUMBER = (15, QFont.Weight.Normal)
    TITLE = (15, QFont.Weight.Medium)
    CALLER = (20, QFont.Weight.Medium)


class Theme(QObject):
    """Light, dark or the desktop's own; every size grows with the base size of the type.

    Widgets ask for colours when they paint, so a change needs no more than the repaint that follows it.
    """

    changed = Signal()
    resized = Signal()

    def __init__(
        self, app: QApplication, scheme: str = "system", base: int = 13, compact: bool = False
    ) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self._base = base
        self._fonts: dict[Role, QFont] = {}
        self.is_compact = compact
        self.wants_motion = True
        self.tokens: Tokens = LIGHT
        load_fonts(QFontDatabase.addApplicationFont)
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._desktop_changed)
        self._apply()

    @property
    def is_dark(self) -> bool:
        return self.tokens is DARK

    def choose(self, scheme: str) -> None:
        """One of light, dark and system."""
        self._scheme = scheme
        if self._is_dark() is not self.is_dark:
            self._apply()

    def resize(self, base: int, compact: bool) -> None:
        """The base size of the type in pixels, and whether rows are low."""
        self._base, self.is_compact = max(12, min(base, 20)), compact
        self._fonts.clear()
        self._apply()
        self.resized.emit()

    @contextmanager
    def undressed(self) -> Iterator[None]:
        """While a window is built the sheet is off: with it, Qt styles every widget again at each nesting."""
        self._app.setStyleSheet("")
        try:
            yield
        finally:
            self._app.setStyleSheet(style_sheet(self.tokens, self.px))

    def px(self, length: float) -> int:
        """A length drawn for base 13, at the size of now."""
        return round(length * self._base / 13)

    def row(self) -> int:
        return self.px(26 if self.is_compact else 32)

    def font(self, role: Role) -> QFont:
        """Kept: a font that Qt has looked up once need not be looked up at every painting."""
        if role not in self._fonts:
            self._fonts[role] = self._font(role)
        return QFont(self._fonts[role])

    def _font(self, role: Role) -> QFont:
        pixels, weight = role.value
        font = QFont(FAMILY)
        font.setPixelSize(max(11, self.px(pixels)))
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def color(self, tone: Tone) -> QColor:
        return QColor(self.tokens.of(tone))

    def paint_icon(self, painter: QPainter, name: str, box: QRectF, color: str) -> None:
        paint_icon(painter, name, box, color)

    def icon(self, name: str, tone: Tone = Tone.PLAIN) -> QIcon:
        """For menus and the tray; widgets paint theirs."""
        pixmap = QPixmap(40, 40)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_icon(painter, name, QRectF(0, 0, 40, 40), self.tokens.of(tone))
        painter.end()
        return QIcon(pixmap)

    def motion(self) -> int:
        """How long a panel slides, in milliseconds; 0 when the desktop or the person asks for less."""
        hint = self._app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        return min(LONGEST_MOTION, hint) if self.wants_motion else 0

    def _desktop_changed(self) -> None:
        self.choose(self._scheme)

    def _is_dark(self) -> bool:
        if self._scheme == "system":
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._scheme == "dark"

    def _apply(self) -> None:
        self.tokens = DARK if self._is_dark() else LIGHT
        self._app.setFont(self.font(Role.BODY))
        self._app.setPalette(palette(self.tokens))
        # Off first: put over another one, Qt goes through a list of all it has styled, and widgets that have gone
        # may still stand in it.
        self._app.setStyleSheet("")
        self._app.setStyleSheet(style_sheet(self.tokens, self.px))
        self.changed.emit()


def palette(tokens: Tokens) -> QPalette:
    """Every role said outright: Fusion's own guesses for a dark desktop are not ours."""
    roles = QPalette.ColorRole
    plain = {
        roles.Window: tokens.pane,
        roles.WindowText: tokens.ink,
        roles.Base: tokens.pane,
        roles.AlternateBase: tokens.window,
        roles.Text: tokens.ink,
        roles.Button: tokens.pane,
        roles.ButtonText: tokens.ink,
        roles.BrightText: tokens.late,
        roles.ToolTipBase: tokens.ink,
        roles.ToolTipText: tokens.pane,
        roles.PlaceholderText: tokens.dim,
        roles.Highlight: tokens.accent,
        roles.HighlightedText: tokens.on_accent,
        roles.Accent: tokens.accent,
        roles.Link: tokens.accent,
        roles.LinkVisited: tokens.accent,
        roles.Light: tokens.hover,
        roles.Midlight: tokens.line,
        roles.Mid: tokens.edge,
        roles.Dark: tokens.edge,
        roles.Shadow: tokens.line,
    }
    made = QPalette()
    for role, colour in plain.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.dim))
    return made
