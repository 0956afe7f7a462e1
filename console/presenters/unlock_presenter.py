"""The screen before the desk: the passphrase opens it, and a fault is said in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from console.presenters.call_actions import can_be_answered
from console.presenters.call_book import CallInHand
from console.presenters.phone import Phone
from console.presenters.saying import say
from console.presenters.signing import MustChoosePassword, NeedsCode, Typed, checked, spelled
from console.viewmodels.frame import UnlockForm
from console.viewmodels.words import Words
from core.customers.numbers import NumberRules, identify
from core.errors import Trouble
from core.words import Sentence

Opened = Callable[[], None]
Failed = Callable[[Trouble], None]


class UnlockView(Protocol):
    """Signals: unlock_clicked(passphrase) sign_in_clicked(login, password, new, again, code) language_clicked()."""

    def show_unlock(self, form: UnlockForm) -> None: ...


Door = Callable[[Typed, Opened, Failed], None]  # opens with what was typed; one of the two is called


@dataclass(frozen=True, slots=True)
class Said:
    """What is beside the field: a hint for the demonstration, what is being done, what is wrong."""

    hint: Sentence | None = None
    prefill: str = ""


class UnlockPresenter:
    """Calls ring here too, by their number alone: who it is lies behind the passphrase."""

    def __init__(
        self, profile: str, words: Words, phone: Phone, view: UnlockView, rules: Callable[[], NumberRules]
    ) -> None:
        self._profile, self._server = profile, ""
        self._words = words
        self._phone = phone
        self._door: Door = lambda *_: None
        self._view = view
        self._rules = rules
        self._said = Said()
        self._problem: Sentence | None = None
        self._progress: Sentence | None = None
        self._is_busy = False
        self._asks_login = self._asks_code = False
        self._must_choose = ""  # the login of who must choose a password: whoever else tries need not
        phone.book.listen(lambda _: self.show() if self.is_shown else None)
        self.is_shown = True

    def connect(self, door: Door) -> None:
        self._door = door

    def offer(self, said: Said) -> None:
        self._said = said
        self.show()

    def working(self, progress: Sentence | None) -> None:
        """The demonstration is being made: how far it is."""
        self._progress, self._is_busy = progress, progress is not None
        self.show()

    def broken(self, why: Sentence) -> None:
        self._progress, self._is_busy, self._problem = None, False, why
        self.show()

    def unlock(self, passphrase: str) -> None:
        if not self._is_busy:
            self._try(Typed("", passphrase))

    def asks_people(self, address: str) -> None:
        """This desk joined a server: people sign in by name."""
        self._asks_login, self._server = True, address

    def sign_in(self, login: str, password: str, new: str, again: str, code: str = "") -> None:
        if self._is_busy:
            return
        code = code.strip() if self._asks_code else ""
        if login.strip() and spelled(login) != self._must_choose:
            self._must_choose = ""
        chooses = bool(self._must_choose)
        typed = Typed(login, password, new if chooses else "", code)
        try:
            self._try(checked(typed, again, chooses=chooses))
        except Trouble as why:
            self._failed(typed, why)

    def _try(self, typed: Typed) -> None:
        self._is_busy, self._problem = True, None
        self.show()
        self._door(typed, self._is_open, lambda why: self._failed(typed, why))

    def show(self) -> None:
        self._view.show_unlock(
            UnlockForm(
                profile=" · ".join(part for part in (self._profile, self._server) if part),
                hint=self._hint(),
                problem=say(self._words, self._problem) if self._problem else "",
                is_busy=self._is_busy,
                prefill=self._said.prefill,
                asks_login=self._asks_login,
                asks_new=bool(self._must_choose),
                asks_code=self._asks_code,
            )
        )

    def _hint(self) -> str:
        lines = []
        up = self._phone.book.up
        ringing = next((call for call in up if can_be_answered(call)), None)
        going_on = next((call for call in up if not can_be_answered(call)), None)
        if ringing is not None:
            number = self._number(ringing)
            lines.append(self._words("A call is ringing: {number}. Unlock to answer.", number=number))
        if going_on is not None:
            number = self._number(going_on)
            lines.append(self._words("A call goes on: {number}. Unlock to hang up.", number=number))
        if self._progress is not None:
            lines.append(say(self._words, self._progress))
        elif self._said.hint is not None:
            lines.append(say(self._words, self._said.hint))
        return "\n".join(lines)

    def _number(self, call: CallInHand) -> str:
        written = call.snapshot.remote.number
        return identify(written, self._rules()).shown or written or self._words("number withheld")

    def _is_open(self) -> None:
        self._is_busy, self.is_shown, self._must_choose, self._asks_code = False, False, "", False

    def _failed(self, typed: Typed, why: Trouble) -> None:
        if isinstance(why, MustChoosePassword):
            self._must_choose = spelled(typed.login)
        self._asks_code = self._asks_code or isinstance(why, NeedsCode)
        self.broken(why.sentence)
