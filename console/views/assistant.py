"""The first-run assistant: one question at a time, before there is a desk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.settings import AssistantForm, Field
from console.viewmodels.words import Tone, Words
from console.views.page_form import PageForm, chain
from console.views.theme import Role, Theme
from console.views.widgets.buttons import KeyButton, Kind
from console.views.widgets.parts import Line
from console.views.widgets.scroll import Scroll
from console.views.widgets.text import Text


class AssistantScreen(QWidget):
    """An AssistantView. Enter goes on, once the input method has nothing to say."""

    field_changed = Signal(str, str, str)
    button_clicked = Signal(str, str)
    back_clicked = Signal()
    next_clicked = Signal()
    language_clicked = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        px = theme.px
        self.form = PageForm(words, theme)
        self.form.setContentsMargins(px(32), px(24), px(32), px(24))
        self._progress = Text(theme, Role.SMALL, Tone.DIM)
        self.back, self.next = KeyButton(theme, icon="left"), KeyButton(theme, Kind.PRIMARY, key="↵")
        self.language = KeyButton(theme, Kind.QUIET)
        self._lay_out(theme)
        self.form.field_changed.connect(self.field_changed)
        self.form.button_clicked.connect(self.button_clicked)
        self.form.entered.connect(self._go_on)
        self.back.clicked.connect(self.back_clicked)
        self.next.clicked.connect(self.next_clicked)
        self.language.clicked.connect(self.language_clicked)
        self.retranslate()

    def show_step(self, form: AssistantForm) -> None:
        is_other = self.form.show_page(form.page)
        self._progress.say(form.progress)
        self.back.say(form.back)
        self.back.setVisible(bool(form.back))
        self.next.say(form.next)
        self.next.setVisible(bool(form.next))
        self.next.setEnabled(not form.is_busy)
        if is_other:
            chain([*self.form.stops(), self.back, self.next, self.language])
            if (first := self.form.begin()) is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_field(self, page: str, field: Field) -> None:
        self.form.show_field(page, field)

    def retranslate(self) -> None:
        words = self._words
        self.language.say("EN" if words.language != "en" else "中文", hover=words("Change the language"))

    def _go_on(self) -> None:
        if self.next.isEnabled() and not self.next.isHidden():
            self.next_clicked.emit()

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        scroll = Scroll(self.form)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(32), px(12), px(32), px(16))
        foot.setSpacing(px(8))
        foot.addWidget(self._progress, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(px(560))
        card.setMaximumHeight(px(640))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(scroll, 1)
        inside.addWidget(Line(theme))
        inside.addLayout(foot)
        top = QWidget()
        top.setFixedHeight(px(44))
        corner = QHBoxLayout(top)
        corner.setContentsMargins(0, px(6), px(12), px(6))
        corner.addStretch(1)
        corner.addWidget(self.language)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, px(24))
        box.addWidget(top)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        box.addLayout(middle, 1)
