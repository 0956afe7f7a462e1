"""The selected call, large: who, from where, for how long, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.calls import CallCard, TicketLink
from console.viewmodels.words import Tone, Words
from console.views.call_buttons import CallButtons
from console.views.call_notes import CallNotes
from console.views.keys import Keys
from console.views.theme import Role, Theme
from console.views.widgets.keypad import Keypad
from console.views.widgets.marks import ToneMark
from console.views.widgets.parts import LevelMeter
from console.views.widgets.rows import Row, RowList
from console.views.widgets.text import Clock, Paragraph, Text


class CallCardView(QWidget):
    """Made once and changed in place: between an INVITE and its picture nothing is built."""

    painted = Signal(str)
    pressed = Signal(str, str)
    digits_typed = Signal(str, str)
    ticket_clicked = Signal(str)

    def __init__(self, words: Words, theme: Theme, keys: Keys) -> None:
        super().__init__()
        self._theme = theme
        self.card = CallCard("", "", Tone.DIM, "", "", "")
        self._fresh = ""
        self._mark = ToneMark(theme, is_bar=True)
        self._headline = Text(theme, Role.STRONG)
        self.timer = Clock(theme)
        self._name = Text(theme, Role.CALLER)
        self._number = Text(theme, Role.NUMBER)
        self._details = Paragraph(theme, Role.SMALL, Tone.DIM)
        self.microphone, self.speaker = LevelMeter(theme, "mic"), LevelMeter(theme, "speaker")
        self.buttons = CallButtons(words, theme, keys)
        self.keypad = Keypad(theme, self.buttons.keypad)
        self.tickets = RowList(theme, is_whole=True)
        self.tickets.delegate.pad = 4
        self.notes = CallNotes(words, theme)
        self._words = words
        self._wire()
        self._lay_out()
        self.retranslate()

    def _wire(self) -> None:
        self.buttons.pressed.connect(self._pressed)
        self.keypad.digit.connect(lambda digit: self.digits_typed.emit(self.card.id, digit))
        self.tickets.chosen.connect(self.ticket_clicked)

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self._mark)
        head.addWidget(self._headline, 1)
        head.addWidget(self.timer)
        self._meters = QWidget()
        meters = QHBoxLayout(self._meters)
        meters.setContentsMargins(0, px(4), 0, 0)
        meters.setSpacing(px(16))
        meters.addWidget(self.microphone)
        meters.addWidget(self.speaker)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(16), px(16), px(16))
        box.setSpacing(0)
        box.addLayout(head)
        for widget, above in (
            (self._name, 8), (self._number, 0), (self._details, 2), (self._meters, 4),
            (self.buttons, 12), (self.tickets, 8), (self.notes, 16),
        ):  # fmt: skip
            box.addSpacing(px(above))
            box.addWidget(widget)
        box.addStretch(1)

    def show_card(self, card: CallCard) -> None:
        is_other = card.id != self.card.id
        if is_other:
            self._fresh = card.id
            self.keypad.close_in_place()
        self.card = card
        self._mark.show_tone(card.tone)
        self._headline.say(card.headline, card.tone)
        self.timer.say(self.timer.text(), card.tone)
        self.timer.tick(card.timer)
        self._name.say(card.name or card.number)
        self._number.say(card.number if card.name else "")
        self._show_details()
        self._details.setVisible(bool(card.details))
        self._meters.setVisible(card.can_mute)
        self.buttons.show_card(card)
        self.keypad.show_sent(card.digits_sent)
        self.tickets.show_rows(tuple(_ticket_row(link) for link in card.tickets))
        self.notes.show_notes(card.id, card.notes)
        self.setAccessibleName(f"{card.headline}, {card.name}, {card.number}")
        if is_other:
            self.update()
            self._announce()

    def show_levels(self, microphone: float, speaker: float) -> None:
        self.microphone.show_level(microphone)
        self.speaker.show_level(speaker)

    def open_keypad(self) -> None:
        if self.card.can_send_digits:
            self.keypad.open_here(self._words("Keypad"))

    def retranslate(self) -> None:
        self.buttons.retranslate()
        self.notes.retranslate()
        self.microphone.setAccessibleName(self._words("Loudness of the microphone"))
        self.speaker.setAccessibleName(self._words("Loudness of the caller"))
        self.tickets.setAccessibleName(self._words("Tickets of this call"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_details()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._fresh:
            fresh, self._fresh = self._fresh, ""
            self.painted.emit(fresh)

    def _show_details(self) -> None:
        """On one line where they fit, else one under the other."""
        text = " · ".join(self.card.details)
        room = self.width() - self._theme.px(32)
        fits = self._details.fontMetrics().horizontalAdvance(text) <= room
        self._details.say(text if fits else "\n".join(self.card.details))

    def _announce(self) -> None:
        """A screen reader says the call; the caret stays where it is."""
        if QAccessible.isActive() and self.card.can_answer:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def _pressed(self, name: str) -> None:
        if name == "keypad":
            self.open_keypad()
        else:
            self.pressed.emit(name, self.card.id)


def _ticket_row(link: TicketLink) -> Row:
    return Row(link.id, link.number, icon="ticket", icon_tone=Tone.ACCENT)
