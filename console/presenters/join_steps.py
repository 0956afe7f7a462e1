"""Joining a server, a step at a time: its address, the fingerprint to compare with the code, and who sits here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from console.presenters.saying import say
from console.presenters.signing import MustChoosePassword, Typed, checked
from console.viewmodels.settings import Field, FieldKind
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Words
from core.errors import RuleViolation, Trouble
from core.words import Sentence

STEPS = ("server", "compare", "person")
SECRETS = frozenset({"join_code", "join_password", "join_new", "join_again"})
COMPARE = Sentence(
    "Compare this fingerprint with the one that IT gave you, group by group. If one differs, stop here and tell IT: "
    "somebody else may be answering."
)
Parts = tuple[str, str, tuple[Field, ...]]


class Joiner(Protocol):
    """Speaks with the server; keeps what was learned until the profile is made. Nothing blocks."""

    def look(self, address: str, done: Callable[[str], None], failed: Callable[[Trouble], None]) -> None: ...
    def enrol(self, code: str, done: Callable[[], None], failed: Callable[[Trouble], None]) -> None: ...
    def sign_in(self, typed: Typed, done: Callable[[], None], failed: Callable[[Trouble], None]) -> None: ...


class NoCode(RuleViolation):
    """The field was left empty."""

    def __init__(self) -> None:
        super().__init__("Please type the code that IT gave you for this desk: four groups of four.")


class JoinSteps:
    """Knows how far the joining has come: a code is used up once, however often one goes back."""

    def __init__(self, words: Words, joiner: Joiner) -> None:
        self._words = words
        self._joiner = joiner
        self._fingerprint = ""
        self._is_enrolled = False
        self._asks_new = False

    def go(
        self,
        step: str,
        typed: Mapping[str, str],
        done: Callable[[], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        """Do what this step is for; one of the two is called."""
        if step == "server":
            if self._is_enrolled:
                done()
                return
            self._joiner.look(typed.get("join_address", ""), lambda said: self._looked(said, done), failed)
        elif step == "compare":
            self._enrol(typed.get("join_code", "").strip(), done, failed)
        else:
            self._sign_in(typed, done, failed)

    def page(self, step: str, typed: Mapping[str, str]) -> Parts:
        return {"server": self._server, "compare": self._compare, "person": self._person}[step](typed)

    def _looked(self, fingerprint: str, done: Callable[[], None]) -> None:
        self._fingerprint = fingerprint
        done()

    def _enrol(self, code: str, done: Callable[[], None], failed: Callable[[Trouble], None]) -> None:
        def enrolled() -> None:
            self._is_enrolled = True
            done()

        if self._is_enrolled:
            done()
        elif not code:
            failed(NoCode())
        else:
            self._joiner.enrol(code, enrolled, failed)

    def _sign_in(
        self, typed: Mapping[str, str], done: Callable[[], None], failed: Callable[[Trouble], None]
    ) -> None:
        def refused(why: Trouble) -> None:
            self._asks_new = self._asks_new or isinstance(why, MustChoosePassword)
            failed(why)

        wish = Typed(typed.get("join_login", ""), typed.get("join_password", ""), typed.get("join_new", ""))
        try:
            wish = checked(wish, typed.get("join_again", ""), chooses=self._asks_new)
        except Trouble as why:
            refused(why)
            return
        self._joiner.sign_in(wish, done, refused)

    def _server(self, typed: Mapping[str, str]) -> Parts:
        words = self._words
        hint = words("A name or number, as IT gave it to you: tickets.example.com or 10.0.0.5:8443")
        field = Field(
            "join_address",
            words("Address"),
            FieldKind.TEXT,
            typed.get("join_address", ""),
            hint,
            is_enabled=not self._is_enrolled,
        )
        return (
            words("Your server"),
            words("It keeps every desk in step. The desk works on when the server does not answer."),
            (field,),
        )

    def _compare(self, typed: Mapping[str, str]) -> Parts:
        words = self._words
        code = Field("join_code", words("Enrolment code"), FieldKind.TEXT, typed.get("join_code", ""))
        if self._is_enrolled:
            code = Field("enrolled", words("Enrolment code"), FieldKind.FACT, words("This desk is enrolled."))
        return (
            words("Is it really your server?"),
            say(words, COMPARE),
            (Field("fingerprint", words("Fingerprint"), FieldKind.FACT, in_lines(self._fingerprint)), code),
        )

    def _person(self, typed: Mapping[str, str]) -> Parts:
        words = self._words
        fields = [
            Field("join_login", words("Sign-in name"), FieldKind.TEXT, typed.get("join_login", "")),
            Field("join_password", words("Password"), FieldKind.PASSWORD, typed.get("join_password", "")),
        ]
        if self._asks_new:
            for key, label in (
                ("join_new", words("New password")),
                ("join_again", words("New password again")),
            ):
                fields.append(Field(key, label, FieldKind.PASSWORD, typed.get(key, "")))
        return (
            words("Who works here?"),
            words("Sign in as you do at every desk. The password also encrypts what lies on this one."),
            tuple(fields),
        )


def in_lines(fingerprint: str, groups: int = 4) -> str:
    """Short lines are compared without losing one's place."""
    parts = fingerprint.split()
    return "\n".join("  ".join(parts[n : n + groups]) for n in range(0, len(parts), groups))


def way_page(chosen: str, own: str, server: str, words: Words) -> Parts:
    choices = (
        Choice(own, words("On its own: everything stays on this computer")),
        Choice(server, words("With a server: every desk shows the same")),
    )
    field = Field("way", words("This desk works"), FieldKind.CHOICE, chosen, choices=choices)
    return (
        words("Alone or together?"),
        words("For a server you need its address and a code, both from your IT. A desk can join one later."),
        (field,),
    )
