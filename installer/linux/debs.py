"""The Debian packages: console, server and keyring, each from its frozen program and the files beside this module."""

from __future__ import annotations

from pathlib import Path

from build.facts import ROOT, Facts
from installer.linux import icons
from installer.linux.depends import depends_of
from installer.linux.staging import Control, Stage
from server.settings import ServerSettings, as_toml

HERE = Path(__file__).parent
WORK = ROOT / "var" / "package" / "stage"
_HOME = "Homepage"
_COPYRIGHT = """\
Ringdesk is free software under the GNU General Public License, version 3 or later.
The text lies in /usr/share/common-licenses/GPL-3. What else is inside, and under which licences, is listed with all
texts in {place}/licences; the bill of materials is {place}/sbom.cdx.json (CycloneDX). The source lies in the folder
"source" of the medium that this package came on.
"""


def console_deb(frozen: Path, facts: Facts, target: Path) -> Path:
    stage, place = Stage(WORK / "console"), "usr/lib/ringdesk-console"
    stage.put_tree(frozen, place)
    stage.link("usr/bin/ringdesk", "../lib/ringdesk-console/ringdesk")
    for name in ("ringdesk.desktop", "ringdesk-dial.desktop"):
        stage.put(HERE / "console" / name, f"usr/share/applications/{name}")
    icons.draw(stage.folder / "usr/share/icons/hicolor")
    stage.put(HERE / "console" / "apparmor", "etc/apparmor.d/ringdesk-console")
    stage.put(HERE / "console" / "console.toml", "etc/ringdesk/console.toml")
    stage.write(
        "*.toml here are read after ../console.toml, in the order of their names.\n",
        "etc/ringdesk/console.d/README",
    )
    stage.write(_COPYRIGHT.format(place=f"/{place}"), "usr/share/doc/ringdesk-console/copyright")
    for guide in ("rollout.md", "rollout.zh_CN.md", "agent.md", "agent.zh_CN.md"):
        stage.put(ROOT / "docs" / guide, f"usr/share/doc/ringdesk-console/{guide}")
    stage.scripts(HERE / "console")
    control = Control(
        "ringdesk-console",
        facts.version,
        "amd64",
        depends_of(frozen, "console"),
        "Call-centre agent console: the phone rings in it, a call becomes a ticket",
        "Answers SIP calls on this computer, recognises the caller, and keeps tickets in an encrypted database on the\n"
        "desk, with or without a server.\n\nThe phone engine runs as a process of its own.",
        {"Suggests": "ringdesk-archive-keyring, apparmor", _HOME: ""},
    )
    return stage.build(control, facts, target)


def server_deb(frozen: Path, facts: Facts, target: Path) -> Path:
    stage, place, own = Stage(WORK / "server"), "usr/lib/ringdesk-server", HERE / "server"
    stage.put_tree(frozen, place)
    stage.put(own / "ringdesk-server", "usr/bin/ringdesk-server", 0o755)
    stage.put(own / "ringdesk-server.service", "usr/lib/systemd/system/ringdesk-server.service")
    stage.put(own / "apparmor", "etc/apparmor.d/ringdesk-server")
    stage.write(as_toml(ServerSettings()), "etc/ringdesk/server.toml")
    stage.write(_COPYRIGHT.format(place=f"/{place}"), "usr/share/doc/ringdesk-server/copyright")
    for guide in ("server.md", "server.zh_CN.md", "operations.md", "operations.zh_CN.md"):
        stage.put(ROOT / "docs" / guide, f"usr/share/doc/ringdesk-server/{guide}")
    stage.scripts(own)
    control = Control(
        "ringdesk-server",
        facts.version,
        "amd64",
        (*depends_of(frozen, "server"), "adduser", "util-linux"),
        "On-premise server of Ringdesk: keeps desks in step",
        "Takes the operations of desks, keeps them in an encrypted ledger, and feeds every desk what it may see.",
        {"Suggests": "ringdesk-archive-keyring, apparmor, postgresql"},
    )
    return stage.build(control, facts, target)


def keyring_deb(public_key: Path, facts: Facts, target: Path) -> Path:
    """The key with which the repository is signed, where ``signed-by`` looks for it, and the updater that uses it."""
    stage, own = Stage(WORK / "keyring"), HERE / "keyring"
    stage.put(public_key, "usr/share/keyrings/ringdesk-archive-keyring.gpg")
    stage.put(own / "ringdesk-update", "usr/sbin/ringdesk-update", 0o755)
    for name in ("ringdesk-update.service", "ringdesk-update.timer"):
        stage.put(own / name, f"usr/lib/systemd/system/{name}")
    stage.write(
        _COPYRIGHT.format(place="/usr/lib/ringdesk-console"),
        "usr/share/doc/ringdesk-archive-keyring/copyright",
    )
    stage.scripts(own)
    control = Control(
        "ringdesk-archive-keyring",
        facts.version,
        "all",
        ("gpgv", "apt"),
        "The key of Ringdesk's package repository, and its updater",
        "Trust in the packages hangs on this key alone: compare its fingerprint with the one you were told.",
        {"Priority": "important"},
    )
    return stage.build(control, facts, target)
