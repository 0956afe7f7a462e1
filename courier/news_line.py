"""The open line from the server: "there is news", and who is how and where. Polling goes on where it cannot be had."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Self

from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage
from websockets.sync.client import ClientConnection, connect

from core.sync.live import FromDesk, News
from core.sync.messages import Misshapen, from_message, to_message
from core.sync.wire import parsed
from core.trust import Turned
from core.words import Sentence
from courier.desk_key import Credentials, pinned_context
from courier.server_troubles import ServerAway, TurnedAway

_LONGEST = 1 << 20
CLOSED = Sentence("The server closed the line ({word}).")


class NewsLine:
    """Open from making to ``close``. ``next`` and ``say`` may be called from two threads."""

    def __init__(self, credentials: Credentials, token: str, timeout: float = 5.0) -> None:
        host = f"[{credentials.host}]" if ":" in credentials.host else credentials.host
        context = pinned_context(credentials.authority, credentials.certificate, credentials.key)
        try:
            self._line: ClientConnection = connect(
                f"wss://{host}:{credentials.port}/v1/news",
                ssl=context,
                server_hostname=credentials.host,
                additional_headers={"Authorization": f"Bearer {token}"},
                open_timeout=timeout,
                close_timeout=1.0,
                max_size=_LONGEST,
                compression=None,
                proxy=None,
            )
        except (OSError, InvalidHandshake, InvalidMessage, EOFError) as why:
            raise ServerAway from why

    def next(self, seconds: float | None = None) -> News | None:
        """What comes next; None when nothing came in time. Raises when the line is at its end, with the reason."""
        try:
            text = self._line.recv(seconds)
        except TimeoutError:
            return None
        except ConnectionClosed as why:
            word = _word(why)
            if word is None:
                raise ServerAway from why
            raise TurnedAway(word, CLOSED.template, word=word.value) from why
        try:
            return from_message(News, parsed(text if isinstance(text, bytes) else text.encode("utf-8")))
        except (Misshapen, UnicodeError) as why:
            raise ServerAway from why

    def say(self, message: FromDesk) -> None:
        try:
            self._line.send(json.dumps(to_message(message)))
        except ConnectionClosed as why:
            raise ServerAway from why

    def close(self) -> None:
        self._line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _why: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()


def _word(why: ConnectionClosed) -> Turned | None:
    """Turned away by a word of ours, or the line simply ended."""
    try:
        word = Turned(why.rcvd.reason if why.rcvd else "")
    except ValueError:
        return None
    return None if word in (Turned.LATER, Turned.BUG) else word
