"""A customer, the candidates and their tickets, as the right column draws them."""

from __future__ import annotations

from console.presenters.call_book import CallInHand
from console.presenters.due_words import row_due
from console.presenters.recogniser import shown_number
from console.presenters.saying import REASONS, STATUSES, say, status_tone
from console.presenters.workplace import Workplace
from console.viewmodels.customers import CandidateLine, CustomerColumn, TicketBrief
from console.viewmodels.words import Tone
from core.customers.index import Candidate, MatchReason
from core.reading import CustomerCard, TicketRow


def key_of(candidate: Candidate) -> str:
    if candidate.customer is not None:
        return f"customer:{candidate.customer}"
    return f"ticket:{candidate.ticket}"


def candidate_line(candidate: Candidate, chosen: str | None, place: Workplace) -> CandidateLine:
    words = place.words
    company = candidate.company if candidate.company != candidate.name else ""
    parts = []
    if candidate.reason is not MatchReason.SAME_NUMBER and candidate.written:
        parts.append(shown_number(candidate.written, place))
    if candidate.ticket_number:
        parts.append(words("ticket {number}", number=candidate.ticket_number))
    return CandidateLine(
        key=key_of(candidate),
        name=candidate.name or words("Caller of ticket {number}", number=candidate.ticket_number),
        reason=say(words, REASONS[candidate.reason]),
        detail=" · ".join(part for part in parts if part),
        company=" · ".join(part for part in (company, candidate.level) if part),
        is_chosen=candidate.customer is not None and candidate.customer == chosen,
    )


def brief(row: TicketRow, place: Workplace) -> TicketBrief:
    words = place.words
    detail = [place.times.ago(row.changed_at), row.assignee_name]
    due = row_due(row, place)
    is_pressing = due.tone in (Tone.LATE, Tone.SOON)
    return TicketBrief(
        id=row.id,
        number=row.number,
        subject=row.subject or words("(no subject)"),
        detail=" · ".join(part for part in detail if part),
        detail_exact=place.times.exact(row.changed_at),
        badge=due.text if is_pressing else say(words, STATUSES[row.status]),
        tone=due.tone if is_pressing else status_tone(row.status),
    )


def facts(card: CustomerCard, place: Workplace, *, stands_above: bool) -> tuple[tuple[str, str], ...]:
    """What the chosen candidate's own lines say is not said twice."""
    words, customer = place.words, card.customer
    numbers = "\n".join(
        f"{shown_number(number.written, place)} {number.label}".strip() for number in customer.numbers
    )
    who = (
        (words("Name"), customer.name),
        (words("Company"), customer.company if customer.company != customer.name else ""),
        (words("Level"), customer.level),
    )
    rest = (
        (words("Contract"), customer.contract),
        (words("Numbers"), numbers),
        (words("Note"), customer.note),
    )
    pairs = rest if stands_above else (*who, *rest)
    return tuple((label, value) for label, value in pairs if value)


def has_number(card: CustomerCard, call: CallInHand, place: Workplace) -> bool:
    return any(shown_number(n.written, place) == call.shown_number for n in card.customer.numbers)


def column_of(
    call: CallInHand | None, card: CustomerCard | None, problem: str, place: Workplace, *, is_busy: bool
) -> CustomerColumn:
    words = place.words
    if call is None and card is None:
        empty = words("Who calls, what they have open and what was done before is shown here.")
        return CustomerColumn(empty=empty, problem=problem, is_busy=is_busy)
    candidates = call.match.candidates if call is not None and call.match is not None else ()
    chosen = call.customer if call is not None else None
    stands_above = card is not None and any(one.customer == card.customer.id for one in candidates)
    number = ""
    if call is not None and card is not None and call.shown_number and not has_number(card, call, place):
        number = words("Add {number} to this customer", number=call.shown_number)
    return CustomerColumn(
        question=words("Who is this?") if call is not None else words("Customer"),
        candidates=tuple(candidate_line(one, chosen, place) for one in candidates),
        can_add=call is not None,
        can_change=card is not None,
        add_number=number,
        facts=facts(card, place, stands_above=stands_above) if card is not None else (),
        open_title=words("Open tickets ({n})", n=card.open_count) if card is not None else "",
        open_tickets=tuple(brief(row, place) for row in card.open_tickets) if card is not None else (),
        recent_title=words("Solved before") if card is not None and card.recent_tickets else "",
        recent_tickets=tuple(brief(row, place) for row in card.recent_tickets) if card is not None else (),
        empty="" if candidates or card is not None or is_busy else words("Nobody known has this number."),
        problem=problem,
        is_busy=is_busy,
    )
