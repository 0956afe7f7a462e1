"""The first screen: the passphrase that opens the desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from console.viewmodels.frame import UnlockForm
from console.viewmodels.words import Tone, Words
from console.views.page_form import chain
from console.views.sign_in import NewPasswordFields, code_field, name_field
from console.views.theme import Role, Theme
from console.views.widgets.buttons import IconButton, KeyButton, Kind
from console.views.widgets.entry import LineEntry
from console.views.widgets.parts import ProblemStrip, SectionHeader
from console.views.widgets.text import Paragraph, Text


class UnlockScreen(QWidget):
    """An UnlockView. Asks once, says what is wrong in a sentence, and keeps what was typed for another try."""

    unlock_clicked = Signal(str)
    sign_in_clicked = Signal(str, str, str, str, str)
    language_clicked = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme, self._form = words, theme, UnlockForm("")
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title, self._profile = Text(theme, Role.CALLER), Text(theme, Role.BODY, Tone.DIM)
        self.name, self.new = name_field(words, theme), NewPasswordFields(words, theme)
        self.code = code_field(words, theme)
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
        is_other = form.asks_login != self._form.asks_login
        is_news = form.problem != self._form.problem or self._form.is_busy
        self._form = form
        if form.prefill and (begun or not self.field.text()):
            self.field.setText(form.prefill)
        self._profile.say(form.profile)
        self._hint.say(form.hint)
        self._hint.setVisible(bool(form.hint))
        self.problem.say(form.problem)
        for entry in self._entries:
            entry.setReadOnly(form.is_busy)
        self._show_fields(form)
        self.button.setEnabled(not form.is_busy)
        self._say_button()
        if form.problem and is_news and not form.is_busy:
            self.field.selectAll()
        if is_other or not self._is_inside(self.focusWidget()):
            self.focus_field()

    def focus_field(self) -> None:
        """The first that is still to be filled in."""
        wants_name = self._form.asks_login and not self.name.entry.text()
        first = self.name.entry if wants_name else self.field
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """The desk is open or locked again: the passphrase stands nowhere."""
        self.field.clear()
        self.new.forget()
        self.code.entry.clear()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)

    def retranslate(self) -> None:
        words = self._words
        self._title.say("Ringdesk")
        self.name.retranslate()
        self.new.retranslate()
        self.code.retranslate()
        self._say_label()
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

    @property
    def _entries(self) -> tuple[LineEntry, ...]:
        return (self.name.entry, self.field, *self.new.entries, self.code.entry)

    def _is_inside(self, widget: QWidget | None) -> bool:
        return widget is not None and widget in self._entries and not widget.isHidden()

    def _show_fields(self, form: UnlockForm) -> None:
        self.name.setVisible(form.asks_login)
        was_asked = not self.new.isHidden()
        self.new.setVisible(form.asks_new)
        if was_asked and not form.asks_new:
            self.new.forget()  # somebody else signs in: what the one before chose is not theirs
        if form.asks_new and not was_asked:
            self.new.entries[0].setFocus(Qt.FocusReason.OtherFocusReason)
        is_asked, was_asked = form.asks_code, not self.code.isHidden()
        self.code.setVisible(is_asked)
        if is_asked and not was_asked:
            self.code.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_label()

    def _say_label(self) -> None:
        text = self._words("Password") if self._form.asks_login else self._words("Passphrase")
        self._label.say(text)
        self.field.setAccessibleName(text)
        self._say_shown()

    def _say_button(self) -> None:
        words, asks = self._words, self._form.asks_login
        busy = words("Signing in …") if asks else words("Opening …")
        self.button.say(busy if self._form.is_busy else words("Sign in") if asks else words("Unlock"))

    def _say_shown(self) -> None:
        hidden = self.field.echoMode() is QLineEdit.EchoMode.Password
        words = self._words
        if self._form.asks_login:
            text = words("Show the password") if hidden else words("Hide the password")
        else:
            text = words("Show the passphrase") if hidden else words("Hide the passphrase")
        self.show_button.say("", "eye" if hidden else "eye-off", text)

    def _turn(self) -> None:
        hidden = self.field.echoMode() is QLineEdit.EchoMode.Password
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._say_shown()

    def _enter(self) -> None:
        if self._form.is_busy:
            return
        if not self._form.asks_login:
            self.unlock_clicked.emit(self.field.text())
        elif self.name.entry.hasFocus() and not self.field.text():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sign_in_clicked.emit(
                self.name.entry.text(), self.field.text(), *self.new.texts, self.code.entry.text()
            )

    def _wire(self) -> None:
        for entry in self._entries:
            entry.entered.connect(lambda _text: self._enter())
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
        inside.addWidget(self.name)
        inside.addWidget(self._label)
        inside.addLayout(field)
        inside.addWidget(self.caps)
        inside.addWidget(self.new)
        inside.addWidget(self.code)
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
        name, field_, *others = self._entries
        chain([name, field_, self.show_button, *others, self.button, self.language])
