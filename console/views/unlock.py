"""The first screen: the passphrase that opens the desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from console.viewmodels.frame import UnlockForm
from console.viewmodels.words import Tone, Words
from console.views.theme import Role, Theme
from console.views.widgets.buttons import IconButton, KeyButton, Kind
from console.views.widgets.entry import LineEntry
from console.views.widgets.parts import ProblemStrip, SectionHeader
from console.views.widgets.text import Paragraph, Text


class UnlockScreen(QWidget):
    """An UnlockView. Asks once, says what is wrong in a sentence, and keeps what was typed for another try."""

    unlock_clicked = Signal(str)
    language_clicked = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme, self._form = words, theme, UnlockForm("")
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title, self._profile = Text(theme, Role.CALLER), Text(theme, Role.BODY, Tone.DIM)
        self._label = SectionHeader(theme)
        self.field = LineEntry(theme)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self._label.setBuddy(self.field)
        self.show_button = IconButton(theme, "eye")
        self.caps = Text(theme, Role.SMALL, Tone.SOON)
        self.problem = ProblemStrip(theme)
        self._hint = Paragraph(theme, Role.SMALL, Tone.DIM)
        self.button = KeyButton(theme, Kind.PRIMARY, key="↵")
        self.language = KeyButton(theme, Kind.QUIET)
        self._lay_out()
        self._wire()
        self.caps.setVisible(False)
        self.retranslate()

    def show_unlock(self, form: UnlockForm) -> None:
        begun = form.profile != self._form.profile
        is_news = form.problem != self._form.problem or self._form.is_busy
        self._form = form
        if form.prefill and (begun or not self.field.text()):
            self.field.setText(form.prefill)
        self._profile.say(form.profile)
        self._hint.say(form.hint)
        self._hint.setVisible(bool(form.hint))
        self.problem.say(form.problem)
        self.field.setReadOnly(form.is_busy)
        self.button.setEnabled(not form.is_busy)
        self._say_button()
        if form.problem and is_news and not form.is_busy:
            self.field.selectAll()
        self.focus_field()

    def focus_field(self) -> None:
        if self.isVisible():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """The desk is open or locked again: the passphrase stands nowhere."""
        self.field.clear()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)

    def retranslate(self) -> None:
        words = self._words
        self._title.say("Ringdesk")
        self._label.say(words("Passphrase"))
        self.field.setAccessibleName(words("Passphrase"))
        self.caps.say(words("Caps Lock is on"))
        self.language.say("EN" if words.language != "en" else "中文", hover=words("Change the language"))
        self._say_button()
        self._say_shown()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._card:
            if event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
                self.update()  # the mark stands above the card, wherever a message moves it
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            letter, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if letter.isalpha() and letter.isascii():
                self.caps.setVisible(letter.isupper() != shift)
            elif event.key() == Qt.Key.Key_CapsLock:
                self.caps.setVisible(False)  # the next letter tells
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(56)
        top = self._card.y() - side - self._theme.px(24)
        box = QRectF((self.width() - side) / 2, top, side, side)
        self._theme.paint_icon(QPainter(self), "ringdesk", box, "")

    def _say_button(self) -> None:
        self.button.say(self._words("Opening …") if self._form.is_busy else self._words("Unlock"))

    def _say_shown(self) -> None:
        hidden = self.field.echoMode() is QLineEdit.EchoMode.Password
        text = self._words("Show the passphrase") if hidden else self._words("Hide the passphrase")
        self.show_button.say("", "eye" if hidden else "eye-off", text)

    def _turn(self) -> None:
        hidden = self.field.echoMode() is QLineEdit.EchoMode.Password
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._say_shown()

    def _enter(self) -> None:
        if not self._form.is_busy:
            self.unlock_clicked.emit(self.field.text())

    def _wire(self) -> None:
        self.field.entered.connect(lambda _text: self._enter())
        self.field.installEventFilter(self)
        self._card.installEventFilter(self)
        self.button.clicked.connect(self._enter)
        self.show_button.clicked.connect(self._turn)
        self.language.clicked.connect(self.language_clicked)

    def _lay_out(self) -> None:
        px = self._theme.px
        self._card = QFrame()
        self._card.setObjectName("card")
        self._card.setFixedWidth(px(384))
        field = QHBoxLayout()
        field.setSpacing(px(4))
        field.addWidget(self.field, 1)
        field.addWidget(self.show_button)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(px(32), px(24), px(32), px(32))
        inside.setSpacing(px(4))
        inside.addWidget(self._title)
        inside.addWidget(self._profile)
        inside.addSpacing(px(16))
        inside.addWidget(self._label)
        inside.addLayout(field)
        inside.addWidget(self.caps)
        inside.addWidget(self.problem)
        inside.addSpacing(px(12))
        inside.addWidget(self.button)
        inside.addSpacing(px(4))
        inside.addWidget(self._hint)
        top = QWidget()
        top.setFixedHeight(px(44))
        corner = QHBoxLayout(top)
        corner.setContentsMargins(0, px(6), px(12), px(6))
        corner.addStretch(1)
        corner.addWidget(self.language)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, px(64))
        box.addWidget(top)
        box.addStretch(1)
        box.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
