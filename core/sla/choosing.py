"""Which policy is for a ticket: the first whose conditions all hold, and why the ones before it do not."""

from __future__ import annotations

from collections.abc import Callable

from core.sla.history import Terms
from core.sla.policy import Conditions, Edition, Policy
from core.sla.reading import RuleTried
from core.words import Sentence, sentence


def _of_category(conditions: Conditions, terms: Terms) -> bool:
    """A category stands for everything below it."""
    return any(terms.category == one or terms.category.startswith(f"{one}.") for one in conditions.categories)


_CHECKS: tuple[tuple[str, Callable[[Conditions, Terms], bool], Sentence], ...] = (
    ("categories", _of_category, Sentence("It is for other categories.")),
    ("kinds", lambda c, t: t.kind in c.kinds, Sentence("It is for another kind of ticket.")),
    ("priorities", lambda c, t: t.priority in c.priorities, Sentence("It is for other priorities.")),
    ("levels", lambda c, t: t.level in c.levels, Sentence("It is for customers of another level.")),
    ("queues", lambda c, t: t.queue in c.queues, Sentence("It is for calls from other queues.")),
    ("templates", lambda c, t: t.template in c.templates, Sentence("It is for another template.")),
    ("contracts", lambda c, t: t.contract in c.contracts, Sentence("It is for other contracts.")),
)


def why_not(policy: Policy, terms: Terms) -> Sentence | None:
    """The first condition that does not hold; None: all do."""
    for name, holds, said in _CHECKS:
        if getattr(policy.conditions, name) and not holds(policy.conditions, terms):
            return said
    return None


def first_policy(terms: Terms, edition: Edition) -> Policy | None:
    return next((one for one in edition.policies if why_not(one, terms) is None), None)


def tried(terms: Terms, edition: Edition) -> tuple[RuleTried, ...]:
    """The policies that were looked at, in their order, the one that was taken last."""
    looked_at = []
    for policy in edition.policies:
        reason = why_not(policy, terms)
        looked_at.append(RuleTried(policy.id, policy.name, reason))
        if reason is None:
            break
    return tuple(looked_at)


def nobody(edition: Edition | None) -> Sentence:
    """Why no policy is for a ticket."""
    if edition is None:
        return sentence("There are no service levels yet.")
    return sentence("No policy is for such a ticket.")
