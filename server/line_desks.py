"""The words about desks."""

from __future__ import annotations

import argparse

from core.audit import AuditKind, AuditNote
from core.trust import DeskState, EnrolledDesk, UnknownDesk
from core.words import Sentence, sentence
from server.authority import fingerprint
from server.compose import Opened, opened
from server.folder import read_authority
from server.people import CONSOLE
from server.serve import Certificate, names_of
from server.words import in_words, say


def enrol(given: argparse.Namespace) -> int:
    """For each name a block of its own, to be cut apart and carried to its desk."""
    with opened(given.folder) as one:
        again = {name: _desk(one, name).id for name in given.desk} if given.again else {}
        names = ", ".join(names_of(Certificate(one).read()))
        whole = fingerprint(read_authority(one.folder, one.keys).certificate)
        for name in given.desk:
            code, until = one.enrolment().new_code(name, CONSOLE, again.get(name))
            say(sentence("Code for {desk}: {code}", desk=name, code=code))
            say(sentence("  Once, until {until}.", until=f"{until.astimezone():%Y-%m-%d %H:%M}"))
            say(sentence("  Server: {names}; port {port}", names=names, port=one.settings.port))
            say(sentence("  Fingerprint of its authority: {fingerprint}", fingerprint=whole))
    return 0


def show(given: argparse.Namespace) -> int:
    with opened(given.folder) as one:
        for desk in one.trust.desks.all():
            seen = f"{desk.seen_at.astimezone():%Y-%m-%d %H:%M}" if desk.seen_at else "-"
            state = in_words(Sentence(desk.state.value))
            say(
                sentence(
                    "{name}  {state}  last seen {seen}  {id}",
                    name=desk.name,
                    state=state,
                    seen=seen,
                    id=desk.id,
                )
            )
    return 0


def revoke(given: argparse.Namespace) -> int:
    with opened(given.folder) as one:
        desk = _desk(one, given.desk)
        _put_out(one, desk, DeskState.REVOKED, AuditKind.DESK_REVOKED)
        say(sentence("{desk} is out; a line that was open closes within seconds.", desk=desk.name))
    return 0


def wipe(given: argparse.Namespace) -> int:
    with opened(given.folder) as one:
        desk = _desk(one, given.desk)
        _put_out(one, desk, DeskState.WIPE, AuditKind.DESK_TO_BE_WIPED)
        say(sentence("{desk} is out, and destroys its copy at its next contact.", desk=desk.name))
    return 0


def _put_out(one: Opened, desk: EnrolledDesk, state: DeskState, kind: AuditKind) -> None:
    one.trust.desks.put_out(desk.id, state, AuditNote(one.clock.now(), kind, CONSOLE, "", desk.id))


def _desk(one: Opened, name: str) -> EnrolledDesk:
    """By its id, or by its name: the newest of that name."""
    named = [desk for desk in one.trust.desks.all() if name in (desk.id, desk.name)]
    if not named:
        raise UnknownDesk(name)
    return max(named, key=lambda desk: desk.enrolled_at)
