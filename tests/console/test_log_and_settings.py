"""The log holds no personal data, settings survive damage, and links become numbers."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from console.ctl import LOCKED, NOBODY, REFUSED, USAGE, main, question_of, summary, tell
from console.ctl import parser as ctl_parser
from console.handle.links import number_of
from console.logbook import PlainFormatter
from console.profiles import LONGEST_SOCKET_PATH, NoSuchName, Profile, find_profile
from console.settings.options import Options, Place, account_of, read_options, texts_of
from console.settings.store import Settings, SettingsNotKept
from core.calls.line import LineState, Transport

SECRET = "王芳 13812345678"


def line_of(message: str, *args: object, name: str = "console.test", error: bool = False) -> str:
    info = None
    if error:
        try:
            int(SECRET)
        except ValueError:
            info = sys.exc_info()
    record = logging.LogRecord(name, logging.INFO, __file__, 1, message, args, info)
    return PlainFormatter().format(record)


def test_the_log_shows_ids_figures_and_kinds_and_hides_everything_else() -> None:
    ident = "01a203e2-1091-7596-9cff-3405cab4373e"
    line = line_of("call %s of %s is %s for %d s", ident, SECRET, LineState.DIRECT, 3)
    assert line.endswith(f"call {ident} of (hidden) is DIRECT for 3 s")


def test_an_errors_words_are_not_logged_only_its_kind_and_place() -> None:
    line = line_of("it failed", error=True)
    assert "ValueError at test_log_and_settings.py:" in line
    assert SECRET not in line


def test_what_other_libraries_say_is_hidden() -> None:
    assert SECRET not in line_of(SECRET, name="somelibrary.engine")


def test_settings_are_read_back_as_they_were_written() -> None:
    options = Options(theme="dark", wrap_up_seconds=5, ring_aloud=False, account_user="8001")
    texts = {**texts_of(options, Place.OPEN), **texts_of(options, Place.DESK)}
    assert read_options(texts) == options


def test_a_value_that_cannot_be_read_is_its_default() -> None:
    assert read_options({"wrap_up_seconds": "soon", "no_such": "1"}) == Options()


def test_what_is_personal_never_lies_in_the_open_file(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "screen.json")
    settings.change({"account_password": "s3cret", "agent_name": "王敏", "theme": "dark"})
    written = (tmp_path / "screen.json").read_text(encoding="utf-8")
    assert "dark" in written
    assert "s3cret" not in written
    assert "王敏" not in written
    assert Settings(tmp_path / "screen.json").options.theme == "dark"


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"theme": 3}', "\x00\x01"])
def test_a_damaged_settings_file_keeps_no_desk_shut(tmp_path: Path, damage: str) -> None:
    (tmp_path / "screen.json").write_text(damage, encoding="utf-8")
    assert Settings(tmp_path / "screen.json").options == Options()


def test_a_settings_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsNotKept):
        Settings(tmp_path / "missing" / "screen.json").change({"theme": "dark"})


def test_an_account_is_made_of_its_settings() -> None:
    account = account_of(read_options({"account_user": "8001", "account_transport": "tls"}))
    assert account is not None
    assert (account.user, account.transport) == ("8001", Transport.TLS)
    assert account_of(Options()) is None


@pytest.mark.parametrize("name", ["..", "a/b", "", ".hidden", "x" * 65])
def test_a_name_that_could_leave_its_folder_is_no_profile(name: str) -> None:
    with pytest.raises(NoSuchName):
        find_profile(name)


def test_a_long_path_still_gives_a_socket_that_the_system_takes(tmp_path: Path) -> None:
    profile = Profile("p", tmp_path / ("x" * 90) / "p")
    assert len(profile.socket.encode()) <= LONGEST_SOCKET_PATH


def test_the_folders_of_a_profile_are_its_users_alone(tmp_path: Path) -> None:
    profile = Profile("p", tmp_path / "p")
    profile.make_folders()
    folders = (profile.folder, profile.log_folder, profile.runtime_folder)
    assert [folder.stat().st_mode & 0o777 for folder in folders] == [0o700] * 3


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("138 1234 5678", "138 1234 5678"),
        ("tel:+86-138-1234-5678", "+8613812345678"),
        ("tel:010-62345678;ext=801", "01062345678"),
        ("TEL:10086", "10086"),
        ("tel:*%2331%23", "*#31#"),
        ("sip:8001@pbx.example?subject=x", "sip:8001@pbx.example"),
        ("callto://13812345678", "13812345678"),
        ("8001@pbx", "8001@pbx"),
    ],
)
def test_links_become_what_the_line_dials(asked: str, number: str) -> None:
    assert number_of(asked) == number


def test_ctl_says_that_no_console_is_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RINGDESK_HOME", str(tmp_path))
    assert main(["status"]) == NOBODY
    assert main(["--profile", "../x", "status"]) == USAGE
    assert "no console is running for the profile 'demo'" in capsys.readouterr().err


def test_ctl_asks_what_its_words_say() -> None:
    parse = ctl_parser().parse_args
    assert question_of(parse(["dial", "tel:10086"])) == {"do": "dial", "number": "tel:10086"}
    assert question_of(parse(["mute", "off"])) == {"do": "mute", "on": False}
    assert question_of(parse(["mute"])) == {"do": "mute"}
    assert question_of(parse(["note", "x", "--call", "c"])) == {"do": "note", "text": "x", "call": "c"}


def test_ctl_knows_locked_from_refused(capsys: pytest.CaptureFixture[str]) -> None:

    asked = ctl_parser().parse_args(["answer"])
    assert tell({"ok": False, "reason": "locked", "error": "Locked."}, asked) == LOCKED
    assert tell({"ok": False, "reason": "no-call", "error": "None."}, asked) == REFUSED
    assert capsys.readouterr().err == "ringdesk: Locked.\nringdesk: None.\n"


def test_a_locked_desk_is_summed_up_without_calls() -> None:
    line = {"state": "direct", "account": "8001", "address": "sip:8001@127.0.0.1:5060"}
    assert summary({"line": line, "locked": True}) == "line: direct 8001 sip:8001@127.0.0.1:5060\nlocked\n"
