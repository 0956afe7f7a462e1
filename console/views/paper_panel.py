"""The preview: pages as they will leave, and the ways out below them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.viewmodels.paper import PaperShown
from console.viewmodels.words import Tone, Words
from console.views.paper_pages import PaperPages
from console.views.theme import Role, Theme
from console.views.widgets.buttons import IconButton, KeyButton, Kind
from console.views.widgets.entry import LineEntry
from console.views.widgets.panel import SlidePanel
from console.views.widgets.tabs import Tabs
from console.views.widgets.text import Paragraph, Text


class PaperPanel(SlidePanel):
    """A PaperView."""

    kind_chosen = Signal(str)
    language_clicked = Signal()
    print_clicked = Signal()
    save_clicked = Signal()
    mail_entered = Signal(str)
    page_wanted = Signal(int, int, int)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(theme, 800)
        self._words = words
        self.shown = PaperShown("", (), "", 0)
        self.kinds, self.pages = Tabs(theme), PaperPages(words, theme)
        self.language = KeyButton(theme, Kind.QUIET)
        self.smaller, self.larger = IconButton(theme, "minus"), IconButton(theme, "plus")
        self.fit_width = KeyButton(theme, Kind.QUIET)
        self.at = Text(theme, Role.SMALL, Tone.DIM)
        self.print, self.save = KeyButton(theme, Kind.PRIMARY, "print"), KeyButton(theme)
        self.mail, self.send = KeyButton(theme), KeyButton(theme, Kind.PRIMARY)
        self.open_folder = KeyButton(theme)
        self.said, self.address = Paragraph(theme), LineEntry(theme)
        self._mail_row = QWidget()
        self._lay_out()
        self._wire()
        self._ask_address(on=False)
        for button in (self.print, self.save, self.mail, self.send):
            button.setEnabled(False)
        self.retranslate()

    def show_paper(self, shown: PaperShown) -> None:
        self.shown = shown
        self.say(shown.title, self._words("Close"))
        self.kinds.show_tabs(tuple((tab.key, tab.text, tab.count, tab.is_chosen) for tab in shown.kinds))
        self.language.say(shown.language)
        self.pages.show_pages(shown.round, shown.sizes)
        for button in (self.print, self.save, self.mail, self.send):
            button.setEnabled(shown.can_leave)
        self.said.say(shown.said, shown.tone)
        self.open_folder.setVisible(bool(shown.folder))
        self._show_place()
        if self.isHidden():
            self._ask_address(on=False)
            self.enter()
            self.pages.setFocus()

    def mailed(self) -> None:
        had_caret = self.address.hasFocus()
        self.address.clear()
        self._ask_address(on=False)
        if had_caret:
            self.mail.setFocus()

    def retranslate(self) -> None:
        words = self._words
        self.print.say(words("Print …"))
        self.save.say(words("Save as PDF"))
        self.mail.say(words("Mail …"))
        self.send.say(words("Send"))
        self.open_folder.say(words("Open folder"))
        self.smaller.say("", hover=words("Smaller"))
        self.larger.say("", hover=words("Larger"))
        self.fit_width.say("100 %", hover=words("Fit the width"))
        self.address.setPlaceholderText(words("Mail address of the receiver"))
        self.address.setAccessibleName(words("Mail address of the receiver"))
        self.pages.retranslate()
        self._show_place()

    def _ask_address(self, *, on: bool) -> None:
        self._mail_row.setVisible(on)
        if on:
            self.address.setFocus()

    def _show_place(self) -> None:
        pages, words = self.pages, self._words
        text = words("Page {n} of {of}", n=pages.page + 1, of=pages.count) if pages.count else ""
        self.at.say(text)
        pages.setAccessibleDescription(text)
        self.fit_width.say(f"{round(pages.scale * 100)} %", hover=words("Fit the width"))

    def _open_folder(self) -> None:
        folder = self.shown.folder
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(folder)))):
            self.said.say(self._words("Nothing here can open {folder}.", folder=folder), Tone.LATE)

    def _wire(self) -> None:
        self.kinds.chosen.connect(self.kind_chosen)
        self.language.clicked.connect(self.language_clicked)
        self.print.clicked.connect(self.print_clicked)
        self.save.clicked.connect(self.save_clicked)
        self.mail.clicked.connect(lambda: self._ask_address(on=self._mail_row.isHidden()))
        self.send.clicked.connect(lambda: self.mail_entered.emit(self.address.text()))
        self.address.entered.connect(self.mail_entered)
        self.open_folder.clicked.connect(self._open_folder)
        self.smaller.clicked.connect(lambda: self.pages.step(-1))
        self.larger.clicked.connect(lambda: self.pages.step(1))
        self.fit_width.clicked.connect(lambda: self.pages.step(0))
        self.pages.page_wanted.connect(self.page_wanted)
        self.pages.moved.connect(self._show_place)

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(8), px(16), px(8))
        head.setSpacing(px(4))
        head.addWidget(self.kinds, 1)
        for widget in (self.language, self.at, self.smaller, self.fit_width, self.larger):
            head.addWidget(widget)
        mail = QHBoxLayout(self._mail_row)
        mail.setContentsMargins(px(24), px(8), px(24), px(8))
        mail.setSpacing(px(8))
        mail.addWidget(self.address, 1)
        mail.addWidget(self.send)
        foot = QWidget()
        foot.setObjectName("footer")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(24), px(8), px(24), px(8))
        row.setSpacing(px(8))
        for button in (self.print, self.save, self.mail):
            row.addWidget(button)
        row.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.open_folder)
        self.body.addLayout(head)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(self._mail_row)
        self.body.addWidget(foot)
