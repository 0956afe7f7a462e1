"""What a registration that failed means to the person at the desk."""

from __future__ import annotations

from core.calls.line import Account
from core.words import Sentence, sentence
from telephony.addresses import host_of
from telephony.engine.retry import AFTER_REFUSAL, UNKNOWN_ACCOUNT


def refusal(account: Account, code: int) -> tuple[Sentence, float] | None:
    """The sentence and the seconds to wait, if the PBX said no to this account; None for any other trouble."""
    if code in (401, 403, 407):
        why = sentence(
            "The PBX refuses line {user}: user name or password is wrong. Check them in Settings → Line.",
            user=account.user,
        )
        return why, AFTER_REFUSAL
    if code in (404, 410, 604):
        why = sentence(
            "The PBX does not know line {user}. Check the user name in Settings → Line.", user=account.user
        )
        return why, UNKNOWN_ACCOUNT
    return None


def trouble(account: Account, code: int, *, untrusted: bool) -> Sentence:
    """What keeps the line down though nobody refused it."""
    host = host_of(account.registrar)
    if untrusted:
        return sentence(
            "The certificate of {host} is not trusted, so the line stays down. "
            "Ask IT for the authority's certificate file and choose it in Settings → Line.",
            host=host,
        )
    if code in (408, 502, 503):
        return sentence("The PBX {host} does not answer. We keep trying.", host=host)
    return sentence("The PBX {host} cannot take the line now ({code}). We keep trying.", host=host, code=code)


def unknown_name(account: Account) -> Sentence:
    return sentence(
        "The PBX {host} is not to be found in this network. We keep trying.", host=host_of(account.registrar)
    )


def cannot_listen(account: Account) -> Sentence:
    if account.local_port:
        return sentence("Port {port} is in use by another program. We keep trying.", port=account.local_port)
    return sentence("The phone could not open a network address. We keep trying.")


def no_authority_file(account: Account) -> Sentence:
    return sentence("The certificate file {file} cannot be read.", file=account.ca_file)
