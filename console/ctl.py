"""``ringdesk ctl``: another program's hand on the running console. Standard library only, so that it starts at once."""

from __future__ import annotations

import argparse
import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from console.profiles import DEMO, NoSuchName, find_profile

DONE, REFUSED, USAGE, LOCKED, NOBODY = 0, 1, 2, 3, 4
SORTS = ("known", "unknown", "ambiguous", "company", "abroad", "withheld")
Plain = dict[str, Any]


class Lines(Protocol):
    """Bytes both ways."""

    def write(self, data: bytes, /) -> int: ...
    def flush(self) -> None: ...
    def readline(self) -> bytes: ...


class NobodyHome(Exception):
    """No console runs for this profile."""


@contextmanager
def conversation(path: str) -> Iterator[Lines]:
    """Lines to and from the console of a profile."""
    try:
        if sys.platform == "win32":
            with open(path, "r+b", buffering=0) as pipe:  # noqa: PTH123 - a named pipe is no file
                yield pipe
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as speech:
            speech.connect(path)
            with speech.makefile("rwb") as lines:
                yield lines
    except (FileNotFoundError, ConnectionRefusedError) as why:
        raise NobodyHome from why


def ask(path: str, question: Plain) -> Plain:
    """One question, its answer."""
    with conversation(path) as lines:
        return _asked(lines, question)


def _asked(lines: Lines, question: Plain) -> Plain:
    lines.write(json.dumps({"api": 1, **question}).encode() + b"\n")
    lines.flush()
    raw = _line(lines)
    if not raw:
        raise NobodyHome
    answer: Plain = json.loads(raw)
    return answer


def _line(lines: Lines) -> bytes:
    parts = []
    while part := lines.readline():
        parts.append(part)
        if part.endswith(b"\n"):
            break
    return b"".join(parts)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="ringdesk ctl", description="Talk to the running desk. docs/ctl.md has the words, stable."
    )
    made.add_argument("--profile", default=os.environ.get("RINGDESK_PROFILE", DEMO))
    words = made.add_subparsers(dest="do", required=True, metavar="WORD")
    status = words.add_parser("status", help="the line, the agent, the calls, the ticket being written")
    status.add_argument("--json", action="store_true", help="everything, as one JSON object")
    words.add_parser("dial", help="call a number, a tel: or a sip: link").add_argument("number")
    for word, help_text in (
        ("answer", "the ringing call"),
        ("hold", "the call"),
        ("resume", "the held call"),
        ("hangup", "end the call, or decline it while it rings"),
    ):
        words.add_parser(word, help=help_text).add_argument("--call", default="")
    mute = words.add_parser("mute", help="the microphone: on, off, or the other way round")
    mute.add_argument("state", nargs="?", choices=("on", "off"))
    mute.add_argument("--call", default="")
    ticket = words.add_parser("ticket", help="what F2 does; prints number and id once it is on disk")
    ticket.add_argument("--call", default="")
    note = words.add_parser("note", help="write a note in the call")
    note.add_argument("text")
    note.add_argument("--call", default="")
    words.add_parser("show", help="open a ticket by its number or id").add_argument("ticket")
    words.add_parser("events", help="one JSON line for each thing that happens, until you stop it")
    ring = words.add_parser("demo-ring", help="let the demonstration ring")
    ring.add_argument("sort", nargs="?", choices=SORTS, default="known")
    words.add_parser("lock", help="lock the desk")
    words.add_parser("front", help="bring the window to the front")
    measure = words.add_parser("measure", help="the longest the screen stood still since last asked, in ms")
    measure.add_argument("state", nargs="?", choices=("on", "off"), default="on")
    return made


def question_of(asked: argparse.Namespace) -> Plain:
    names = ("number", "call", "text", "ticket", "sort")
    question = {name: value for name in names if (value := getattr(asked, name, ""))}
    if getattr(asked, "state", None) is not None:
        question["on"] = asked.state == "on"
    return {"do": asked.do, **question}


def main(arguments: list[str] | None = None) -> int:
    asked = parser().parse_args(arguments)
    try:
        path = find_profile(asked.profile).socket
        if asked.do == "events":
            return follow(path)
        return tell(ask(path, question_of(asked)), asked)
    except NoSuchName:
        sys.stderr.write(f"ringdesk: '{asked.profile}' cannot be the name of a profile\n")
        return USAGE
    except NobodyHome:
        sys.stderr.write(f"ringdesk: no console is running for the profile '{asked.profile}'\n")
        return NOBODY
    except (KeyboardInterrupt, BrokenPipeError):
        return DONE


def follow(path: str) -> int:
    with conversation(path) as lines:
        lines.write(b'{"api": 1, "do": "events"}\n')
        lines.flush()
        while line := _line(lines):
            sys.stdout.write(line.decode())
            sys.stdout.flush()
    raise NobodyHome


def tell(answer: Plain, asked: argparse.Namespace) -> int:
    if not answer.get("ok"):
        sys.stderr.write(f"ringdesk: {answer.get('error', 'refused')}\n")
        return LOCKED if answer.get("reason") == "locked" else REFUSED
    if asked.do == "status" and not asked.json:
        sys.stdout.write(summary(answer))
    elif asked.do == "status":
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    elif asked.do == "ticket":
        sys.stdout.write(f"{answer['number']} {answer['ticket']}\n")
    elif asked.do == "measure":
        sys.stdout.write(f"{answer['longest_ui_block_ms']}\n")
    elif asked.do == "dial":
        sys.stdout.write(f"{answer['call']}\n")
    elif asked.do == "demo-ring":
        sys.stdout.write(f"a demo caller ({answer['sort']}) rings the desk from a process of its own\n")
        if answer["locked"]:
            sys.stdout.write("the desk is locked and shows the number alone: press Enter in its window\n")
    return DONE


def summary(status: Plain) -> str:
    line = status["line"]
    said = [f"line: {line['state']} {line['account']} {line['address']}".rstrip()]
    if status["locked"]:
        said.append("locked")
    else:
        said.append(f"agent: {status['agent']['name']}, {status['agent']['state']}")
        said += [
            f"call: {c['state']} {c['number_shown']} {c['name_shown']}".rstrip() for c in status["calls"]
        ]
        if status["ticket"]:
            said.append(f"ticket: {status['ticket']['number'] or status['ticket']['id']}")
    return "\n".join(said) + "\n"


if __name__ == "__main__":
    sys.exit(main())
