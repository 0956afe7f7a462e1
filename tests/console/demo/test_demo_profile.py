"""The demonstration is believable: nothing in it contradicts itself, the clock, or the rules of tickets."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from console.demo.cast import AMELIA, LI_XIUYING, DemoCaller, demo_numbers
from console.demo.directory import MY_TEAMS, agents_of, categories, directory, team_of
from console.demo.matters import matters
from console.demo.profile import DemoProfile, demo_profile
from core.customers.index import MatchReason
from core.customers.matching import who_is
from core.customers.model import Customer, CustomerKind
from core.customers.numbers import NumberKind, NumberRules, identify
from core.tickets.model import NEXT, Priority, Status
from core.tickets.text import SUBJECT
from tests.fakes.number_index import DictNumberIndex

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
RULES = NumberRules(area="010")
FICTION = re.compile(
    r"\+86(154|164|142|143)\d{8}|\+86\d{2,3}40\d{5,6}|\+8640000012\d\d|\+1\d{3}55501\d\d"
    r"|\+44(207946|161496|113496|131496|117496)0\d{3}|\+447700900\d{3}"
)


@pytest.fixture(scope="module", params=["zh", "en"])
def profile(request: pytest.FixtureRequest) -> DemoProfile:
    language: str = request.param
    return demo_profile(NOW, language)


@pytest.fixture(scope="module")
def index(profile: DemoProfile) -> DictNumberIndex:
    made = DictNumberIndex(RULES)
    for customer in profile.customers:
        made.put(customer)
    return made


def test_the_same_seed_tells_the_same_story() -> None:
    assert demo_profile(NOW, "zh", customers=300, tickets=300) == demo_profile(
        NOW, "zh", customers=300, tickets=300
    )


def test_another_seed_tells_another() -> None:
    assert demo_profile(NOW, "zh", 1, 300, 300).tickets != demo_profile(NOW, "zh", 2, 300, 300).tickets


def test_there_are_a_few_thousand_customers_and_tickets(profile: DemoProfile) -> None:
    assert len(profile.customers) >= 2_000
    assert len(profile.tickets) >= 4_000
    assert len({customer.id for customer in profile.customers}) == len(profile.customers)
    assert len({ticket.id for ticket in profile.tickets}) == len(profile.tickets)
    assert len({ticket.number for ticket in profile.tickets}) == len(profile.tickets)


def test_both_languages_are_spoken(profile: DemoProfile) -> None:
    english = sum(customer.name.isascii() for customer in profile.customers)
    assert 0.15 < english / len(profile.customers) < 0.7


def test_every_ticket_kept_to_the_transition_table_and_to_the_clock(profile: DemoProfile) -> None:
    for ticket in profile.tickets:
        for before, after in pairwise(ticket.history):
            assert after.status in NEXT[before.status], ticket.number
            assert before.at <= after.at, ticket.number
        assert ticket.opened_at <= ticket.changed_at <= NOW
        assert all(ticket.opened_at.year - 1 < note.at.year and note.at <= NOW for note in ticket.notes)
        assert (ticket.assignee is None) == (ticket.status is Status.NEW)


def test_every_sentence_is_filled_in_and_short_enough(profile: DemoProfile) -> None:
    for ticket in profile.tickets:
        texts = [ticket.subject, ticket.description, *(note.text for note in ticket.notes)]
        assert all(text and "{" not in text for text in texts), ticket.number
        assert len(ticket.subject) <= SUBJECT


def test_a_ticket_speaks_the_language_of_its_customer(profile: DemoProfile) -> None:
    names = {customer.id: customer.name for customer in profile.customers}
    for ticket in profile.tickets:
        assert ticket.customer is not None
        assert names[ticket.customer].isascii() == ticket.subject.replace("£", "").isascii(), ticket.subject


def test_teams_people_and_categories_of_tickets_exist(profile: DemoProfile) -> None:
    leaves = {category.id for category in profile.directory.categories if category.is_leaf}
    people = {person.id for person in profile.directory.people}
    for ticket in profile.tickets:
        assert ticket.category in leaves
        assert ticket.team == team_of(ticket.category)
        assert ticket.assignee is None or ticket.assignee in people


def test_notes_of_a_call_lie_within_it(profile: DemoProfile) -> None:
    calls = {call.facts.id: call.facts for call in profile.calls}
    noted = [note for ticket in profile.tickets for note in ticket.notes if note.call]
    assert len(noted) > 1_000
    for note in noted:
        assert note.call is not None
        call = calls[note.call]
        assert note.offset is not None
        assert call.answered_at is not None
        assert call.ended_at is not None
        assert note.at <= call.ended_at


def test_the_desk_has_a_days_work_before_it(profile: DemoProfile) -> None:
    mine = [t for t in profile.tickets if t.assignee == profile.me and t.status.is_open]
    assert 6 <= len(mine) <= 40
    assert len({ticket.status for ticket in profile.tickets}) == len(Status)
    assert {ticket.priority for ticket in profile.tickets} == set(Priority)
    assert sum(ticket.status is Status.NEW for ticket in profile.tickets) >= 10


def test_two_missed_calls_are_news(profile: DemoProfile) -> None:
    unseen = [
        call
        for call in profile.calls
        if call.facts.began_at > profile.missed_seen_at and not call.facts.answered_at
    ]
    assert len(unseen) == 2


def test_every_number_is_readable_and_rings_at_nobodys(profile: DemoProfile) -> None:
    kinds = {NumberKind.MOBILE, NumberKind.LANDLINE, NumberKind.SERVICE, NumberKind.FOREIGN}
    for customer in profile.customers:
        assert customer.numbers
        for number in customer.numbers:
            found = identify(number.written, RULES)
            assert found.kind in kinds, number.written
            assert FICTION.fullmatch(found.line), number.written


def test_some_numbers_belong_to_two_and_companies_share_lines(
    profile: DemoProfile, index: DictNumberIndex
) -> None:
    exact = [who_is(call.facts.remote, RULES, index) for call in profile.calls]
    reasons = Counter(one.reason for match in exact for one in match.candidates)
    assert sum(match.sure is None and len(match.candidates) > 1 for match in exact) > 10
    assert reasons[MatchReason.SAME_LINE] > 100


def test_calls_of_customers_are_recognised(profile: DemoProfile, index: DictNumberIndex) -> None:
    for call in profile.calls:
        if call.customer:
            found = who_is(call.facts.remote, RULES, index)
            assert call.customer in {one.customer for one in found.candidates}, call.facts.remote


CALLERS = {caller.key: caller for caller in demo_numbers("zh_CN")}
ENGLISH = {caller.key: caller for caller in demo_numbers("en")}


def reasons_of(caller: DemoCaller, index: DictNumberIndex) -> list[MatchReason]:
    return [one.reason for one in who_is(caller.party, RULES, index).candidates]


def test_each_demo_caller_is_what_the_menu_says(index: DictNumberIndex) -> None:
    same, line = MatchReason.SAME_NUMBER, MatchReason.SAME_LINE
    assert reasons_of(CALLERS["known"], index) == [same]
    assert reasons_of(ENGLISH["known"], index) == [same]
    assert reasons_of(CALLERS["unknown"], index) == []
    assert reasons_of(CALLERS["ambiguous"], index) == [same, same]
    assert reasons_of(CALLERS["company"], index) == [same, line, line, line]
    assert reasons_of(CALLERS["abroad"], index) == [same]
    assert reasons_of(CALLERS["withheld"], index) == []


def test_only_the_known_caller_follows_the_language() -> None:
    assert CALLERS.keys() == ENGLISH.keys()
    assert {key for key in CALLERS if CALLERS[key] != ENGLISH[key]} == {"known"}


@pytest.mark.parametrize("known", [LI_XIUYING, AMELIA], ids=lambda known: known.name)
def test_the_known_caller_has_something_open(known: Customer, profile: DemoProfile) -> None:
    assert known.kind is CustomerKind.PERSON
    assert sum(ticket.customer == known.id and ticket.status.is_open for ticket in profile.tickets) >= 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_category_tree_is_covered_in_both_languages(language: str) -> None:
    leaves = {category.id for category in categories(language) if category.is_leaf}
    assert {matter.category for matter in matters(language)} == leaves
    assert len(categories(language)) >= 30
    assert all(one.subjects and one.descriptions and one.notes and one.outcomes for one in matters(language))


def test_every_team_has_people_and_the_desk_has_colleagues() -> None:
    for team in directory("zh").teams:
        assert len(agents_of(team.id)) >= 2
    assert set(MY_TEAMS) <= {team.id for team in directory("en").teams}
