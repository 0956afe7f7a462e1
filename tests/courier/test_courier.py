"""Letters against real servers: taken, refused, not reached, lost on the way."""

from __future__ import annotations

import hmac
import json
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import IPv4Address
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core.post import (
    Attachment,
    Channels,
    Fate,
    Letter,
    MailServer,
    Robot,
    RobotKind,
    Security,
    SmsGateway,
    Way,
)
from courier.carry import carry
from courier.mail import Timeouts
from courier.patience import WAITS, wait_after
from courier.robots import cut
from tests.courier.servers import MailBox, mail_server, web_server

QUICK = Timeouts(2.0, 2.0)
MAIL = Letter(
    "l1", Way.MAIL, "wang@example.invalid", "工单 2026-000001 将于 15:40 到期", "还有 38 分钟。\nM305 卡纸"
)
TEXT = "工单 2026-000001 还有 38 分钟"


@pytest.fixture
def box() -> Iterator[MailBox]:
    with mail_server() as made:
        yield made


def house(box: MailBox, **more: object) -> Channels:
    plain = MailServer("127.0.0.1", box.port, Security.NONE, sender="ringdesk@example.invalid")
    return Channels(mail=replace(plain, **more))  # type: ignore[arg-type] # a test names the fields


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def certificate(folder: Path) -> tuple[ssl.SSLContext, str]:
    """A server that is its own authority, and the file one trusts it by."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "ca.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = folder / "key.pem"
    no_password = serialization.NoEncryption()
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, no_password)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file, secret)
    return context, str(file)


def test_a_mail_arrives_whole_and_in_chinese(box: MailBox) -> None:
    assert carry(MAIL, house(box), QUICK).fate is Fate.SENT
    [got] = box.letters
    assert got["Subject"] == MAIL.subject
    assert got["X-Ringdesk-Letter"] == "l1"
    assert got["X-Ringdesk-Repeated"] is None
    assert got.get_content().splitlines() == MAIL.text.splitlines()


def test_only_what_no_person_sends_says_that_it_is_automatic(box: MailBox) -> None:
    report = replace(MAIL, files=(Attachment("report.pdf", "application/pdf", b"%PDF-"),))
    paper = replace(report, is_automatic=False)
    for letter in (MAIL, report, paper):
        assert carry(letter, house(box), QUICK).fate is Fate.SENT
    assert [got["Auto-Submitted"] for got in box.letters] == ["auto-generated", "auto-generated", None]


def test_a_repeat_has_the_same_name_and_says_so(box: MailBox) -> None:
    carry(MAIL, house(box), QUICK)
    carry(replace(MAIL, is_repeat=True), house(box), QUICK)
    first, second = box.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert second["X-Ringdesk-Repeated"] == "yes"


def test_a_mail_of_many_reminders_and_of_a_long_subject_has_lines_that_every_server_takes(
    box: MailBox,
) -> None:
    """A bare LF is no end of a line in SMTP: many of them are one line, and too long."""
    lines = "\n".join(f"工单 2026-{n:06d} · M305 卡纸，还有 {n} 分钟" for n in range(300))
    many = replace(MAIL, subject="打印机 " * 200, text=lines + "\n" + "x" * 3000)
    assert carry(many, house(box), QUICK).fate is Fate.SENT
    [raw], [letter] = box.raw, box.letters
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(len(one) for one in raw.split(b"\r\n")) <= 998
    assert raw.isascii()
    assert letter.get_content().split() == many.text.split()


@pytest.mark.parametrize(("answer", "fate"), [("451 later please", Fate.LATER), ("554 never", Fate.REFUSED)])
def test_what_the_mail_server_says_decides(box: MailBox, answer: str, fate: Fate) -> None:
    box.answers = [answer]
    found = carry(MAIL, house(box), QUICK)
    assert (found.fate, answer[4:] in str(found.why)) == (fate, True)


def test_an_unknown_box_is_refused(box: MailBox) -> None:
    box.rcpt = "550 no such box"
    assert carry(MAIL, house(box), QUICK).fate is Fate.REFUSED
    assert box.letters == []


def test_a_connection_lost_after_the_last_dot_leaves_doubt(box: MailBox) -> None:
    box.drops_after_data = True
    assert carry(MAIL, house(box), QUICK).fate is Fate.UNKNOWN


def test_nobody_there_is_tried_again() -> None:
    channels = Channels(
        mail=MailServer("127.0.0.1", closed_port(), Security.NONE, sender="a@example.invalid")
    )
    assert carry(MAIL, channels, QUICK).fate is Fate.LATER


def test_starttls_with_an_authority_of_the_house_and_a_password(tmp_path: Path) -> None:
    context, authority = certificate(tmp_path)
    with mail_server(context, auth=True) as box:
        right = house(box, security=Security.STARTTLS, ca_file=authority, user="ringdesk", password="right")
        assert carry(MAIL, right, QUICK).fate is Fate.SENT
        wrong = house(
            box, security=Security.STARTTLS, ca_file=authority, user="ringdesk", password="wrong-one"
        )
        refused = carry(MAIL, wrong, QUICK)
        assert (refused.fate, "password" in str(refused.why)) == (Fate.REFUSED, True)
        assert "wrong-one" not in str(refused)


def test_a_certificate_of_nobody_is_refused(tmp_path: Path) -> None:
    context, _ = certificate(tmp_path)
    with mail_server(context) as box:
        found = carry(MAIL, house(box, security=Security.STARTTLS), QUICK)
    assert (found.fate, "not trusted" in str(found.why)) == (Fate.REFUSED, True)
    assert box.letters == []


@pytest.mark.parametrize("to", ["", "nobody", "a@b@c d", "a@b\nBcc: everybody@example.invalid", "<a@b>"])
def test_an_address_that_is_none_goes_nowhere(box: MailBox, to: str) -> None:
    assert carry(replace(MAIL, to=to), house(box), QUICK).fate is Fate.REFUSED
    assert box.letters == []


def test_a_subject_cannot_smuggle_headers(box: MailBox) -> None:
    carry(replace(MAIL, subject="late\r\nBcc: everybody@example.invalid"), house(box), QUICK)
    [got] = box.letters
    assert got["Bcc"] is None


def robot(kind: RobotKind, url: str, secret: str = "") -> Channels:
    return Channels(robots=(Robot("ops", kind, url, secret),))


TO_OPS = Letter("l2", Way.ROBOT, "ops", "2026-000001", TEXT)


def test_wecom_gets_text() -> None:
    with web_server(lambda _: (200, '{"errcode":0}')) as hook:
        assert carry(TO_OPS, robot(RobotKind.WECOM, f"{hook.url}/send?key=K"), QUICK).fate is Fate.SENT
    [(path, _, body)] = hook.requests
    assert path == "/send?key=K"
    assert json.loads(body) == {"msgtype": "text", "text": {"content": f"2026-000001\n{TEXT}"}}


def test_dingtalk_is_signed() -> None:
    with web_server(lambda _: (200, '{"errcode":0}')) as hook:
        carry(TO_OPS, robot(RobotKind.DINGTALK, f"{hook.url}/send?token=T", "SEC"), QUICK)
    [(path, _, _)] = hook.requests
    asked = parse_qs(urlsplit(path).query)
    wanted = hmac.new(b"SEC", f"{asked['timestamp'][0]}\nSEC".encode(), sha256).digest()
    assert asked["sign"] == [b64encode(wanted).decode()]


def test_feishu_is_signed_in_its_body() -> None:
    with web_server(lambda _: (200, '{"code":0}')) as hook:
        assert carry(TO_OPS, robot(RobotKind.FEISHU, hook.url, "SEC"), QUICK).fate is Fate.SENT
    said = json.loads(hook.requests[0][2])
    wanted = hmac.new(f"{said['timestamp']}\nSEC".encode(), b"", sha256).digest()
    assert said["sign"] == b64encode(wanted).decode()
    assert said["content"]["text"].endswith(TEXT)


def test_our_own_format_can_be_told_apart_and_checked() -> None:
    with web_server() as hook:
        assert carry(TO_OPS, robot(RobotKind.PLAIN, hook.url, "SEC"), QUICK).fate is Fate.SENT
    [(_, headers, body)] = hook.requests
    assert headers["Idempotency-Key"] == "l2"
    assert headers["X-Ringdesk-Signature"] == hmac.new(b"SEC", body, sha256).hexdigest()


@pytest.mark.parametrize(
    ("kind", "code", "text", "fate"),
    [
        (RobotKind.WECOM, 200, '{"errcode":45009,"errmsg":"api freq out of limit"}', Fate.LATER),
        (RobotKind.WECOM, 200, '{"errcode":93000,"errmsg":"invalid webhook url"}', Fate.REFUSED),
        (RobotKind.FEISHU, 200, '{"code":19021,"msg":"sign match fail"}', Fate.REFUSED),
        (RobotKind.FEISHU, 200, "<html>", Fate.REFUSED),
        (RobotKind.PLAIN, 503, "busy", Fate.LATER),
        (RobotKind.PLAIN, 429, "slowly", Fate.LATER),
        (RobotKind.PLAIN, 404, "what?", Fate.REFUSED),
        (RobotKind.PLAIN, 302, "", Fate.REFUSED),
    ],
)
def test_what_a_robot_answers_decides(kind: RobotKind, code: int, text: str, fate: Fate) -> None:
    with web_server(lambda _: (code, text)) as hook:
        assert carry(TO_OPS, robot(kind, hook.url), QUICK).fate is fate


def test_a_robot_that_hangs_up_leaves_doubt_and_one_that_is_not_there_none() -> None:
    with web_server() as hook:
        hook.drops = True
        assert carry(TO_OPS, robot(RobotKind.PLAIN, hook.url), QUICK).fate is Fate.UNKNOWN
    gone = robot(RobotKind.PLAIN, f"http://127.0.0.1:{closed_port()}/send?key=SECRET")
    found = carry(TO_OPS, gone, QUICK)
    assert found.fate is Fate.LATER
    assert "SECRET" not in str(found)


@pytest.mark.parametrize("url", ["", "ftp://a", "http://", "not an address"])
def test_a_wrong_address_is_refused(url: str) -> None:
    assert carry(TO_OPS, robot(RobotKind.PLAIN, url), QUICK).fate is Fate.REFUSED


def test_an_sms_gateway_gets_json_form_or_address() -> None:
    sms = Letter("l3", Way.SMS, "+86 138", "M305", 'says "jam" & more')
    with web_server(lambda _: (200, "OK 1")) as hook:
        as_json = SmsGateway(hook.url, headers="X-Key: abc\n", accepted="OK")
        assert carry(sms, Channels(sms=as_json), QUICK).fate is Fate.SENT
        form = replace(as_json, body="to={number}&t={text}", content_type="application/x-www-form-urlencoded")
        assert carry(sms, Channels(sms=form), QUICK).fate is Fate.SENT
        query = SmsGateway(hook.url + "/?n={number}&t={text}", "GET", "", accepted="OK")
        assert carry(sms, Channels(sms=query), QUICK).fate is Fate.SENT
        assert carry(sms, Channels(sms=replace(as_json, accepted="DONE")), QUICK).fate is Fate.REFUSED
        assert carry(sms, Channels(sms=replace(as_json, headers="nonsense")), QUICK).fate is Fate.REFUSED
    first, second, third = hook.requests[:3]
    assert json.loads(first[2])["text"] == 'M305 says "jam" & more'
    assert first[1]["X-Key"] == "abc"
    assert parse_qs(second[2].decode())["t"] == ['M305 says "jam" & more']
    assert "says" in unquote(third[0])


def test_a_way_that_is_not_set_up_says_where_to_do_it() -> None:
    for way in Way:
        found = carry(Letter("l", way, "x", "", ""), Channels(), QUICK)
        assert (found.fate, "Settings" in str(found.why)) == (Fate.REFUSED, True)


def test_texts_are_cut_between_characters() -> None:
    assert cut("工单工单", 12) == "工单工单"
    assert cut("工单工单", 11) == "工单…"


def test_the_waits_grow_and_end() -> None:
    waits = [wait_after(tries, "l1") for tries in range(1, len(WAITS) + 2)]
    found = [one for one in waits if one is not None]
    assert waits[-1] is None
    assert found == sorted(found)
    assert wait_after(1, "l1") != wait_after(1, "l2")
