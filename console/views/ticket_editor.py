"""The ticket being written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.tickets import Choice, TicketForm
from console.viewmodels.words import Tone, Words
from console.views.keys import Keys
from console.views.print_button import TICKET_PAPERS, PrintButton
from console.views.theme import Role, Theme
from console.views.ticket_due import DueView, PromiseButton
from console.views.ticket_fields import TicketFields
from console.views.ticket_files import TicketFilesView
from console.views.ticket_service import ServiceFields
from console.views.ticket_timeline import Timeline
from console.views.widgets.buttons import IconButton, KeyButton, Kind
from console.views.widgets.parts import ProblemStrip
from console.views.widgets.scroll import Scroll
from console.views.widgets.text import Text

_USUAL = 4  # moves made beforehand, so that they stand in their place of the way of Tab


class TicketEditorView(QWidget):
    """A TicketView. Shows a ticket again without touching caret, selection, undo or half a word of the same ticket."""

    field_edited = Signal(str, str)
    save_clicked = Signal()
    move_clicked = Signal(str)
    assignee_chosen = Signal(str)
    team_chosen = Signal(str)
    note_entered = Signal(str, bool)
    why_clicked = Signal()
    watch_clicked = Signal()
    promise_wanted = Signal(str)
    promise_settled = Signal(bool)
    leave_clicked = Signal()
    attach_call_clicked = Signal()
    call_activated = Signal(str)
    print_wanted = Signal(str)

    def __init__(self, words: Words, theme: Theme, keys: Keys) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._moves: tuple[Choice, ...] = ()
        self.back = IconButton(theme, "back")
        self._title, self._status = Text(theme, Role.TITLE), Text(theme, tone=Tone.DIM)
        self._customer = Text(theme, tone=Tone.DIM)
        self._saved, self.company = Text(theme, Role.SMALL, Tone.DIM), Text(theme, Role.SMALL, Tone.DIM)
        self.problem = ProblemStrip(theme, is_wide=True)
        self.fields, self.service = TicketFields(words, theme), ServiceFields(words, theme)
        self.timeline = Timeline(words, theme)
        self.files = TicketFilesView(words, theme, keys)
        self.save = KeyButton(theme, Kind.PRIMARY, key=keys.shown("save"))
        self.attach = KeyButton(theme, icon="link")
        self.move_buttons: list[KeyButton] = []
        self.due = DueView(words, theme, keys)
        self.watch = IconButton(theme, "eye")
        self.print = PrintButton(words, theme, keys, TICKET_PAPERS)
        self.promise = PromiseButton(words, theme, keys)
        self._form: TicketForm | None = None
        self._footer = QHBoxLayout()
        self._lay_out()
        self._wire()
        self.retranslate()

    def show_ticket(self, form: TicketForm) -> None:
        self._title.say(form.title)
        self._status.say(form.status)
        self._customer.say(" · ".join(part for part in (form.customer, form.origin) if part))
        self.fields.show_form(form)
        self.service.show_form(form)
        self.timeline.show_lines(form.id, form.timeline, form.calls)
        self.timeline.show_editable(form.can_edit)
        self.save.setEnabled(form.can_edit)
        self.attach.setVisible(form.can_attach_call)
        self._show_moves(form.moves)
        self._form = form
        self._show_watch()
        self.promise.show_promise(bool(form.promise))
        self.promise.setEnabled(form.can_edit)
        self.print.setEnabled(form.has_number)

    def show_due(self, text: str, hover: str, tone: Tone) -> None:
        self.due.show_due(text, hover, tone)

    def promise_kept(self) -> None:
        self.promise.done()

    def focus_subject(self) -> None:
        self.fields.subject.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields.subject.setCursorPosition(len(self.fields.subject.text()))

    def show_saved(self, text: str, tone: Tone) -> None:
        self._saved.say(text, tone)

    def show_company(self, text: str, is_typing: bool) -> None:
        self.company.say(text, Tone.ACCENT if is_typing else Tone.DIM)
        self.company.setVisible(bool(text))

    def show_priority(self, text: str, tone: Tone) -> None:
        self.fields.show_priority(text, tone)

    def show_problem(self, text: str) -> None:
        self.problem.say(text)

    def note_kept(self) -> None:
        self.timeline.kept()

    def retranslate(self) -> None:
        words = self._words
        self.fields.retranslate()
        self.service.retranslate()
        self.timeline.retranslate()
        self.files.retranslate()
        self.back.say("", hover=words("Back to the list; what you typed stays"))
        self.save.say(words("Save"))
        self.attach.say(words("Attach the call"))
        self.due.retranslate()
        self.print.retranslate()
        self.promise.retranslate()
        self._show_watch()

    def _show_watch(self) -> None:
        words, form = self._words, self._form
        on, n = (form.watch, form.watchers) if form is not None else (False, 0)
        text = words("You watch this ticket: you are told when it falls due. Click to stop.")
        other = words("Watch this ticket: be told when it falls due ({n} do)", n=n)
        self.watch.say("", hover=text if on else other)
        self.watch.setCheckable(True)
        self.watch.setChecked(on)

    def _show_moves(self, moves: tuple[Choice, ...]) -> None:
        if moves == self._moves:
            return
        self._moves = moves
        while len(self.move_buttons) < len(moves):
            self._add_move()
        for at, button in enumerate(self.move_buttons):
            if at < len(moves):
                button.say(moves[at].text)
            button.setVisible(at < len(moves))

    def _add_move(self) -> None:
        button, at = KeyButton(self._theme), len(self.move_buttons)
        button.clicked.connect(lambda _on=False, n=at: self._moved(n))
        button.setVisible(False)
        self._footer.insertWidget(1 + at, button)
        self.move_buttons.append(button)

    def _moved(self, at: int) -> None:
        self.move_clicked.emit(self._moves[at].key)

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(8), px(12), px(16), px(4))
        head.setSpacing(px(8))
        head.addWidget(self.back)
        head.addWidget(self._title)
        head.addWidget(self._status)
        head.addStretch(1)
        head.addWidget(self.company)
        self.company.setVisible(False)
        head.addWidget(self._saved)
        head.addWidget(self.print)
        head.addWidget(self.watch)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(px(16), px(4), px(16), px(16))
        inside.setSpacing(px(8))
        top = QHBoxLayout()
        top.setSpacing(px(12))
        top.addWidget(self._customer, 1)
        top.addWidget(self.due)
        inside.addLayout(top)
        inside.addWidget(self.fields, 2)
        inside.addWidget(self.service)
        inside.addSpacing(px(8))
        inside.addWidget(self.files)
        inside.addSpacing(px(8))
        inside.addWidget(self.timeline)
        inside.addStretch(1)
        scroll = Scroll(content)
        self.service.opened.connect(lambda: scroll.ensureWidgetVisible(self.service, 0, px(8)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.problem)
        box.addWidget(scroll, 1)
        box.addWidget(self._foot())

    def _foot(self) -> QWidget:
        px = self._theme.px
        foot = QWidget()
        foot.setObjectName("footer")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot.setLayout(self._footer)
        self._footer.setContentsMargins(px(16), px(8), px(16), px(8))
        self._footer.setSpacing(px(8))
        self._footer.addWidget(self.save)
        for _ in range(_USUAL):
            self._add_move()
        self._footer.addStretch(1)
        self._footer.addWidget(self.promise)
        self._footer.addWidget(self.attach)
        return foot

    def _wire(self) -> None:
        self.back.clicked.connect(self.leave_clicked)
        self.save.clicked.connect(self.save_clicked)
        self.attach.clicked.connect(self.attach_call_clicked)
        self.fields.edited.connect(self.field_edited)
        self.service.edited.connect(self.field_edited)
        self.fields.assignee_chosen.connect(self.assignee_chosen)
        self.fields.team_chosen.connect(self.team_chosen)
        self.timeline.entered.connect(self.note_entered)
        self.due.why.clicked.connect(self.why_clicked)
        self.print.wanted.connect(self.print_wanted)
        self.watch.clicked.connect(self.watch_clicked)
        self.promise.wanted.connect(self.promise_wanted)
        self.promise.settled.connect(self.promise_settled)
        self.timeline.call_activated.connect(self.call_activated)
