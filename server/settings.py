"""``server.toml``: every option in one table, read once at the start, wrong lines named by their number."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

from core.errors import RuleViolation
from core.words import Sentence, sentence


def _option(default: object, name: str, meaning: str, least: int = 0, most: int = 0) -> Any:
    about = {"name": name, "meaning": meaning, "least": least, "most": most}
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What IT may set. The field's metadata is the table: name in the file, meaning, bounds of a number."""

    address: str = _option(
        "127.0.0.1",
        "listen.address",
        'The address desks reach this server at. "0.0.0.0": every address of this machine.',
    )
    port: int = _option(8443, "listen.port", "0: any free one, said at the start.", 0, 65_535)
    metrics_port: int = _option(
        0, "listen.metrics_port", "Figures for Prometheus, on 127.0.0.1 only. 0: none.", 0, 65_535
    )
    database: str = _option(
        "", "database.url", "Empty: an encrypted file in this folder. Or postgresql://… for a real site."
    )
    keys_file: str = _option(
        "", "keys.file", "Where the key file lies, if not in this folder: a path on a medium of its own."
    )
    idle_minutes: int = _option(
        60, "sign_in.idle_minutes", "A session without any sign of its desk ends after this long.", 1, 10_080
    )
    session_hours: int = _option(14, "sign_in.session_hours", "A session ends after this long.", 1, 168)
    sessions_each: int = _option(
        2, "sign_in.sessions_each", "How many desks a person may be signed in at.", 1, 20
    )
    offline_days: int = _option(
        7, "sign_in.offline_days", "How long a desk opens by the last known password, offline.", 0, 365
    )
    certificate_days: int = _option(
        365, "desks.certificate_days", "How long a desk's certificate holds; it renews by itself.", 2, 1_825
    )
    code_hours: int = _option(24, "desks.code_hours", "How long an enrolment code may be used.", 1, 720)
    body_mb: int = _option(16, "limits.body_mb", "The largest request, unpacked, in megabytes.", 1, 256)
    blob_mb: int = _option(512, "limits.blob_mb", "The largest attachment or recording.", 1, 65_536)
    stop_seconds: int = _option(
        20, "limits.stop_seconds", "How long a stop waits for what was begun.", 1, 300
    )

    @property
    def idle(self) -> timedelta:
        return timedelta(minutes=self.idle_minutes)

    @property
    def whole_session(self) -> timedelta:
        return timedelta(hours=self.session_hours)


class SettingsWrong(RuleViolation):
    """Every wrong line at once: IT should not have to come back for each."""

    def __init__(self, path: Path, faults: tuple[Sentence, ...]) -> None:
        super().__init__(
            "{name} cannot be used; nothing was started. {faults}",
            name=path.name,
            faults=" ".join(str(fault) for fault in faults),
        )
        self.faults = faults


def read_settings(path: Path) -> ServerSettings:
    """The defaults where there is no file."""
    if not path.exists():
        return ServerSettings()
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        raise SettingsWrong(path, (_syntax(str(why)),)) from why
    flat = dict(_flat(given))
    faults = tuple(_faults(flat, text))
    if faults:
        raise SettingsWrong(path, faults)
    return ServerSettings(**{part.name: flat[name] for name, part in _TABLE.items() if name in flat})


def as_toml(settings: ServerSettings) -> str:
    """A file to begin with: every option with its meaning."""
    lines, section = ["# Read once at the start; after a change: restart the server."], ""
    for name, part in _TABLE.items():
        here, _, key = name.partition(".")
        if here != section:
            lines += ["", f"[{here}]"]
            section = here
        value = getattr(settings, part.name)
        shown = (
            str(value)
            if isinstance(value, int)
            else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        )
        lines += [f"# {part.metadata['meaning']}", f"{key} = {shown}"]
    return "\n".join(lines) + "\n"


def _flat(given: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in given.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def _faults(flat: Mapping[str, Any], text: str) -> Iterator[Sentence]:
    for name, value in flat.items():
        line = _line_of(name, text)
        part = _TABLE.get(name)
        if part is None:
            yield sentence('Line {line}: there is no option "{name}".', line=line, name=name)
        elif type(value) is not type(part.default):
            kind = sentence("a whole number") if isinstance(part.default, int) else sentence("text in quotes")
            yield sentence("Line {line}: {name} must be {kind}.", line=line, name=name, kind=kind)
        elif isinstance(value, int) and not part.metadata["least"] <= value <= part.metadata["most"]:
            bounds = {"least": part.metadata["least"], "most": part.metadata["most"]}
            yield sentence(
                "Line {line}: {name} must be from {least} to {most}.", line=line, name=name, **bounds
            )


def _syntax(why: str) -> Sentence:
    """It says where in its words."""
    found = re.search(r"line (\d+), column (\d+)", why)
    if found is None:
        return sentence("The last line is not finished.")
    return sentence("Line {line}, column {column}: this is not TOML.", line=found[1], column=found[2])


def _line_of(name: str, text: str) -> int:
    """Where an option stands; where its section stands if it is written in an unusual way."""
    section, best, wanted = "", 1, name.split(".")
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[([^\[\]]+)\]", line)
        if header:
            section = header[1].strip()
            best = number if section == ".".join(wanted[:-1]) else best
        written = re.match(r"\s*([\w.\-\"' ]+?)\s*=", line)
        if written:
            key = re.sub(r"[\"' ]", "", written[1])
            if name in (key, f"{section}.{key}"):
                return number
    return best


_TABLE: Mapping[str, Any] = {part.metadata["name"]: part for part in fields(ServerSettings)}
