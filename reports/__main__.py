"""``python -m reports --demo FOLDER`` writes a sample of every document, in English and in Chinese."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.errors import Trouble
from reports.demo.samples import samples
from reports.words import CHINESE, ENGLISH


def main() -> int:
    made = argparse.ArgumentParser(
        prog="python -m reports", description="Write samples of printed documents."
    )
    made.add_argument("--demo", metavar="FOLDER", type=Path, required=True, help="where the PDF files go")
    folder: Path = made.parse_args().demo
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for language in (ENGLISH, CHINESE):
            for name, content in samples(language):
                (folder / name).write_bytes(content)
                sys.stdout.write(f"{folder / name}\n")
    except (Trouble, OSError) as why:
        sys.stderr.write(f"{why}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
