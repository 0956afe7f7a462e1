"""A caller of few words: sends INVITEs over UDP and knows to the microsecond when it did."""

from __future__ import annotations

import re
import socket
import time
from dataclasses import dataclass

SDP = (
    "v=0\r\no=bench 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio {port} RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n"
)


@dataclass(slots=True)
class Dialling:
    """One INVITE on its way: its ids, and when it left (``time.perf_counter`` seconds)."""

    number: int
    call_id: str
    sent_at: float
    to_tag: str = ""


class SipCaller:
    """A bare UAC on loopback. One call at a time; answers whatever the desk sends within it."""

    def __init__(self, target: str) -> None:
        user, host, port = re.match(r"sip:(?:([^@]*)@)?([\d.]+):(\d+)", target).groups()  # type: ignore[union-attr]
        self._uri = f"sip:{user or 'desk'}@{host}:{port}"
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.connect((host, int(port)))
        self._socket.settimeout(5)
        self._port = self._socket.getsockname()[1]
        self._made = 0

    def invite(self, caller: str, name: str = "") -> Dialling:
        """Send one INVITE from ``caller``."""
        self._made += 1
        call = Dialling(self._made, f"bench-{self._made}-{time.time_ns()}@127.0.0.1", 0.0)
        self._caller, self._name = caller, name
        body = SDP.format(port=40000)
        message = self._request("INVITE", call, body=body)
        call.sent_at = time.perf_counter()
        self._socket.send(message)
        return call

    def wait_for(self, call: Dialling, *codes: int) -> int:
        """Read until one of ``codes`` arrives for the call's INVITE; returns it."""
        while True:
            text = self._socket.recv(65535).decode("utf-8", "replace")
            if not text.startswith("SIP/2.0") or call.call_id not in text:
                self._answer_request(text)
                continue
            code = int(text.split(" ", 2)[1])
            tag = re.search(r"^To:.*;tag=([^\s;>]+)", text, re.MULTILINE | re.IGNORECASE)
            call.to_tag = tag.group(1) if tag else call.to_tag
            if re.search(r"^CSeq:\s*\d+\s+INVITE", text, re.MULTILINE | re.IGNORECASE) is None:
                continue
            if code >= 200:
                self._socket.send(self._request("ACK", call, fresh=code < 300))
            if code in codes:
                return code

    def cancel(self, call: Dialling) -> None:
        """Give up before the answer, and see the 487 through."""
        self._socket.send(self._request("CANCEL", call, to_tag=False))
        self.wait_for(call, 487)

    def hang_up(self, call: Dialling) -> None:
        """End an answered call and see the 200 through."""
        self._socket.send(self._request("BYE", call, fresh=True, cseq=2))
        while True:
            text = self._socket.recv(65535).decode("utf-8", "replace")
            if text.startswith("SIP/2.0 200") and "BYE" in text and call.call_id in text:
                return
            self._answer_request(text)

    def close(self) -> None:
        self._socket.close()

    def _answer_request(self, text: str) -> None:
        if not text or text.startswith(("SIP/2.0", "ACK")):
            return
        kept = [
            line
            for line in text.split("\r\n")
            if re.match(r"(Via|From|To|Call-ID|CSeq):", line, re.IGNORECASE)
        ]
        self._socket.send(
            ("SIP/2.0 200 OK\r\n" + "\r\n".join(kept) + "\r\nContent-Length: 0\r\n\r\n").encode()
        )

    def _request(
        self,
        method: str,
        call: Dialling,
        body: str = "",
        fresh: bool = False,
        cseq: int = 1,
        to_tag: bool = True,
    ) -> bytes:
        branch = f"z9hG4bK-{method if fresh else 'INVITE'}-{call.number}-{self._port}"
        tag = f";tag={call.to_tag}" if call.to_tag and to_tag else ""
        lines = [
            f"{method} {self._uri} SIP/2.0",
            f"Via: SIP/2.0/UDP 127.0.0.1:{self._port};branch={branch};rport",
            "Max-Forwards: 70",
            f'From: "{self._name}" <sip:{self._caller}@127.0.0.1:{self._port}>;tag=bench{call.number}',
            f"To: <{self._uri}>{tag}",
            f"Call-ID: {call.call_id}",
            f"CSeq: {cseq} {method}",
            f"Contact: <sip:bench@127.0.0.1:{self._port}>",
            "X-Queue: Bench",
        ]
        if body:
            lines.append("Content-Type: application/sdp")
        data = body.encode()
        return ("\r\n".join(lines) + f"\r\nContent-Length: {len(data)}\r\n\r\n").encode() + data
