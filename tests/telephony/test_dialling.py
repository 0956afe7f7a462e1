"""What a person typed becomes the address that is dialled."""

from __future__ import annotations

import pytest

from core.errors import RuleViolation
from telephony.dialling import dial_address, dialled_user


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("8002", "sip:8002@pbx:5060"),
        (" 138 0013-8000 ", "sip:13800138000@pbx:5060"),
        ("+86 (10) 6234.5678", "sip:+861062345678@pbx:5060"),
        ("１３８００１３８０００", "sip:13800138000@pbx:5060"),
        ("*98#", "sip:*98%23@pbx:5060"),
        ("tel:+8613800138000;ext=1", "sip:+8613800138000@pbx:5060"),
        ("ann", "sip:ann@pbx:5060"),
        ("ann@other.example", "sip:ann@other.example"),
        ("sip:ann@other.example:5080;transport=tcp", "sip:ann@other.example:5080;transport=tcp"),
        ("<sip:ann@other.example>", "sip:ann@other.example"),
        ("SIPS:ann@other.example", "SIPS:ann@other.example"),
    ],
)
def test_what_can_be_dialled(typed: str, address: str) -> None:
    assert dial_address(typed, "pbx:5060") == address


def test_the_way_to_the_pbx_is_kept() -> None:
    assert dial_address("8002", "pbx", ";transport=tls") == "sip:8002@pbx;transport=tls"


@pytest.mark.parametrize("typed", ["", "   ", "<>", "张三", "a b@c", "1\r\nX: y", "sip:"])
def test_what_cannot_be_dialled_is_said(typed: str) -> None:
    with pytest.raises(RuleViolation) as no:
        dial_address(typed, "pbx")
    assert str(no.value)


def test_a_line_without_a_pbx_dials_only_full_addresses() -> None:
    with pytest.raises(RuleViolation, match="full address"):
        dial_address("8002", "")
    assert dial_address("sip:8002@127.0.0.1:5070", "") == "sip:8002@127.0.0.1:5070"


def test_the_agent_sees_the_number() -> None:
    assert dialled_user("sip:8002@pbx") == "8002"
    assert dialled_user("sip:*98%23@pbx") == "*98#"
