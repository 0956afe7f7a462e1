"""Real servers on port 0: one that takes mail and one that answers HTTP, each told what to answer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class MailBox:
    """What arrived, and what is answered: one answer after the other, the last one stays."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    answers: list[str] = field(default_factory=lambda: ["250 taken"])
    rcpt: str = "250 OK"
    drops_after_data: bool = False

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, to: str, _o: list[str]
    ) -> str:
        envelope.rcpt_tos.append(to)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        content = cast("bytes", envelope.content)
        self.raw.append(content)
        self.letters.append(message_from_bytes(content, policy=policy.default))
        if self.drops_after_data:
            server.transport.abort()
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def _knows(_server: object, _session: object, _envelope: object, _how: str, given: Any) -> AuthResult:
    return AuthResult(success=isinstance(given, LoginPassword) and given.password == b"right", handled=False)


async def _ended(server: asyncio.Server) -> None:
    server.close()
    mine = asyncio.current_task()
    pending = [task for task in asyncio.all_tasks() if task is not mine]
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)


@contextmanager
def mail_server(tls: SSLContext | None = None, *, auth: bool = False, port: int = 0) -> Iterator[MailBox]:
    box = MailBox()
    loop = asyncio.new_event_loop()

    def protocol() -> SMTP:
        return SMTP(
            box,
            loop=loop,
            tls_context=tls,
            require_starttls=tls is not None,
            authenticator=_knows if auth else None,
            auth_required=auth,
            auth_require_tls=tls is not None,
            enable_SMTPUTF8=True,
        )

    server = loop.run_until_complete(loop.create_server(protocol, "127.0.0.1", port))
    box.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield box
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(_ended(server))
        loop.close()


@dataclass
class Hook:
    """Requests that came, as (path, headers, body); ``answer`` says code and text to each."""

    url: str = ""
    requests: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answer: Callable[[int], tuple[int, str]] = lambda _: (200, "{}")
    drops: bool = False


@contextmanager
def web_server(answer: Callable[[int], tuple[int, str]] = lambda _: (200, "{}")) -> Iterator[Hook]:
    hook = Hook(answer=answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            hook.requests.append((self.path, dict(self.headers.items()), body))
            if hook.drops:
                self.connection.close()
                return
            code, text = hook.answer(len(hook.requests))
            self.send_response(code)
            self.end_headers()
            self.wfile.write(text.encode())

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
