"""What can be done with a call, in places that do not move while its state does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from console.viewmodels.calls import CallCard
from console.viewmodels.words import Tone, Words
from console.views.keys import Keys
from console.views.theme import Theme
from console.views.widgets.buttons import KeyButton, Kind


class CallButtons(QWidget):
    """Two columns. A button keeps its place through every state of the call, so that no hand hits another one.

    Left above: answer, hold or resume. Right above: decline, hang up or take the card away.
    """

    pressed = Signal(
        str
    )  # answer decline busy hang_up hold resume mute unmute keypad dismiss make_ticket attach hand_over

    def __init__(self, words: Words, theme: Theme, keys: Keys) -> None:
        super().__init__()
        self._words, self._card = words, CallCard("", "", Tone.DIM, "", "", "")
        self.first = KeyButton(theme, Kind.PRIMARY, "phone", keys.shown("answer"))
        self.hold = KeyButton(theme, key=keys.shown("hold"))
        self.end = KeyButton(theme, Kind.DANGER, key=keys.shown("hang_up"))
        self.mute = KeyButton(theme, key=keys.shown("mute"))
        self.keypad = KeyButton(theme, key=keys.shown("keypad"))
        self.busy = KeyButton(theme)
        self.dismiss = KeyButton(theme)
        self.ticket = KeyButton(theme, Kind.PRIMARY, key=keys.shown("make_ticket"))
        self.attach = KeyButton(theme, icon="link")
        self.hand_over = KeyButton(theme, icon="hand-over", key=keys.shown("hand_over"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        places = (
            (self.first, 0, 0), (self.hold, 0, 0), (self.end, 0, 1), (self.dismiss, 0, 1),
            (self.mute, 2, 0), (self.keypad, 2, 1),
        )  # fmt: skip
        for button, row, column in places:
            grid.addWidget(button, row, column)
        second = QHBoxLayout()
        second.setSpacing(theme.px(8))
        for button in (self.ticket, self.busy, self.attach):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            second.addWidget(button, 1)
        grid.addLayout(second, 1, 0, 1, 2)
        grid.addWidget(self.hand_over, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._wire()
        self.retranslate()

    def _wire(self) -> None:
        names = {self.first: "answer", self.busy: "busy", self.keypad: "keypad", self.dismiss: "dismiss",
                 self.ticket: "make_ticket", self.attach: "attach",
                 self.hand_over: "hand_over"}  # fmt: skip
        for button, name in names.items():
            button.clicked.connect(lambda _on=False, n=name: self.pressed.emit(n))
        self.hold.clicked.connect(lambda: self.pressed.emit("resume" if self._card.can_resume else "hold"))
        self.end.clicked.connect(
            lambda: self.pressed.emit("decline" if self._card.can_decline else "hang_up")
        )
        self.mute.clicked.connect(lambda: self.pressed.emit("unmute" if self._card.is_muted else "mute"))

    def show_card(self, card: CallCard) -> None:
        self._card = card
        words = self._words
        self.first.setVisible(card.can_answer)
        self.hold.setVisible(card.can_hold or card.can_resume)
        self.hold.say(
            words("Resume") if card.can_resume else words("Hold"), "play" if card.can_resume else "pause"
        )
        self.hold.show_kind(Kind.PRIMARY if card.can_resume else Kind.NORMAL)
        self.end.setVisible(card.can_decline or card.can_hang_up)
        self.end.say(words("Decline") if card.can_decline else words("Hang up"))
        self.dismiss.show_kind(Kind.PRIMARY if card.tickets else Kind.NORMAL)
        self.dismiss.setVisible(card.can_dismiss and not (card.can_decline or card.can_hang_up))
        self.mute.setVisible(card.can_mute)
        self.mute.say(
            words("Unmute") if card.is_muted else words("Mute"), "mic-off" if card.is_muted else "mic"
        )
        self.keypad.setVisible(card.can_send_digits)
        self.busy.setVisible(card.can_answer)
        self.ticket.setVisible(card.can_make_ticket)
        urgent = card.can_answer or card.can_resume or bool(card.tickets)
        self.ticket.show_kind(Kind.NORMAL if urgent else Kind.PRIMARY)
        self.attach.setVisible(card.can_attach and not card.can_answer)
        self.hand_over.setVisible(card.can_hand_over and not card.can_answer)

    def retranslate(self) -> None:
        words = self._words
        self.first.say(words("Answer"))
        self.busy.say(words("Busy"), hover=words("The caller hears the busy tone"))
        self.keypad.say(words("Keypad"))
        self.dismiss.say(words("Done"), "check", words("Take this card away"))
        self.ticket.say(words("Make ticket"))
        self.hand_over.say(words("Hand over"), hover=words("A colleague sees caller, ticket and your note"))
        self.attach.say(words("Attach"), hover=words("Attach this call to the ticket on the right"))
        self.show_card(self._card)
