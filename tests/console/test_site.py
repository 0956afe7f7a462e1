"""What IT sets for every desk: each mistake is named by its line, and locks hold whatever an agent does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from console.presenters.option_pages import LINE
from console.presenters.phone import Phone
from console.presenters.settings_presenter import SettingsPresenter
from console.settings import site as site_module
from console.settings.keeper import SettingsKeeper
from console.settings.site import Site, read_registry, read_site
from console.settings.store import Settings
from console.viewmodels.settings import Field, SettingsForm
from console.words import CHINESE, Catalogue

TRANSLATIONS = Path(__file__).parents[2] / "resources" / "translations"


def written(folder: Path, text: str, **drop_ins: str) -> Site:
    (folder / "console.d").mkdir(exist_ok=True)
    (folder / "console.toml").write_text(text, encoding="utf-8")
    for name, more in drop_ins.items():
        (folder / "console.d" / f"{name}.toml").write_text(more, encoding="utf-8")
    return read_site(folder)


def test_without_files_nothing_is_set(tmp_path: Path) -> None:
    assert read_site(tmp_path / "none") == Site()


def test_defaults_and_locks_are_read_and_later_drop_ins_win(tmp_path: Path) -> None:
    site = written(
        tmp_path,
        '[defaults]\nlanguage = "zh_CN"\narea = "010"\n[locked]\naccount_verify_server = true\n',
        a_shanghai='[defaults]\narea = "021"\n',
        b_quiet="[locked]\nwrap_up_seconds = 45\n",
    )
    assert site.faults == ()
    assert site.defaults == {"language": "zh_CN", "area": "021"}
    assert site.locked == {"account_verify_server": "1", "wrap_up_seconds": "45"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[defaults]\n\nlanguag = "en"\n', 'console.toml, line 3: there is no option "languag".'),
        (
            "[locked]\nring_aloud = 1\n",
            "console.toml, line 2: ring_aloud must be true or false, without quotes.",
        ),
        (
            '[locked]\nwrap_up_seconds = "5"\n',
            "line 2: wrap_up_seconds must be a whole number, without quotes.",
        ),
        ("[locked]\narea = 10\n", "line 2: area must be text in quotes."),
        ("[locked]\nwrap_up_seconds = -1\n", "line 2: wrap_up_seconds cannot be less than 0."),
        (
            '# a\n[locked]\n"account_srtp" = "of"\n',
            "line 3: account_srtp must be one of: off, optional, required.",
        ),
        ('[lokced]\narea = "1"\n', 'line 1: there is no section "lokced", only [defaults] and [locked].'),
        (
            '[locked]\nagent_name = "x"\n',
            "line 2: agent_name differs from desk to desk and cannot be set for all.",
        ),
        ('[locked]\naccount_password = "x"\n', "line 2: account_password is a secret, and everybody"),
        ("[locked]\narea = \n", "line 2, column 8: this is not TOML. Nothing in this file is used."),
        ('[locked]\narea = "1', "this is not TOML"),
    ],
)
def test_each_mistake_is_named_by_its_line_and_the_rest_holds(tmp_path: Path, text: str, said: str) -> None:
    site = written(tmp_path, text, good="[defaults]\nring_aloud = false\n")
    assert [said in str(fault) for fault in site.faults] == [True], [str(fault) for fault in site.faults]
    assert site.defaults == {"ring_aloud": ""}
    assert site.locked == {}


def test_a_secret_may_stand_in_a_file_that_not_everybody_reads(tmp_path: Path) -> None:
    (tmp_path / "console.toml").write_text('[defaults]\nmail_password = "s"\n')
    (tmp_path / "console.toml").chmod(0o640)
    assert read_site(tmp_path) == Site({"mail_password": "s"})


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "console.toml").write_bytes(b"\xff\xfe[")
    assert "console.toml cannot be read" in str(read_site(tmp_path).faults[0])


def test_policies_of_the_registry_are_read_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    held: dict[str, list[tuple[str, object]]] = {
        "Locked": [("account_srtp", "required"), ("ring_aloud", 0), ("area", 10)],
        "Defaults": [("area", "021")],
    }
    monkeypatch.setattr(site_module, "_registry_values", lambda path: iter(held[path.rpartition("\\")[2]]))
    site = read_registry()
    assert (site.defaults, site.locked) == ({"area": "021"}, {"account_srtp": "required", "ring_aloud": ""})
    assert [str(fault) for fault in site.faults] == [r"Policy Locked\area: area must be text in quotes."]


def test_an_agents_choice_stands_over_a_default_and_under_a_lock(tmp_path: Path) -> None:
    file = tmp_path / "screen.json"
    file.write_text(json.dumps({"theme": "dark", "area": "0755"}))
    settings = Settings(file, Site({"theme": "light", "density": "compact"}, {"area": "010"}))
    assert (settings.options.theme, settings.options.density, settings.options.area) == (
        "dark",
        "compact",
        "010",
    )


def test_a_lock_holds_against_a_change_and_gives_back_the_agents_own_when_it_goes(tmp_path: Path) -> None:
    file = tmp_path / "screen.json"
    file.write_text(json.dumps({"area": "0755"}))
    settings = Settings(file, Site({}, {"area": "010"}))
    settings.change({"area": "020", "theme": "dark"})
    assert (settings.options.area, settings.options.theme) == ("010", "dark")
    assert Settings(file).options.area == "0755"


def test_a_changed_default_reaches_the_desk_that_chose_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "screen.json"
    Settings(file, Site({"area": "010"})).change({"theme": "dark", "area": "010"})
    assert Settings(file, Site({"area": "021"})).options.area == "021"


def test_an_agent_may_choose_the_programs_own_default_against_its(tmp_path: Path) -> None:
    file = tmp_path / "screen.json"
    Settings(file, Site({"theme": "dark"})).change({"theme": "system"})
    assert Settings(file, Site({"theme": "dark"})).options.theme == "system"


def test_what_lies_in_the_desk_is_locked_too(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "screen.json", Site({"mail_host": "mail"}, {"account_transport": "tls"}))
    settings.arrived(json.dumps({"account_transport": "udp", "account_user": "8001"}))
    options = settings.options
    assert (options.account_transport, options.account_user, options.mail_host) == ("tls", "8001", "mail")


class Sheets:
    """Holds what was shown."""

    form: SettingsForm

    def show_settings(self, form: SettingsForm) -> None:
        self.form = form

    def show_field(self, page: str, field: Field) -> None: ...


def test_the_settings_show_what_is_locked_in_chinese_too(tmp_path: Path) -> None:
    sheets, words = Sheets(), Catalogue(TRANSLATIONS, CHINESE)
    keeper = SettingsKeeper(Settings(tmp_path / "s.json", Site({}, {"account_transport": "tls"})), None)  # type: ignore[arg-type]
    presenter = SettingsPresenter(words, keeper, (), Phone(), lambda _on: None, None, sheets)  # type: ignore[arg-type]
    presenter.open(LINE.key)
    page = next(page for page in sheets.form.pages if page.key == LINE.key)
    fields = {field.key: field for field in page.fields}
    assert (fields["account_transport"].value, fields["account_transport"].is_enabled) == ("tls", False)
    assert "IT" in fields["account_transport"].hint
    assert fields["account_srtp"].is_enabled
