"""The paper one looks at before it leaves: which one, in which language, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from console.presenters.paper_wish import OF_TICKET, PAPER_KINDS, Left, PaperKind, PaperWish, Press, Sheets
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.paper import PaperShown, PaperView
from console.viewmodels.tickets import ScopeTab
from console.viewmodels.words import Tone
from core.errors import RuleViolation, Trouble
from core.ids import TicketId
from core.reading import TicketRow
from core.words import Sentence, sentence

MAKING = Sentence("The paper is being made …")
LEAVING = Sentence("On its way …")
LANGUAGES = {"en": "English", "zh_CN": "中文"}


class NoAddress(RuleViolation):
    """Typed where a mail address belongs."""

    def __init__(self, to: str) -> None:
        super().__init__("“{to}” is not a mail address. Write it like name@house.example.", to=to)


@dataclass(frozen=True, slots=True)
class _Said:
    text: Sentence
    tone: Tone = Tone.DIM
    folder: str = ""


NOTHING = _Said(Sentence(""))


class PaperPreview:
    """One paper at a time; an answer that comes when another is wanted is dropped. What leaves is what is seen."""

    def __init__(
        self,
        place: Workplace,
        press: Press,
        view: PaperView,
        elsewhere: Callable[[Sentence, Tone], None] = lambda _text, _tone: None,
    ) -> None:
        self._place = place
        self._press = press
        self._view = view
        self._elsewhere = elsewhere
        self._wish: PaperWish | None = None
        self._round = 0
        self._is_leaving = False
        self._said = NOTHING
        self.sheets: Sheets | None = None

    def open_ticket(self, ticket: TicketId, kind: PaperKind = PaperKind.SERVICE) -> None:
        self._want(PaperWish(kind, self._language(), ticket))

    def open_list(self, rows: tuple[TicketRow, ...], title: Sentence, shown: Sentence) -> None:
        self._want(
            PaperWish(PaperKind.LIST, self._language(), rows=rows, title=title, shown=shown),
        )

    def choose_kind(self, key: str) -> None:
        if self._wish is not None and self._wish.kind.value != key:
            self._want(replace(self._wish, kind=PaperKind(key)))

    def turn_language(self) -> None:
        """Of the paper alone."""
        if self._wish is not None:
            other = "en" if self._wish.language != "en" else "zh_CN"
            self._want(replace(self._wish, language=other))

    def leave(self) -> None:
        """The paper is not needed any more; one that is on its way goes on."""
        self._wish, self.sheets = None, None
        self._round += 1

    def print(self) -> None:
        """The printer is asked for beside the window: nothing is on its way before it is chosen."""
        if self.sheets is not None and not self._is_leaving:
            self._press.print(self.sheets, self._left, self._refused)

    def save(self) -> None:
        if self.sheets is not None and not self._is_leaving:
            self._goes()
            self._press.save(self.sheets, self._left, self._refused)

    def mail(self, to: str) -> None:
        if self.sheets is None or self._is_leaving:
            return
        address = to.strip()
        if not is_address(address):
            self._refused(NoAddress(address))
            return
        self._goes()

        def mailed(left: Left) -> None:
            self._view.mailed()
            self._left(left)

        self._press.mail(self.sheets, address, mailed, self._refused)

    def shows(self, number: int) -> Sheets | None:
        """The paper of that round, while it is still the one looked at."""
        return self.sheets if number == self._round else None

    def say(self, why: Trouble) -> None:
        self._said = _Said(why.sentence, Tone.LATE)
        self.show()

    def show(self) -> None:
        if self._wish is not None:
            self._view.show_paper(self._shown(self._wish))

    def _language(self) -> str:
        """That of the screen, until another is chosen for the paper on it."""
        return self._place.words.language

    def _want(self, wish: PaperWish) -> None:
        self._wish, self.sheets = wish, None
        self._round += 1
        mine = self._round
        self._said = _Said(MAKING)
        self.show()

        def made(sheets: Sheets) -> None:
            if mine == self._round:
                self.sheets = sheets
                self._said = _Said(sheets.remark, Tone.SOON) if sheets.remark else NOTHING
                self.show()

        def failed(why: Trouble) -> None:
            if mine == self._round:
                self.say(why)

        self._press.make(wish, made, failed)

    def _goes(self) -> None:
        self._is_leaving = True
        self._said = _Said(LEAVING)
        self.show()

    def _left(self, left: Left) -> None:
        self._is_leaving = False
        self._said = _Said(left.said, Tone.DIM, left.folder)
        self._tell()

    def _refused(self, why: Trouble) -> None:
        self._is_leaving = False
        self._said = _Said(why.sentence, Tone.LATE)
        self._tell()

    def _tell(self) -> None:
        """Who has closed the preview hears of it all the same."""
        if self._wish is None:
            self._elsewhere(self._said.text, Tone.LATE if self._said.tone is Tone.LATE else Tone.PLAIN)
        self.show()

    def _shown(self, wish: PaperWish) -> PaperShown:
        words, sheets, said = self._place.words, self.sheets, self._said
        kinds = OF_TICKET if wish.ticket is not None else (wish.kind,)
        title = say(words, PAPER_KINDS[wish.kind])
        if sheets is not None:
            title = words("{paper} · no. {number}", paper=title, number=sheets.name)
        other = LANGUAGES["en" if wish.language != "en" else "zh_CN"]
        return PaperShown(
            title,
            tuple(
                ScopeTab(kind.value, say(words, PAPER_KINDS[kind]), "", kind is wish.kind) for kind in kinds
            ),
            words("Print in {language}", language=other),
            self._round,
            sheets.sizes if sheets is not None else (),
            sheets is not None and not self._is_leaving,
            say(words, said.text) if said.text.template else "",
            said.tone,
            said.folder,
        )


def is_address(text: str) -> bool:
    """Enough to catch a slip; the mail server knows better."""
    name, at, house = text.rpartition("@")
    return bool(name and at and house) and not any(sign.isspace() or sign in ',;<>"' for sign in text)


def all_of(rows: tuple[TicketRow, ...]) -> Sentence:
    return sentence("{n} tickets", n=len(rows))
