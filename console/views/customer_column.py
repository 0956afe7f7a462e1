"""The right column: who is this, what is open, what was."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from console.viewmodels.customers import CandidateLine, CustomerColumn, CustomerForm, TicketBrief
from console.viewmodels.words import Words
from console.views.customer_facts import Facts
from console.views.customer_form import CustomerFormView
from console.views.theme import Role, Theme
from console.views.widgets.buttons import KeyButton, Kind
from console.views.widgets.parts import EmptyState, ProblemStrip, SectionHeader
from console.views.widgets.rows import Row, RowList
from console.views.widgets.scroll import Scroll
from console.views.widgets.text import Text


class CustomerColumnView(QWidget):
    """A CustomerView. Shows candidates with their reasons and never chooses by itself."""

    candidate_chosen = Signal(str)
    add_clicked = Signal()
    number_add_clicked = Signal()
    ticket_activated = Signal(str)
    attach_clicked = Signal(str)
    change_clicked = Signal()
    customer_entered = Signal(object)
    form_left = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.empty = EmptyState(theme, "user")
        self._problem = ProblemStrip(theme, is_wide=True)
        self._busy = Text(theme, Role.SMALL)
        self._question = SectionHeader(theme)
        self.candidates = RowList(theme, is_whole=True)
        self.candidates.setFocusPolicy(
            Qt.FocusPolicy.TabFocus
        )  # a click chooses and leaves the caret where it is
        self.add = KeyButton(theme, Kind.QUIET, "user-plus")
        self.add_number = KeyButton(theme, Kind.QUIET, "plus")
        self.change = KeyButton(theme, Kind.QUIET, "note")
        self.form = CustomerFormView(words, theme)
        self._facts = Facts(theme)
        self._open_title, self._recent_title = SectionHeader(theme), SectionHeader(theme)
        self.open_tickets = RowList(theme, is_whole=True)
        self.recent_tickets = RowList(theme, is_whole=True)
        self._content = QWidget()
        self._can_attach = self._can_change = False
        self._lay_out()
        self._wire()
        self.form.setVisible(False)
        self.retranslate()
        self.show_customer(CustomerColumn())

    def show_customer(self, column: CustomerColumn) -> None:
        is_empty = bool(column.empty) and not (column.question or column.candidates or self._form_open())
        self.empty.say(column.empty)
        self.empty.setVisible(is_empty)
        self._content.setVisible(not is_empty)
        self._problem.say(column.problem)
        self._question.say(column.question)
        self._question.setVisible(bool(column.question))
        self.candidates.show_rows(tuple(map(_candidate_row, column.candidates)))
        self._busy.setVisible(column.is_busy)
        self.add.setVisible(column.can_add and not self._form_open())
        self._can_change = column.can_change
        self.change.setVisible(column.can_change and not self._form_open())
        self.add_number.setVisible(bool(column.add_number))
        self.add_number.say(column.add_number)
        self._facts.show_facts(column.facts)
        for title, text in ((self._open_title, column.open_title), (self._recent_title, column.recent_title)):
            title.say(text)
            title.setVisible(bool(text))
        self.open_tickets.show_rows(tuple(map(_brief_row, column.open_tickets)))
        self.recent_tickets.show_rows(tuple(map(_brief_row, column.recent_tickets)))
        self._can_attach = column.can_attach

    def show_form(self, form: CustomerForm) -> None:
        is_new = not self._form_open()
        self.form.show_form(form, is_new)
        if is_new:
            self.empty.setVisible(False)
            self._content.setVisible(True)
            self.form.setVisible(True)
            self.add.setVisible(False)
            self.change.setVisible(False)
            self.form.focus_first()

    def hide_form(self) -> None:
        if self._form_open():
            inside = QApplication.focusWidget()
            if inside is not None and self.form.isAncestorOf(inside):
                self.setFocus()
            self.form.setVisible(False)
            self.change.setVisible(self._can_change)

    def retranslate(self) -> None:
        words = self._words
        self.form.retranslate()
        self.add.say(words("New customer"))
        self.change.say(words("Change …"), hover=words("Name, company, level and contract"))
        self._busy.say(words("Looking up …"))
        self.candidates.setAccessibleName(words("Who is this?"))
        self.open_tickets.setAccessibleName(words("Open tickets"))
        self.recent_tickets.setAccessibleName(words("Recent tickets"))

    def _form_open(self) -> bool:
        return not self.form.isHidden()

    def _lay_out(self) -> None:
        px = self._theme.px
        box = QVBoxLayout(self._content)
        box.setContentsMargins(px(6), px(16), px(6), px(16))
        box.setSpacing(px(4))
        for header in (self._question, self._open_title, self._recent_title):
            header.setIndent(px(10))
        order: tuple[tuple[QWidget, int], ...] = (
            (self._question, 0), (self._busy, 0), (self.candidates, 0), (self.add, 0), (self.add_number, 0),
            (self.form, 4), (self._facts, 4), (self.change, 0), (self._open_title, 16), (self.open_tickets, 0),
            (self._recent_title, 16), (self.recent_tickets, 0),
        )  # fmt: skip
        for widget, above in order:
            if above:
                box.addSpacing(px(above))
            quiet = widget in {self.add, self.add_number, self.change}
            box.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft if quiet else Qt.AlignmentFlag(0))
        box.addStretch(1)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.empty)
        inside.addWidget(self._content)
        scroll = Scroll(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._problem)
        outer.addWidget(scroll, 1)

    def _wire(self) -> None:
        self.candidates.chosen.connect(self.candidate_chosen)
        self.add.clicked.connect(self.add_clicked)
        self.change.clicked.connect(self.change_clicked)
        self.add_number.clicked.connect(self.number_add_clicked)
        self.form.entered.connect(self.customer_entered)
        self.form.left.connect(self.form_left)
        for tickets in (self.open_tickets, self.recent_tickets):
            tickets.chosen.connect(self.ticket_activated)
            tickets.menu_wanted.connect(self._menu)

    def _menu(self, ticket: str) -> None:
        source = self.sender()
        menu = QMenu(self)
        menu.addAction(self._words("Open")).triggered.connect(lambda: self.ticket_activated.emit(ticket))
        attach = menu.addAction(self._theme.icon("link"), self._words("Attach the call to this ticket"))
        attach.setEnabled(self._can_attach)
        attach.triggered.connect(lambda: self.attach_clicked.emit(ticket))
        if isinstance(source, RowList):
            rect = source.visualRect(source.currentIndex())
            menu.popup(source.mapToGlobal(rect.bottomLeft() if rect.isValid() else QPoint(0, 0)))


def _candidate_row(line: CandidateLine) -> Row:
    detail = " · ".join(part for part in (line.reason, line.detail) if part)
    return Row(line.key, line.name, detail, is_chosen=line.is_chosen, more=line.company)


def _brief_row(brief: TicketBrief) -> Row:
    detail = " · ".join(part for part in (brief.number, brief.detail) if part)
    return Row(brief.id, brief.subject, detail, brief.badge, brief.tone, brief.detail_exact)
