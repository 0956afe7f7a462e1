"""Before the desk: the strength of a passphrase, the assistant's steps, and the settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from console.presenters.assistant_presenter import AssistantPresenter
from console.presenters.own_page import PassphrasePage
from console.presenters.passphrase import FAIR, STRONG, WEAK, strength
from console.presenters.phone import Phone
from console.presenters.settings_presenter import SettingsPresenter
from console.presenters.signing import MustChoosePassword, Typed
from console.words import Catalogue
from core.calls.line import LineState, LineStatus, SoundStatus
from core.errors import RuleViolation, Trouble
from core.words import Sentence
from tests.console.rig import Rig, View
from tests.console.translations import FOLDER


class Wrong(RuleViolation):
    """As storage says it."""

    def __init__(self) -> None:
        super().__init__("This passphrase does not open the profile.")


class Founder:
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.tried: list[Mapping[str, str] | None] = []
        self.founded: tuple[str, Mapping[str, str]] | None = None
        self.metering = False

    def speak(self, language: str) -> None:
        self.language = language

    def try_line(self, texts: Mapping[str, str] | None) -> None:
        self.tried.append(dict(texts or {}))

    def try_sound(self, texts: Mapping[str, str]) -> None:
        self.sound = dict(texts)

    def meter(self, on: bool) -> None:
        self.metering = on

    def found(
        self,
        passphrase: str,
        texts: Mapping[str, str],
        done: Callable[[], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        self.founded = (passphrase, dict(texts))
        done()

    def found_joined(
        self, texts: Mapping[str, str], done: Callable[[], None], failed: Callable[[Trouble], None]
    ) -> None:
        self.founded = ("", dict(texts))
        done()

    def look(self, address: str, done: Callable[[str], None], failed: Callable[[Trouble], None]) -> None:
        self.looked = address
        done("0123 4567 89ab cdef " * 4)

    def enrol(self, code: str, done: Callable[[], None], failed: Callable[[Trouble], None]) -> None:
        self.codes = [*getattr(self, "codes", []), code]
        done()

    def sign_in(self, typed: Typed, done: Callable[[], None], failed: Callable[[Trouble], None]) -> None:
        self.signed = typed
        if typed.password == "given by IT" and not typed.new:
            failed(MustChoosePassword())
        elif typed.password == "wrong":
            failed(Wrong())
        else:
            done()


@pytest.fixture
def assistant() -> tuple[AssistantPresenter, Founder, View, Phone]:
    founder, view, phone = Founder(), View(), Phone()
    presenter = AssistantPresenter(Catalogue(FOLDER), founder, founder, phone, view)
    presenter.show()
    return presenter, founder, view, phone


Assistant = tuple[AssistantPresenter, Founder, View, Phone]


def test_the_assistant_asks_one_thing_after_the_other_and_makes_the_profile_at_the_end(
    assistant: Assistant,
) -> None:
    presenter, founder, view, _ = assistant
    done: list[bool] = []
    presenter.on_done(lambda: done.append(True))
    seen = [view.last("show_step").page.key]
    presenter.next()
    seen.append(view.last("show_step").page.key)
    presenter.next()
    presenter.edit("passphrase", "new", "four words that rhyme")
    presenter.edit("passphrase", "again", "four words that rhyme")
    for page, key, value in (
        ("agent", "agent_name", "王敏"),
        ("line", "account_user", ""),
        ("sound", "ringer", ""),
    ):
        presenter.next()
        seen.append(view.last("show_step").page.key)
        presenter.edit(page, key, value)
    assert view.last("show_step").next == "Finish"
    presenter.next()
    assert seen == ["language", "way", "agent", "line", "sound"]
    assert done == [True]
    assert founder.founded is not None
    passphrase, texts = founder.founded
    assert (passphrase, texts["agent_name"]) == ("four words that rhyme", "王敏")
    assert "new" not in texts


def test_passphrases_that_differ_or_are_short_stop_the_assistant_with_a_sentence(
    assistant: Assistant,
) -> None:
    presenter, _, view, _ = assistant
    presenter.next()
    presenter.next()
    presenter.edit("passphrase", "new", "short")
    presenter.next()
    assert view.last("show_step").page.said == "At least 8 characters, please."
    presenter.edit("passphrase", "new", "long enough")
    presenter.edit("passphrase", "again", "long enougH")
    presenter.next()
    assert view.last("show_step").page.said == "The two passphrases are not the same."


def test_the_assistant_warns_that_nobody_can_recover_the_passphrase(assistant: Assistant) -> None:
    presenter, _, view, _ = assistant
    presenter.next()
    presenter.next()
    facts = [field.value for field in view.last("show_step").page.fields]
    assert any("nobody can recover it" in fact for fact in facts)


def at_person(assistant: Assistant) -> AssistantPresenter:
    """A desk that joins, as far as the sign-in."""
    presenter = assistant[0]
    presenter.next()
    presenter.edit("way", "way", "server")
    presenter.next()
    presenter.edit("server", "join_address", "tickets.example.com")
    presenter.next()
    presenter.edit("compare", "join_code", "AAAA-BBBB-CCCC-DDDD")
    presenter.next()
    return presenter


def test_joining_a_server_shows_its_fingerprint_and_keeps_no_secret_among_the_settings(
    assistant: Assistant,
) -> None:
    _, founder, view, _ = assistant
    presenter = at_person(assistant)
    compared = next(form for form in view.shown["show_step"] if form.page.key == "compare")
    assert "0123  4567  89ab  cdef" in compared.page.fields[0].value
    assert "group by group" in compared.page.intro
    presenter.edit("person", "join_login", "wang.min")
    presenter.edit("person", "join_password", "a long password")
    presenter.next()
    presenter.next()
    presenter.next()
    assert founder.founded is not None
    assert {"join_password", "join_code", "join_new", "way"}.isdisjoint(founder.founded[1])
    assert founder.signed == Typed("wang.min", "a long password")


def test_a_code_is_used_once_however_often_one_goes_back(assistant: Assistant) -> None:
    _, founder, view, _ = assistant
    presenter = at_person(assistant)
    presenter.back()
    assert "enrolled" in view.last("show_step").page.fields[1].value
    presenter.back()
    presenter.next()
    presenter.next()
    assert founder.codes == ["AAAA-BBBB-CCCC-DDDD"]
    assert view.last("show_step").page.key == "person"


def test_a_password_that_it_gave_asks_for_one_of_ones_own_twice(assistant: Assistant) -> None:
    _, _founder, view, _ = assistant
    presenter = at_person(assistant)
    presenter.edit("person", "join_login", "wang.min")
    presenter.edit("person", "join_password", "given by IT")
    presenter.next()
    page = view.last("show_step").page
    assert [field.key for field in page.fields][-2:] == ["join_new", "join_again"]
    presenter.edit("person", "join_new", "a password of hers")
    presenter.edit("person", "join_again", "a password of his")
    presenter.next()
    assert view.last("show_step").page.said == "The two new passwords are not the same."
    presenter.edit("person", "join_again", "a password of hers")
    presenter.next()
    assert view.last("show_step").page.key == "line"


def test_nobody_named_and_no_code_are_said_before_a_server_is_asked(assistant: Assistant) -> None:
    _, founder, view, _ = assistant
    presenter = at_person(assistant)
    presenter.next()
    assert view.last("show_step").page.said == "Please type the name you sign in with."
    assert not hasattr(founder, "signed")


def test_a_tested_line_says_how_it_stands(assistant: Assistant) -> None:
    presenter, founder, view, phone = assistant
    presenter._step = 4
    presenter.edit("line", "account_user", "8001")
    presenter.edit("line", "account_registrar", "pbx")
    presenter.press("line", "test")
    assert founder.tried[-1] is not None
    phone.line_changed(LineStatus(LineState.REFUSED))
    assert "refused the line" in view.last("show_field")[1].value


@pytest.mark.parametrize(
    ("passphrase", "judged"),
    [
        ("", WEAK),
        ("aaaaaaaaaaaaaaaa", WEAK),
        ("password", WEAK),
        ("Tr0ub4dor&3", FAIR),
        ("four words that rhyme", STRONG),
        ("春眠不觉晓处处闻啼鸟", STRONG),
    ],
)
def test_the_strength_of_a_passphrase(passphrase: str, judged: Sentence) -> None:
    assert strength(passphrase) == judged


class OptionTexts:
    """Settings in a dictionary."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def is_locked(self, name: str) -> bool:
        return False

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    def change(
        self, texts: Mapping[str, str], done: Callable[[], None], failed: Callable[[Trouble], None]
    ) -> None:
        self.texts |= texts
        done()


class Passphrases:
    """Refuses every old passphrase but one."""

    def change_passphrase(
        self, old: str, new: str, done: Callable[[], None], failed: Callable[[Trouble], None]
    ) -> None:
        if old == "right":
            done()
        else:
            failed(Wrong())


@pytest.fixture
def settings(rig: Rig) -> tuple[SettingsPresenter, OptionTexts, View]:
    options, view = OptionTexts(), View()
    own = (PassphrasePage(rig.words, Passphrases(), lambda: False),)
    presenter = SettingsPresenter(
        rig.words,
        options,
        own,
        rig.phone,
        lambda _: None,
        lambda *_: None,
        view,
    )
    presenter.open()
    return presenter, options, view


Settings = tuple[SettingsPresenter, OptionTexts, View]


def page(view: View, key: str) -> Mapping[str, object]:
    found = next(one for one in view.last("show_settings").pages if one.key == key)
    return {field.key: field.value for field in found.fields} | {"said": found.said}


def test_a_page_holds_when_it_is_saved_and_not_before(settings: Settings) -> None:
    presenter, options, view = settings
    presenter.edit("line", "account_user", "8001")
    assert options.texts == {}
    presenter.save("line")
    assert options.texts == {"account_user": "8001"}
    assert page(view, "line")["said"] == "Saved."


def test_language_and_look_take_hold_at_once(settings: Settings) -> None:
    presenter, options, _ = settings
    presenter.edit("look", "theme", "dark")
    assert options.texts == {"theme": "dark"}


def test_a_figure_that_is_none_is_refused_at_its_field(settings: Settings) -> None:
    presenter, options, view = settings
    presenter.edit("calls", "wrap_up_seconds", "soon")
    presenter.save("calls")
    found = next(one for one in view.last("show_settings").pages if one.key == "calls")
    assert [f.problem for f in found.fields if f.problem] == ["Digits only, please."]
    assert options.texts == {}


def test_a_device_that_is_unplugged_stays_chosen_and_offered(rig: Rig, settings: Settings) -> None:
    presenter, options, view = settings
    options.texts["speaker"] = "Headset"
    rig.phone.sound_changed(SoundStatus((), ("Speakers",), speaker="Speakers"))
    presenter.choose("sound")
    found = next(one for one in view.last("show_settings").pages if one.key == "sound")
    speaker = next(field for field in found.fields if field.key == "speaker")
    assert [choice.key for choice in speaker.choices] == ["", "Speakers", "Headset"]


def test_the_passphrase_is_changed_only_with_the_old_one(settings: Settings) -> None:
    presenter, _, view = settings
    for old, said in (("wrong", "This passphrase does not open the profile."), ("right", "Saved.")):
        for key, value in (("old", old), ("new", "a new passphrase"), ("again", "a new passphrase")):
            presenter.edit("passphrase", key, value)
        presenter.save("passphrase")
        assert page(view, "passphrase")["said"] == said
