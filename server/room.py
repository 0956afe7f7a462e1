"""What the endpoints stand on: built once, handed to each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.clock import Clock
from core.ids import AgentId
from core.ports_server import Ledger
from core.rights import RIGHTS, Right
from core.sync.who import MAY_DELETE, MAY_SAVE_DIRECTORY, MAY_SAVE_LEVELS, Who, scope_of
from core.trust import Account
from server.blobs import Blobs
from server.enrolment import Enrolment
from server.figures import Figures
from server.gate import Gate, Signed, Trust
from server.settings import ServerSettings
from server.strangers import Strangers
from storage.ledger.glance import Glance

SAID_TO_THE_LEDGER = {
    Right.SHAPE_RULES: MAY_SAVE_LEVELS,
    Right.SHAPE_DIRECTORY: MAY_SAVE_DIRECTORY,
    Right.DELETE: MAY_DELETE,
}


@dataclass(frozen=True, slots=True)
class Room:
    """Everything that lives as long as the server."""

    settings: ServerSettings
    clock: Clock
    ledger: Ledger
    glance: Glance
    trust: Trust
    gate: Gate
    enrolment: Enrolment
    blobs: Blobs
    figures: Figures
    strangers: Strangers
    authority_pem: str

    def who(self, signed: Signed) -> Who:
        """The session as the ledger knows it: role and teams as they are now."""
        return self._one(signed.account, signed)

    def who_pushes(self, signed: Signed) -> Who:
        """With those who worked at this desk before: what they did is carried too, with no right this person lacks.

        A desk is believed who did what, and its key is in the hands of whoever sits there.
        """
        mine = self._one(signed.account, signed)
        earlier = (one for one in self.trust.sessions.people_before(signed.desk) if one != mine.person)
        before = (self._earlier(person, signed) for person in earlier)
        return replace(mine, before=tuple(replace(one, rights=one.rights & mine.rights) for one in before))

    def _earlier(self, person: AgentId, signed: Signed) -> Who:
        """Somebody without an account worked at this desk before it was enrolled: they have no rights but to work."""
        account = self.trust.accounts.of(person)
        return self._one(account, signed) if account else Who(person, signed.desk, scope_of(person, ()))

    def _one(self, account: Account, signed: Signed) -> Who:
        """Of a person who is locked only the work is left that every agent may do."""
        rights = RIGHTS[account.role] if not account.is_locked else frozenset[Right]()
        teams = self.glance.teams_of(AgentId(account.person))
        return Who(
            account.person,
            signed.desk,
            scope_of(account.person, teams, sees_all=Right.SEE_EVERYTHING in rights),
            frozenset(said for right, said in SAID_TO_THE_LEDGER.items() if right in rights),
            teams,
        )
