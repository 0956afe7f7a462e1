"""A letter as a short message, by any gateway that takes one HTTP request."""

from __future__ import annotations

import json
from urllib.parse import quote, quote_plus

from core.post import Delivery, Fate, Letter, SmsGateway
from core.words import Sentence
from courier.mail import Timeouts
from courier.web import ask, refused_by

LONGEST = 300  # characters: what several short messages hold
BAD_HEADERS = Sentence(
    'The headers of the SMS gateway are lines like "Name: value": please look under Settings, SMS.'
)


def by_sms(letter: Letter, gateway: SmsGateway, timeouts: Timeouts) -> Delivery:
    parts = {
        "number": letter.to,
        "text": f"{letter.subject} {letter.text}".strip()[:LONGEST],
        "id": letter.id,
    }
    headers = {"Content-Type": gateway.content_type}
    for line in gateway.headers.splitlines():
        name, colon, value = line.partition(":")
        if line.strip() and not (colon and name.strip()):
            return Delivery(Fate.REFUSED, BAD_HEADERS)
        if line.strip():
            headers[name.strip()] = value.strip()
    url = _filled(gateway.url, {name: quote(value, safe="") for name, value in parts.items()})
    body = _filled(
        gateway.body, {name: _quoted(value, gateway.content_type) for name, value in parts.items()}
    )
    answer = ask(gateway.method, url, body.encode(), headers, timeouts)
    if isinstance(answer, Delivery):
        return answer
    if answer.is_good and gateway.accepted in answer.text:
        return Delivery(Fate.SENT)
    return refused_by(answer)


def _filled(template: str, parts: dict[str, str]) -> str:
    """Only the three names: other braces, as JSON has them, stay."""
    for name, value in parts.items():
        template = template.replace(f"{{{name}}}", value)
    return template


def _quoted(value: str, content_type: str) -> str:
    if "json" in content_type:
        return json.dumps(value, ensure_ascii=False)[1:-1]
    return quote_plus(value) if "form" in content_type else value
