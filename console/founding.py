"""How a profile comes to be: by the assistant's steps, or as the demonstration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from console.door import DEMO_LINE, DEMO_PASSPHRASE, MADE, desk_texts, system_zone
from console.parts import Parts
from console.presenters.unlock_presenter import Said
from console.settings.options import Options, Place, account_of, read_options, sound_of, texts_of
from console.settings.store import DESK_KEY
from console.starter import starter_categories
from console.starter_levels import starter_edition
from console.sync.joining import Joining
from console.views.desk_window import UNLOCK
from core.calls.line import Account
from core.directory import names_of
from core.errors import Trouble
from core.reading import Directory
from core.tickets.commands import SaveDirectory, SaveEdition, Stamp
from core.words import Sentence

if TYPE_CHECKING:  # SQLAlchemy is loaded on the lane
    from storage.desk import SqlDesk

DEMO_ACCOUNT = account_of(read_options(DEMO_LINE))
DEMO_HINT = Sentence(
    'This is the demonstration: its people are made up, and its passphrase is "{passphrase}".',
    {"passphrase": DEMO_PASSPHRASE},
)
DEMO_MAKING = Sentence("The demonstration is being made: a few thousand customers and tickets, encrypted.")


class Founding:
    """The Founder of the assistant; tries line and sound before anything is kept."""

    def __init__(self, parts: Parts, use_account: Callable[[Account | None], None], joining: Joining) -> None:
        self._parts = parts
        self._use_account = use_account
        self._passphrase = self._login = ""
        self.joining = joining

    def speak(self, language: str) -> None:
        self._parts.words.speak(language)

    def try_line(self, texts: Mapping[str, str] | None) -> None:
        account = account_of(_options(texts)) if texts is not None else None
        self._use_account(account)

    def try_sound(self, texts: Mapping[str, str]) -> None:
        self._parts.line.use_sound(sound_of(_options(texts)))

    def meter(self, on: bool) -> None:
        self._parts.line.meter(on)

    def found(
        self,
        passphrase: str,
        texts: Mapping[str, str],
        done: Callable[[], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        self._passphrase = passphrase
        options = {**texts, "language": self._parts.words.language}
        self._parts.settings.change(texts_of(_options(options), Place.OPEN))
        self._parts.door.found(passphrase, options, done, failed)

    def found_joined(
        self, texts: Mapping[str, str], done: Callable[[], None], failed: Callable[[Trouble], None]
    ) -> None:
        parts = self._parts
        options = {**texts, "language": parts.words.language}
        parts.settings.change(texts_of(_options(options), Place.OPEN))
        rules, folder = parts.settings.number_rules, parts.profile.folder
        learned = self.joining.learned
        if learned.signed is not None:
            self._login, self._passphrase = learned.signed.login, learned.password

        def settings(who: Mapping[str, str]) -> str:
            return desk_texts(_options({**options, **who}))

        parts.background.with_database(
            lambda: self.joining.make_profile(folder, rules, DESK_KEY, settings, self._bring),
            lambda _: done(),
            failed,
        )

    def _bring(self, desk: SqlDesk, stamp: Stamp) -> None:
        """The first supervisor at a server that nobody has shaped: categories and service levels to begin with."""
        language = self._parts.words.language
        categories = names_of(Directory(categories=starter_categories(language)))
        desk.perform(SaveDirectory(stamp, categories.entries))
        desk.perform(SaveEdition(stamp, starter_edition(language, system_zone(language), stamp.at)))

    def founded(self) -> None:
        """The assistant is through: the desk opens with what was just chosen."""
        parts, login = self._parts, self._login
        passphrase, self._passphrase = self._passphrase, ""
        parts.window.show_screen(UNLOCK)
        if login:
            parts.unlock.asks_people(parts.gate.address)
            parts.unlock.sign_in(login, passphrase, "", "")
        else:
            parts.unlock.unlock(passphrase)

    def offer_demo(self, *, opens: bool) -> None:
        """Its line needs no secret, so it is there from the start; the first start makes the people."""
        parts = self._parts
        self._use_account(DEMO_ACCOUNT)
        parts.unlock.working(DEMO_MAKING)

        def made() -> None:
            parts.unlock.working(None)
            parts.unlock.offer(Said(DEMO_HINT, DEMO_PASSPHRASE))
            if opens:
                parts.unlock.unlock(DEMO_PASSPHRASE)

        if (parts.profile.folder / MADE).exists():
            made()
            return
        parts.door.found_demo(
            datetime.now(UTC), parts.words.language, made, lambda why: parts.unlock.broken(why.sentence)
        )


def _options(texts: Mapping[str, str]) -> Options:
    return read_options(texts)
