"""A letter to a group's robot: WeCom, DingTalk, Feishu, or JSON of our own."""

from __future__ import annotations

import hmac
import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import quote_plus

from core.post import Delivery, Fate, Letter, Robot, RobotKind
from core.words import sentence
from courier.mail import Timeouts
from courier.web import Answer, ask, refused_by

# What a robot says when it has been asked too often: for now, not for good.
TOO_OFTEN = {RobotKind.WECOM: {45009}, RobotKind.DINGTALK: {130101, 410100}, RobotKind.FEISHU: {9499, 11232}}
LONGEST = {RobotKind.WECOM: 2048, RobotKind.DINGTALK: 20000, RobotKind.FEISHU: 20000, RobotKind.PLAIN: 60000}
JSON = {"Content-Type": "application/json; charset=utf-8"}


def by_robot(letter: Letter, robot: Robot, timeouts: Timeouts) -> Delivery:
    text = cut(f"{letter.subject}\n{letter.text}".strip(), LONGEST[robot.kind])
    now = datetime.now(UTC)
    url, body, headers = robot.url, _body(letter, robot, text, now), dict(JSON)
    if robot.kind is RobotKind.DINGTALK and robot.secret:
        url = _signed_url(robot, now)
    if robot.kind is RobotKind.PLAIN:
        headers |= {"Idempotency-Key": letter.id}
    plain = json.dumps(body, ensure_ascii=False).encode()
    if robot.kind is RobotKind.PLAIN and robot.secret:
        headers["X-Ringdesk-Signature"] = hmac.new(robot.secret.encode(), plain, sha256).hexdigest()
    answer = ask("POST", url, plain, headers, timeouts)
    return answer if isinstance(answer, Delivery) else _understood(answer, robot.kind)


def cut(text: str, most: int) -> str:
    """At most so many bytes, never in the middle of a character."""
    plain = text.encode()
    if len(plain) <= most:
        return text
    return plain[: most - 3].decode("utf-8", "ignore") + "…"


def _body(letter: Letter, robot: Robot, text: str, now: datetime) -> Mapping[str, object]:
    if robot.kind is RobotKind.FEISHU:
        return {**_feishu_sign(robot, now), "msg_type": "text", "content": {"text": text}}
    if robot.kind is RobotKind.PLAIN:
        return {
            "id": letter.id,
            "subject": letter.subject,
            "text": letter.text,
            "repeated": letter.is_repeat,
            "urgent": letter.is_urgent,
        }
    return {"msgtype": "text", "text": {"content": text}}


def _signed_url(robot: Robot, now: datetime) -> str:
    """DingTalk: HMAC-SHA256 of "timestamp, newline, secret" under the secret, beside the milliseconds."""
    millis = str(round(now.timestamp() * 1000))
    sign = hmac.new(robot.secret.encode(), f"{millis}\n{robot.secret}".encode(), sha256).digest()
    joint = "&" if "?" in robot.url else "?"
    return f"{robot.url}{joint}timestamp={millis}&sign={quote_plus(b64encode(sign))}"


def _feishu_sign(robot: Robot, now: datetime) -> Mapping[str, str]:
    """Feishu: HMAC-SHA256 of nothing under "timestamp, newline, secret", beside the seconds."""
    if not robot.secret:
        return {}
    seconds = str(int(now.timestamp()))
    sign = hmac.new(f"{seconds}\n{robot.secret}".encode(), b"", sha256).digest()
    return {"timestamp": seconds, "sign": b64encode(sign).decode()}


def _understood(answer: Answer, kind: RobotKind) -> Delivery:
    """These robots answer 200 to everything; the code in the body counts."""
    if not answer.is_good:
        return refused_by(answer)
    if kind is RobotKind.PLAIN:
        return Delivery(Fate.SENT)
    try:
        said = json.loads(answer.text)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        return refused_by(Answer(answer.code, answer.text))
    code = said.get("errcode", said.get("code", said.get("StatusCode", 0)))
    if code in (0, "0"):
        return Delivery(Fate.SENT)
    words = str(said.get("errmsg", said.get("msg", "")))[:200]
    why = sentence('The robot says: "{answer}"', answer=f"{code} {words}")
    return Delivery(Fate.LATER if code in TOO_OFTEN.get(kind, ()) else Fate.REFUSED, why)
