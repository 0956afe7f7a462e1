"""``python -m build.freeze``: the frozen programs and what lies beside them; one commit, the same bytes."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from build import keys, licences, sbom, strip
from build.facts import ROOT, Facts, facts_of_the_tree
from build.parts import find_parts
from release.build import BUILD_FILE
from release.manifest import sign

PROGRAMS = ("console", "server")


def freeze(program: str, facts: Facts, dist: Path, keys_folder: Path) -> Path:
    """One program: frozen, slimmed, described, and signed last, so that nothing changes after it."""
    work = ROOT / "var" / "package" / "work" / program
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    key = keys.manifest_key(keys_folder)
    public = key.public_key().public_bytes_raw().hex()
    (work / "ringdesk_release_key.py").write_text(
        f'"""Made by the build: who signs this program\'s files."""\n\nPUBLIC_KEY = "{public}"\n',
        encoding="utf-8",
    )
    folder = dist / program
    shutil.rmtree(folder, ignore_errors=True)
    run_pyinstaller(program, work, dist, facts)
    strip.strip_libraries(folder)
    (folder / BUILD_FILE).write_text(json.dumps(facts.as_plain(), indent=1) + "\n", encoding="utf-8")
    components = find_parts(folder, work)
    licences.gather(folder / "licences", components)
    sbom.write(folder / "sbom.cdx.json", f"ringdesk-{program}", facts, components)
    sbom.check(folder)
    strip.set_modes_and_times(folder, facts.epoch)
    return sign_files(program, facts, folder, keys_folder)


def sign_files(program: str, facts: Facts, folder: Path, keys_folder: Path) -> Path:
    """Last of all; again, where Authenticode has changed the files after they were frozen."""
    key = keys.manifest_key(keys_folder)
    manifest = sign(folder, f"ringdesk-{program} {facts.version} {facts.commit}", key)
    os.utime(manifest, (facts.epoch, facts.epoch))
    return folder


def run_pyinstaller(program: str, work: Path, dist: Path, facts: Facts) -> None:
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(facts.epoch),
        "PYTHONHASHSEED": "1",
        "RINGDESK_WORK": str(work),
        "PYINSTALLER_CONFIG_DIR": str(work.parent / "pyinstaller"),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    where = ["--workpath", str(work / "build"), "--distpath", str(dist)]
    subprocess.run(
        [*command, *where, str(ROOT / "build" / f"{program}.spec")], env=environment, check=True, cwd=ROOT
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="build.freeze", description=__doc__)
    parser.add_argument(
        "programs", nargs="*", default=[], help="console, server; without: what can be frozen"
    )
    parser.add_argument("--dist", type=Path, default=ROOT / "dist")
    parser.add_argument(
        "--keys", type=Path, default=None, help="the folder of signing keys; without: RINGDESK_KEYS"
    )
    parser.add_argument("--only-sign", action="store_true", help="the files anew: Authenticode changed them")
    asked = parser.parse_args()
    facts = facts_of_the_tree()
    for program in asked.programs or [one for one in PROGRAMS if (ROOT / "build" / f"{one}.spec").exists()]:
        dist, keys_folder = asked.dist.absolute(), keys.folder(asked.keys)
        if asked.only_sign:
            folder = sign_files(program, facts, dist / program, keys_folder)
        else:
            folder = freeze(program, facts, dist, keys_folder)
        size = sum(
            file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink()
        )
        sys.stdout.write(f"{folder}: {facts.version}, {size / 1e6:.0f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
