"""The company's layout being edited: what is typed is seen on a made-up paper, and kept when it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from console.presenters.paper_wish import Failed
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.layout import LayoutShown, LayoutView
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone
from core.errors import Trouble
from core.words import Sentence

PAUSE = 0.3  # seconds without a key before the paper is drawn again
PAPERS = {
    "A4": Sentence("A4"),
    "LETTER": Sentence("Letter"),
    "A5": Sentence("A5"),
    "SLIP": Sentence("Slip, 80 mm wide"),
}
SAVED = Sentence("Saved: every paper from now on looks like this.")
Texts = Mapping[str, str]


class Sample(Protocol):
    """A made-up paper in a layout."""

    @property
    def content(self) -> bytes: ...
    @property
    def sizes(self) -> tuple[tuple[float, float], ...]: ...


class LayoutShop(Protocol):
    """Reads and keeps the layout as texts (pictures as base64), and draws a sample, off the screen's thread."""

    def read(self, done: Callable[[Texts], None], failed: Failed) -> None: ...
    def sample(self, texts: Texts, language: str, done: Callable[[Sample], None], failed: Failed) -> None:
        """What could not be printed fails in a sentence."""
        ...

    def keep(self, texts: Texts, done: Callable[[None], None], failed: Failed) -> None: ...
    def picture(self, file: Path, done: Callable[[str], None], failed: Failed) -> None: ...


class LayoutEditor:
    """One drawing at a time: what is typed meanwhile is drawn after it. Closing keeps what is typed until the end."""

    def __init__(self, place: Workplace, shop: LayoutShop, view: LayoutView) -> None:
        self._place = place
        self._shop = shop
        self._view = view
        self._texts: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        self._is_shown = self._is_drawing = False
        self._is_stale = False
        self._round = 0
        self._said, self._tone = Sentence(""), Tone.DIM
        self._end_wait: Callable[[], None] = lambda: None
        self.made: Sample | None = None

    def open(self) -> None:
        self._is_shown = True
        if self._texts != self._kept:
            self._draw()  # what was typed and not saved stands there again
        else:
            self._shop.read(self._arrived, self.failed)

    def leave(self) -> None:
        self._is_shown = False

    def edit(self, name: str, text: str) -> None:
        if self._texts.get(name) == text:
            return
        self._texts[name] = text
        self._say(Sentence(""))
        self.show()
        self._end_wait()
        self._end_wait = self._place.timers.after(PAUSE, self._draw)

    def choose_picture(self, name: str, file: str) -> None:
        self._shop.picture(Path(file), lambda text: self.edit(name, text), self.failed)

    def remove_picture(self, name: str) -> None:
        self.edit(name, "")

    def save(self) -> None:
        """Refused in a sentence when it could not be printed; what is typed stays."""
        texts = dict(self._texts)

        def kept(_: None) -> None:
            self._kept = texts
            self._say(SAVED)
            self.show()

        self._shop.keep(texts, kept, self.failed)

    def shows(self, number: int) -> Sample | None:
        return self.made if number == self._round else None

    def show(self) -> None:
        if not self._is_shown or not self._texts:
            return
        texts, words, made = self._texts, self._place.words, self.made
        self._view.show_layout(
            LayoutShown(
                dict(texts),
                tuple(Choice(key, say(words, name)) for key, name in PAPERS.items()),
                bool(texts.get("logo")),
                bool(texts.get("seal")),
                texts != self._kept,
                self._round,
                made.sizes if made is not None else (),
                say(words, self._said) if self._said.template else "",
                self._tone,
            )
        )

    def _arrived(self, texts: Texts) -> None:
        self._texts, self._kept = dict(texts), dict(texts)
        self._say(Sentence(""))
        self.show()
        self._draw()

    def _draw(self) -> None:
        if self._is_drawing:
            self._is_stale = True
            return
        self._is_drawing, self._is_stale = True, False
        self._shop.sample(dict(self._texts), self._place.words.language, self._drawn, self._not_drawn)

    def _drawn(self, made: Sample) -> None:
        self._is_drawing = False
        self.made = made
        self._round += 1
        if self._tone is Tone.LATE:
            self._say(Sentence(""))
        self._go_on()

    def _not_drawn(self, why: Trouble) -> None:
        self._is_drawing = False
        self._say(why.sentence, Tone.LATE)
        self._go_on()

    def _go_on(self) -> None:
        self.show()
        if self._is_stale:
            self._draw()

    def failed(self, why: Trouble) -> None:
        self._say(why.sentence, Tone.LATE)
        self.show()

    def _say(self, text: Sentence, tone: Tone = Tone.DIM) -> None:
        self._said, self._tone = text, tone
