"""The left column: the calls that are up, or the log of those that were, and the field to dial."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from console.viewmodels.calls import CallCard, CallColumn, CallLogLine
from console.viewmodels.words import Tone, Words
from console.views.call_card import CallCardView
from console.views.call_line import CallLine
from console.views.help_panel import ENDED, NO_CALL, RINGING, TALKING, Part
from console.views.keys import Keys
from console.views.theme import Theme
from console.views.widgets.entry import LineEntry
from console.views.widgets.parts import EmptyState, Line, ProblemStrip, SectionHeader
from console.views.widgets.rows import Row, RowList
from console.views.widgets.scroll import Scroll

_CARD, _LOG, _EMPTY = range(3)
_OTHERS = 3  # lines made beforehand; the phone takes four calls at once


class CallColumnView(QWidget):
    """A CallView. Never takes the keyboard by itself; the dial field stands in one place with a call and without."""

    answer_clicked = Signal(str)
    decline_clicked = Signal(str)
    busy_clicked = Signal(str)
    hang_up_clicked = Signal(str)
    hold_clicked = Signal(str)
    resume_clicked = Signal(str)
    mute_clicked = Signal(str, bool)
    digits_typed = Signal(str, str)
    dismiss_clicked = Signal(str)
    card_selected = Signal(str)
    make_ticket_clicked = Signal(str)
    hand_over_clicked = Signal(str)
    attach_clicked = Signal(str)
    note_entered = Signal(str, str)
    ticket_clicked = Signal(str)
    dial_entered = Signal(str)
    log_line_activated = Signal(str)
    more_log_wanted = Signal()
    card_painted = Signal(str)  # a new card stands on the screen

    def __init__(self, words: Words, theme: Theme, keys: Keys) -> None:
        super().__init__()
        self._words, self._theme, self._answer_key = words, theme, keys.shown("answer")
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.card = CallCardView(words, theme, keys)
        self.log = RowList(theme, takes_two_clicks=True)
        self._log_title = SectionHeader(theme)
        self._empty = EmptyState(theme, "phone")
        self.problem = ProblemStrip(theme, is_wide=True)
        self.lines: list[CallLine] = []
        self._stack = QVBoxLayout()
        self._stack.setSpacing(0)
        self._pages = QStackedWidget()
        self.dial = LineEntry(theme)
        self._dial_frame = QWidget()
        self._column = CallColumn()
        self._painted: set[str] = set()
        self._dialled_text = ""
        self._lay_out()
        self._wire()
        for _ in range(_OTHERS):
            self._add_line()
        self.retranslate()

    def show_calls(self, column: CallColumn) -> None:
        self._column = column
        self._painted &= {card.id for card in column.calls}
        selected = next((c for c in column.calls if c.is_selected), column.calls[0] if column.calls else None)
        if selected is not None:
            self.card.show_card(selected)
            self._turn_to(_CARD)
        else:
            if column.log:
                self.log.show_rows(tuple(map(_log_row, column.log)))
            self._turn_to(_LOG if column.log else _EMPTY)
        self._empty.say(column.empty)
        self._show_others(tuple(c for c in column.calls if c is not selected))
        self.problem.say(column.problem)
        if self._dialled_text and column.calls and not column.problem:
            if self.dial.text() == self._dialled_text:
                self.dial.clear()  # it is a call now; until then the number stays
            self._dialled_text = ""
        self._dial_frame.setVisible(column.can_dial or self.dial.hasFocus())

    def show_timer(self, call: str, timer: str) -> None:
        if self._column.calls and self.card.card.id == call:
            self.card.timer.tick(timer)
            return
        for line in self.lines:
            if line.card.id == call:
                line.tick(timer)

    def show_levels(self, microphone: float, speaker: float) -> None:
        self.card.show_levels(microphone, speaker)

    def note_kept(self, call: str) -> None:
        self.card.notes.kept(call)

    def focus_note(self) -> None:
        if self._pages.currentIndex() == _CARD:
            self.card.notes.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_dial(self) -> None:
        if self._dial_frame.isVisible():
            self.dial.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.dial.selectAll()

    def help(self) -> Part:
        """What there is to know about the call in hand."""
        card = self.card.card
        if self._pages.currentIndex() != _CARD:
            return NO_CALL
        if card.can_answer:
            return RINGING
        return ENDED if card.can_dismiss else TALKING

    def retranslate(self) -> None:
        words = self._words
        self.card.retranslate()
        self._log_title.say(words("Calls"))
        self.log.setAccessibleName(words("Call log"))
        self.dial.setPlaceholderText(words("Number to dial, Enter calls it"))
        self.dial.setAccessibleName(words("Number to dial"))

    def _lay_out(self) -> None:
        px = self._theme.px
        scroll = Scroll(self.card)
        log_page = QWidget()
        log_box = QVBoxLayout(log_page)
        log_box.setContentsMargins(px(6), px(16), 0, 0)
        log_box.setSpacing(px(8))
        self._log_title.setIndent(px(10))
        log_box.addWidget(self._log_title)
        log_box.addWidget(self.log, 1)
        for page in (scroll, log_page, self._empty):
            self._pages.addWidget(page)
        dial_box = QVBoxLayout(self._dial_frame)
        dial_box.setContentsMargins(0, 0, 0, 0)
        dial_box.setSpacing(0)
        dial_box.addWidget(Line(self._theme))
        field = QVBoxLayout()
        field.setContentsMargins(px(16), px(8), px(16), px(8))
        field.addWidget(self.dial)
        dial_box.addLayout(field)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._pages, 1)
        box.addWidget(self.problem)
        box.addLayout(self._stack)
        box.addWidget(self._dial_frame)

    def _wire(self) -> None:
        self.card.pressed.connect(self._pressed)
        self.card.painted.connect(self._was_painted)
        self.card.digits_typed.connect(self.digits_typed)
        self.card.ticket_clicked.connect(self.ticket_clicked)
        self.card.notes.entered.connect(self.note_entered)
        self.log.chosen.connect(self.log_line_activated)
        self.log.end_neared.connect(self.more_log_wanted)
        self.dial.entered.connect(self._dialled)

    def _pressed(self, name: str, call: str) -> None:
        if name in {"mute", "unmute"}:
            self.mute_clicked.emit(call, name == "mute")
            return
        {
            "answer": self.answer_clicked, "decline": self.decline_clicked, "busy": self.busy_clicked,
            "hang_up": self.hang_up_clicked, "hold": self.hold_clicked, "resume": self.resume_clicked,
            "dismiss": self.dismiss_clicked, "make_ticket": self.make_ticket_clicked, "attach": self.attach_clicked,
            "hand_over": self.hand_over_clicked,
        }[name].emit(call)  # fmt: skip

    def _dialled(self, text: str) -> None:
        if text.strip():
            self._dialled_text = text
            self.dial_entered.emit(text.strip())

    def _was_painted(self, call: str) -> None:
        if call not in self._painted:
            self._painted.add(call)
            self.card_painted.emit(call)

    def _turn_to(self, page: int) -> None:
        if self._pages.currentIndex() == page:
            return
        inside = QApplication.focusWidget()
        if inside is not None and self._pages.isAncestorOf(inside):
            self.setFocus()  # a page that goes must not hand the keyboard to whoever is next
        self._pages.setCurrentIndex(page)

    def _show_others(self, others: tuple[CallCard, ...]) -> None:
        while len(self.lines) < len(others):
            self._add_line()
        for line, card in zip(self.lines, others, strict=False):
            line.show_card(card, self._words("Answer"))
        for at, line in enumerate(self.lines):
            line.setVisible(at < len(others))

    def _add_line(self) -> None:
        line = CallLine(self._theme, self._answer_key)
        line.selected.connect(self.card_selected)
        line.answered.connect(self.answer_clicked)
        line.painted.connect(self._was_painted)
        line.setVisible(False)
        self.lines.append(line)
        self._stack.addWidget(line)


def _log_row(line: CallLogLine) -> Row:
    icon = "phone-in" if line.is_incoming else "phone-out"
    detail = " · ".join(part for part in (line.number if line.name else "", line.detail) if part)
    tone = line.tone if line.tone is not Tone.PLAIN else Tone.DIM
    return Row(line.id, line.name or line.number, detail, line.when, Tone.DIM, line.when_exact, icon, tone)
