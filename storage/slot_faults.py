"""What can be wrong with the key of a desk where people sign in by name."""

from __future__ import annotations

from core.errors import EnvironmentFault, RuleViolation


class WrongPassword(RuleViolation):
    """This person has a copy of the key here, and this does not open it."""

    def __init__(self) -> None:
        super().__init__("This password is not right. Check Caps Lock and the input method, and try again.")


class NotAtThisDesk(RuleViolation):
    """Nobody of this name has opened this desk before."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody of this name has signed in at this desk before: the first time, it needs the server."
        )


class KeySealedForAnother(EnvironmentFault):
    """What the server keeps and what lies here do not belong together."""

    def __init__(self) -> None:
        super().__init__(
            "The key that the server keeps for this desk does not fit it. Somebody who has signed in here before can "
            "still open it; IT can enrol the desk anew."
        )


class KeyFileOfOtherSort(RuleViolation):
    """A passphrase where people sign in, or the other way round."""

    def __init__(self) -> None:
        super().__init__("This desk is opened in another way now. Please start Ringdesk anew.")
