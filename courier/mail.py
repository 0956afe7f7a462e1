"""A letter by mail: SMTP, with STARTTLS or TLS, in words that say what to do when it is not taken."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from core.post import Delivery, Fate, Letter, MailServer, Security
from core.words import Sentence, sentence

UNREACHABLE = Sentence("The mail server does not answer: is it running, and are host and port right?")
LOST = Sentence("The connection broke after the mail was handed over: it may have arrived.")
NOT_TRUSTED = Sentence("The mail server's certificate is not trusted: please look under Settings, Mail.")
WRONG_LOGIN = Sentence(
    "The mail server does not accept the user or password: please look under Settings, Mail."
)
NO_TLS = Sentence(
    "The mail server offers no STARTTLS: please choose another protection under Settings, Mail."
)
BAD_ADDRESS = Sentence("The mail address cannot be right: please look under Service levels.")


# Lines end in CRLF: servers refuse a bare LF (RFC 5321, 2.3.8), and take many such lines for one that is too long. Not
# every server takes eight bits.
_POLICY = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True, slots=True)
class Timeouts:
    """In seconds: for a connection, and for each answer after it."""

    connect: float = 10.0
    answer: float = 30.0


def by_mail(letter: Letter, server: MailServer, timeouts: Timeouts) -> Delivery:
    if not _is_address(letter.to):
        return Delivery(Fate.REFUSED, BAD_ADDRESS)
    try:
        with _session(server, timeouts) as smtp:
            return _handed_over(smtp, _message(letter, server.sender), letter.to, server.sender)
    except smtplib.SMTPAuthenticationError:
        return Delivery(Fate.REFUSED, WRONG_LOGIN)
    except smtplib.SMTPResponseException as why:
        return _answered(why.smtp_code, why.smtp_error)
    except (OSError, smtplib.SMTPException) as why:
        return _never_taken(why)


def _never_taken(why: Exception) -> Delivery:
    """What went wrong before anything was handed over."""
    if isinstance(why, ssl.SSLError):
        return Delivery(Fate.REFUSED, NOT_TRUSTED)
    if isinstance(why, smtplib.SMTPNotSupportedError):
        return Delivery(Fate.REFUSED, NO_TLS)
    return Delivery(Fate.LATER, UNREACHABLE)


@contextmanager
def _session(server: MailServer, timeouts: Timeouts) -> Iterator[smtplib.SMTP]:
    """Signed in, if there is somebody to sign in as."""
    context = ssl.create_default_context(cafile=server.ca_file or None)
    smtp: smtplib.SMTP
    if server.security is Security.TLS:
        smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=timeouts.connect, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=timeouts.connect)
    try:
        if smtp.sock is not None:
            smtp.sock.settimeout(timeouts.answer)
        smtp.ehlo_or_helo_if_needed()
        if server.security is Security.STARTTLS:
            smtp.starttls(context=context)
            smtp.ehlo()
        if server.user:
            smtp.login(server.user, server.password)
        yield smtp
    finally:
        smtp.close()


def _handed_over(smtp: smtplib.SMTP, message: EmailMessage, to: str, sender: str) -> Delivery:
    """Step by step, because only after the last dot nobody knows any more."""
    for code, answer in (smtp.mail(sender), smtp.rcpt(to)):
        if code >= 400:
            return _answered(code, answer)
    try:
        code, answer = smtp.data(message.as_bytes())
    except smtplib.SMTPDataError as why:
        return _answered(why.smtp_code, why.smtp_error)
    except (OSError, smtplib.SMTPServerDisconnected):
        return Delivery(Fate.UNKNOWN, LOST)
    if code >= 400:
        return _answered(code, answer)
    return Delivery(Fate.SENT, receipt=_text(answer))


def _answered(code: int, answer: bytes | str) -> Delivery:
    """RFC 5321: 4xx is for now, 5xx for good."""
    said = sentence('The mail server says: "{answer}"', answer=f"{code} {_text(answer)}")
    return Delivery(Fate.LATER if 400 <= code < 500 else Fate.REFUSED, said)


def _text(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())[:200]


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["From"], message["To"] = sender, letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = f"<{letter.id}@ringdesk.invalid>"
    if letter.is_automatic:  # RFC 3834
        message["Auto-Submitted"] = "auto-generated"
    message["X-Ringdesk-Letter"] = letter.id
    if letter.is_repeat:
        message["X-Ringdesk-Repeated"] = "yes"
    if letter.is_urgent:
        message["Importance"] = "high"
    message.set_content(letter.text, charset="utf-8")
    for file in letter.files:
        main, _, sub = file.type.partition("/")
        message.add_attachment(file.data, maintype=main, subtype=sub, filename=file.name)
    return message


def _is_address(to: str) -> bool:
    name, at, house = to.rpartition("@")
    return (
        bool(name and at and house) and to.isprintable() and not any(sign in to for sign in ' <>,;:"()[]\\')
    )
