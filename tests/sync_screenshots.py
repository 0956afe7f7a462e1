"""The pictures docs/screenshots/sync-*: two real windows, a real server, a real call, and a cable that is cut."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from console.profiles import Profile
from tests.bench.sip_caller import SipCaller
from tests.e2e.running_console import ROOT, RunningConsole, wait_for_handle
from tests.e2e.two_desks import JoinedDesk, open_console, sign_in, two_desks
from tests.screenshots import PICTURES, SMALL, Photographer, bare_screen
from tests.server.rig import RunningServer
from tests.sip.pulse import Pulse, pulse

CLOSE = (1256, 675)  # the cross of a notice, in the small window


@dataclass(frozen=True, slots=True)
class Story:
    """What is typed in the pictures."""

    language: str
    short: str
    first: str
    second: str
    note: str
    offline: str
    hand: str
    resolve: tuple[int, int]


ENGLISH = Story(
    "en",
    "en",
    "M305 jams at tray 2, error E-21",
    "Invoice to be written anew",
    "Spare part ordered, arrives on Friday",
    "The customer called again: he waits for the part",
    "Warranty is checked; he wants a date for the visit.",
    (758, 672),
)
CHINESE = Story(
    "zh_CN",
    "zh",
    "M305 打印机卡纸，提示 E-21",
    "发票重开",
    "备件已订，周五到货",
    "客户又来电，在等备件",
    "保修已核对，客户要确定上门时间。",
    (651, 672),
)


Shoot = Callable[[RunningConsole], Photographer]


def write(at: Photographer, text: str) -> None:
    """Slowly: a sign that the keyboard does not have is put on it first."""
    for sign in text:
        at.console.type(sign)
        at.rest(0.05 if sign.isascii() else 0.2)


class Desk:
    """One window on its screen, and the hands before it."""

    def __init__(self, console: RunningConsole, at: Photographer) -> None:
        self.console, self.at = console, at

    def until(self, stand: str) -> None:
        self.console.status_until(lambda status: status["sync"]["stand"] == stand)

    def new_ticket(self, subject: str) -> str:
        self.at.press("ctrl+n")
        self.console.until(lambda line: line["event"] == "ticket-opened")
        write(self.at, subject)
        self.at.press("ctrl+Return")
        line = self.console.until(
            lambda line: line["event"] == "ticket-changed" and "subject" in line["fields"]
        )
        self.at.press("Escape")
        return str(line["number"])


def show_together(mine: Desk, theirs: Desk, number: str) -> None:
    """Who else is at a ticket, the floor, and a call that is handed over."""
    console, at = mine.console, mine.at
    theirs.console.ask("show", ticket=number)
    theirs.at.rest(1)
    theirs.at.write(".")
    console.ask("show", ticket=number)
    at.rest(1)
    at.take("sync-company")
    at.press("alt+7")
    at.rest(1)
    at.take("sync-floor")
    at.press("Escape")


def show_hand_over(mine: Desk, theirs: Desk, story: Story) -> None:
    console, at = mine.console, mine.at
    caller = SipCaller(str(console.ask("status")["line"]["address"]))
    call = caller.invite("13812345678", "王芳")
    caller.wait_for(call, 180)
    console.status_until(lambda status: bool(status["calls"]))
    at.press("F4")
    caller.wait_for(call, 200)
    at.rest(1)
    at.press("F8", "Return")
    write(at, story.hand)
    at.take("sync-hand-over")
    at.press("Tab", "space")
    theirs.at.rest(1.5)
    theirs.at.take("sync-handed")
    caller.hang_up(call)
    caller.close()
    for one in (at, theirs.at):
        one.click(*CLOSE)
        one.rest(0.5)
    at.press("Escape")


def show_apart(mine: Desk, theirs: Desk, story: Story, desk: JoinedDesk, number: str) -> None:
    """The cable is cut: what waits; and what the server did not take when it was mended."""
    console, at = mine.console, mine.at
    desk.cable.cut()
    mine.until("offline")
    at.press("alt+2")
    mine.new_ticket(story.offline)
    console.ask("show", ticket=number)
    at.rest(1)
    move(at)
    at.press("Escape", "alt+6")
    at.rest(1.5)
    at.take("sync-offline")
    at.press("Escape")
    theirs.console.ask("show", ticket=number)
    theirs.at.rest(0.5)
    resolve(theirs.at, story)
    desk.cable.mend()
    mine.until("in step")
    at.press("alt+6")
    at.rest(1.5)
    at.take("sync-refused")
    at.press("Escape")


def move(at: Photographer) -> None:
    """The first button beside Save: it waits for the customer."""
    at.click(511, 672)
    at.rest(0.5)


def resolve(at: Photographer, story: Story) -> None:
    """The third."""
    at.click(*story.resolve)
    at.rest(1)


def show_joining(
    place: Path, server: RunningServer, story: Story, environment: dict[str, str], shoot: Shoot
) -> None:
    """The assistant of a new profile, as far as the fingerprint."""
    profile = Profile("front-desk", place / f"new-{story.short}" / "front-desk")
    environment = {**environment, "RINGDESK_HOME": str(profile.folder.parent)}
    command = [sys.executable, "-m", "console", "--profile", "front-desk", "--language", story.language]
    process = subprocess.Popen([*command, "--theme", "light"], cwd=ROOT, env=environment)
    try:
        wait_for_handle(profile, process)
        at = shoot(RunningConsole(process, profile, environment))
        at.rest(1.5)
        at.click(843, 660)
        at.press("Down", "Down", "Return")
        at.rest(0.5)
        at.take("sync-way")
        at.click(843, 660)
        at.rest(0.5)
        at.write(f"localhost:{server.port}")
        at.press("Return")
        at.rest(2)
        at.take("sync-joining")
    finally:
        process.terminate()
        process.wait()


def photograph(place: Path, story: Story, theme: str, sound: Pulse, target: Path) -> None:
    tail = f"{story.short}-{theme}"
    with ExitStack() as stack:
        server, desk, other = stack.enter_context(two_desks(place / tail))
        screen = stack.enter_context(bare_screen(SMALL, sound))
        their_screen = stack.enter_context(bare_screen(SMALL, sound))
        if theme == "light":
            show_joining(
                place, server, story, screen, lambda console: Photographer(console, screen, target, tail)
            )
        console, theirs = (
            stack.enter_context(window(one, screen_of, story, theme, target, tail))
            for one, screen_of in ((desk, screen), (other, their_screen))
        )
        for one in (console, theirs):
            one.until("in step")
        number = theirs.new_ticket(story.first)
        theirs.new_ticket(story.second)
        console.at.rest(2)
        show_together(console, theirs, number)
        show_hand_over(console, theirs, story)
        show_apart(console, theirs, story, desk, number)


class window:  # noqa: N801 - used as a context manager
    """A window without its manager; the sign-in is photographed on the way."""

    def __init__(
        self, desk: JoinedDesk, screen: dict[str, str], story: Story, theme: str, target: Path, tail: str
    ) -> None:
        self._facts = desk, screen, story, theme, target, tail
        self._stack = ExitStack()

    def __enter__(self) -> Desk:
        desk, screen, story, theme, target, tail = self._facts
        made: list[Photographer] = []

        def signed(console: RunningConsole, login: str) -> None:
            at = Photographer(console, screen, target, tail)
            made.append(at)
            at.rest(1)
            if login.startswith("wang"):
                at.write(login)
                at.take("sync-sign-in")
                console.key("ctrl+a")
            sign_in(console, login)

        console = self._stack.enter_context(
            open_console(desk, screen, language=story.language, theme=theme, signs=signed)
        )
        return Desk(console, made[0])

    def __exit__(self, *_: object) -> None:
        self._stack.close()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.sync_screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=PICTURES)
    parser.add_argument("--only", default="", help="a part of what is taken: en-light, zh-dark …")
    asked = parser.parse_args(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, pulse(Path(folder)) as sound:
        for story in (ENGLISH, CHINESE):
            for theme in ("light", "dark"):
                if asked.only in f"{story.short}-{theme}":
                    photograph(Path(folder), story, theme, sound, asked.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
