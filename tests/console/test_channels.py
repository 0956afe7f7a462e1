"""Robots by name, and a test of each channel from the settings: against real servers, off the screen's thread."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.bridge.background import Background
from console.bridge.ui_queue import UiQueue
from console.compose import send_trial
from console.presenters.own_page import PassphrasePage
from console.presenters.settings_presenter import SettingsPresenter
from console.settings.options import read_options
from console.settings.store import Settings
from console.viewmodels.settings import Field
from core.errors import Trouble
from core.post import Robot, RobotKind
from core.robots import read_robots, robots_text
from tests.console.rig import Rig, View
from tests.console.test_first_screens import Passphrases
from tests.courier.servers import mail_server, web_server


class Kept:
    """The settings with a file, changed as the keeper changes them."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(folder / "screen.json")

    def text(self, name: str) -> str:
        return self.settings.text(name)

    def is_locked(self, name: str) -> bool:
        return self.settings.is_locked(name)

    def change(self, texts: Mapping[str, str], done: Any, failed: Any) -> None:
        try:
            self.settings.change(texts)
        except Trouble as why:
            failed(why)
        else:
            done()


class Panel:
    """The settings as somebody uses them."""

    def __init__(self, rig: Rig, folder: Path, background: Background) -> None:
        self.kept, self.view = Kept(folder), View()
        send = partial(send_trial, self.kept.settings, background)
        own = (PassphrasePage(rig.words, Passphrases(), lambda: False),)
        self.presenter = SettingsPresenter(
            rig.words,
            self.kept,
            own,
            rig.phone,
            lambda _: None,
            send,
            self.view,
        )
        self.presenter.open()

    def type(self, page: str, **texts: str) -> None:
        for key, value in texts.items():
            self.presenter.edit(page, key, value)

    def field(self, page: str, key: str) -> Field:
        self.presenter.show()
        found = next(one for one in self.view.last("show_settings").pages if one.key == page)
        wanted: Field = next(field for field in found.fields if field.key == key)
        return wanted

    def said(self, page: str) -> str:
        """What stands at the button."""
        button = self.field(page, "test")
        return button.problem or button.hint

    def robot(self, name: str, kind: str, url: str, secret: str = "") -> None:
        self.presenter.press("robots", "add")
        self.type("robots", name=name, kind=kind, url=url, secret=secret)


@pytest.fixture
def queue(qtbot: QtBot) -> UiQueue:
    return UiQueue()


@pytest.fixture
def background(queue: UiQueue) -> Iterator[Background]:
    lanes = Background(queue)
    yield lanes
    lanes.close()


@pytest.fixture
def panel(rig: Rig, tmp_path: Path, background: Background) -> Panel:
    return Panel(rig, tmp_path, background)


def test_a_desks_only_robot_is_carried_over_under_the_name_that_steps_know() -> None:
    old = {"robot_kind": "dingtalk", "robot_url": "https://robot.invalid/x", "robot_secret": "SEC"}
    assert read_robots(read_options(old).robots) == (
        Robot("team", RobotKind.DINGTALK, "https://robot.invalid/x", "SEC"),
    )
    kept_as_default = read_options({"robot_url": "https://robot.invalid/x"})
    assert read_robots(kept_as_default.robots)[0].kind is RobotKind.WECOM
    assert read_options({"robot_kind": "plain"}).robots == ""
    newer = robots_text((Robot("ops", RobotKind.PLAIN, "http://robot.invalid"),))
    assert read_options({**old, "robots": newer}).robots == newer


@pytest.mark.parametrize("damage", ["{", "[3]", '{"name": 1}', "null", '[{"kind": "x"}]'])
def test_a_damaged_list_of_robots_keeps_no_desk_shut(damage: str) -> None:
    assert all(isinstance(one, Robot) for one in read_robots(damage))


def test_robots_are_added_and_hold_when_they_are_saved(panel: Panel) -> None:
    panel.robot("team", "wecom", "https://robot.invalid/a")
    panel.robot("运维", "feishu", "https://robot.invalid/b", "SEC")
    assert not panel.kept.settings.channels.robots
    panel.presenter.save("robots")
    assert panel.kept.settings.channels.robots == (
        Robot("team", RobotKind.WECOM, "https://robot.invalid/a"),
        Robot("运维", RobotKind.FEISHU, "https://robot.invalid/b", "SEC"),
    )
    panel.type("robots", chosen="0")
    panel.presenter.press("robots", "remove")
    panel.presenter.save("robots")
    assert [one.name for one in panel.kept.settings.channels.robots] == ["运维"]


def test_a_robot_that_was_taken_out_is_there_again_when_the_page_is_left(panel: Panel) -> None:
    panel.robot("team", "wecom", "https://robot.invalid/a")
    panel.presenter.save("robots")
    panel.presenter.press("robots", "remove")
    panel.presenter.leave()
    panel.presenter.open("robots")
    assert panel.field("robots", "name").value == "team"


@pytest.mark.parametrize(
    ("name", "url", "key", "said"),
    [
        ("", "https://robot.invalid", "name", "Please give the robot a name"),
        ("a, b", "https://robot.invalid", "name", "no comma"),
        ("team", "https://robot.invalid", "name", 'There is a robot "team" already'),
        ("ops", "robot.invalid", "url", "A webhook is an address"),
    ],
)
def test_what_must_be_mended_stands_at_its_field(
    panel: Panel, name: str, url: str, key: str, said: str
) -> None:
    panel.robot("team", "wecom", "https://robot.invalid/a")
    panel.robot(name, "wecom", url)
    panel.type("robots", chosen="0")
    panel.presenter.save("robots")
    assert panel.field("robots", "chosen").value == "1"
    assert panel.field("robots", key).problem.startswith(said) or said in panel.field("robots", key).problem
    assert panel.kept.settings.channels.robots == ()


def test_a_robot_is_tried_before_it_is_saved(panel: Panel, qtbot: QtBot) -> None:
    with web_server(lambda _: (200, '{"errcode":0}')) as hook:
        panel.robot("team", "dingtalk", f"{hook.url}/send?token=T", "SEC")
        panel.presenter.press("robots", "test")
        assert panel.said("robots") == "It is being sent …"
        qtbot.waitUntil(lambda: panel.said("robots").startswith("It works"))
    [(path, _, body)] = hook.requests
    assert "sign=" in path
    assert "Ringdesk: a test" in json.loads(body)["text"]["content"]
    assert panel.kept.settings.channels.robots == ()


def test_what_a_robot_says_against_it_stands_at_the_button(panel: Panel, qtbot: QtBot) -> None:
    with web_server(lambda _: (200, '{"errcode":93000,"errmsg":"invalid webhook url"}')) as hook:
        panel.robot("team", "wecom", hook.url)
        panel.presenter.press("robots", "test")
        qtbot.waitUntil(lambda: "93000 invalid webhook url" in panel.said("robots"))
    assert panel.field("robots", "test").problem
    panel.type("robots", url="https://robot.invalid/other")
    assert panel.said("robots") == ""


def test_a_mail_goes_to_the_sender_unless_somebody_is_named(panel: Panel, qtbot: QtBot) -> None:
    with mail_server() as box:
        panel.type("mail", mail_host="127.0.0.1", mail_port=str(box.port), mail_security="none")
        panel.presenter.press("mail", "test")
        assert panel.said("mail") == "Please enter the address that gets the test."
        panel.type("mail", mail_sender="desk@example.invalid")
        panel.presenter.press("mail", "test")
        qtbot.waitUntil(lambda: panel.said("mail").startswith("It works"))
        panel.type("mail", test_to="wang@example.invalid")
        box.rcpt = "550 no such box here"
        panel.presenter.press("mail", "test")
        qtbot.waitUntil(lambda: "550 no such box here" in panel.said("mail"))
    assert [one["To"] for one in box.letters] == ["desk@example.invalid"]
    panel.presenter.save("mail")
    assert panel.kept.settings.options.mail_sender == "desk@example.invalid"


def test_an_sms_is_tried_with_the_number_that_is_typed(panel: Panel, qtbot: QtBot) -> None:
    with web_server(lambda _: (200, "OK 1")) as hook:
        panel.type("sms", sms_url=hook.url, sms_accepted="OK")
        panel.presenter.press("sms", "test")
        assert panel.said("sms") == "Please enter the number that gets the test."
        panel.type("sms", test_to="13800000000")
        panel.presenter.press("sms", "test")
        qtbot.waitUntil(lambda: panel.said("sms").startswith("It works"))
    assert json.loads(hook.requests[0][2])["to"] == "13800000000"


def test_an_answer_to_what_was_typed_over_is_not_shown_and_one_test_runs_at_a_time(
    panel: Panel, background: Background, queue: UiQueue, qtbot: QtBot
) -> None:
    go_on = threading.Event()

    def slowly(_: int) -> tuple[int, str]:
        go_on.wait(10)
        return 200, "{}"

    with web_server(slowly) as hook:
        panel.robot("team", "plain", hook.url)
        panel.presenter.press("robots", "test")
        panel.presenter.press("robots", "test")
        panel.type("robots", name="other")
        go_on.set()
        background.close()
        answered: list[str] = []
        queue.add(lambda: answered.append("after it"))
        qtbot.waitUntil(lambda: bool(answered))
        assert panel.said("robots") == ""
        assert len(hook.requests) == 1
