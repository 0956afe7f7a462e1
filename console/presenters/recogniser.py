"""Who is calling: asked of the number index as soon as a call is there."""

from __future__ import annotations

from console.presenters.call_book import CallBook, CallInHand
from console.presenters.workplace import Workplace
from core.customers.index import CustomerMatch
from core.customers.matching import who_is
from core.customers.numbers import identify
from core.errors import Trouble
from core.ids import CustomerId
from core.words import Sentence

_EXTENSION = " 转 "  # as the core writes it


def shown_number(number: str, place: Workplace) -> str:
    """As people write it; what is no number stays as it came."""
    shown = identify(number, place.preferences.number_rules).shown or number
    line, mark, extension = shown.partition(_EXTENSION)
    return place.words("{line} ext. {extension}", line=line, extension=extension) if mark else shown


class Recogniser:
    """Fills in who a call may be; takes one without asking only when the match is sure."""

    def __init__(self, place: Workplace, book: CallBook) -> None:
        self._place = place
        self._book = book

    def recognise(self, call: CallInHand) -> None:
        party = call.snapshot.remote
        if not party.withheld:
            call.shown_number = shown_number(party.number, self._place)
        rules = self._place.preferences.number_rules
        self._place.lane.ask(
            lambda desk: who_is(party, rules, desk.read.numbers),
            lambda match: self._matched(call, match),
            lambda trouble: self._failed(call, trouble),
            urgent=True,
        )

    def _matched(self, call: CallInHand, match: CustomerMatch) -> None:
        call.match = match
        sure = next((one for one in match.candidates if one.customer == match.sure), None)
        if sure is not None and sure.customer is not None and call.customer is None:
            self._take(call, sure.customer, sure.name)
        self._book.tell(call)

    def _failed(self, call: CallInHand, trouble: Trouble) -> None:
        """The call goes on with its number alone."""
        words = self._place.words
        said: Sentence = trouble.sentence
        call.trouble = words("Who is calling could not be looked up: {why}", why=said)
        self._book.tell(call)

    @staticmethod
    def _take(call: CallInHand, customer: CustomerId, name: str) -> None:
        call.customer, call.customer_name = customer, name
