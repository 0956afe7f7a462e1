"""What a person writes to open the desk: a passphrase, or their name and password on one that joined a server."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.errors import RuleViolation
from core.trust import PASSWORD_SHORTEST, as_login


@dataclass(frozen=True, slots=True)
class Typed:
    """``login`` "" on a desk of its own. ``new`` is a password of their own, when they must choose one.

    ``code``: what IT gave for a desk that the server does not let in any more.
    """

    login: str
    password: str = field(repr=False)
    new: str = field(default="", repr=False)
    code: str = field(default="", repr=False)


class MustChoosePassword(RuleViolation):
    """The first password, or one that IT set."""

    def __init__(self) -> None:
        super().__init__(
            "This password was given to you by IT. Choose one of your own: at least {least} characters.",
            least=PASSWORD_SHORTEST,
        )


class NeedsCode(RuleViolation):
    """The certificate of this desk ran out, or another took its place."""

    def __init__(self) -> None:
        super().__init__(
            "The server does not know this desk by its certificate any more: it ran out or was replaced. Nothing is "
            "lost, and what you did waits here. Ask IT for a code that lets this desk in again, and type it in."
        )


class NotTheSame(RuleViolation):
    """A slip of the finger, found before it locks anybody out."""

    def __init__(self) -> None:
        super().__init__("The two new passwords are not the same.")


class NobodyNamed(RuleViolation):
    """The field was left empty."""

    def __init__(self) -> None:
        super().__init__("Please type the name you sign in with.")


def checked(typed: Typed, again: str, *, chooses: bool) -> Typed:
    """What was typed, if it is worth asking a server; else the trouble with it."""
    if not typed.login.strip():
        raise NobodyNamed
    if chooses and typed.new != again:
        raise NotTheSame
    if chooses and len(typed.new) < PASSWORD_SHORTEST:
        raise MustChoosePassword
    return typed


def spelled(login: str) -> str:
    """As the server spells it, to tell whether two tries are of one person; "" for what is no login."""
    try:
        return as_login(login)
    except RuleViolation:
        return ""
