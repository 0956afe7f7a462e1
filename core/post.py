"""Messages to the outside: where they go, and what became of them. Who carries them is ``courier``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from core.words import Sentence


class Way(Enum):
    """How a message leaves the house."""

    MAIL = "mail"
    ROBOT = "robot"  # a group's webhook
    SMS = "sms"


class Security(Enum):
    """How the way to the mail server is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class RobotKind(Enum):
    """Whose webhook format is spoken; ``PLAIN`` is JSON of our own for anything else."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class MailServer:
    """The house's SMTP server. ``ca_file`` "" trusts the system's authorities."""

    host: str
    port: int = 25
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = ""
    sender: str = ""
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class Robot:
    """One group's webhook; ``name`` is what steps name, ``secret`` signs where the format knows signatures."""

    name: str
    kind: RobotKind
    url: str
    secret: str = ""


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """Any gateway that takes one HTTP request a message.

    ``url`` and ``body`` hold {number} {text} {id}, filled in as URL, form or JSON needs by ``content_type``;
    ``headers`` are lines "Name: value"; ``accepted`` is a text that the answer must contain ("" any 2xx).
    """

    url: str
    method: str = "POST"
    body: str = '{"to": "{number}", "text": "{text}", "id": "{id}"}'
    content_type: str = "application/json"
    headers: str = ""
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Channels:
    """Every way out of this house. Holds secrets: kept encrypted, never logged."""

    mail: MailServer | None = None
    robots: tuple[Robot, ...] = ()
    sms: SmsGateway | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail: its name, its type ("application/pdf"), its bytes."""

    name: str
    type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one address. ``id`` stays the same however often it is tried, so that a receiver can tell.

    ``to`` is a mail address, a robot's name or a phone number. ``is_repeat``: an earlier try may have arrived.
    ``files`` go by mail only. ``is_automatic``: no person sends it, and no absence note should answer it.
    """

    id: str
    way: Way
    to: str
    subject: str
    text: str
    is_repeat: bool = False
    is_urgent: bool = False
    files: tuple[Attachment, ...] = ()
    is_automatic: bool = True


class Fate(Enum):
    """What became of one try."""

    SENT = "sent"
    LATER = "later"  # for certain not taken: try again
    REFUSED = "refused"  # for certain not taken, and trying again will not help
    UNKNOWN = "unknown"  # it may have arrived: the way broke after it was handed over


@dataclass(frozen=True, slots=True)
class Delivery:
    """The fate, why, and what the other side called it (a queue id, a message id)."""

    fate: Fate
    why: Sentence | None = None
    receipt: str = ""
