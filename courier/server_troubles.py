"""What can go wrong between a desk and its server, in words that say what to do."""

from __future__ import annotations

import ssl
from typing import Any

from core.errors import EnvironmentFault, RuleViolation, Trouble
from core.sync.messages import Said, from_message, heard
from core.trust import Turned
from core.words import Sentence

_PASSES = frozenset({Turned.LATER, Turned.BUG})

_OVER = Sentence(
    "The certificate of this desk has run out: the server does not accept it any more. What you do is kept here. "
    "Ask IT for a code that lets this desk in again."
)


class ServerAway(EnvironmentFault):
    """Down, or the network is."""

    def __init__(self) -> None:
        super().__init__(
            "The server does not answer. Work goes on; what you do waits here and is sent when it does."
        )


class NobodyThere(EnvironmentFault):
    """A server that this desk has never met does not answer: likely the address, or the network."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            "Nothing answers at {host}, port {port}. Check how the address is spelt and that this desk is on the "
            "network; then ask IT whether the server runs.",
            host=host,
            port=port,
        )


class NotOurServer(EnvironmentFault):
    """Whoever answers there is not of the authority that this desk knows, or not under this name."""

    def __init__(self, host: str) -> None:
        super().__init__(
            "What answers at {host} cannot prove that it is our server; nothing was sent to it. Tell IT.",
            host=host,
        )


class FingerprintDiffers(RuleViolation):
    """A slip of the finger, or somebody in between."""

    def __init__(self) -> None:
        super().__init__(
            "This is not the server that IT gave you the fingerprint of. Compare the fingerprint sign by sign; if it "
            "is right, tell IT: somebody may be listening. The code was not sent."
        )


class TurnedAway(RuleViolation):
    """The server said no; ``word`` is for programs."""

    def __init__(self, word: Turned, template: str, /, **values: object) -> None:
        super().__init__(template, **values)
        self.word = word


class CertificateOver(TurnedAway):
    """TLS itself turned the desk away."""

    def __init__(self) -> None:
        super().__init__(Turned.CERTIFICATE, _OVER.template)


class ServerTrouble(EnvironmentFault):
    """The server is there and cannot now: try again later."""

    def __init__(self, word: Turned, template: str, /, **values: object) -> None:
        super().__init__(template, **values)
        self.word = word


def trouble_of(plain: Any) -> Trouble:
    """What the server said, as one of our own troubles."""
    try:
        word = Turned(plain["word"])
        what = heard(from_message(Said, plain["said"]))
    except (KeyError, TypeError, ValueError, RuleViolation):
        return ServerAway()
    kind = ServerTrouble if word in _PASSES else TurnedAway
    return kind(word, what.template, **dict(what.values))


def trouble_below(why: BaseException | None, host: str) -> Trouble:
    """Somewhere below httpx and httpcore the TLS library said why."""
    while why is not None:
        if isinstance(why, ssl.SSLCertVerificationError):
            return NotOurServer(host)
        why = why.__cause__ or why.__context__
    return ServerAway()
