"""``./run package``: from the commit to the folder that goes on the stick, unattended."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from build import freeze, keys
from build.facts import ROOT, Facts, facts_of_the_frozen, facts_of_the_tree
from installer.linux import debs, gather, rpms
from installer.linux.archive_key import HOME, ArchiveKey
from installer.linux.repository import DEBIAN, Dates, Repository

HERE = Path(__file__).parent
DEBS = "debs"
STICK = "stick"


def main() -> int:
    asked = parser().parse_args()
    dist, facts = asked.dist.absolute(), facts_of_the_tree()
    if asked.reuse and (dist / "console" / "MANIFEST").exists():
        facts = facts_of_the_frozen(dist / "console")
    key_folder = keys.folder(asked.keys)
    programs = [one for one in freeze.PROGRAMS if (ROOT / "build" / f"{one}.spec").exists()]
    for program in programs:
        if not (asked.reuse and (dist / program / "MANIFEST").exists()):
            told(f"freezing the {program}")
            freeze.freeze(program, facts, dist, key_folder)
    archive_key = ArchiveKey(key_folder / HOME)
    if not archive_key.exists:
        if key_folder != keys.OF_THIS_MACHINE:
            raise keys.NoKey(
                f"there is no secret key in {key_folder / HOME}: docs/keys.md says how to make one"
            )
        archive_key.make()
    try:
        made = make_debs(programs, dist, facts, archive_key)
        if asked.rpm and "console" in programs:
            rpm = rpms.console_rpm(debs.WORK / "console", facts, dist / "rpms")
            rpms.sign(rpm, key_folder / HOME)
            told(f"{rpm.name}: {rpm.stat().st_size / 1e6:.1f} MB")
        lay_stick(dist / STICK, made, facts, archive_key, asked)
    finally:
        archive_key.end()
    return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="./run package", description=__doc__)
    made.add_argument("--dist", type=Path, default=ROOT / "dist", help="where it is laid (dist)")
    made.add_argument("--keys", type=Path, default=None, help="the signing keys; without: RINGDESK_KEYS")
    made.add_argument("--reuse", action="store_true", help="take the programs that were frozen before")
    made.add_argument("--rpm", action="store_true", help="the console as .rpm, too")
    made.add_argument("--debian", action="store_true", help="lay Debian's own packages beside ours")
    made.add_argument("--phased", type=int, default=100, metavar="PERCENT", help="machines that take it now")
    made.add_argument("--valid-days", type=int, default=180, help="for how long the repository holds")
    return made


def make_debs(programs: list[str], dist: Path, facts: Facts, archive_key: ArchiveKey) -> list[Path]:
    public = ROOT / "var" / "package" / "ringdesk-archive-keyring.gpg"
    archive_key.export(public)
    makers = {"console": debs.console_deb, "server": debs.server_deb}
    made = [debs.keyring_deb(public, facts, dist / DEBS)]
    for program in programs:
        told(f"packing the {program}")
        made.append(makers[program](dist / program, facts, dist / DEBS))
    for deb in made:
        told(f"{deb.name}: {deb.stat().st_size / 1e6:.1f} MB")
    return made


def lay_stick(
    stick: Path, made: list[Path], facts: Facts, archive_key: ArchiveKey, asked: argparse.Namespace
) -> None:
    """What IT carries to the isolated network. The pool is added to, never emptied."""
    repository = Repository(stick / "apt", archive_key)
    repository.add(made)
    if asked.debian:
        told("fetching Debian's packages that ours depend on")
        repository.add(gather.closure(made, ROOT / "var" / "package" / "gather"), DEBIAN)
    repository.publish(Dates(datetime.now(UTC), timedelta(days=asked.valid_days)), asked.phased)
    source = stick / "source"
    source.mkdir(exist_ok=True)
    archive = source / f"ringdesk-{facts.version}.tar.gz"
    command = [
        "git",
        "archive",
        "--format=tar.gz",
        f"--prefix=ringdesk-{facts.version}/",
        "-o",
        str(archive),
        "HEAD",
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    for name in ("install.md", "install.zh_CN.md"):
        if (ROOT / "docs" / name).exists():
            shutil.copyfile(ROOT / "docs" / name, stick / name)
    prints = "\n".join(archive_key.fingerprints())
    (stick / "FINGERPRINT.txt").write_text(
        "The key of this repository. Compare it with the one you were told by another way.\n"
        f"此软件仓库的密钥指纹。请与通过其他途径得到的指纹核对。\n\n{prints}\n",
        encoding="utf-8",
    )
    told(f"{stick} is ready: {facts.version}, signed by {prints.splitlines()[-1]}")


def told(sentence: str) -> None:
    sys.stderr.write(f"package: {sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
