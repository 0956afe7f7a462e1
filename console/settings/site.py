"""What IT decides for every desk of a machine: defaults an agent may change, and locks that nobody can."""

from __future__ import annotations

import stat
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from console.settings.options import PLACES, Options, as_text
from console.settings.toml_lines import line_of, where_it_broke
from core.words import Sentence, sentence

DEFAULTS, LOCKED = "defaults", "locked"
FILE, DROP_INS = "console.toml", "console.d"
POLICY_KEY = r"Software\Policies\Ringdesk"

# Of one person or one window, or set up on a page of its own: the same for all would be wrong.
NOT_FOR_ALL = frozenset(
    {
        "robots",
        "agent_id",
        "agent_name",
        "desk_id",
        "window_geometry",
        "desk_columns",
        "list_columns",
        "account_user",
    }
)
SECRETS = frozenset({"account_password", "mail_password", "sms_url", "sms_headers"})
CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": ("en", "zh_CN"),
    "theme": ("light", "dark", "system"),
    "density": ("comfortable", "compact"),
    "account_transport": ("udp", "tcp", "tls"),
    "account_srtp": ("off", "optional", "required"),
    "mail_security": ("none", "starttls", "tls"),
    "sms_method": ("POST", "GET"),
}
_TABLE: Mapping[str, Any] = {one.name: one.default for one in fields(Options)}


@dataclass(frozen=True, slots=True)
class Site:
    """What was read, as texts by option; ``faults`` are the lines that could not be used. The rest holds."""

    defaults: Mapping[str, str] = field(default_factory=dict)
    locked: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Sentence, ...] = ()

    def over(self, own: Mapping[str, str]) -> dict[str, str]:
        """The agent's own choices between what IT proposes and what IT decides."""
        return {**self.defaults, **own, **self.locked}

    def default(self, name: str) -> str:
        return self.defaults.get(name, as_text(_TABLE[name]))


def site_folder() -> Path:
    """Where only an administrator can write. No variable of the agent's leads elsewhere."""
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Ringdesk")
    return Path("/etc/ringdesk")


def read_this_site() -> Site:
    """The machine's own: files, on Windows the policies of the registry."""
    return read_registry() if sys.platform == "win32" else read_site(site_folder())


def read_site(folder: Path) -> Site:
    """``console.toml``, then the drop-ins in the order of their names; the later one wins, option by option."""
    kept: dict[str, dict[str, str]] = {DEFAULTS: {}, LOCKED: {}}
    faults: list[Sentence] = []
    for file in (folder / FILE, *sorted((folder / DROP_INS).glob("*.toml"))):
        _read_file(file, kept, faults)
    return Site(kept[DEFAULTS], kept[LOCKED], tuple(faults))


def _read_file(file: Path, kept: dict[str, dict[str, str]], faults: list[Sentence]) -> None:
    try:
        text = file.read_text(encoding="utf-8-sig")
        is_open = bool(file.stat().st_mode & stat.S_IROTH)
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError):
        faults.append(
            sentence("{file} cannot be read: it must be UTF-8, and readable by agents.", file=file.name)
        )
        return
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        line, column = where_it_broke(str(why), text)
        faults.append(
            sentence(
                "{file}, line {line}, column {column}: this is not TOML. Nothing in this file is used.",
                file=file.name, line=line, column=column,
            )
        )  # fmt: skip
        return
    for section, options in given.items():
        if section not in kept or not isinstance(options, dict):
            faults.append(
                sentence(
                    '{file}, line {line}: there is no section "{name}", only [defaults] and [locked].',
                    file=file.name, line=line_of(section, text), name=section,
                )
            )  # fmt: skip
            continue
        for name, value in options.items():
            fault = fault_of(name, value, is_open=is_open)
            if fault is None:
                kept[section][name] = as_text(value)
            else:
                line = line_of(f"{section}.{name}", text)
                faults.append(
                    sentence("{file}, line {line}: {fault}", file=file.name, line=line, fault=fault)
                )


def fault_of(name: str, value: object, *, is_open: bool) -> Sentence | None:  # noqa: PLR0911 - a reason a line
    """Why a value cannot be set for every desk."""
    if name not in PLACES:
        return sentence('there is no option "{name}".', name=name)
    if name in NOT_FOR_ALL:
        return sentence("{name} differs from desk to desk and cannot be set for all.", name=name)
    if name in SECRETS and is_open:
        return sentence(
            "{name} is a secret, and everybody on this machine can read the file: take it into a drop-in that only the "
            "agents' group may read.",
            name=name,
        )
    if type(value) is not type(_TABLE[name]):
        return sentence("{name} must be {kind}.", name=name, kind=_kind(_TABLE[name]))
    if name in CHOICES and value not in CHOICES[name]:
        return sentence("{name} must be one of: {choices}.", name=name, choices=", ".join(CHOICES[name]))
    if isinstance(value, int) and value < 0:
        return sentence("{name} cannot be less than 0.", name=name)
    return None


def _kind(default: object) -> Sentence:
    if isinstance(default, bool):
        return sentence("true or false, without quotes")
    return (
        sentence("a whole number, without quotes") if isinstance(default, int) else sentence("text in quotes")
    )


def read_registry() -> Site:
    """What an ADMX template writes: one key each for defaults and locks, a value an option."""
    kept: dict[str, dict[str, str]] = {DEFAULTS: {}, LOCKED: {}}
    faults: list[Sentence] = []
    for section, options in kept.items():
        for name, value in _registry_values(rf"{POLICY_KEY}\{section.capitalize()}"):
            typed = bool(value) if isinstance(_TABLE.get(name), bool) and isinstance(value, int) else value
            fault = fault_of(name, typed, is_open=True)
            if fault is None:
                options[name] = as_text(typed)
            else:
                place = rf"{section.capitalize()}\{name}"
                faults.append(sentence("Policy {place}: {fault}", place=place, fault=fault))
    return Site(kept[DEFAULTS], kept[LOCKED], tuple(faults))


if sys.platform == "win32":
    import winreg

    def _registry_values(path: str) -> Iterator[tuple[str, object]]:
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
                for number in range(winreg.QueryInfoKey(key)[1]):
                    name, value, _ = winreg.EnumValue(key, number)
                    yield name, value
        except FileNotFoundError:
            return

else:

    def _registry_values(path: str) -> Iterator[tuple[str, object]]:  # noqa: ARG001 - there is no registry here
        yield from ()
