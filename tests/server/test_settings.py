"""The settings file: every option explained, every wrong line named."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.settings import ServerSettings, SettingsWrong, as_toml, read_settings


def read(tmp_path: Path, text: str) -> ServerSettings:
    file = tmp_path / "server.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file)


def test_without_a_file_the_defaults_hold_and_listen_to_this_machine_only(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none") == ServerSettings()
    assert ServerSettings().address == "127.0.0.1"


def test_the_file_that_is_written_says_what_it_was_made_of(tmp_path: Path) -> None:
    settings = ServerSettings(address="0.0.0.0", port=1, database='postgresql://u:"p\\w"@h/d')
    assert read(tmp_path, as_toml(settings)) == settings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[listen]\nport = 70000\n", "Line 2: listen.port must be from 0 to 65535."),
        ('[listen]\n\nport = "8443"\n', "Line 3: listen.port must be a whole number."),
        ("# a\nlisten.adress = 'x'\n", 'Line 2: there is no option "listen.adress".'),
        ("[sign_in]\nidle_minutes = true\n", "Line 2: sign_in.idle_minutes must be a whole number."),
        ("[listen]\naddress = 5\n", "Line 2: listen.address must be text in quotes."),
        ("[listen]\nport = \n", "Line 2, column 8: this is not TOML."),
        ("[limits]\nbody_mb = 0\nblob_mb = 0\n", "Line 3: limits.blob_mb"),
        ("x = '", "is not"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsWrong) as why:
        read(tmp_path, text)
    assert said in str(why.value)
    assert "server.toml" in str(why.value)


def test_every_wrong_line_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong) as why:
        read(tmp_path, "[listen]\nport = -1\n[limits]\nbody_mb = 0\nnothing = 1\n")
    assert len(why.value.faults) == 3
