"""The server on the settings: how a desk of its own joins one, and one's own password where it has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from console.presenters.join_steps import SECRETS, Joiner, JoinSteps
from console.presenters.own_page import SAVED, Done, Failed
from console.presenters.saying import say
from console.presenters.signing import NotTheSame, Typed
from console.viewmodels.settings import Field, FieldKind, Page
from console.viewmodels.words import Tone, Words
from core.errors import RuleViolation, Trouble
from core.trust import PASSWORD_SHORTEST
from core.words import Sentence

ALONE = Sentence(
    "This desk works alone. It can join a server: what was done here is sent there, and from then on people sign in "
    "with name and password instead of the passphrase."
)
STEPS = ("server", "compare", "person")


class Membership(Protocol):
    """The desk and its server, as far as a person may change it here. Nothing blocks."""

    @property
    def address(self) -> str:
        """Of the server; empty on a desk of its own."""
        ...

    @property
    def login(self) -> str: ...
    def take_up(self, done: Done, failed: Failed) -> None:
        """The last step of joining, when somebody has signed in: the desk becomes the server's and locks."""
        ...

    def change_password(self, typed: Typed, done: Done, failed: Failed) -> None: ...
    @property
    def needs_code(self) -> bool:
        """The server does not let this desk in any more."""
        ...

    def enrol_again(self, code: str, done: Done, failed: Failed) -> None: ...


class TooShort(RuleViolation):
    """Said before the server is asked."""

    def __init__(self) -> None:
        super().__init__("A password needs at least {least} characters.", least=PASSWORD_SHORTEST)


class ServerPage:
    """Joining goes a step at a time, as in the assistant; what was learned stays until the panel is left."""

    key = "server"

    def __init__(self, words: Words, joiner: Joiner, membership: Membership) -> None:
        self._words = words
        self._joiner = joiner
        self._membership = membership
        self._steps = JoinSteps(words, joiner)
        self._at = 0
        self._typed: dict[str, str] = {}
        self._said: tuple[Sentence | None, Tone] = (None, Tone.DIM)
        self._is_busy = False
        self.changed: Callable[[], None] = lambda: None

    @property
    def is_offered(self) -> bool:
        return True

    def page(self) -> Page:
        words, (said, tone) = self._words, self._said
        title, intro, fields = self._joined() if self._membership.address else self._alone()
        return Page(self.key, title, intro, fields, say(words, said) if said else "", tone)

    def edit(self, key: str, value: str) -> None:
        self._typed[key] = value
        self._say(None)

    def press(self, key: str) -> None:
        if self._is_busy:
            return
        if key == "go":
            self._is_busy = True
            self._steps.go(STEPS[self._at], self._typed, self._went, self._failed)
            self.changed()
        elif key == "password":
            self._change_password()
        elif key == "enrol":
            self._is_busy = True
            self._membership.enrol_again(self._typed.get("code", "").strip(), self._taken_up, self._failed)
            self.changed()

    def save(self) -> None:
        """Everything here has its own button."""

    def leave(self) -> None:
        self._typed = {name: text for name, text in self._typed.items() if name not in SECRETS}
        self._said = (None, Tone.DIM)

    def _went(self) -> None:
        self._is_busy = False
        if self._at < len(STEPS) - 1:
            self._at += 1
            self._say(None)
        else:
            self._is_busy = True
            self._membership.take_up(self._taken_up, self._failed)

    def _taken_up(self) -> None:
        self._is_busy, self._at, self._typed = False, 0, {}
        self._say(SAVED)

    def _failed(self, why: Trouble) -> None:
        self._is_busy = False
        self._say(why.sentence, Tone.LATE)

    def _change_password(self) -> None:
        typed = self._typed
        wish = Typed(self._membership.login, typed.get("old", ""), typed.get("new", ""))
        if wish.new != typed.get("again", ""):
            self._failed(NotTheSame())
        elif len(wish.new) < PASSWORD_SHORTEST:
            self._failed(TooShort())
        else:
            self._is_busy = True
            self._membership.change_password(wish, self._taken_up, self._failed)
            self.changed()

    def _alone(self) -> tuple[str, str, tuple[Field, ...]]:
        words, step = self._words, STEPS[self._at]
        title, intro, fields = self._steps.page(step, self._typed)
        said = say(words, ALONE) if step == "server" else intro
        go = Field("go", "", FieldKind.BUTTON, self._button(step), is_enabled=not self._is_busy)
        shown = words("Server") if step == "server" else title
        return shown, said, (*fields, go)

    def _button(self, step: str) -> str:
        words = self._words
        if self._is_busy:
            return words("Asking the server …")
        return {
            "server": words("Find the server"),
            "compare": words("They are the same: enrol"),
            "person": words("Sign in and join"),
        }[step]

    def _joined(self) -> tuple[str, str, tuple[Field, ...]]:
        words, typed, mine = self._words, self._typed, self._membership
        button = words("Asking the server …") if self._is_busy else words("Change the password")
        passwords = (
            ("old", words("Password now")),
            ("new", words("New password")),
            ("again", words("New password again")),
        )
        return (
            words("Server"),
            words("This desk keeps in step with its server. Your password is the same at every desk."),
            (
                Field("address", words("Address"), FieldKind.FACT, mine.address),
                Field("login", words("Signed in as"), FieldKind.FACT, mine.login),
                *self._asked_code(),
                *(Field(key, label, FieldKind.PASSWORD, typed.get(key, "")) for key, label in passwords),
                Field("password", "", FieldKind.BUTTON, button, is_enabled=not self._is_busy),
            ),
        )

    def _asked_code(self) -> tuple[Field, ...]:
        """Only where it helps: a desk that was turned away."""
        words = self._words
        if not self._membership.needs_code:
            return ()
        why = words(
            "The server does not let this desk in. A code of IT's lets it in again; all that waits stays."
        )
        button = words("Asking the server …") if self._is_busy else words("Enrol this desk again")
        return (
            Field("code", words("Enrolment code"), FieldKind.TEXT, self._typed.get("code", ""), hint=why),
            Field("enrol", "", FieldKind.BUTTON, button, is_enabled=not self._is_busy),
        )

    def _say(self, sentence: Sentence | None, tone: Tone = Tone.DIM) -> None:
        self._said = (sentence, tone)
        self.changed()
