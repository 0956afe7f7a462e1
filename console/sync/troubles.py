"""Why a person cannot open a joined desk: each reason in a sentence of its own."""

from __future__ import annotations

from datetime import datetime

from core.errors import EnvironmentFault, RuleViolation
from core.words import Sentence


class NeedsServer(EnvironmentFault):
    """Nobody of this name has signed in here before, and the server is away."""

    def __init__(self) -> None:
        super().__init__(
            "You have not signed in at this desk before. The first time, it needs the server, and the server does "
            "not answer now. Nothing was changed."
        )


class NotLetIn(RuleViolation):
    """Its certificate ran out, or another took its place; what it holds can be read meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "The server does not know this desk by its certificate any more: it ran out or was replaced. What this "
            "desk holds can be read, and what waits here stays. Ask IT for a code and type it in Settings, Server."
        )


class TooLongOffline(RuleViolation):
    """IT sets for how many days the last known password opens the desk."""

    def __init__(self, days: int, since: Sentence) -> None:
        super().__init__(
            "The server was last reached on {since}. Without it this desk opens for {days} days only. Nothing is lost: "
            "what you did waits here until the server answers.",
            days=days,
            since=since,
        )


class PasswordChanged(RuleViolation):
    """The desk knew the password; the server does not take it any more."""

    def __init__(self) -> None:
        super().__init__(
            "The server does not take this password any more: it was changed, or IT locked your account. "
            "Sign in with your new password, or ask IT."
        )


class DeskWiped(RuleViolation):
    """It was lost, or is to be given away."""

    def __init__(self) -> None:
        super().__init__(
            "IT had the data of this desk destroyed: its key is gone and its files are removed. "
            "To use this computer again, ask IT for a new code."
        )


def day_of(moment: datetime) -> Sentence:
    return Sentence("{day}", {"day": moment.astimezone().strftime("%Y-%m-%d %H:%M")})
