"""Takes pictures of every screen with a day's worth of sample data: ``python -m console.views.gallery --out DIR``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from console.views.gallery_states import FirstScreens
from console.views.theme import Theme

STATES = (
    "empty", "plain", "ringing", "talking", "two_calls", "form", "search", "keys", "settings", "errors", "assistant",
    "unlock", "refused",
)  # fmt: skip


def take(theme: Theme, out: Path, arguments: argparse.Namespace) -> None:
    theme.wants_motion = False
    for language in arguments.languages.split(","):
        stage = FirstScreens(theme, language)
        width, _, height = arguments.size.partition("x")
        stage.window.resize(int(width), int(height))
        stage.window.show()
        for scheme in arguments.schemes.split(","):
            theme.choose(scheme)
            for state in arguments.states.split(","):
                act: Callable[[], None] = getattr(stage, state)
                act()
                for _ in range(3):
                    QCoreApplication.processEvents()
                name = f"{state}-{language}-{scheme}-{arguments.size}.png"
                stage.window.grab().save(str(out / name))
        stage.window.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--languages", default="en,zh_CN")
    parser.add_argument("--schemes", default="light,dark")
    parser.add_argument("--states", default=",".join(STATES))
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    take(Theme(app), arguments.out, arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
