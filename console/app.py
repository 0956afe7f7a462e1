"""The desktop program from its start to its end."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from console.bridge.crash_hook import CrashHook
from console.bridge.ui_queue import UiQueue
from console.compose import compose, compose_parts
from console.guard import finish_wipe
from console.logbook import keep_log
from console.no_cores import keep_no_cores
from console.profiles import Profile
from console.settings.site import read_this_site
from console.settings.store import Settings
from console.shell import Shell
from console.viewmodels.words import Tone
from console.words import CHINESE, ENGLISH
from core.calls.line import PhoneLine
from core.errors import Trouble
from core.words import Sentence

BUG = Sentence("Ringdesk made a mistake. It is written to the log; your calls and tickets go on.")

FAILED = 1


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for on the command line."""

    profile: Profile
    language: str = ""
    theme: str = ""
    opens_demo: bool = False


def start(wishes: Wishes, line: PhoneLine, app: QApplication) -> Shell:
    """The window stands on the screen when this returns; the desk opens with its passphrase."""
    app.setApplicationName("ringdesk")
    app.setApplicationDisplayName("Ringdesk")
    app.setDesktopFileName("ringdesk")
    app.setQuitOnLastWindowClosed(False)
    profile = wishes.profile
    profile.make_folders()
    settings = Settings(profile.settings_file, read_this_site())
    has_profile = profile.exists
    language = wishes.language or settings.options.language or system_language()
    parts = compose_parts(app, profile, settings, line, language, wishes.theme or settings.options.theme)
    shell, founding = compose(parts, app, app.quit)
    shell.show_first(has_profile=has_profile)
    shell.begin()
    if profile.is_demo:
        founding.offer_demo(opens=wishes.opens_demo)
    return shell


def run(wishes: Wishes, make_line: Callable[[], PhoneLine]) -> int:
    keep_no_cores()
    profile = wishes.profile
    hook = CrashHook(
        lambda: complain(f"a mistake of ours ended the start; it is written to {profile.log_folder}")
    )
    hook.install()
    try:
        finish_wipe(profile)
        profile.make_folders()
        keep_log(profile.log_folder)
    except Trouble as why:
        complain(
            f"what was on this lost desk is not removed yet, and must be before anything else: {why.sentence}"
        )
        return FAILED
    except OSError as why:
        complain(f"the profile's folder {profile.folder} cannot be written: {why.strerror}")
        return FAILED
    app = QApplication(sys.argv[:1])
    shell = start(wishes, make_line(), app)
    hook.tell(lambda: tell_bug(shell))
    leave_when_asked(shell.parts.queue, shell.leave)
    return app.exec()


def leave_when_asked(queue: UiQueue, leave: Callable[[], None]) -> None:
    """SIGINT and SIGTERM end the program in order.

    A handler runs in the middle of anything, an import and its lock for one: it only puts the wish into the queue.
    Python looks once a second, with the clock.
    """
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: queue.add(leave))


def complain(sentence: str) -> None:
    """There is no window yet to say it in."""
    sys.stderr.write(f"ringdesk: {sentence}\n")


def tell_bug(shell: Shell) -> None:
    if shell.room is not None:
        shell.room.notices.say("bug", BUG, Tone.LATE)


def system_language() -> str:
    return CHINESE if QLocale.system().name().startswith("zh") else ENGLISH
