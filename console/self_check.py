"""``ringdesk --self-check``: the files, an encrypted scratch database, a call to itself over loopback, a page."""

from __future__ import annotations

import os
import queue
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from core.calls.line import Account, Levels, LineState, LineStatus, SoundStatus
from core.calls.model import CallSnapshot, CallState
from core.errors import Trouble
from core.ids import CallId
from core.words import Sentence
from release.build import this_build
from release.self_check import Check, CheckFailed, check_files, run_checks

DATABASE_SHUT, DATABASE_PLAIN = 30, 31
NO_ENGINE, DID_NOT_RING = 40, 41
NO_PAGE, NO_FONT, NO_CODE = 50, 51, 52
SECRET = "a sentence that must not be readable on the disk"  # noqa: S105 - looked for, and not to be found
ENGINE_SECONDS = 20.0


def self_check() -> int:
    sys.stdout.write(f"{this_build('ringdesk')}\n")
    return run_checks(
        (
            Check("files", check_files),
            Check("database", check_database),
            Check("telephone", check_telephone),
            Check("page", check_page),
        )
    )


def check_database() -> str:
    from storage.desk import create_desk, open_desk  # noqa: PLC0415 - SQLAlchemy is loaded when it is asked for

    with tempfile.TemporaryDirectory(prefix="ringdesk-check-") as scratch:
        folder = Path(scratch) / "desk"
        try:
            desk = create_desk(folder, "passphrase of the check")
            desk.set_setting("check", SECRET)
            desk.close()
            desk = open_desk(folder, "passphrase of the check")
            kept = desk.setting("check")
            desk.close()
        except Trouble as why:
            raise CheckFailed(
                DATABASE_SHUT, f"A scratch database could not be made in {scratch}. {why}"
            ) from why
        if kept != SECRET:
            raise CheckFailed(
                DATABASE_SHUT,
                "A scratch database did not give back what was written. Install the package again.",
            )
        if any(SECRET.encode() in file.read_bytes() for file in folder.iterdir() if file.is_file()):
            raise CheckFailed(
                DATABASE_PLAIN,
                "A scratch database was not encrypted: do not use this program, and report it.",
            )
    return "An encrypted database was made, closed, opened again and read."


class _Callee:
    """Answers every call; says where it can be reached."""

    def __init__(self, answer: Callable[[CallId], None]) -> None:
        self._answer = answer
        self.news: queue.SimpleQueue[LineStatus] = queue.SimpleQueue()

    def line_changed(self, status: LineStatus) -> None:
        self.news.put(status)

    def call_changed(self, snapshot: CallSnapshot) -> None:
        if snapshot.state is CallState.RINGING:
            self._answer(snapshot.id)

    def command_failed(self, call: CallId | None, why: Sentence) -> None: ...
    def digit_received(self, call: CallId, digit: str) -> None: ...
    def sound_changed(self, status: SoundStatus) -> None: ...
    def levels_changed(self, levels: Levels) -> None: ...

    def address(self) -> str:
        try:
            while True:
                news = self.news.get(timeout=ENGINE_SECONDS)
                if news.state is LineState.DIRECT and news.address:
                    return news.address
        except queue.Empty:
            raise CheckFailed(
                NO_ENGINE,
                f"The phone engine did not come up within {ENGINE_SECONDS:.0f} seconds. Is another program keeping it "
                "from using the network of this machine (127.0.0.1)?",
            ) from None


def check_telephone() -> str:
    from telephony.demo_call import DemoCall, place_demo_call  # noqa: PLC0415 - only here
    from telephony.engine_process import EngineProcess  # noqa: PLC0415 - as above

    line = EngineProcess(silent=True)
    callee = _Callee(line.answer)
    line.start(callee)
    try:
        line.use_account(Account("check", "", register=False, bound_address="127.0.0.1"))
        outcome = place_demo_call(DemoCall(to=callee.address(), number="10086", seconds=1.0))
    finally:
        line.stop()
    if not outcome.answered:
        raise CheckFailed(
            DID_NOT_RING,
            "The phone engine runs, but a call from this machine to itself did not ring or was not answered. "
            "Look for a firewall on 127.0.0.1.",
        )
    return f"A call to itself rang, was answered, and lasted {outcome.talked_seconds:.1f} s."


def check_page() -> str:
    """A service sheet in Chinese: drawn, painted as for its preview, and its code read as from a scan."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # whatever the session says: there may be no screen
    from PySide6.QtGui import QFontDatabase, QGuiApplication  # noqa: PLC0415 - Qt is heavy

    import resources  # noqa: PLC0415 - as above
    from console.paper.scans import code_on  # noqa: PLC0415 - as above

    app = QGuiApplication.instance() or QGuiApplication(["ringdesk"])
    font = Path(resources.__file__).parent / "fonts" / "NotoSansSC_400Regular.ttf"
    if QFontDatabase.addApplicationFont(str(font)) < 0:
        raise CheckFailed(NO_FONT, f"The font {font.name} cannot be read. Install the package again.")
    with tempfile.TemporaryDirectory(prefix="ringdesk-check-") as scratch:
        file = Path(scratch) / "page.pdf"
        try:
            file.write_bytes(_sheet())
        except (OSError, Trouble) as why:
            raise CheckFailed(
                NO_PAGE,
                f"A service sheet could not be drawn into {scratch} ({why}). Is there room on the disk?",
            ) from why
        try:
            code = code_on(file).code
        except Trouble as why:
            raise CheckFailed(
                NO_CODE,
                f"A service sheet was drawn, and cannot be read again. {why} Install the package again.",
            ) from why
        size = file.stat().st_size
    _check_code(code)
    del app
    return f"A service sheet in Chinese was drawn ({size // 1024} kB), painted, and its code read."


def _sheet() -> bytes:
    """By the press, in the process of its own that draws every paper."""
    from console.paper.press import PressProcess  # noqa: PLC0415 - as above
    from console.paper.sample import SampleOrder  # noqa: PLC0415 - as above

    press, zone = PressProcess(), ZoneInfo("Asia/Shanghai")
    try:
        order = SampleOrder({"name": "Ringdesk"}, "zh_CN", zone, datetime.now(UTC), "self-check")
        return press.fill(order).content
    finally:
        press.close()


def _check_code(text: str) -> None:
    from console.paper.sample import SAMPLE_KEY  # noqa: PLC0415 - as above
    from reports.seal import is_genuine, read_seal  # noqa: PLC0415 - as above

    if not is_genuine(read_seal(text), [SAMPLE_KEY]):
        raise CheckFailed(NO_CODE, "The code of a service sheet was read wrongly. Install the package again.")
