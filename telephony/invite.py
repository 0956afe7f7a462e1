"""Who calls, for whom, by which way: what an INVITE says, in the order in which it can be believed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.calls.model import Party
from telephony.sip_text import Address, addresses, headers_of, read_address, readable, split_outside

Headers = Mapping[str, Sequence[str]]

_ANONYMOUS = frozenset({"anonymous", "restricted", "private", "withheld", "unavailable", "unknown"})
_ASSERTED = frozenset({"p-asserted-identity", "remote-party-id"})  # a trusted network says so (RFC 3325)
_CAUSE = re.compile(r"cause(?:=|%3d)(\d{3})", re.IGNORECASE)
_ALIKE = 7  # digits at the end that two ways of writing one number share


@dataclass(frozen=True, slots=True)
class Invite:
    """What the agent is told of a call before it is answered."""

    remote: Party
    dialled: str = ""
    diverted_by: str = ""
    queue: str = ""
    call_id: str = ""


def read_invite(message: str, queue_headers: Sequence[str] = (), *, by_the_pbx: bool = True) -> Invite:
    """Never raises: what cannot be read is empty. From a stranger, who asserts an identity is not believed."""
    headers = headers_of(message)
    if not by_the_pbx:
        headers = {name: values for name, values in headers.items() if name not in _ASSERTED}
    return Invite(
        remote=_caller(headers),
        dialled=_dialled(headers),
        diverted_by=_diverted_by(headers),
        queue=_queue(headers, queue_headers),
        call_id=readable(_first(headers, "call-id")),
    )


def answered_elsewhere(message: str) -> bool:
    """Whether this CANCEL or BYE says that another phone took the call (RFC 3326; Asterisk says Q.850 cause 26)."""
    for value in headers_of(message).get("reason", ()):
        for reason in split_outside(value, ","):
            protocol, _, rest = reason.partition(";")
            cause = re.search(r"cause\s*=\s*(\d+)", rest, re.IGNORECASE)
            said = (protocol.strip().upper(), cause[1] if cause else "")
            if said in {("SIP", "200"), ("Q.850", "26")} or "elsewhere" in rest.lower():
                return True
    return False


def _first(headers: Headers, name: str) -> str:
    return next(iter(headers.get(name, ())), "")


def _caller(headers: Headers) -> Party:
    asserted = [one for one in addresses(headers.get("p-asserted-identity", ())) if one.user]
    remote_party = [one for one in addresses(headers.get("remote-party-id", ())) if one.user]
    sender = read_address(_first(headers, "from"))
    if _is_private(headers, remote_party):
        return Party("", withheld=True)
    best = next(iter((*asserted, *remote_party)), sender)
    if best is sender and _is_anonymous(sender):
        return Party("", withheld=True)
    known = [*asserted, *remote_party, sender]
    name = next((one.name for one in known if one.name and _same_number(one, best)), "")
    return Party(best.user, "" if name == best.user or name.lower() in _ANONYMOUS else name)


def _is_private(headers: Headers, remote_party: Sequence[Address]) -> bool:
    wishes = {
        wish.strip().lower() for value in headers.get("privacy", ()) for wish in re.split(r"[;,]", value)
    }
    if wishes & {"id", "user", "header"}:
        return True
    return any(one.parameters.get("privacy", "").lower() in {"full", "uri"} for one in remote_party)


def _is_anonymous(sender: Address) -> bool:
    return sender.user.lower() in _ANONYMOUS or sender.host == "anonymous.invalid"


def _same_number(one: Address, other: Address) -> bool:
    return one.user == other.user or one.user[-_ALIKE:] == other.user[-_ALIKE:] != ""


def _dialled(headers: Headers) -> str:
    to = read_address(_first(headers, "to")).user
    return to or read_address(_request_uri(headers)).user


def _request_uri(headers: Headers) -> str:
    parts = _first(headers, "").split(" ")
    return f"<{parts[1]}>" if len(parts) > 1 else ""


def _diverted_by(headers: Headers) -> str:
    diversions = addresses(headers.get("diversion", ()))
    if diversions:
        return diversions[0].user or diversions[0].name
    history = addresses(headers.get("history-info", ()))
    if len(history) < 2:
        return ""
    by, to = history[-2:]
    return by.user if by.user != to.user and _was_diverted(by, to) else ""


def _was_diverted(by: Address, to: Address) -> bool:
    """RFC 7044 writes the cause at the new target, RFC 4244 as a Reason at the one that diverted."""
    return bool(_CAUSE.search(to.uri_rest) or _CAUSE.search(by.uri_rest))


def _queue(headers: Headers, names: Sequence[str]) -> str:
    values = (_first(headers, name.lower()) for name in names)
    return next((said for value in values if (said := readable(value.strip('"')))), "")
