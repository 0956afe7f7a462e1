"""Unlock, assistant and settings: described fields, and the passphrase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSlider
from pytestqt.qtbot import QtBot

from console.viewmodels.frame import UnlockForm, UnlockView
from console.viewmodels.settings import (
    AssistantForm,
    AssistantView,
    Field,
    FieldKind,
    Page,
    SettingsForm,
    SettingsView,
)
from console.viewmodels.tickets import Choice
from console.views.desk_window import DeskWindow
from console.views.gallery_states import pages
from console.views.unlock import UnlockScreen
from console.views.widgets.check import CheckField
from console.views.widgets.choice import ChoiceField
from console.views.widgets.entry import LineEntry
from console.views.widgets.parts import LevelMeter

LEFT = Qt.MouseButton.LeftButton
PAGES = pages(lambda english, _chinese: english)
FORM = SettingsForm(PAGES, "line", "Save")


@pytest.fixture
def unlock(window: DeskWindow) -> UnlockScreen:
    view: UnlockView = window.unlock
    assert isinstance(view, UnlockScreen)
    window.show_screen("unlock")
    view.show_unlock(UnlockForm("demo", "The passphrase is harbour lantern 48."))
    return view


def test_the_passphrase_is_asked_with_the_caret_in_its_field(unlock: UnlockScreen, qtbot: QtBot) -> None:
    assert unlock.field.hasFocus()
    QTest.keyClicks(unlock.field, "harbour lantern 48")
    with qtbot.waitSignal(unlock.unlock_clicked) as entered:
        QTest.keyClick(unlock.field, Qt.Key.Key_Return)
    assert entered.args == ["harbour lantern 48"]


def test_a_code_is_asked_below_the_password_with_the_caret_in_it(unlock: UnlockScreen, qtbot: QtBot) -> None:
    unlock.show_unlock(UnlockForm("desk · server", asks_login=True))
    assert not unlock.code.isVisible()
    QTest.keyClicks(unlock.name.entry, "wang")
    QTest.keyClicks(unlock.field, "secret")
    unlock.show_unlock(UnlockForm("desk · server", problem="Ask IT.", asks_login=True, asks_code=True))
    assert unlock.code.entry.hasFocus()
    QTest.keyClicks(unlock.code.entry, "ABCD-EFGH")
    with qtbot.waitSignal(unlock.sign_in_clicked) as entered:
        QTest.keyClick(unlock.code.entry, Qt.Key.Key_Return)
    assert entered.args == ["wang", "secret", "", "", "ABCD-EFGH"]
    unlock.forget()
    assert unlock.code.entry.text() == ""


def test_a_new_password_that_was_typed_for_one_person_does_not_stand_there_for_the_next(
    unlock: UnlockScreen,
) -> None:
    asks = UnlockForm("desk · server", asks_login=True, asks_new=True)
    unlock.show_unlock(asks)
    for entry in unlock.new.entries:
        QTest.keyClicks(entry, "chosen by wang")
    unlock.show_unlock(replace(asks, asks_new=False))
    unlock.show_unlock(asks)
    assert unlock.new.texts == ("", "")


def test_the_passphrase_is_hidden_until_it_is_to_be_seen(unlock: UnlockScreen, qtbot: QtBot) -> None:
    assert unlock.field.echoMode() is QLineEdit.EchoMode.Password
    QTest.mouseClick(unlock.show_button, LEFT)
    assert unlock.field.echoMode() is QLineEdit.EchoMode.Normal
    unlock.forget()
    assert unlock.field.echoMode() is QLineEdit.EchoMode.Password
    assert unlock.field.text() == ""


def test_a_capital_without_shift_tells_of_caps_lock(unlock: UnlockScreen, qtbot: QtBot) -> None:
    QTest.keyClicks(unlock.field, "H")
    assert unlock.caps.isVisible()
    QTest.keyClicks(unlock.field, "a")
    assert not unlock.caps.isVisible()
    QTest.keyClicks(unlock.field, "H", Qt.KeyboardModifier.ShiftModifier)
    assert not unlock.caps.isVisible()


def test_while_it_opens_nothing_is_asked_twice(unlock: UnlockScreen, qtbot: QtBot) -> None:
    said: list[str] = []
    unlock.unlock_clicked.connect(said.append)
    unlock.show_unlock(UnlockForm("demo", is_busy=True))
    QTest.keyClick(unlock.field, Qt.Key.Key_Return)
    QTest.mouseClick(unlock.button, LEFT)
    assert said == []
    assert unlock.button.text() == "Opening …"


def test_a_wrong_passphrase_is_said_and_may_be_typed_over(unlock: UnlockScreen, qtbot: QtBot) -> None:
    QTest.keyClicks(unlock.field, "wrong")
    unlock.show_unlock(UnlockForm("demo", problem="This passphrase does not open the desk."))
    assert unlock.problem.isVisible()
    QTest.keyClicks(unlock.field, "right")
    assert unlock.field.text() == "right"


def test_a_refusal_that_is_shown_again_leaves_the_typing_alone(unlock: UnlockScreen, qtbot: QtBot) -> None:
    refused = UnlockForm("demo", problem="This passphrase does not open the desk.")
    unlock.show_unlock(refused)
    QTest.keyClicks(unlock.field, "ri")
    unlock.show_unlock(replace(refused, hint="A call is ringing."))
    QTest.keyClicks(unlock.field, "ght")
    assert unlock.field.text() == "right"


def test_a_prefilled_passphrase_is_not_forced_on_what_is_typed(unlock: UnlockScreen, qtbot: QtBot) -> None:
    QTest.keyClicks(unlock.field, "mine")
    unlock.show_unlock(UnlockForm("demo", prefill="given"))
    assert unlock.field.text() == "mine"


def test_every_kind_of_field_has_its_control_and_says_its_value(window: DeskWindow, qtbot: QtBot) -> None:
    panel = window.desk.settings
    view: SettingsView = panel
    view.show_settings(FORM)
    said: list[tuple[str, str, str]] = []
    panel.field_changed.connect(lambda *what: said.append(what))
    rows = panel.form.rows
    text, check, slider = rows["user"].control, rows["verify"].control, rows["volume"].control
    assert isinstance(text, LineEntry)
    assert isinstance(check, CheckField)
    assert isinstance(slider, QSlider)
    assert isinstance(rows["meter"].control, LevelMeter)
    transport = rows["transport"].control
    assert isinstance(transport, ChoiceField)
    text.setText("8002")
    check.click()
    check.click()
    slider.setValue(80)
    transport.pick("udp")
    assert said == [
        ("line", "user", "8002"),
        ("line", "verify", ""),
        ("line", "verify", "1"),
        ("line", "volume", "80"),
        ("line", "transport", "udp"),
    ]
    with qtbot.waitSignal(panel.button_clicked) as tested:
        QTest.mouseClick(rows["test"].control, LEFT)
    with qtbot.waitSignal(panel.save_clicked) as saved:
        QTest.mouseClick(panel.save, LEFT)
    assert (tested.args, saved.args) == (["line", "test"], ["line"])


def test_showing_settings_tells_nothing(window: DeskWindow) -> None:
    said: list[object] = []
    window.desk.settings.field_changed.connect(lambda *what: said.append(what))
    window.desk.settings.show_settings(FORM)
    changed = replace(PAGES[0], fields=(replace(PAGES[0].fields[0], value="9"), *PAGES[0].fields[1:]))
    window.desk.settings.show_settings(replace(FORM, pages=(changed, *PAGES[1:])))
    assert said == []


def test_a_page_shown_again_keeps_the_caret(window: DeskWindow, qtbot: QtBot) -> None:
    panel = window.desk.settings
    panel.show_settings(FORM)
    control = panel.form.rows["user"].control
    control.setFocus()
    QTest.keyClicks(control, "9")
    panel.show_settings(FORM)
    panel.show_field("line", Field("meter", "Microphone", FieldKind.METER, "80"))
    panel.show_field("line", Field("user", "User name", FieldKind.TEXT, "8001", problem="Too long."))
    assert control is panel.form.rows["user"].control
    assert control.hasFocus()
    assert isinstance(control, LineEntry)
    assert control.text() == "80019"


def test_a_passphrase_that_was_taken_leaves_its_field_though_the_caret_is_there(window: DeskWindow) -> None:
    panel = window.desk.settings
    page = Page("pass", "Passphrase", fields=(Field("new", "New passphrase", FieldKind.PASSWORD),))
    panel.show_settings(SettingsForm((page,), "pass", "Save"))
    control = panel.form.rows["new"].control
    assert isinstance(control, LineEntry)
    control.setFocus()
    QTest.keyClicks(control, "lantern")
    panel.show_field("pass", Field("new", "New passphrase", FieldKind.PASSWORD, "lantern", "Strength: weak"))
    panel.show_settings(SettingsForm((page,), "pass", "Save"))
    assert control.text() == ""


def test_tab_goes_past_what_is_only_read(window: DeskWindow) -> None:
    panel = window.desk.settings
    fields = (Field("none", "", FieldKind.FACT, "No robot yet."), Field("add", "", FieldKind.BUTTON, "Add"))
    panel.show_settings(SettingsForm((Page("robots", "Robots", fields=fields),), "robots", "Save"))
    panel.pages.setFocus()
    QTest.keyClick(panel.pages, Qt.Key.Key_Tab)
    assert panel.form.rows["add"].control.hasFocus()


def test_a_field_of_another_page_changes_nothing(window: DeskWindow) -> None:
    window.desk.settings.show_settings(FORM)
    window.desk.settings.show_field("sound", Field("user", "x", FieldKind.TEXT, "y"))
    control = window.desk.settings.form.rows["user"].control
    assert isinstance(control, LineEntry)
    assert control.text() == "8001"


def test_pages_are_chosen_and_the_panel_says_that_it_was_left(window: DeskWindow, qtbot: QtBot) -> None:
    panel = window.desk.settings
    panel.show_settings(FORM)
    panel.pages.setCurrentIndex(panel.pages.rows.index(1))
    with qtbot.waitSignal(panel.page_chosen) as chosen:
        QTest.keyClick(panel.pages, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.left):
        QTest.mouseClick(panel.close_button, LEFT)
    assert chosen.args == ["sound"]


def step(key: str, *, back: str = "Back", is_busy: bool = False) -> AssistantForm:
    page = Page(key, "Your line", fields=(Field("user", "User name", FieldKind.TEXT, "8001"),))
    return AssistantForm(page, "Step 2 of 4", back, "Next", is_busy)


def test_the_assistant_goes_on_with_enter_and_begins_each_step_in_its_first_field(
    window: DeskWindow, qtbot: QtBot
) -> None:
    view: AssistantView = window.assistant
    window.show_screen("assistant")
    view.show_step(step("line", back=""))
    control = window.assistant.form.rows["user"].control
    assert control.hasFocus()
    assert not window.assistant.back.isVisible()
    with qtbot.waitSignal(window.assistant.next_clicked):
        QTest.keyClick(control, Qt.Key.Key_Return)
    view.show_step(step("sound"))
    with qtbot.waitSignal(window.assistant.back_clicked):
        QTest.mouseClick(window.assistant.back, LEFT)
    view.show_step(step("sound", is_busy=True))
    assert not window.assistant.next.isEnabled()


def test_what_a_step_asks_for_anew_has_the_caret(window: DeskWindow) -> None:
    """IT's first password was taken, and now one's own is asked for: not the name again."""
    window.show_screen("assistant")
    asked = step("person")
    window.assistant.show_step(asked)
    own = Field("new", "New password", FieldKind.PASSWORD)
    page = replace(asked.page, fields=(*asked.page.fields, own))
    window.assistant.show_step(replace(asked, page=page))
    assert window.assistant.form.rows["new"].control.hasFocus()
    window.assistant.show_step(step("line"))
    assert window.assistant.form.rows["user"].control.hasFocus()


@pytest.mark.parametrize(
    "screen", [lambda window: window.unlock, lambda window: window.assistant], ids=["unlock", "assistant"]
)
def test_the_language_can_be_changed_before_the_desk(
    window: DeskWindow, qtbot: QtBot, screen: Callable[[DeskWindow], UnlockScreen]
) -> None:
    shown = screen(window)
    window.show_screen("unlock" if shown is window.unlock else "assistant")
    with qtbot.waitSignal(window.language_clicked):
        QTest.mouseClick(shown.language, LEFT)


def test_choices_of_a_field_may_change_while_it_stands(window: DeskWindow) -> None:
    window.desk.settings.show_settings(FORM)
    more = Field("transport", "Transport", FieldKind.CHOICE, "tcp", choices=(Choice("tcp", "TCP"),))
    window.desk.settings.show_field("line", more)
    control = window.desk.settings.form.rows["transport"].control
    assert isinstance(control, ChoiceField)
    assert control.accessibleName() == "Transport: TCP"


def test_enter_in_a_choice_goes_on_as_the_button_says(window: DeskWindow, qtbot: QtBot) -> None:
    language = Field("language", "Language", FieldKind.CHOICE, "en", choices=(Choice("en", "English"),))
    window.show_screen("assistant")
    window.assistant.show_step(
        AssistantForm(Page("welcome", "Welcome", fields=(language,)), "1 of 5", next="Next")
    )
    control = window.assistant.form.rows["language"].control
    with qtbot.waitSignal(window.assistant.next_clicked):
        QTest.keyClick(control, Qt.Key.Key_Return)
