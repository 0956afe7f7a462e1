"""The supervisor's service levels: a list, the form of what is chosen in it, and a made-up ticket that meets it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from console.viewmodels.levels import (
    CalendarShown,
    EditionShown,
    LevelsShown,
    PersonShown,
    PolicyShown,
    TrialShown,
)
from console.viewmodels.words import Words
from console.views.calendar_form import CalendarFormView
from console.views.levels_list import LevelsList
from console.views.levels_trial import TrialView
from console.views.people_form import EditionFormView, PeopleFormView
from console.views.policy_form import PolicyFormView
from console.views.theme import Role, Theme
from console.views.widgets.buttons import IconButton, KeyButton, Kind
from console.views.widgets.form_field import DraftText
from console.views.widgets.panel import SlidePanel
from console.views.widgets.parts import ProblemStrip
from console.views.widgets.scroll import Scroll
from console.views.widgets.text import Paragraph

UNDO, REDO = ("Ctrl+Z",), ("Ctrl+Shift+Z", "Ctrl+Y")
ADDING = ("add_calendar", "add_policy", "duplicate")


class LevelsPanel(SlidePanel):
    """A LevelsView. What is typed stays when the panel is left."""

    item_chosen = Signal(str)
    field_edited = Signal(str, str)
    act_wanted = Signal(str, str)
    text_edited = Signal(str)
    trial_edited = Signal(str, str)
    save_clicked = Signal()
    undo_clicked = Signal()
    redo_clicked = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(theme, 1536)
        self._words, self._chosen = words, ""
        self.list = LevelsList(words, theme)
        self.calendar, self.policy = CalendarFormView(words, theme), PolicyFormView(words, theme)
        self.people, self.edition = PeopleFormView(words, theme), EditionFormView(words, theme)
        self.text, self.text_problem = DraftText(theme), ProblemStrip(theme, is_wide=True)
        self.trial = TrialView(words, theme)
        self.save, self.undo_all = KeyButton(theme, Kind.PRIMARY), KeyButton(theme)
        self.undo, self.redo = IconButton(theme, "undo"), IconButton(theme, "redo")
        self.said = Paragraph(theme, Role.SMALL)
        self._pages, self._scrolls = QStackedWidget(), dict[QWidget, Scroll]()
        self._parts, self._is_moved = QSplitter(Qt.Orientation.Horizontal), False
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_levels(self, shown: LevelsShown) -> None:
        self.list.show_list(shown)
        self._show_form(shown)
        if shown.chosen != self._chosen:
            self._chosen = shown.chosen
            for scroll in self._scrolls.values():
                scroll.verticalScrollBar().setValue(0)
        self.text_problem.say(shown.text_problem)
        for name, button in {"save": self.save, "undo": self.undo, "redo": self.redo}.items():
            button.setEnabled(name in shown.can)
        self.undo_all.setEnabled("undo_all" in shown.can)
        self.said.say(shown.said, shown.said_tone)
        self.said.setVisible(bool(shown.said))
        if self.isHidden():
            self.enter()
            (self.text if shown.is_text else self.list.list).setFocus()

    def show_trial(self, shown: TrialShown) -> None:
        self.trial.show_trial(shown)

    def retranslate(self) -> None:
        words = self._words
        self.say(words("Service levels"), words("Close"))
        self.text.setAccessibleName(words("Calendars and policies"))
        self.save.say(words("Save"))
        self.undo.say("", hover=words("Undo (Ctrl+Z)"))
        self.redo.say("", hover=words("Redo (Ctrl+Shift+Z)"))
        self.undo_all.say(words("Undo all changes"))
        for part in (self.list, self.calendar, self.policy, self.people, self.edition, self.trial):
            part.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What a wide window has to give goes to the form and to the ticket; widths that were moved stay."""
        super().resizeEvent(event)
        if not self._is_moved:
            px, spare = self._theme.px, max(0, self.width() - self._theme.px(976))
            left, right = px(192) + spare // 10, px(304) + spare // 2
            self._parts.setSizes([left, self.width() - left - right, right])

    def _moved(self) -> None:
        self._is_moved = True

    def _show_form(self, shown: LevelsShown) -> None:
        form, page = shown.form, self._text_page
        self.text.setReadOnly(not shown.is_text)
        if isinstance(form, CalendarShown):
            self.calendar.show_calendar(form)
            page = self._scrolls[self.calendar]
        elif isinstance(form, PolicyShown):
            self.policy.show_policy(form)
            page = self._scrolls[self.policy]
        elif isinstance(form, PersonShown):
            self.people.show_person(form)
            page = self._scrolls[self.people]
        elif isinstance(form, EditionShown):
            self.edition.show_edition(form)
            page = self._scrolls[self.edition]
        elif shown.is_text and self.text.toPlainText() != shown.text and not self.text.is_composing:
            self.text.blockSignals(True)
            self.text.show_text(shown.text)
            self.text.blockSignals(False)
        self._pages.setCurrentWidget(page)

    def _act(self, name: str, value: str = "") -> None:
        """What was added is named first."""
        self.act_wanted.emit(name, value)
        if name in ADDING:
            page = (
                self.calendar if self._pages.currentWidget() is self._scrolls[self.calendar] else self.policy
            )
            first = page.first()
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(first, QLineEdit):
                first.selectAll()

    def _connect(self) -> None:
        self.list.item_chosen.connect(self.item_chosen)
        self.list.act_wanted.connect(self._act)
        for form in (self.calendar, self.policy):
            form.edited.connect(self.field_edited)
            form.act_wanted.connect(self.act_wanted)
        self.people.edited.connect(self.field_edited)
        self.edition.hold_clicked.connect(lambda: self.act_wanted.emit("make_hold", ""))
        self.text.textChanged.connect(lambda: self.text_edited.emit(self.text.toPlainText()))
        self.trial.edited.connect(self.trial_edited)
        self.save.clicked.connect(self.save_clicked)
        self.undo.clicked.connect(self.undo_clicked)
        self.redo.clicked.connect(self.redo_clicked)
        self.undo_all.clicked.connect(lambda: self.act_wanted.emit("undo_all", ""))
        for keys, told in ((UNDO, self.undo_clicked), (REDO, self.redo_clicked)):
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(told)

    def _lay_out(self) -> None:
        px = self._theme.px
        for form in (self.calendar, self.policy, self.people, self.edition):
            content = QWidget()
            box = QVBoxLayout(content)
            box.setContentsMargins(px(16), px(16), px(16), px(24))
            box.addWidget(form)
            self._scrolls[form] = Scroll(content)
            self._pages.addWidget(self._scrolls[form])
        self._text_page = QWidget()
        column = QVBoxLayout(self._text_page)
        column.setContentsMargins(px(16), px(16), px(16), px(8))
        column.addWidget(self.text, 1)
        column.addWidget(self.text_problem)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._pages.addWidget(self._text_page)
        parts = self._parts
        for n, part in enumerate((self.list, self._pages, self.trial)):
            parts.addWidget(part)
            parts.setCollapsible(n, False)
        parts.setHandleWidth(1)
        parts.splitterMoved.connect(self._moved)
        self.body.addWidget(parts, 1)
        self.body.addWidget(self._foot())

    def _foot(self) -> QWidget:
        px = self._theme.px
        foot = QWidget()
        foot.setObjectName("footer")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(24), px(8), px(24), px(8))
        row.setSpacing(px(8))
        for button in (self.save, self.undo, self.redo, self.undo_all):
            row.addWidget(button)
        row.addSpacing(px(8))
        row.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(0)
        return foot
