"""One HTTP request and what it means for a letter. Nothing of the address is ever said: it holds keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from core.post import Delivery, Fate
from core.words import Sentence, sentence
from courier.mail import Timeouts

UNREACHABLE = Sentence("The other side does not answer: is it running, and is its address right?")
LOST = Sentence("The connection broke after the message was handed over: it may have arrived.")
BAD_URL = Sentence("The address of this channel cannot be right: please look under Settings.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    code: int
    text: str

    @property
    def is_good(self) -> bool:
        return 200 <= self.code < 300


def ask(
    method: str, url: str, body: bytes, headers: Mapping[str, str], timeouts: Timeouts
) -> Answer | Delivery:
    """An answer, or what became of the letter without one. Redirects are not followed, proxies not asked."""
    limits = httpx.Timeout(timeouts.answer, connect=timeouts.connect)
    try:
        with httpx.Client(timeout=limits, trust_env=False, follow_redirects=False) as client:
            response = client.request(method, url, content=body, headers=dict(headers))
    except (httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.LocalProtocolError, ValueError):
        return Delivery(Fate.REFUSED, BAD_URL)
    except (
        httpx.ConnectError,
        httpx.ConnectTimeout,
        httpx.PoolTimeout,
        httpx.WriteError,
        httpx.WriteTimeout,
    ):
        return Delivery(Fate.LATER, UNREACHABLE)
    except httpx.HTTPError:
        return Delivery(Fate.UNKNOWN, LOST)
    return Answer(response.status_code, response.text[:2000])


def refused_by(answer: Answer, words: str = "") -> Delivery:
    """429 and 5xx pass; the rest stays wrong."""
    said = " ".join((words or answer.text).split())[:200]
    why = sentence('The other side says: "{answer}"', answer=f"{answer.code} {said}")
    passes = answer.code == 429 or answer.code >= 500
    return Delivery(Fate.LATER if passes else Fate.REFUSED, why)
