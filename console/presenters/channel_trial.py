"""Send a test: what became of it stands at its button, and the screen waits for nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from console.presenters.saying import say
from console.viewmodels.settings import Field, FieldKind
from console.viewmodels.words import Words
from core.ids import new_id
from core.post import Delivery, Fate, Letter, Way
from core.words import Sentence, sentence

TEST, TEST_TO = "test", "test_to"
SENDING = Sentence("It is being sent …")
FATES = {
    Fate.SENT: Sentence("It works: the other side has taken it."),
    Fate.LATER: Sentence("Not now: {why}"),
    Fate.REFUSED: Sentence("It does not work: {why}"),
    Fate.UNKNOWN: Sentence("Nobody knows: {why}"),
}
NOBODY = {
    Way.MAIL: Sentence("Please enter the address that gets the test."),
    Way.SMS: Sentence("Please enter the number that gets the test."),
}


class SendTrial(Protocol):
    """Carries one letter by the settings with ``texts`` in them, saved or not, off the screen's thread."""

    def __call__(
        self, letter: Letter, texts: Mapping[str, str], done: Callable[[Delivery], None]
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Said:
    """What stands at a button."""

    words: Sentence
    is_wrong: bool = False
    is_under_way: bool = False


class ChannelTrial:
    """One test for each page at a time; an answer to what has been typed over meanwhile is not shown."""

    def __init__(self, words: Words, send: SendTrial) -> None:
        self._words = words
        self._send = send
        self._said: dict[str, Said] = {}
        self._to: dict[str, str] = {}

    def type_to(self, page: str, to: str) -> None:
        self._to[page] = to.strip()

    def fields(self, page: str) -> tuple[Field, Field]:
        """To whom, and the button."""
        words = self._words
        hint = words("A mobile number") if page == "sms" else words("Empty: the sender's address")
        to = self._to.get(page, "")
        return Field(TEST_TO, words("Who gets the test"), FieldKind.TEXT, to, hint), self.field(page)

    def field(self, page: str) -> Field:
        words, said = self._words, self._said.get(page)
        text = words("Send a test")
        spoken = say(words, said.words) if said else ""
        wrong = said is not None and said.is_wrong
        return Field(TEST, text, FieldKind.BUTTON, text, "" if wrong else spoken, spoken if wrong else "")

    def forget(self, page: str = "") -> None:
        """What was tried is not what stands there any more. Without a page: all of them."""
        if page:
            self._said.pop(page, None)
        else:
            self._said, self._to = {}, {}

    def send(self, page: str, way: Way, to: str, texts: Mapping[str, str], show: Callable[[], None]) -> None:
        """``to`` where nobody was named."""
        before = self._said.get(page)
        if before is not None and before.is_under_way:
            return
        to = self._to.get(page, "") or to
        if not to:
            self._said[page] = Said(NOBODY[way], is_wrong=True)
            show()
            return
        words = self._words
        mark = self._said[page] = Said(SENDING, is_under_way=True)
        letter = Letter(
            new_id(),
            way,
            to,
            words("Ringdesk: a test"),
            words("Somebody tried this channel in the settings. Nothing has to be done."),
        )

        def done(delivery: Delivery) -> None:
            if self._said.get(page) is mark:
                self._said[page] = _result(delivery)
                show()

        show()
        self._send(letter, texts, done)


def _result(delivery: Delivery) -> Said:
    said = FATES[delivery.fate]
    if delivery.fate is Fate.SENT:
        if delivery.receipt:
            said = sentence('It works: the other side says "{receipt}"', receipt=delivery.receipt)
        return Said(said)
    return Said(Sentence(said.template, {"why": delivery.why or ""}), is_wrong=True)
