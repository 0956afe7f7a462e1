"""Of an open desk: who can open it, changed while it is open; the database itself is not touched."""

from __future__ import annotations

from core.errors import RuleViolation
from storage.keys import DESK_COST, Cost, DatabaseKey
from storage.slots import PeopleKeys


class DeskKeys:
    """Holds the key as long as the desk is open."""

    def __init__(self, people: PeopleKeys, key: DatabaseKey) -> None:
        self._people = people
        self._key = key

    def admit(self, login: str, password: str, cost: Cost = DESK_COST) -> None:
        """From now on people sign in here by name; a passphrase that opened this desk before does so no longer."""
        if self._people.is_there:
            self._people.admit(login, password, self._key, cost)
        else:
            self._people.make(self._key, login, password, cost)

    def dismiss(self, login: str) -> None:
        self._people.dismiss(login)

    @property
    def proof(self) -> str:
        return self._people.proof

    def sealed(self) -> str:
        """For the server to keep, who cannot open it."""
        return self._people.seal(self._key)


class ReadOnly(RuleViolation):
    """The right to write was withdrawn; what was typed stays where it was typed."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing can be changed at this desk now: the server no longer takes what is done here. What you typed "
            "stays where you typed it. Ask IT."
        )
