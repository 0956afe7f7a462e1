"""A screen of its own for a test: Xvfb on a free display with openbox, ended exactly when the test ends."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def own_screen() -> Iterator[dict[str, str]]:
    """The environment in which windows appear on it."""
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()  # to the line's end: Xvfb dies when it cannot write it
    assert number, "Xvfb found no free display"
    environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    manager = subprocess.Popen(["openbox", "--sm-disable"], env=environment, stderr=subprocess.DEVNULL)
    try:
        yield environment
    finally:
        for program in (manager, screen):
            program.terminate()
            program.wait()
