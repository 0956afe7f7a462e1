"""``ringdesk``: starts the desk, or brings the one that runs to the front. ``ringdesk ctl …`` talks to it."""

from __future__ import annotations

import argparse
import os
import sys

from console.ctl import NobodyHome, ask
from console.ctl import main as ctl
from console.profiles import DEMO, NoSuchName, Profile, find_profile
from release.build import this_build

DONE, USAGE, NO_DISPLAY, WRONG_SETTINGS = 0, 2, 2, 3
NEEDS_NO_DISPLAY = ("offscreen", "minimal", "vnc")


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="ringdesk",
        description="An on-premise call-centre agent console. Without a profile: the demonstration.",
        epilog="RINGDESK_HOME: where profiles are kept instead of the user's data folder.",
    )
    made.add_argument("--profile", default="", help="an agent's own profile, made at its first start")
    made.add_argument(
        "--demo", action="store_true", help="the demonstration: made-up people, a line of its own"
    )
    made.add_argument(
        "--open", action="store_true", help="open the demonstration without asking for its passphrase"
    )
    made.add_argument("--language", choices=("en", "zh_CN"), default="", help="of this start only")
    made.add_argument("--theme", choices=("light", "dark", "system"), default="", help="of this start only")
    made.add_argument(
        "--self-check", action="store_true", help="are files, database, telephone and printing whole? 0: yes"
    )
    made.add_argument(
        "--check-settings",
        action="store_true",
        help="is what IT set for all desks of this machine right? 0: yes",
    )
    made.add_argument("--version", action="version", version=str(this_build("ringdesk")))
    return made


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    other = OTHERS.get(arguments[0]) if arguments else None
    if other is not None:
        return other(arguments[1:])
    asked = parser().parse_args(arguments)
    if asked.self_check or asked.check_settings:
        return check_itself() if asked.self_check else check_settings()
    if asked.demo and asked.profile:
        return complain("--demo is a profile of its own: leave out --profile")
    try:
        profile = find_profile(asked.profile or DEMO)
    except NoSuchName:
        return complain(f"'{asked.profile}' cannot be the name of a profile: letters, digits, . - _ please")
    return DONE if is_running(profile) else open_desk(asked, profile)


def check_itself() -> int:
    from console.self_check import self_check  # noqa: PLC0415 - loads what it checks

    return self_check()


def check_settings() -> int:
    """Said before the files are rolled out, not found out by fifty agents."""
    from console.settings.site import SECRETS, read_this_site  # noqa: PLC0415 - only here

    site = read_this_site()
    for fault in site.faults:
        sys.stdout.write(f"{fault}\n")
    for name, text in sorted({**site.defaults, **site.locked}.items()):
        shown = "(secret)" if name in SECRETS else text
        sys.stdout.write(f"{'locked ' if name in site.locked else 'default'}  {name} = {shown}\n")
    return WRONG_SETTINGS if site.faults else DONE


def open_desk(asked: argparse.Namespace, profile: Profile) -> int:
    if not has_display():
        complain("there is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are empty)")
        complain("on a machine without a screen: xvfb-run ./run")
        return NO_DISPLAY
    from console.app import Wishes, run  # noqa: PLC0415 - Qt is loaded only when a window is opened
    from telephony.engine_process import EngineProcess  # noqa: PLC0415 - as above

    return run(Wishes(profile, asked.language, asked.theme, asked.open and profile.is_demo), EngineProcess)


def is_running(profile: Profile) -> bool:
    """A second start is a wish to see the first one."""
    try:
        return bool(ask(profile.socket, {"do": "front"}).get("ok"))
    except (NobodyHome, OSError):
        return False


def has_display() -> bool:
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if sys.platform != "linux" or platform in NEEDS_NO_DISPLAY:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_demo_caller(arguments: list[str]) -> int:
    """A frozen program is its own demo caller."""
    from telephony.demo_caller import main as demo_caller  # noqa: PLC0415 - only this child needs it

    return demo_caller(arguments)


def run_press(_: list[str]) -> int:
    """And its own press."""
    from console.paper.press_process import main as press  # noqa: PLC0415 - only this child needs it

    return press()


# What this program is beside a desk, by its first word.
OTHERS = {"ctl": ctl, "--demo-caller": run_demo_caller, "--press": run_press}


def complain(sentence: str) -> int:
    sys.stderr.write(f"ringdesk: {sentence}\n")
    return USAGE


if __name__ == "__main__":
    sys.exit(main())
