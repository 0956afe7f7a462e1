"""The same console for distributions of the RPM kind, from the same staged tree; what it needs is found by rpmbuild."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from build.facts import ROOT, Facts
from installer.linux.archive_key import NAME

WORK = ROOT / "var" / "package" / "rpm"
_SPEC = """\
Name: ringdesk-console
Version: {version}
Release: 1
Summary: Call-centre agent console: the phone rings in it, a call becomes a ticket
License: GPL-3.0-or-later
AutoProv: no
%global __requires_exclude ^({inside})\\\\(.*$
%global debug_package %{{nil}}
%global __brp_strip %{{nil}}
%global __os_install_post %{{nil}}
%global _build_id_links none
%description
Answers SIP calls on this computer, recognises the caller, and keeps tickets in an encrypted database on the
desk, with or without a server. The phone engine runs as a process of its own.
%install
cp -a {stage}/usr {stage}/etc %{{buildroot}}/
rm -rf %{{buildroot}}/etc/apparmor.d
%pre
if [ "$1" -gt 1 ] && [ -z "$RINGDESK_UPDATE_NOW" ]; then
    set -- upgrade
{guard}
fi
%files
/usr/bin/ringdesk
/usr/lib/ringdesk-console
/usr/share/applications/ringdesk.desktop
/usr/share/applications/ringdesk-dial.desktop
/usr/share/icons/hicolor/*/apps/ringdesk.*
/usr/share/doc/ringdesk-console
%config(noreplace) /etc/ringdesk/console.toml
%dir /etc/ringdesk
%dir /etc/ringdesk/console.d
/etc/ringdesk/console.d/README
"""


def console_rpm(stage: Path, facts: Facts, target: Path) -> Path:
    """``stage`` is the tree that the .deb was made of."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    frozen = stage / "usr" / "lib" / "ringdesk-console"
    inside = sorted({re.escape(file.name) for file in frozen.rglob("*.so*")})
    guard = (
        (stage / "DEBIAN" / "preinst")
        .read_text(encoding="utf-8")
        .split("set -e\n", 1)[1]
        .rsplit("exit 0", 1)[0]
    )
    version = facts.version.replace("-", ".")
    spec = WORK / "ringdesk-console.spec"
    spec.write_text(
        _SPEC.format(version=version, stage=stage, inside="|".join(inside), guard=guard.replace("%", "%%")),
        encoding="utf-8",
    )
    settings = {
        "_topdir": str(WORK),
        "_buildhost": "reproducible",
        "use_source_date_epoch_as_buildtime": "1",
        "clamp_mtime_to_source_date_epoch": "1",
        "_binary_payload": "w9T1.zstdio",
    }
    words = [word for name, value in settings.items() for word in ("--define", f"{name} {value}")]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(facts.epoch), "LC_ALL": "C.UTF-8"}
    command = ["rpmbuild", "-bb", "--target", "x86_64", *words, str(spec)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(f"rpmbuild failed: {done.stderr[-2000:]}")
    made = next((WORK / "RPMS").rglob("*.rpm"))
    target.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(made, target / made.name))


def sign(rpm: Path, home: Path) -> None:
    """By the key of the repository, which is imported once on each machine (``rpm --import``)."""
    settings = {"_gpg_name": NAME, "_gpg_path": str(home), "__gpg": "/usr/bin/gpg"}
    words = [word for name, value in settings.items() for word in ("--define", f"{name} {value}")]
    environment = {**os.environ, "GNUPGHOME": str(home)}
    subprocess.run(
        ["rpmsign", "--addsign", *words, str(rpm)], env=environment, check=True, capture_output=True
    )
