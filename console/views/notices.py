"""Sentences that wait for the agent, just above the status strip: what stands above them keeps its place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.frame import Notice
from console.viewmodels.words import Tone, Words
from console.views.theme import Theme
from console.views.widgets.buttons import IconButton, KeyButton, Kind
from console.views.widgets.marks import ToneMark, has_shape
from console.views.widgets.parts import Line
from console.views.widgets.text import Paragraph


class NoticesView(QWidget):
    """One line each; a notice stays until it is dealt with and never takes the keyboard."""

    action = Signal(str)
    closed = Signal(str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lines: list[NoticeLine] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.setVisible(False)

    def show_notices(self, notices: tuple[Notice, ...]) -> None:
        while len(self.lines) < len(notices):
            line = NoticeLine(self._theme)
            line.button.clicked.connect(
                lambda _on=False, ln=line: self.action.emit(ln.notice.action_key or ln.notice.key)
            )
            line.other.clicked.connect(lambda _on=False, ln=line: self.action.emit(ln.notice.others[0].key))
            line.close_button.clicked.connect(lambda _on=False, ln=line: self.closed.emit(ln.notice.key))
            self.lines.append(line)
            self._box.addWidget(line)
        for at, line in enumerate(self.lines):
            if at < len(notices):
                line.show_notice(notices[at], self._words("Dealt with"))
            line.setVisible(at < len(notices))
        self.setVisible(bool(notices))


class NoticeLine(QWidget):
    """Shape, sentence, one or two buttons, cross."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.notice = Notice("", "", Tone.PLAIN)
        self._mark, self._text = ToneMark(theme, 10), Paragraph(theme)
        self.button, self.other = KeyButton(theme), KeyButton(theme, Kind.QUIET)
        self.close_button = IconButton(theme, "close")
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(16), theme.px(4), theme.px(8), theme.px(4))
        row.setSpacing(theme.px(8))
        row.addWidget(self._mark)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button)
        row.addWidget(self.other)
        row.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Line(theme))
        box.addLayout(row)

    def show_notice(self, notice: Notice, close: str) -> None:
        self.notice = notice
        self._mark.show_tone(notice.tone)
        self._mark.setVisible(has_shape(notice.tone))
        self._text.say(notice.text)
        self.button.say(notice.action)
        self.button.setVisible(bool(notice.action))
        self.other.say(notice.others[0].text if notice.others else "")
        self.other.setVisible(bool(notice.others))
        self.close_button.say("", hover=close)
