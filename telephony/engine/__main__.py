"""The phone engine as a process: ``python -m telephony.engine``; it speaks JSON lines with whoever started it."""

from __future__ import annotations

import os
import signal
import sys

from telephony.engine.loop import Engine
from telephony.engine.pipes import Inbox, Outbox, Reader


def main() -> None:
    """Never returns: Python's own end would free PJSIP's objects in an order that aborts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the console, which then closes our pipe
    to_console = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints is no line of the protocol
    inbox = Inbox()
    engine = Engine(Outbox(to_console).say, inbox, silent="--silent" in sys.argv)
    Reader(sys.stdin.buffer, inbox).start()
    engine.run()
    os._exit(0)


if __name__ == "__main__":
    main()
