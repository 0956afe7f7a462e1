"""Who is calling: every candidate with its reason, and never a silent pick among several."""

from __future__ import annotations

from core.calls.model import Party
from core.customers.identity import NumberIdentity, NumberRules
from core.customers.index import (
    Candidate,
    CustomerMatch,
    KeyKind,
    MatchReason,
    NumberHit,
    NumberIndex,
    NumberKey,
)
from core.customers.numbers import asked_keys, identify
from core.ids import CustomerId, TicketId

MOST_A_KEY = 20  # a company line may have thousands of extensions; nobody reads so many cards while it rings

_ORDER = {reason: place for place, reason in enumerate(MatchReason)}


def who_is(party: Party, rules: NumberRules, index: NumberIndex) -> CustomerMatch:
    """Ask the index for a caller. Nobody is looked for when the caller hides."""
    if party.withheld:
        return CustomerMatch()
    return whose(identify(party.number, rules), index)


def whose(identity: NumberIdentity, index: NumberIndex) -> CustomerMatch:
    """The same for a number that has its identity already."""
    best: dict[CustomerId | TicketId, Candidate] = {}
    is_cut = False
    for key in asked_keys(identity):
        hits = index.find((key,), limit=MOST_A_KEY + 1)
        is_cut = is_cut or (len(hits) > MOST_A_KEY and hits[MOST_A_KEY].ticket is None)
        for hit in hits[:MOST_A_KEY]:
            _keep(best, hit, _reason(hit, key, identity))
    candidates = sorted(best.values(), key=_place)
    return CustomerMatch(tuple(candidates), _sure(candidates), is_cut)


def _reason(hit: NumberHit, key: NumberKey, identity: NumberIdentity) -> MatchReason | None:
    """None: too weak to name, a ticket that saw only a similar number."""
    is_same = key == NumberKey(KeyKind.WHOLE, identity.whole)
    if hit.ticket is not None:
        return MatchReason.SEEN_IN_TICKET if is_same else None
    if is_same:
        return MatchReason.SAME_NUMBER
    return (
        MatchReason.SAME_LINE if key.kind in (KeyKind.WHOLE, KeyKind.LINE) else MatchReason.SAME_WITHOUT_AREA
    )


def _keep(best: dict[CustomerId | TicketId, Candidate], hit: NumberHit, reason: MatchReason | None) -> None:
    """One candidate a customer, by its best reason; tickets of nobody known stand for themselves."""
    who = hit.customer or hit.ticket
    if reason is None or who is None:
        return
    known = best.get(who)
    if known is None or _ORDER[reason] < _ORDER[known.reason]:
        best[who] = Candidate(
            reason,
            hit.customer,
            hit.name,
            hit.written,
            hit.company,
            hit.level,
            hit.is_company,
            hit.ticket,
            hit.ticket_number,
        )


def _place(candidate: Candidate) -> tuple[int, bool, str, str]:
    """By reason; on a shared line the company itself comes before its people."""
    return (
        _ORDER[candidate.reason],
        not candidate.is_company,
        candidate.name,
        candidate.customer or candidate.ticket or "",
    )


def _sure(candidates: list[Candidate]) -> CustomerId | None:
    """The one who has exactly this number: unless it is a line that others have extensions of."""
    exact = [one for one in candidates if one.reason is MatchReason.SAME_NUMBER]
    if len(exact) != 1:
        return None
    shares_line = any(one.reason is MatchReason.SAME_LINE for one in candidates)
    return exact[0].customer if exact[0].is_company or not shares_line else None
