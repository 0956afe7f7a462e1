"""The settings: pages of described fields; a page's changes hold when it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from console.presenters import robot_page
from console.presenters.channel_pages import MAIL, SMS
from console.presenters.channel_trial import TEST, TEST_TO, ChannelTrial, SendTrial
from console.presenters.locked import locked
from console.presenters.option_lines import DEVICES, Line, Sheet, field_of, meters
from console.presenters.option_pages import LINE, SHEETS, SOUND
from console.presenters.own_page import OwnPage
from console.presenters.phone import Phone
from console.presenters.robot_page import ROBOTS, RobotPage
from console.presenters.saying import say
from console.presenters.status_strip import line_cell
from console.viewmodels.settings import Field, FieldKind, Page, SettingsForm, SettingsView
from console.viewmodels.words import Tone, Words
from core.calls.line import Levels
from core.errors import Trouble
from core.post import Way
from core.words import Sentence

Done = Callable[[], None]
Failed = Callable[[Trouble], None]
AT_ONCE = frozenset({"language", "theme", "density"})
TESTED = {MAIL.key: Way.MAIL, SMS.key: Way.SMS, ROBOTS: Way.ROBOT}
DIGITS = Sentence("Digits only, please.")


class OptionTexts(Protocol):
    """The settings as text by name, as fields hold them."""

    def text(self, name: str) -> str: ...
    def is_locked(self, name: str) -> bool: ...
    def change(self, texts: Mapping[str, str], done: Done, failed: Failed) -> None: ...


class SettingsPresenter:
    """What is typed stays until it is saved or the panel is left; language and look take hold at once."""

    def __init__(
        self,
        words: Words,
        options: OptionTexts,
        own: Sequence[OwnPage],
        phone: Phone,
        meter: Callable[[bool], None],
        send: SendTrial,
        view: SettingsView,
    ) -> None:
        self._words = words
        self._options = options
        self._own = {one.key: one for one in own}
        self._phone = phone
        self._meter = meter
        self._trial = ChannelTrial(words, send)
        self._robots = RobotPage(words, lambda: options.text("robots"))
        self._view = view
        self._typed: dict[str, dict[str, str]] = {}
        self._problems: dict[str, str] = {}
        self._said: dict[str, tuple[str, Tone]] = {}
        self._chosen = LINE.key
        self._is_shown = False
        phone.on_levels(self._heard)
        phone.on_standing(self._standing)
        for one in own:
            one.changed = self.show

    def open(self, page: str = "") -> None:
        self._is_shown = True
        self.choose(page or self._chosen)

    def leave(self) -> None:
        self._is_shown = False
        self._typed, self._problems, self._said = {}, {}, {}
        self._robots.leave()
        for one in self._own.values():
            one.leave()
        self._trial.forget()
        self._meter(False)

    def choose(self, page: str) -> None:
        self._chosen = page
        self._meter(page == SOUND.key)
        self.show()

    def edit(self, page: str, key: str, value: str) -> None:
        self._said.pop(page, None)
        self._trial.forget(page)
        if page in self._own:
            self._own[page].edit(key, value)
            return
        if page == ROBOTS:
            self._robots.edit(key, value)
            self.show()
            return
        if key == TEST_TO:
            self._trial.type_to(page, value)
            self._show_field(page, TEST)
            return
        if key in AT_ONCE:
            self._options.change({key: value}, self.show, lambda why: self._failed(page, why))
            return
        self._typed.setdefault(page, {})[key] = value
        if self._problems.pop(key, ""):
            self._show_field(page, key)
        if page in TESTED:
            self._show_field(page, TEST)

    def press(self, page: str, key: str) -> None:
        self._said.pop(page, None)
        if page in self._own:
            self._own[page].press(key)
            return
        if key == TEST:
            self._try_out(page)
            return
        self._trial.forget(page)
        if key == robot_page.ADD:
            self._robots.add()
        elif key == robot_page.REMOVE:
            self._robots.remove()
        self.show()

    def save(self, page: str) -> None:
        if page in self._own:
            self._own[page].save()
        elif not self._is_right(page):
            self.show()
        else:
            texts = self._texts(page)
            self._options.change(texts, lambda: self._saved(page), lambda why: self._failed(page, why))

    def _try_out(self, page: str) -> None:
        """By what is typed, saved or not: so one finds out before it is kept."""
        texts = self._texts(page)
        if page == ROBOTS:
            is_right = self._robots.is_right(only_chosen=True)
            to = self._robots.chosen.name if self._robots.chosen else ""
        else:
            is_right = self._is_right(page)
            to = texts.get("mail_sender", self._options.text("mail_sender")) if page == MAIL.key else ""
        if is_right:
            self._trial.send(page, TESTED[page], to.strip(), texts, self.show)
        else:
            self.show()

    def _texts(self, page: str) -> dict[str, str]:
        if page == ROBOTS:
            return {"robots": self._robots.text}
        return self._typed.get(page, {})

    def _is_right(self, page: str) -> bool:
        if page == ROBOTS:
            return self._robots.is_right()
        typed = self._typed.get(page, {})
        wrong = [line for line in _sheet(page).lines if not _is_right(line, typed.get(line.option))]
        for line in wrong:
            self._problems[line.option] = say(self._words, DIGITS)
        return not wrong

    def show(self) -> None:
        if self._is_shown:
            pages = [self._page(sheet) for sheet in SHEETS]
            pages.insert(SHEETS.index(MAIL) + 1, self._robots_page())
            pages += [one.page() for one in self._own.values() if one.is_offered]
            self._view.show_settings(SettingsForm(tuple(pages), self._chosen, self._words("Save")))

    def _page(self, sheet: Sheet) -> Page:
        words = self._words
        fields = [self._field(sheet.key, line) for line in sheet.lines]
        if sheet is SOUND:
            fields[1:1] = meters(words)
        if sheet is LINE:
            cell = line_cell(self._phone.status, words)
            fields.append(Field("line_state", words("Now"), FieldKind.FACT, cell.explanation))
        if sheet.key in TESTED:
            fields += self._trial.fields(sheet.key)
        said, tone = self._said.get(sheet.key, ("", Tone.DIM))
        return Page(sheet.key, say(words, sheet.title), say(words, sheet.intro), tuple(fields), said, tone)

    def _field(self, page: str, line: Line) -> Field:
        typed = self._typed.get(page, {})
        value = typed.get(line.option, self._options.text(line.option))
        values = {line.option: self._words.language if line.option == "language" else value}
        shown = field_of(line, values, self._phone.sound, self._words, self._problems.get(line.option, ""))
        return locked(shown, self._words) if self._options.is_locked(line.option) else shown

    def _robots_page(self) -> Page:
        said, tone = self._said.get(ROBOTS, ("", Tone.DIM))
        fields = self._robots.fields(self._trial.field(ROBOTS))
        title, intro = say(self._words, robot_page.TITLE), say(self._words, robot_page.INTRO)
        return Page(ROBOTS, title, intro, fields, said, tone)

    def _saved(self, page: str) -> None:
        self._typed.pop(page, None)
        self._say(page, Sentence("Saved."), Tone.DIM)

    def _failed(self, page: str, why: Trouble) -> None:
        self._say(page, why.sentence, Tone.LATE)

    def _say(self, page: str, sentence: Sentence, tone: Tone) -> None:
        self._said[page] = (say(self._words, sentence), tone)
        self.show()

    def _show_field(self, page: str, key: str) -> None:
        for field in self._page(_sheet(page)).fields:
            if field.key == key:
                self._view.show_field(page, field)

    def _heard(self, levels: Levels) -> None:
        if self._is_shown and self._chosen == SOUND.key:
            level = meters(self._words)[0]
            value = str(round(levels.microphone * 100))
            self._view.show_field(SOUND.key, Field(level.key, level.label, level.kind, value))

    def _standing(self) -> None:
        for page, keys in ((LINE.key, ("line_state",)), (SOUND.key, tuple(DEVICES))):
            if self._is_shown and page == self._chosen:
                for key in keys:
                    self._show_field(page, key)


def _sheet(page: str) -> Sheet:
    return next(sheet for sheet in SHEETS if sheet.key == page)


def _is_right(line: Line, typed: str | None) -> bool:
    return typed is None or line.kind is not FieldKind.NUMBER or typed.strip().isdecimal()
