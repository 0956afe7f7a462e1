"""The settings: a panel that slides in, pages at its left, fields at its right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.settings import Field, SettingsForm
from console.viewmodels.words import Words
from console.views.page_form import PageForm, chain
from console.views.theme import Theme
from console.views.widgets.buttons import KeyButton, Kind
from console.views.widgets.entry import LineEntry
from console.views.widgets.panel import SlidePanel
from console.views.widgets.rows import Row, RowList
from console.views.widgets.scroll import Scroll


class SettingsPanel(SlidePanel):
    """A SettingsView. The first form slides it in; ``left`` says that the person closed it."""

    page_chosen = Signal(str)
    field_changed = Signal(str, str, str)
    button_clicked = Signal(str, str)
    save_clicked = Signal(str)
    layout_clicked = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(theme, 640)
        self._words = words
        px = theme.px
        self.pages = RowList(theme)
        self.pages.delegate.shows_check = False
        self.pages.setFixedWidth(px(168))
        self.form = PageForm(words, theme)
        self.form.setContentsMargins(px(24), px(16), px(24), px(24))
        self.save = KeyButton(theme, Kind.PRIMARY)
        self.layout_button = KeyButton(theme, icon="print")
        scroll = Scroll(self.form)
        self._scroll = scroll
        foot = QWidget()
        foot.setObjectName("footer")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot_row = QHBoxLayout(foot)
        foot_row.setContentsMargins(px(24), px(8), px(24), px(8))
        foot_row.addWidget(self.save)
        foot_row.addStretch(1)
        self._foot = foot
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(scroll, 1)
        right.addWidget(foot)
        columns = QHBoxLayout()
        columns.setContentsMargins(px(12), 0, 0, 0)
        columns.setSpacing(0)
        columns.addLayout(self._side())
        columns.addLayout(right, 1)
        self.body.addLayout(columns, 1)
        self.layout_button.clicked.connect(self.layout_clicked)
        self.pages.chosen.connect(self.page_chosen)
        self.form.field_changed.connect(self.field_changed)
        self.form.button_clicked.connect(self.button_clicked)
        self.save.clicked.connect(lambda: self.save_clicked.emit(self.form.page.key))
        self.retranslate()

    def _side(self) -> QVBoxLayout:
        px, side = self._theme.px, QVBoxLayout()
        side.setContentsMargins(0, px(12), 0, 0)
        side.addWidget(self.pages)
        side.addWidget(self.layout_button, 0, Qt.AlignmentFlag.AlignLeft)
        side.addSpacing(px(8))
        return side

    def show_settings(self, form: SettingsForm) -> None:
        self.pages.show_rows(tuple(Row(p.key, p.title, is_chosen=p.key == form.chosen) for p in form.pages))
        page = next((p for p in form.pages if p.key == form.chosen), None)
        if page is not None:
            was, focus = self.form.page.key, QApplication.focusWidget()
            had_caret = focus is not None and self.form.isAncestorOf(focus)
            if self.form.show_page(page):
                chain([self.pages, *self.form.stops(), self.save])
                if had_caret and page.key == was:  # a button there has given the page other fields
                    self._caret_back()
        self.save.say(form.save)
        self._foot.setVisible(bool(form.save))
        if self.isHidden():
            self.enter()
            self.pages.setFocus()

    def _caret_back(self) -> None:
        """Into the first line that is typed into."""
        first = next((stop for stop in self.form.stops() if isinstance(stop, LineEntry)), self.form.first())
        if first is not None:
            first.setFocus()

    def show_field(self, page: str, field: Field) -> None:
        self.form.show_field(page, field)

    def retranslate(self) -> None:
        self.say(self._words("Settings"), self._words("Close"))
        self.pages.setAccessibleName(self._words("Pages"))
        self.layout_button.say(self._words("Paper layout …"))
        self._scroll.setAccessibleName(self._words("Settings"))
