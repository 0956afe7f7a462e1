"""What an INVITE says of its caller, in the order in which it can be believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calls.model import Party
from telephony.invite import Invite, answered_elsewhere, read_invite

QUEUES = ("X-Queue", "X-Queue-Name")
FROM = "From: <sip:13800138000@pbx.example>;tag=1"


def read(*headers: str, request: str = "sip:8001@10.0.0.5:5060") -> Invite:
    return read_invite("\r\n".join((f"INVITE {request} SIP/2.0", *headers, "", "v=0\r\n")), QUEUES)


@pytest.mark.parametrize(
    ("header", "number", "name"),
    [
        ("From: <sip:13800138000@pbx>;tag=1", "13800138000", ""),
        ("f: <sip:13800138000@pbx>;tag=1", "13800138000", ""),
        ("From: sip:13800138000@pbx;tag=1", "13800138000", ""),
        ("From: 张三 <sip:13800138000@pbx>;tag=1", "13800138000", "张三"),
        ('From: "张三" <sip:13800138000@pbx>;tag=1', "13800138000", "张三"),
        ('From:"Ann \\"Boss\\" Lee"<sip:201@pbx>;tag=1', "201", 'Ann "Boss" Lee'),
        ('From: "back\\\\slash" <sip:201@pbx>;tag=1', "201", "back\\slash"),
        ('From: "Lee, Ann <x>" <sip:201@pbx>;tag=1', "201", "Lee, Ann <x>"),
        ('From: "201" <sip:201@pbx>;tag=1', "201", ""),
        ('From: "=?UTF-8?B?5byg5LiJ?=" <sip:201@pbx>;tag=1', "201", "张三"),
        ('From: "=?nonsense?B?5byg5LiJ?=" <sip:201@pbx>;tag=1', "201", "=?nonsense?B?5byg5LiJ?="),
        ("From: <sip:%2B8613800138000@pbx>;tag=1", "+8613800138000", ""),
        ("From: <sip:+8613800138000;phone-context=x@pbx;user=phone>;tag=1", "+8613800138000", ""),
        ("From: <sip:ann:secret@pbx>;tag=1", "ann", ""),
        ("From: <sip:%E5%BC%A0@pbx>;tag=1", "张", ""),
        ("From: <sip:%zz@pbx>;tag=1", "%zz", ""),
        ("From: <tel:+86-10-6234.5678;ext=801>;tag=1", "+861062345678", ""),
        ("From: tel:(010)62345678;tag=1", "01062345678", ""),
        ("From: <sips:ann@pbx>", "ann", ""),
        ("From: <sip:pbx.example>;tag=1", "", ""),
        ('From: "half open <sip:201@pbx>', "201", '"half open'),
        ("From: <sip:201@pbx", "201", ""),
        ("From:", "", ""),
        ("X-Other: 1", "", ""),
        ("From: <<<>>>;;;", "", ""),
        ("From: folded\r\n <sip:201@pbx>;tag=1", "201", "folded"),
        ('From: "a\u202eb\x07c" <sip:201@pbx>', "201", "abc"),
    ],
)
def test_from_is_read_whatever_it_looks_like(header: str, number: str, name: str) -> None:
    assert read(header).remote == Party(number, name)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_name_in_the_encoding_of_an_old_pbx_is_read(encoding: str) -> None:
    wire = 'From: "张三丰" <sip:201@pbx>'.encode(encoding).decode("utf-8", "surrogateescape")
    assert read(wire).remote == Party("201", "张三丰")


@pytest.mark.parametrize(
    ("headers", "party"),
    [
        (["P-Asserted-Identity: <sip:02088886666@pbx>"], Party("02088886666")),
        (['P-Asserted-Identity: "李四" <tel:+8602088886666>'], Party("+8602088886666", "李四")),
        (["P-Asserted-Identity: <sip:1@pbx>, <tel:2>"], Party("1")),
        (["P-Asserted-Identity: <sip:pbx>, <tel:2>"], Party("2")),
        (['Remote-Party-ID: "王五" <sip:8002@pbx>;party=calling;privacy=off'], Party("8002", "王五")),
        (["Remote-Party-ID: <sip:8002@pbx>", "P-Asserted-Identity: <sip:8003@pbx>"], Party("8003")),
        (["P-Asserted-Identity: <sip:+8613800138000@pbx>", "X: y"], Party("+8613800138000", "From's name")),
        (["P-Asserted-Identity: nonsense"], Party("13800138000", "From's name")),
    ],
)
def test_an_asserted_identity_is_believed_first_then_the_remote_party(
    headers: list[str], party: Party
) -> None:
    sender = 'From: "From\'s name" <sip:13800138000@pbx.example>;tag=1'
    assert read(sender, *headers).remote == party


@pytest.mark.parametrize(
    "headers",
    [
        ['From: "Anonymous" <sip:anonymous@anonymous.invalid>;tag=1'],
        ["From: <sip:Anonymous@pbx>;tag=1"],
        ["From: <sip:c8oqz84zk7z@anonymous.invalid>;tag=1"],
        ["From: <sip:restricted@pbx>;tag=1"],
        [FROM, "Privacy: id"],
        [FROM, "Privacy: header; user; critical"],
        [FROM, "P-Asserted-Identity: <sip:1@pbx>", "Privacy: id"],
        [FROM, "Remote-Party-ID: <sip:1@pbx>;privacy=full"],
    ],
)
def test_a_caller_that_wants_no_name_shown_has_none(headers: list[str]) -> None:
    assert read(*headers).remote == Party("", "", withheld=True)


@pytest.mark.parametrize(
    "headers",
    [
        [FROM, "Privacy: none"],
        [FROM, "Remote-Party-ID: <sip:13800138000@pbx>;privacy=off"],
        ["From: <sip:anonymous@anonymous.invalid>", "P-Asserted-Identity: <sip:13800138000@pbx>"],
    ],
)
def test_a_caller_whose_pbx_shows_the_number_is_not_withheld(headers: list[str]) -> None:
    assert read(*headers).remote == Party("13800138000")


@pytest.mark.parametrize(
    ("headers", "by"),
    [
        ([], ""),
        (["Diversion: <sip:8000@pbx>;reason=no-answer"], "8000"),
        (["Diversion: <sip:8000@pbx>;reason=busy, <sip:7000@pbx>"], "8000"),
        (["Diversion: <sip:8000@pbx>", "Diversion: <sip:7000@pbx>"], "8000"),
        (['Diversion: "总机" <tel:+861012345678>;counter=1'], "+861012345678"),
        (["Diversion: garbage"], ""),
        (["History-Info: <sip:8000@pbx>;index=1, <sip:8001@pbx;cause=302>;index=1.1"], "8000"),
        (
            [
                "History-Info: <sip:8000@pbx?Reason=SIP%3Bcause%3D486>;index=1",
                "History-Info: <sip:8001@pbx>;index=2",
            ],
            "8000",
        ),
        (["History-Info: <sip:8001@pbx>;index=1, <sip:8001@10.0.0.5>;index=1.1"], ""),
        (["History-Info: <sip:8000@pbx>;index=1"], ""),
    ],
)
def test_who_diverted_the_call_is_known(headers: list[str], by: str) -> None:
    assert read(FROM, *headers).diverted_by == by


@pytest.mark.parametrize(
    ("headers", "queue"),
    [
        ([], ""),
        (["X-Queue: 售后"], "售后"),
        (['x-queue: "Support"'], "Support"),
        (["X-Queue-Name: second"], "second"),
        (["X-Queue-Name: second", "X-Queue: first"], "first"),
        (["X-Queue:", "X-Queue-Name: second"], "second"),
    ],
)
def test_the_queue_is_read_from_the_headers_of_the_account(headers: list[str], queue: str) -> None:
    assert read(FROM, *headers).queue == queue


def test_what_was_dialled_is_in_to_and_else_in_the_request() -> None:
    assert read(FROM, "To: <sip:400800@pbx>").dialled == "400800"
    assert read(FROM, "t: <sip:pbx>").dialled == "8001"
    assert read(FROM, request="nonsense").dialled == ""


def test_the_call_id_is_kept() -> None:
    assert read(FROM, "i: abc@10.0.0.1").call_id == "abc@10.0.0.1"


@pytest.mark.parametrize(
    ("reason", "elsewhere"),
    [
        ('Reason: SIP;cause=200;text="Call completed elsewhere"', True),
        ("reason: sip ; cause = 200", True),
        ("Reason: Q.850;cause=26", True),
        ('Reason: Q.850;cause=16, SIP;cause=200;text="x"', True),
        ('Reason: SIP;cause=600;text="Answered Elsewhere"', True),
        ("Reason: SIP;cause=487", False),
        ("Reason: Q.850;cause=16", False),
        ("Reason:", False),
        ("X: y", False),
    ],
)
def test_a_cancel_says_whether_another_phone_took_the_call(reason: str, elsewhere: bool) -> None:
    assert answered_elsewhere(f"CANCEL sip:8001@x SIP/2.0\r\n{reason}\r\n\r\n") is elsewhere


HEADERS = [
    "P-Asserted-Identity:",
    "Remote-Party-ID:",
    "Privacy:",
    "Diversion:",
    "History-Info:",
    "From:",
    "f:",
]
MARKS = ["<", ">", '"', "\\", "sip:", "tel:", "@", ";", ",", "=", "%", "%2", "%41", "张", "=?", "?=", "?B?"]
PIECES = st.sampled_from([*HEADERS, *MARKS, " ", "\r\n", "\udcff", "x" * 50])


@given(st.lists(PIECES, max_size=60).map("".join) | st.text())
def test_no_message_is_too_strange(message: str) -> None:
    invite = read_invite("INVITE sip:8001@x SIP/2.0\r\n" + message, QUEUES)
    for text in (invite.remote.number, invite.remote.name, invite.queue, invite.dialled, invite.diverted_by):
        text.encode("utf-8")
        assert len(text) <= 200
    assert answered_elsewhere(message) in (True, False)


def test_a_stranger_asserts_nothing_and_may_still_withhold() -> None:
    headers = (FROM, 'P-Asserted-Identity: "Bank" <sip:95588@pbx>', "Remote-Party-ID: <sip:95588@pbx>")
    message = "\r\n".join(("INVITE sip:8001@x SIP/2.0", *headers, "X-Queue: 售后", "", ""))
    invite = read_invite(message, QUEUES, by_the_pbx=False)
    assert (invite.remote, invite.queue) == (Party("13800138000"), "售后")
    withheld = message.replace("X-Queue: 售后", "Privacy: id")
    assert read_invite(withheld, QUEUES, by_the_pbx=False).remote == Party("", withheld=True)
