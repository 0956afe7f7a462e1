"""What goes out: JSON, packed when it is worth it; of trouble its sentence and a word, and never what is inside."""

from __future__ import annotations

import gzip
import json
import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from core.errors import EnvironmentFault, RuleViolation, Trouble
from core.sync.messages import Misshapen, said, to_message
from core.sync.plain import Json
from core.trust import CodeNotValid, Turned
from core.words import Sentence, sentence
from server.refusals import TurnedAway
from server.slowing import TooManyTries

_log = logging.getLogger(__name__)
_WORTH_PACKING = 1_000
BUG = Sentence("The server made a mistake; nothing was changed by it. IT finds it in the server's log.")


def json_bytes(plain: Json) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def answer(plain: Json, status: int = HTTPStatus.OK, *, packed: bool = False) -> Response:
    """``packed``: the other side understands gzip. Called beside the event loop where the answer is long."""
    body, headers = json_bytes(plain), {"Cache-Control": "no-store"}
    if packed and len(body) > _WORTH_PACKING:
        body = gzip.compress(body, compresslevel=1)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(body, status, headers, "application/json")


def trouble(why: Trouble) -> Response:
    """By its kind: what a program does about it is in the word, what a person reads in the sentence."""
    headers = {}
    if isinstance(why, TurnedAway):
        status, word = why.status, why.word
    elif isinstance(why, TooManyTries):
        status, word = HTTPStatus.TOO_MANY_REQUESTS, Turned.WAIT
        headers = {"Retry-After": str(why.seconds)}
    elif isinstance(why, CodeNotValid):
        status, word = HTTPStatus.FORBIDDEN, Turned.RIGHT
    elif isinstance(why, Misshapen):
        status, word = HTTPStatus.BAD_REQUEST, Turned.MISSHAPEN
    elif isinstance(why, RuleViolation):
        status, word = HTTPStatus.CONFLICT, Turned.RULE
    else:
        status, word = HTTPStatus.SERVICE_UNAVAILABLE, Turned.LATER
    return _told(status, word, why.sentence, headers)


def _told(status: int, word: Turned, what: Sentence, headers: dict[str, str]) -> Response:
    response = answer({"word": word.value, "said": to_message(said(what))}, status)
    response.headers.update(headers)
    return response


def told_in_words(app: FastAPI) -> None:
    """Every error of the application as above. What was sent is never sent back: it may hold a password."""

    @app.exception_handler(Trouble)
    async def _trouble(_request: Request, why: Exception) -> Response:
        if not isinstance(why, Trouble):
            raise why
        if isinstance(why, EnvironmentFault):
            _log.warning("a request met trouble: %s", type(why))
        return trouble(why)

    @app.exception_handler(RequestValidationError)
    async def _misshapen(_request: Request, _why: Exception) -> Response:
        return trouble(Misshapen("request"))

    @app.exception_handler(HTTPException)
    async def _http(_request: Request, why: Exception) -> Response:
        status = why.status_code if isinstance(why, HTTPException) else HTTPStatus.BAD_REQUEST
        headers = dict(why.headers or {}) if isinstance(why, HTTPException) else {}
        return _told(HTTPStatus(status), Turned.UNKNOWN, sentence("The server does not have this."), headers)

    @app.exception_handler(500)
    async def _bug(_request: Request, why: Exception) -> Response:
        _log.error("a request met a bug", exc_info=why)
        return _told(HTTPStatus.INTERNAL_SERVER_ERROR, Turned.BUG, BUG, {})
