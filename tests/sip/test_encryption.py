"""SRTP: off, optional and required lines meet; what cannot meet is refused."""

from __future__ import annotations

import pytest

from core.calls.line import Srtp
from core.calls.model import CallState, EndReason, MediaState
from tests.fakes.lines import direct_desk


@pytest.mark.parametrize(
    ("caller", "called", "encrypted"),
    [
        (Srtp.OFF, Srtp.OFF, False),
        (Srtp.OFF, Srtp.OPTIONAL, False),
        (Srtp.OPTIONAL, Srtp.OFF, False),
        (Srtp.OPTIONAL, Srtp.OPTIONAL, True),
        (Srtp.REQUIRED, Srtp.OPTIONAL, True),
        (Srtp.REQUIRED, Srtp.REQUIRED, True),
    ],
)
def test_two_lines_agree_on_encryption(caller: Srtp, called: Srtp, encrypted: bool) -> None:
    with direct_desk("8001", srtp=called) as one, direct_desk("8002", srtp=caller) as two:
        call = two.line.dial(one.address)
        ringing = one.answered()
        for desk, which in ((one, ringing.id), (two, call)):
            talking = desk.ear.wait_for_call(
                which, lambda s: s.state is CallState.TALKING and s.media is MediaState.ACTIVE
            )
            assert talking.encrypted is encrypted


@pytest.mark.parametrize(("caller", "called"), [(Srtp.REQUIRED, Srtp.OFF), (Srtp.OFF, Srtp.REQUIRED)])
def test_lines_that_cannot_agree_do_not_talk(caller: Srtp, called: Srtp) -> None:
    with direct_desk("8001", srtp=called) as one, direct_desk("8002", srtp=caller) as two:
        call = two.line.dial(one.address)
        assert two.ear.wait_for_state(call, CallState.ENDED).end is EndReason.FAILED
        seen = one.ear.wait(lambda: [told for told in one.ear.heard.calls if told.state is CallState.ENDED])
        assert [told.end for told in seen] == [EndReason.FAILED]
        assert not any(snapshot.was_answered for snapshot in one.ear.heard.calls)
