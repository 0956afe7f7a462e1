"""SIP messages written by hand: well-formed ones with much media, and others that are not well formed at all."""

from __future__ import annotations

LOOPBACK = "127.0.0.1"


def sdp(media_lines: int = 1) -> str:
    media = "".join(
        f"m=audio {40000 + 2 * n} RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n" for n in range(media_lines)
    )
    return f"v=0\r\no=x 1 1 IN IP4 {LOOPBACK}\r\ns=-\r\nc=IN IP4 {LOOPBACK}\r\nt=0 0\r\n{media}"


def invite(
    name: str, target: str, *, media_lines: int = 1, headers: str = "", body: str | None = None
) -> bytes:
    text = sdp(media_lines) if body is None else body
    return (
        f"INVITE sip:8001@{target} SIP/2.0\r\nVia: SIP/2.0/UDP {LOOPBACK}:9;rport;branch=z9hG4bK{name}\r\n"
        f"From: <sip:{name}@{LOOPBACK}>;tag={name}\r\nTo: <sip:8001@{target}>\r\nCall-ID: {name}\r\nCSeq: 1 INVITE\r\n"
        f"Contact: <sip:{name}@{LOOPBACK}:9>\r\nMax-Forwards: 70\r\n{headers}"
        f"Content-Type: application/sdp\r\nContent-Length: {len(text.encode())}\r\n\r\n{text}"
    ).encode("utf-8", "surrogateescape")


_WHERE = f"{LOOPBACK}:5060"
TORTURE: tuple[bytes, ...] = (
    b"",
    b"\0" * 100,
    b"\r\n" * 20,
    b"INVITE",
    b"INVITE sip:8001@x SIP/2.0\r\n\r\n",
    b"INVITE sip:8001@x SIP/7.0\r\nVia: x\r\n\r\n",
    bytes(range(256)) * 4,
    b"SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\n\r\n",
    b"SIP/2.0 999999999999 X\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKa\r\n\r\n",
    invite("t1", _WHERE, body=""),
    invite("t2", _WHERE, body="v=0\r\n"),
    invite("t3", _WHERE, body="m=audio 99999999999 RTP/AVP -1\r\n"),
    invite(
        "t4", _WHERE, body="v=0\r\no=- 1 1 IN IP4 x\r\ns=-\r\nc=IN IP6 zzz\r\nt=0 0\r\nm=audio 0 RTP/AVP\r\n"
    ),
    invite("t5", _WHERE, headers='P-Asserted-Identity: "' + "\\" * 200 + "\r\n"),
    invite("t6", _WHERE, headers="Remote-Party-ID: <<<<sip:@@@@>>>>\r\n"),
    invite("t7", _WHERE, headers="Privacy: \udcff\udcfe\r\nX-Queue: \udcd5\udcc5\r\n"),
    invite("t8", _WHERE, headers="".join(f"X-{n}: {n}\r\n" for n in range(300))),
    invite("t9", _WHERE, headers="Diversion: " + "<sip:a@b>," * 200 + "\r\n"),
    invite("t10", _WHERE, headers="Content-Length: -5\r\n"),
    invite("t11", _WHERE, headers="Require: telepathy\r\n"),
    invite("t12", _WHERE, headers="Replaces: nobody;to-tag=1;from-tag=2\r\n"),
    invite("t13", _WHERE, headers="From: <sip:second@from>;tag=2\r\n"),
    invite("t14", _WHERE, headers="Max-Forwards: 9999999999999999999999\r\n"),
    invite("t15", _WHERE, media_lines=3, headers="X-Queue: " + "队" * 2000 + "\r\n"),
    b"".join(
        (
            b"CANCEL sip:8001@x SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKt2\r\nFrom: <sip:a@b>;tag=t2\r\n",
            b"To: <sip:8001@x>\r\nCall-ID: t2\r\nCSeq: 1 CANCEL\r\nReason: ;;;cause=\r\nContent-Length: 0\r\n\r\n",
        )
    ),
    b"".join(
        (
            b"BYE sip:8001@x SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKb\r\nFrom: <sip:a@b>;tag=9\r\n",
            b"To: <sip:8001@x>;tag=8\r\nCall-ID: nobody\r\nCSeq: 2 BYE\r\nContent-Length: 0\r\n\r\n",
        )
    ),
)
