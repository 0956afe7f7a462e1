"""What must hold at every moment, looked at from outside: who is shown what, and whose operation is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.errors import RuleViolation
from core.sync.messages import Page, Push
from core.sync.ops import command_of, from_wire
from core.sync.records import Kind, refs_of
from core.sync.who import Who

Docs = Mapping[tuple[str, str], Mapping[str, Any]]


class Broken(AssertionError):
    """A promise of sync does not hold."""


def keys_of_ticket(doc: Mapping[str, Any]) -> set[str]:
    """Written anew on purpose: the program's own answer is what is being judged."""
    keys = {f"team:{doc['team']}" if doc["team"] else "all", "*"}
    if doc["assignee"]:
        keys.add(f"agent:{doc['assignee']}")
    return keys | {f"agent:{one['agent']}" for one in doc["watchers"] if one["on"]}


@dataclass
class Watch:
    """``docs`` reads every ticket's document from the server's file."""

    docs: Callable[[], Docs]
    acknowledged: set[str] = field(default_factory=set)

    def page(self, who: Who, page: Page) -> None:
        for row in page.rows:
            if row.kind == Kind.TICKET.value and not who.scope & keys_of_ticket(row.doc):
                raise Broken(f"{who.person} was shown the ticket {row.id} of another team")
            if not set(row.keys) <= who.scope:
                raise Broken(f"{who.person} was told keys that are not theirs: {row.keys}")

    def before_push(self, who: Who, push: Push) -> dict[str, str]:
        """Of each operation on a ticket that this person cannot see: which ticket."""
        docs = self.docs()
        hidden = {}
        for wire in push.ops:
            try:
                refs = refs_of(command_of(from_wire(wire)))
            except RuleViolation:
                continue
            for ref in refs:
                doc = docs.get((ref.kind.value, ref.id))
                if ref.kind is Kind.TICKET and doc is not None and not who.scope & keys_of_ticket(doc):
                    hidden[str(wire["id"])] = ref.id
        return hidden

    def after_push(self, hidden: Mapping[str, str], taken: Iterable[str]) -> None:
        """Within one push a ticket may have left the scope only by an operation of the same push: that is later."""
        for op in taken:
            if op in hidden:
                raise Broken(f"the operation {op} on the hidden ticket {hidden[op]} was taken")
