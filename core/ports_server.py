"""What the server needs of its database, as a Protocol: the ledger of operations and the records they made."""

from __future__ import annotations

from typing import Protocol

from core.sync.messages import Answer, Hello, NumberBlock, Page, Push, Welcome
from core.sync.who import Who


class Fresh(Protocol):
    """What changed between two positions, in one snapshot, whomever it concerns."""

    @property
    def since(self) -> int: ...
    @property
    def head(self) -> int: ...
    def part_of(self, scope: frozenset[str], known: int = 0) -> Page | None:
        """The page for whoever has everything up to ``since`` under just these keys; None: nothing concerns them."""
        ...


class Ledger(Protocol):
    """Called from any thread. Each method did all it says, durably, or raised a trouble and changed nothing.

    Everything a caller may see, reference or change is judged here by ``Who``: what is outside its scope is not known.
    """

    def hello(self, who: Who, hello: Hello) -> Welcome:
        """Who we are, and which protocols are served; older ones get the same answer and go no further."""
        ...

    def take(self, who: Who, push: Push) -> tuple[Answer, ...]:
        """Perform the operations in their order, each at its own position, in one commit; answers in the same order.

        One that is known already is answered as before. Raises ``Misshapen`` when one has no id; every other fault of
        an operation is that operation's own refusal. Waits its turn: all desks' batches that wait share a commit.
        """
        ...

    def pull(self, who: Who, cursor: str, limit: int = 500) -> Page:
        """What changed in this scope since the cursor, from one snapshot, without a lock.

        A cursor that is "", damaged, or of another epoch begins from the start.
        """
        ...

    def preview(self, who: Who, limit: int = 300) -> Page:
        """What a new desk needs to be of use: directory, service levels, the newest open tickets with what they name.

        It has no cursor ("") and is never a checkpoint.
        """
        ...

    def numbers(self, who: Who, year: int) -> NumberBlock:
        """A fresh block of ticket numbers for this desk."""
        ...

    def head(self) -> int:
        """The position of the last operation taken."""
        ...

    def fresh(self, since: int) -> Fresh | None:
        """What changed since, read once for everybody; None: it is so much that each had better ask."""
        ...

    def wait_for_news(self, after: int, seconds: float) -> int:
        """The head, as soon as it is beyond ``after``, or when the time is over."""
        ...

    def close(self) -> None: ...
