"""Why a request is turned away: each with its HTTP status and a word for programs; the sentence is for people."""

from __future__ import annotations

from http import HTTPStatus

from core.errors import RuleViolation
from core.trust import Turned


class TurnedAway(RuleViolation):
    """A rule of the door, not of the records."""

    status = HTTPStatus.BAD_REQUEST
    word = Turned.MISSHAPEN


class NoCertificate(TurnedAway):
    """None was shown, or none that is in use."""

    status, word = HTTPStatus.UNAUTHORIZED, Turned.CERTIFICATE

    def __init__(self) -> None:
        super().__init__("This desk is not enrolled at this server. Ask IT for an enrolment code.")


class DeskRevoked(TurnedAway):
    """IT sent it away."""

    status, word = HTTPStatus.FORBIDDEN, Turned.REVOKED

    def __init__(self) -> None:
        super().__init__(
            "This desk was withdrawn from the server by IT. What it holds can be read but not be sent."
        )


class DeskToBeWiped(TurnedAway):
    """Lost or stolen: its copy is to be destroyed."""

    status, word = HTTPStatus.FORBIDDEN, Turned.WIPE

    def __init__(self) -> None:
        super().__init__("IT had the data of this desk destroyed.")


class NoSession(TurnedAway):
    """Never begun, over, or of another desk."""

    status, word = HTTPStatus.UNAUTHORIZED, Turned.SESSION

    def __init__(self) -> None:
        super().__init__("Sign in again; what you did meanwhile waits on this desk and is sent then.")


class SignInFailed(TurnedAway):
    """Which of the two was wrong, or whether there is such a person, is not said."""

    status, word = HTTPStatus.UNAUTHORIZED, Turned.PASSWORD

    def __init__(self) -> None:
        super().__init__("Login or password is wrong. Check Caps Lock and the input method, and try again.")


class MustChangePassword(TurnedAway):
    """The first password, or one that IT set, opens one door: the one to change it."""

    status, word = HTTPStatus.FORBIDDEN, Turned.CHANGE_PASSWORD

    def __init__(self) -> None:
        super().__init__("This password was given to you by IT. Choose one of your own first.")


class NotAllowed(TurnedAway):
    """The role does not have the right."""

    status, word = HTTPStatus.FORBIDDEN, Turned.RIGHT

    def __init__(self) -> None:
        super().__init__("Your role does not allow this. Ask an administrator.")


class TooLarge(TurnedAway):
    """More than the settings allow."""

    status, word = HTTPStatus.REQUEST_ENTITY_TOO_LARGE, Turned.TOO_LARGE

    def __init__(self, most: int) -> None:
        super().__init__(
            "This is too large for the server: it takes at most {most} megabytes at once.", most=most
        )


class NotThere(TurnedAway):
    """Nothing under this name, for this person."""

    status, word = HTTPStatus.NOT_FOUND, Turned.UNKNOWN

    def __init__(self) -> None:
        super().__init__("The server does not have this.")
