"""The socket: who may speak, lines in, lines out; what they mean is decided elsewhere."""

from __future__ import annotations

import json
import logging
import os
import socket
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOG = logging.getLogger("console.handle")
API = 1
LONGEST_LINE = 65_536
Line = dict[str, Any]
Reply = Callable[[Line], bool]
Asked = Callable[[Line, Reply], None]


class HandleServer(QObject):
    """Listens where only its user can open; who is somebody else all the same is hung up on without an answer."""

    def __init__(self, path: str, asked: Asked) -> None:
        super().__init__()
        self._path = path
        self._asked = asked
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def open(self) -> bool:
        """A socket that a killed console left behind is cleared away: the caller holds the profile."""
        QLocalServer.removeServer(self._path)
        is_open = self._server.listen(self._path)
        if not is_open:
            LOG.warning("the handle could not be opened: error %d", self._server.serverError().value)
        return is_open

    def close(self) -> None:
        self._server.close()
        if sys.platform != "win32":
            Path(self._path).unlink(missing_ok=True)

    def _connected(self) -> None:
        while self._server.hasPendingConnections():
            peer = self._server.nextPendingConnection()
            if is_same_user(peer):
                _Conversation(peer, self._asked)
            else:
                LOG.warning("somebody else knocked at the handle")
                peer.abort()


class _Conversation(QObject):
    """One program: its lines are answered one after the other; it lives as long as the socket."""

    def __init__(self, peer: QLocalSocket, asked: Asked) -> None:
        super().__init__(peer)
        self._peer = peer
        self._asked = asked
        peer.readyRead.connect(self._read)
        peer.disconnected.connect(peer.deleteLater)
        self._read()

    def _read(self) -> None:
        while self._peer.canReadLine():
            self._take(bytes(self._peer.readLine(LONGEST_LINE).data()))
        if self._peer.bytesAvailable() > LONGEST_LINE:
            self._peer.abort()

    def _take(self, raw: bytes) -> None:
        try:
            line = json.loads(raw)
        except ValueError:
            line = None
        if isinstance(line, dict):
            self._asked(line, self._say)
        else:
            self._say({"ok": False, "reason": "unreadable", "error": "One JSON object on a line, please."})

    def _say(self, line: Line) -> bool:
        """Whether somebody is still there to hear it."""
        try:
            if self._peer.state() != QLocalSocket.LocalSocketState.ConnectedState:
                return False
            text = json.dumps({"api": API, **line}, ensure_ascii=False)
            self._peer.write(text.encode("utf-8") + b"\n")
            self._peer.flush()
        except RuntimeError:  # Qt's object is gone: the program hung up while its answer was being made
            return False
        return True


def is_same_user(peer: QLocalSocket) -> bool:
    """The kernel's word where it gives one; elsewhere the socket's own access rights stand alone."""
    if not sys.platform.startswith("linux"):
        return True
    with socket.socket(fileno=os.dup(int(peer.socketDescriptor()))) as ours:
        raw = ours.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _, user, _ = struct.unpack("3i", raw)
    return bool(user == os.getuid())
