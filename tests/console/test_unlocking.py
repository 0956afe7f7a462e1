"""The screen before the desk: what is asked of whom, and the calls that ring meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.signing import MustChoosePassword, NeedsCode, Typed
from console.presenters.unlock_presenter import UnlockPresenter
from core.customers.identity import NumberRules
from core.errors import RuleViolation, Trouble
from tests.console.rig import Rig, View


class WrongPassphrase(RuleViolation):
    """As storage says it."""

    def __init__(self) -> None:
        super().__init__("This passphrase does not open the profile.")


def test_a_wrong_passphrase_is_said_and_can_be_tried_again(rig: Rig) -> None:
    view = View()
    unlock = UnlockPresenter("work", rig.words, rig.phone, view, NumberRules)
    unlock.connect(lambda _passphrase, _opened, failed: failed(WrongPassphrase()))
    unlock.unlock("no")
    form = view.last("show_unlock")
    assert (form.problem, form.is_busy) == ("This passphrase does not open the profile.", False)


def test_while_the_desk_is_being_opened_a_second_try_does_nothing(rig: Rig) -> None:
    asked: list[str] = []
    unlock = UnlockPresenter("work", rig.words, rig.phone, View(), NumberRules)
    unlock.connect(lambda typed, _opened, _failed: asked.append(typed.password))
    unlock.unlock("one")
    unlock.unlock("two")
    assert asked == ["one"]


def test_a_desk_that_is_not_let_in_asks_for_a_code_until_it_is(rig: Rig) -> None:
    asked: list[Typed] = []

    def door(typed: Typed, opened: Callable[[], None], failed: Callable[[Trouble], None]) -> None:
        asked.append(typed)
        opened() if typed.code == "ABCD" else failed(NeedsCode())

    view = View()
    unlock = UnlockPresenter("work", rig.words, rig.phone, view, NumberRules)
    unlock.connect(door)
    unlock.asks_people("tickets.example.com")
    unlock.sign_in("wang", "password", "", "", "left over")
    assert asked[-1].code == ""
    form = view.last("show_unlock")
    assert form.asks_code
    assert "type it in" in form.problem
    unlock.sign_in("wang", "password", "", "", " ABCD ")
    assert asked[-1].code == "ABCD"
    unlock.show()
    assert not view.last("show_unlock").asks_code


def test_a_call_that_rings_at_a_locked_desk_shows_its_number_alone(rig: Rig) -> None:
    view = View()
    rig.know("王芳", "13812345678")
    UnlockPresenter("work", rig.words, rig.phone, view, NumberRules)
    rig.rings("13812345678")
    hint = view.last("show_unlock").hint
    assert "138 1234 5678" in hint
    assert "王芳" not in hint


def test_a_call_that_goes_on_at_a_locked_desk_is_said_beside_one_that_rings(rig: Rig) -> None:
    view = View()
    rig.know("王芳", "13812345678")
    UnlockPresenter("work", rig.words, rig.phone, view, NumberRules)
    rig.talks(rig.rings("13812345678"))
    assert view.last("show_unlock").hint == "A call goes on: 138 1234 5678. Unlock to hang up."
    rig.rings("13900001111")
    assert view.last("show_unlock").hint.startswith("A call is ringing: 139 0000 1111.")


def test_who_must_choose_a_password_is_asked_for_it_and_nobody_else(rig: Rig) -> None:
    asked: list[Typed] = []

    def door(typed: Typed, opened: Callable[[], None], failed: Callable[[Trouble], None]) -> None:
        asked.append(typed)
        failed(MustChoosePassword())

    view = View()
    unlock = UnlockPresenter("work", rig.words, rig.phone, view, NumberRules)
    unlock.connect(door)
    unlock.asks_people("tickets.example.com")
    unlock.sign_in("wang", "given by IT", "", "")
    assert view.last("show_unlock").asks_new
    unlock.sign_in("", "given by IT", "of my own", "of my own")
    unlock.sign_in("Wang ", "given by IT", "of my own", "of my won")
    assert (len(asked), view.last("show_unlock").asks_new) == (1, True)
    unlock.connect(lambda typed, _opened, _failed: asked.append(typed))
    unlock.sign_in("zhang", "password", "", "")
    assert (asked[-1].login, view.last("show_unlock").asks_new) == ("zhang", False)


def test_what_one_person_chose_is_never_sent_as_the_password_of_another(rig: Rig) -> None:
    asked: list[Typed] = []

    def door(typed: Typed, opened: Callable[[], None], failed: Callable[[Trouble], None]) -> None:
        asked.append(typed)
        failed(MustChoosePassword())

    unlock = UnlockPresenter("work", rig.words, rig.phone, View(), NumberRules)
    unlock.connect(door)
    unlock.sign_in("wang", "given by IT", "", "")
    unlock.sign_in("zhang", "given by IT too", "chosen by wang", "chosen by wang")
    unlock.sign_in("ZHANG", "given by IT too", "chosen by zhang", "chosen by zhang")
    assert [one.new for one in asked] == ["", "", "chosen by zhang"]
