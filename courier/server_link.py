"""The desk's conversation with its server over HTTPS: one authority believed, every trouble said in words."""

from __future__ import annotations

import gzip
import json
import ssl
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

import httpx

from core.door import (
    AskNumbers,
    AskPreview,
    Authority,
    ChangePassword,
    Enrol,
    Enrolled,
    Nothing,
    Renew,
    Renewed,
    SignedIn,
    SignIn,
)
from core.ids import AgentId, DeskId
from core.sync.messages import (
    Answers,
    Hello,
    Misshapen,
    NumberBlock,
    Page,
    Pull,
    Push,
    Welcome,
    from_message,
    to_message,
)
from core.sync.wire import parsed
from courier.desk_key import (
    Credentials,
    blind_context,
    is_fingerprint_of,
    new_key,
    pinned_context,
    request_for,
)
from courier.server_troubles import (
    CertificateOver,
    FingerprintDiffers,
    ServerAway,
    trouble_below,
    trouble_of,
)

TIMEOUT = httpx.Timeout(30.0, connect=5.0)
LONGEST = 256 << 20  # bytes of an answer, unpacked
_PACKED = 1_000
Answering = AbstractContextManager[httpx.Response]
T = TypeVar("T")


def enrol(
    host: str,
    port: int,
    code: str,
    fingerprint: str,
    desk: DeskId | None = None,
    people: tuple[AgentId, ...] = (),
) -> Credentials:
    """Makes a key and has it certified. The code is sent only to who proves to be of the authority by fingerprint.

    ``desk`` and ``people``: the id that a desk has worked under alone, and who worked there.
    """
    with _client(host, port, blind_context()) as client:
        said = _asked(client, host, lambda: client.stream("GET", "/v1/authority"))
        authority = from_message(Authority, said).certificate
    try:
        is_ours = is_fingerprint_of(fingerprint, authority)
    except ValueError:
        is_ours = False
    if not is_ours:
        raise FingerprintDiffers
    key = new_key()
    with _client(host, port, pinned_context(authority)) as client:
        answer = _posted(client, host, "/v1/enrol", Enrol(code, request_for(key), desk, people), Enrolled)
    return Credentials(host, port, answer.desk, authority, answer.certificate, key)


class ServerLink:
    """One desk's connection; used by one thread. Messages are repeatable: who hears no answer asks again."""

    def __init__(
        self, credentials: Credentials, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._credentials = credentials
        self._now = now
        self._token = ""
        self._client = self._connected()

    @property
    def token(self) -> str:
        """Of the person's session, "" before signing in. Never written down."""
        return self._token

    def sign_in(self, login: str, password: str) -> SignedIn:
        answer = self._ask("/v1/sign-in", SignIn(login, password), SignedIn)
        self._token = answer.token
        return answer

    def sign_out(self) -> None:
        self._ask("/v1/sign-out", Nothing(), Nothing)
        self._token = ""

    def change_password(self, old: str, new: str) -> SignedIn:
        answer = self._ask("/v1/password", ChangePassword(old, new), SignedIn)
        self._token = answer.token
        return answer

    def hello(self, hello: Hello) -> Welcome:
        return self._ask("/v1/hello", hello, Welcome)

    def push(self, push: Push) -> Answers:
        return self._ask("/v1/push", push, Answers)

    def pull(self, pull: Pull) -> Page:
        return self._ask("/v1/pull", pull, Page)

    def preview(self, limit: int = 300) -> Page:
        return self._ask("/v1/preview", AskPreview(limit), Page)

    def numbers(self, year: int) -> NumberBlock:
        return self._ask("/v1/numbers", AskNumbers(year), NumberBlock)

    def renewed(self) -> Credentials:
        """Credentials with a fresh key and certificate: keep them first, then make a new link of them."""
        key = new_key()
        answer = self._ask("/v1/renew", Renew(request_for(key)), Renewed)
        return replace(self._credentials, certificate=answer.certificate, key=key)

    def wiped(self) -> None:
        """The desk's copy is destroyed."""
        self._ask("/v1/wiped", Nothing(), Nothing)

    def close(self) -> None:
        self._client.close()

    def _connected(self) -> httpx.Client:
        mine = self._credentials
        context = pinned_context(mine.authority, mine.certificate, mine.key)
        return _client(mine.host, mine.port, context)

    def _ask(self, path: str, message: object, gives: type[T]) -> T:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        try:
            return _posted(self._client, self._credentials.host, path, message, gives, headers)
        except ServerAway as why:  # TLS ends without a word where a certificate is over
            if self._now() > self._credentials.ends_at:
                raise CertificateOver from why
            raise


def _client(host: str, port: int, context: ssl.SSLContext) -> httpx.Client:
    shown = f"[{host}]" if ":" in host else host
    return httpx.Client(
        base_url=f"https://{shown}:{port}",
        verify=context,
        timeout=TIMEOUT,
        trust_env=False,
        follow_redirects=False,
        headers={"Accept-Encoding": "gzip"},
    )


def _posted(
    client: httpx.Client,
    host: str,
    path: str,
    message: object,
    gives: type[T],
    headers: dict[str, str] | None = None,
) -> T:
    body = json.dumps(to_message(message), ensure_ascii=False, separators=(",", ":")).encode()
    sent = {"Content-Type": "application/json", **(headers or {})}
    if len(body) > _PACKED:
        body, sent["Content-Encoding"] = gzip.compress(body, 1), "gzip"
    return from_message(
        gives, _asked(client, host, lambda: client.stream("POST", path, content=body, headers=sent))
    )


def _asked(client: httpx.Client, host: str, ask: Callable[[], Answering]) -> Any:
    if client.is_closed:
        raise ServerAway
    try:
        with ask() as response:
            plain = parsed(_read(response))
    except httpx.HTTPError as why:
        raise trouble_below(why, host) from why
    except Misshapen as why:
        raise ServerAway from why
    if response.status_code == httpx.codes.OK:
        return plain
    raise trouble_of(plain)


def _read(response: httpx.Response) -> bytes:
    """Unpacked as it comes: a little that becomes gigabytes is let go of on the way."""
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > LONGEST:
            raise ServerAway
    return bytes(body)
