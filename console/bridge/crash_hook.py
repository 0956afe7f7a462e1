"""What happens to a mistake of ours: it is logged by kind and place, the agent is told, the call stays up."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

LOG = logging.getLogger("console.crash")


class CrashHook:
    """Stands at the end of every thread; tells once per kind and place, so that a loop of errors is one notice."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self._told: set[str] = set()
        self._tell = tell

    def install(self) -> None:
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def tell(self, tell: Callable[[], None]) -> None:
        self._tell = tell

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            raise SystemExit(130)
        LOG.critical("a mistake of ours", exc_info=(kind, error, trace))
        place = f"{kind.__name__} {_last_place(trace)}"
        if place not in self._told:
            self._told.add(place)
            self._tell()

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._caught(args.exc_type, args.exc_value, args.exc_traceback)


def _last_place(trace: TracebackType | None) -> str:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
