"""A caller for demonstrations: ``python -m telephony.demo_caller sip:8001@127.0.0.1:5060 --name "王芳" --voice zh``."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict

from core.errors import RuleViolation
from telephony.demo_call import DemoCall, DemoNews, place_demo_call

ANSWERED, NOT_ANSWERED, USAGE, NOT_PLACED = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    parser = _parser()
    asked = parser.parse_args(arguments)
    to = asked.to or asked.address
    if not to:
        parser.error("whom to call? A SIP address such as sip:8001@127.0.0.1:5060")
    call = DemoCall(
        to=to if to.startswith(("sip:", "sips:")) else f"sip:{to}",
        number="" if asked.withheld else asked.number,
        name="" if asked.withheld else asked.name,
        queue=asked.queue,
        seconds=asked.seconds,
        voice=asked.voice,
    )
    if not call.voice_file.is_file():
        parser.error(f"there is no sound file {asked.voice}")
    try:
        outcome = place_demo_call(call, _as_json if asked.json else _as_line, _hang_up_at_signals)
    except RuleViolation as no:
        parser.error(str(no))
    if outcome.end is None:
        return NOT_PLACED
    return ANSWERED if outcome.answered else NOT_ANSWERED


def _hang_up_at_signals(leave: Callable[[], None]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: leave())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="demo_caller",
        description="Calls a line with real SIP and plays a caller's voice.",
        epilog="Exit status: 0 answered, 1 not answered, 2 wrong use, 3 the call could not be placed.",
    )
    parser.add_argument("address", nargs="?", default="", help="whom to call, e.g. sip:8001@127.0.0.1:5060")
    parser.add_argument("--to", default="", help="the same by name")
    parser.add_argument(
        "--from", "--number", dest="number", default="13800138000", help="the caller's number"
    )
    parser.add_argument("--name", default="", help="the caller's display name")
    parser.add_argument("--withheld", action="store_true", help="neither number nor name is shown")
    parser.add_argument("--queue", default="", help="the queue the call came through")
    parser.add_argument("--seconds", type=float, default=60.0, help="hang up after so long (60)")
    parser.add_argument("--voice", default="en", help="en, zh or a WAV file")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    return parser


def _as_line(news: DemoNews) -> None:
    if news.text:
        sys.stdout.write(news.text + "\n")
        sys.stdout.flush()


def _as_json(news: DemoNews) -> None:
    sys.stdout.write(json.dumps(asdict(news), ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
