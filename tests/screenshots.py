"""The pictures of docs/screenshots: a real window, the real engine, and a caller who rings over real SIP."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from console.door import make_demo
from console.profiles import Profile
from core.customers.identity import NumberRules
from tests.e2e.running_console import RunningConsole, wait_for_handle
from tests.sip.pulse import Pulse, pulse, write_tone

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "screenshots"
SMALL, LARGE = (1280, 720), (1920, 1080)
DUE_TITLE = (826, 112)  # the head of the column, in the small window
TABS = {"en": (101, 166, 223, 306, 390, 463, 570), "zh": (86, 132, 178, 232, 296, 342, 407)}  # of reports
SCHEDULE = {"en": (425, 672), "zh": (350, 672)}


@dataclass(frozen=True, slots=True)
class Story:
    """What the agent of the pictures types."""

    language: str
    short: str
    subject: str
    category: str
    description: str
    notes: tuple[str, ...]
    search: str


ENGLISH = Story(
    "en",
    "en",
    "M305 jams at tray 2, error E-21",
    "paper",
    "Jams on every third page since this morning. Restarted twice, same error. The printer is under warranty; "
    "the caller agrees to a visit tomorrow between 9 and 11.",
    ("Error E-21, restarted twice", "Warranty until March 2027"),
    "toner",
)
CHINESE = Story(
    "zh_CN",
    "zh",
    "M305 打印机卡纸，重启无效",
    "进纸",
    "今早起每打三页就卡纸，重启两次后仍提示 E-21。设备在保，客户同意明天上午 9 点到 11 点上门。",
    ("提示 E-21，已重启两次", "保修到 2027 年 3 月"),
    "硒鼓",
)


@contextmanager
def bare_screen(size: tuple[int, int], sound: Pulse) -> Iterator[dict[str, str]]:
    """A screen as large as the picture and without a window manager: the window is all there is."""
    reading, writing = os.pipe()
    kind = f"{size[0]}x{size[1]}x24"
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", kind, "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()  # to the line's end: Xvfb dies when it cannot write it
    try:
        yield {
            **os.environ,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "PULSE_SERVER": sound.environment["PULSE_SERVER"],
        }
    finally:
        screen.terminate()
        screen.wait()


class Photographer:
    """Hands, eyes and patience before one running desk."""

    def __init__(self, console: RunningConsole, environment: dict[str, str], target: Path, tail: str) -> None:
        self.console = console
        self._environment, self._target, self._tail = environment, target, tail
        self._quiet = threading.Event()
        xdotool = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "^Ringdesk$"]
        size = subprocess.check_output(["xdotool", "getdisplaygeometry"], env=environment, text=True).split()
        self.size = (int(size[0]), int(size[1]))
        window = subprocess.check_output(xdotool, env=environment, text=True).split()[0]
        for words in (("windowmove", window, "0", "0"), ("windowsize", window, *size)):
            subprocess.run(["xdotool", *words], env=environment, check=True)
        subprocess.run(["xdotool", "windowfocus", "--sync", window], env=environment, check=True)
        subprocess.run(["xdotool", "mousemove", *size], env=environment, check=True)

    def rest(self, seconds: float) -> None:
        """A picture waits for nothing that it could be told of: carets blink and clocks go on."""
        self._quiet.wait(seconds)

    def take(self, name: str) -> None:
        self.rest(0.6)
        file = self._target / f"{name}-{self._tail}.png"
        command = ["import", "-window", "root", "-strip", "+dither", "-colors", "255"]
        subprocess.run(
            [*command, "-define", "png:compression-level=9", f"png8:{file}"],
            env=self._environment,
            check=True,
        )
        sys.stdout.write(f"{file.name}  {file.stat().st_size // 1024} kB\n")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.console.key(key)
            self.rest(0.3)

    def click(self, x: int, y: int) -> None:
        """The pointer goes back to where nothing is under it."""
        size = subprocess.check_output(["xdotool", "getdisplaygeometry"], env=self._environment, text=True)
        words = ["mousemove", str(x), str(y), "click", "1", "sleep", "0.1", "mousemove", *size.split()]
        subprocess.run(["xdotool", *words], env=self._environment, check=True)

    def hush(self) -> None:
        """Reminders that came meanwhile are closed: they lift what stands at the foot of a panel."""
        width, height = self.size
        for _ in range(3):
            self.click(width - 26, height - 43)

    def write(self, text: str) -> None:
        self.console.type(text)
        self.rest(0.3)


def tell_story(at: Photographer, story: Story, *, is_long: bool) -> None:
    """A call from its first ring to the ticket that is saved."""
    console = at.console
    assert console.ask("demo-ring", sort="known")["ok"]
    console.until(lambda line: line["event"] == "call" and line["state"] == "ringing" and line["recognised"])
    at.rest(2.5)
    at.take("ringing")
    at.press("F4")
    console.until(lambda line: line["event"] == "call" and line["state"] == "talking")
    at.press("F2")
    at.write(story.subject)
    at.press("Tab")
    at.write(story.category)
    at.press("Return", "Tab", "Down", "Down", "Return", "Tab", "Down", "Down", "Return")
    for note in story.notes:
        at.rest(11 if is_long else 2)
        at.press("ctrl+l")
        at.write(note)
        at.press("Return")
    at.press("shift+Tab")
    at.click(600, 330)
    at.write(story.description)
    at.rest(1)
    at.take("talking")
    at.press("ctrl+Return")
    at.rest(1)
    at.take("ticket-made")


def show_levels(at: Photographer) -> None:
    """What is due, why, the supervisor's editor with its simulator, and the reminders."""
    at.click(*DUE_TITLE)
    at.rest(1)
    at.take("due")
    at.press("alt+2")
    at.click(DUE_TITLE[0] - 200, DUE_TITLE[1] + 34)
    at.press("Return")
    at.rest(1)
    at.press("ctrl+i")
    at.rest(1)
    at.take("why")
    at.press("Escape", "alt+4")
    at.rest(2)
    at.take("levels-calendar")
    at.press("Down", "Down", "Down")  # the policy for everything else
    at.rest(1)
    at.take("levels")
    at.press("Escape", "alt+3")
    at.rest(1)
    at.take("reminders")
    at.press("Escape", "alt+2")


def show_reports(at: Photographer, story: Story) -> None:
    """A month in figures, one report after the other."""
    names = ("overview", "calls", "tickets", "levels", "agents", "categories", "week")
    at.press("alt+5")
    at.rest(2)
    for name, x in zip(names, TABS[story.short], strict=True):
        at.click(x, 114)
        at.rest(1)
        if name not in ("calls", "levels"):
            at.take(f"report-{name}")
    at.hush()
    at.click(*SCHEDULE[story.short])
    at.rest(1)
    at.take("report-schedules")
    at.press("Escape")


def show_the_rest(at: Photographer, story: Story) -> None:
    """The search and the settings, while the call goes on."""
    at.press("ctrl+k")
    at.write(story.search)
    at.take("search")
    at.press("Escape", "ctrl+comma")
    at.take("settings")
    at.press("Escape")


def show_papers(at: Photographer) -> None:
    """The papers of a ticket, one of them before it is printed, a list, and the editor of the layout."""
    at.press("alt+2", "Down", "Return")
    at.rest(1)
    at.press("alt+p")
    at.take("print-menu")
    at.press("Return")
    at.rest(3)
    at.take("print-preview")
    at.press("Escape", "Escape", "alt+p", "Return")
    at.rest(3)
    at.take("print-list")
    at.press("Escape", "ctrl+comma")
    at.rest(1)
    width, height = at.size
    at.hush()
    at.click(width - 570, height - 48)  # at the foot of the settings' pages
    at.rest(3)
    at.take("print-layout")
    at.press("Escape")


@contextmanager
def desk(
    home: Path, story: Story, theme: str, environment: dict[str, str], *more: str
) -> Iterator[RunningConsole]:
    """The demonstration as it was made, on a copy of its folder."""
    profile = Profile("demo", Path(tempfile.mkdtemp(dir=home)) / "demo")
    shutil.copytree(home / story.short / "demo", profile.folder)
    environment = {**environment, "RINGDESK_HOME": str(profile.folder.parent)}
    command = [sys.executable, "-m", "console", "--language", story.language, "--theme", theme, *more]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        wait_for_handle(profile, process)
        console = RunningConsole(process, profile, environment)
        if more and console.ask("status")["locked"]:
            console.until(lambda line: line["event"] == "unlocked")
            console.status_until(lambda status: status["line"]["state"] == "direct")
        yield console
    finally:
        process.terminate()
        process.wait()


def photograph(
    home: Path, story: Story, theme: str, size: tuple[int, int], sound: Pulse, target: Path
) -> None:
    tail = f"{story.short}-{theme}" + ("" if size == SMALL else f"-{size[0]}")
    with bare_screen(size, sound) as environment:
        if size == SMALL:
            with desk(home, story, theme, environment) as console:
                at = Photographer(console, environment, target, tail)
                at.rest(2)
                at.take("unlock")
        with desk(home, story, theme, environment, "--open") as console:
            at = Photographer(console, environment, target, tail)
            if size == SMALL:
                at.rest(1)
                show_levels(at)
                show_papers(at)
                show_reports(at, story)
            tell_story(at, story, is_long=size == SMALL)
            if size == SMALL:
                show_the_rest(at, story)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=PICTURES)
    parser.add_argument("--only", default="", help="a part of what is taken: en-light, zh-dark …")
    asked = parser.parse_args(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        with pulse(home) as sound:
            sound.control("set-default-sink", "headset")
            speech = home / "speech.wav"
            write_tone(speech, 220, 600)
            with sound.spoken(speech):
                for story in (ENGLISH, CHINESE):
                    folder = home / story.short / "demo"
                    folder.mkdir(parents=True)
                    make_demo(folder, datetime.now(UTC), story.short, NumberRules(area="010"))
                    take_all(home, story, asked.only, sound, asked.out)
    return 0


def take_all(home: Path, story: Story, only: str, sound: Pulse, target: Path) -> None:
    for theme in ("light", "dark"):
        for size in (SMALL, LARGE):
            is_wanted = size == SMALL or (story.short, theme) in {("en", "light"), ("zh", "dark")}
            if is_wanted and only in f"{story.short}-{theme}-{size[0]}":
                photograph(home, story, theme, size, sound, target)


if __name__ == "__main__":
    sys.exit(main())
