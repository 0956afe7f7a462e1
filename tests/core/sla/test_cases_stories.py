"""Cases by hand: pauses, reopening, priorities, policies and calendars that change, promises."""

from __future__ import annotations

from datetime import timedelta

from core.sla.calendar import DayKind
from core.sla.clock import read_ticket
from core.sla.history import History
from core.sla.levels import ServiceLevels
from core.sla.policy import Book, Edition, Reopening, TargetKind
from core.sla.reading import Reading, SlaState
from core.tickets.model import Priority, Waiting
from tests.core.sla.calendars import office
from tests.core.sla.stories import H, M, at, edition, on, policy, promise, reading, story
from tests.core.sla.test_cases_hours import day

P1, P2, P3, P4 = Priority
FIRST, UPDATE, CALL_BACK = TargetKind.FIRST_RESPONSE, TargetKind.NEXT_UPDATE, TargetKind.CALL_BACK
CUSTOMER_ONLY = (edition(policy(pauses=(Waiting.CUSTOMER,))),)


def by(reopening: Reopening) -> tuple[Edition, ...]:
    return (edition(policy(reopening)),)


def due(found: Reading, expected: str) -> bool:
    assert found.due == at(expected), found
    return True


# Pauses. P2: eight hours, which from Tuesday 9:00 are due at 18:00.


def test_pause_in_the_afternoon() -> None:
    """2 h of waiting push due from 18:00 to 11:00 tomorrow."""
    told = story("2026-11-24 09:00", ("2026-11-24 14:00", "wait"), ("2026-11-24 16:00", "work"))
    assert due(reading(told, "2026-11-24 16:30"), "2026-11-25 11:00")


def test_pause_inside_lunch() -> None:
    """12:10 to 12:50 is nobody's working time: nothing is gained."""
    told = story("2026-11-24 09:00", ("2026-11-24 12:10", "wait"), ("2026-11-24 12:50", "work"))
    found = reading(told, "2026-11-24 15:00")
    assert due(found, "2026-11-24 18:00")
    assert found.paused == timedelta()


def test_pause_over_lunch() -> None:
    """11:30 to 13:30 is two hours on the wall and one of work."""
    told = story("2026-11-24 09:00", ("2026-11-24 11:30", "wait"), ("2026-11-24 13:30", "work"))
    found = reading(told, "2026-11-24 15:00")
    assert due(found, "2026-11-25 10:00")
    assert found.paused == H


def test_pause_begun_before_opening() -> None:
    """Waiting from 7:00 to 10:00 saves the hour from 9:00."""
    told = story("2026-11-24 06:00", ("2026-11-24 07:00", "wait"), ("2026-11-24 10:00", "work"))
    assert due(reading(told, "2026-11-24 15:00"), "2026-11-25 10:00")


def test_pause_over_a_weekend() -> None:
    """From Friday 17:00 to Monday 10:00 two working hours pass: 8 h from Friday 9:00 end on Monday 11:00."""
    told = story("2026-11-27 09:00", ("2026-11-27 17:00", "wait"), ("2026-11-30 10:00", "work"))
    found = reading(told, "2026-11-30 10:00")
    assert due(found, "2026-11-30 11:00")
    assert found.paused == 2 * H


def test_pause_that_ends_at_the_weekend() -> None:
    """Friday 17:00 to Saturday noon is one working hour."""
    told = story("2026-11-27 09:00", ("2026-11-27 17:00", "wait"), ("2026-11-28 12:00", "work"))
    assert due(reading(told, "2026-11-30 09:30"), "2026-11-30 10:00")


def test_two_pauses_that_touch() -> None:
    """First for the customer, then at once for the supplier: one stretch of 3 h, 18:00 becomes 12:00."""
    steps = (
        ("2026-11-24 14:00", "wait"),
        ("2026-11-24 15:00", "wait for supplier"),
        ("2026-11-24 17:00", "work"),
    )
    assert due(reading(story("2026-11-24 09:00", *steps), "2026-11-24 17:30"), "2026-11-25 12:00")


def test_the_same_pause_told_by_two_desks() -> None:
    """Both desks put it to waiting, at 14:00 and 14:05; it counts once."""
    steps = (("2026-11-24 14:05", "wait"), ("2026-11-24 14:00", "wait"), ("2026-11-24 16:00", "work"))
    assert due(reading(story("2026-11-24 09:00", *steps), "2026-11-24 16:30"), "2026-11-25 11:00")


def test_waiting_for_whom_nobody_said() -> None:
    """It is taken as waiting for the customer."""
    told = story("2026-11-24 09:00", ("2026-11-24 14:00", "wait for whom"), ("2026-11-24 16:00", "work"))
    assert due(reading(told, "2026-11-24 16:30", book=CUSTOMER_ONLY), "2026-11-25 11:00")


def test_a_supplier_that_does_not_pause() -> None:
    """This policy pauses for the customer only."""
    told = story("2026-11-24 09:00", ("2026-11-24 14:00", "wait for supplier"), ("2026-11-24 16:00", "work"))
    assert due(reading(told, "2026-11-24 16:30", book=CUSTOMER_ONLY), "2026-11-24 18:00")


def test_while_it_waits_nothing_is_due() -> None:
    found = reading(story("2026-11-24 09:00", ("2026-11-24 14:00", "wait")), "2026-11-25 14:00")
    assert (found.state, found.due, found.used) == (SlaState.PAUSED, None, 4 * H)
    assert found.left == 4 * H


def test_late_before_it_waits_stays_late() -> None:
    """P1 was due at 14:00; waiting from 15:00 changes nothing about that."""
    found = reading(story("2026-11-24 09:00", ("2026-11-24 15:00", "wait"), priority=P1), "2026-11-24 17:00")
    assert found.state is SlaState.BREACHED
    assert due(found, "2026-11-24 14:00")


def test_pause_begun_at_the_due_moment() -> None:
    """The eighth hour ends at 18:00 sharp: due then, and no pause after it brings it back."""
    told = story("2026-11-24 09:00", ("2026-11-24 18:00", "wait"))
    assert due(reading(told, "2026-11-24 18:00"), "2026-11-24 18:00")


# Resolved and reopened.


def test_resolved_at_the_due_moment_is_in_time() -> None:
    found = reading(story("2026-11-24 09:00", ("2026-11-24 18:00", "done")), "2026-11-26 10:00")
    assert (found.state, found.left) == (SlaState.MET, timedelta())


def test_resolved_a_second_later_is_not() -> None:
    found = reading(story("2026-11-24 08:59", ("2026-11-25 09:00:01", "done")), "2026-11-26 10:00")
    assert found.state is SlaState.MISSED
    assert found.breached_at == at("2026-11-24 18:00")


def test_closed_stays_as_it_was_resolved() -> None:
    steps = (("2026-11-24 11:00", "done"), ("2026-12-01 11:00", "close"))
    found = reading(story("2026-11-24 09:00", *steps), "2026-12-05 10:00")
    assert (found.state, found.used) == (SlaState.MET, 2 * H)


def test_reopened_and_gone_on() -> None:
    """2 h used, resolved for a day; 6 h are left from Wednesday 11:00: 1 h, 5 h of the afternoon."""
    steps = (("2026-11-24 11:00", "done"), ("2026-11-25 11:00", "reopen"))
    found = reading(story("2026-11-24 09:00", *steps), "2026-11-25 11:30", book=by(Reopening.CONTINUE))
    assert due(found, "2026-11-25 18:00")


def test_reopened_and_begun_anew() -> None:
    """The whole 8 h from Wednesday 11:00: 1 h, 5 h, and 2 h of Thursday."""
    steps = (("2026-11-24 11:00", "done"), ("2026-11-25 11:00", "reopen"))
    found = reading(story("2026-11-24 09:00", *steps), "2026-11-25 11:30", book=by(Reopening.RESTART))
    assert due(found, "2026-11-26 11:00")
    assert found.used == H / 2


def test_reopened_as_if_never_resolved() -> None:
    """8 h from Tuesday 9:00 were used up on Tuesday at 18:00: late at once when it comes back."""
    steps = (("2026-11-24 11:00", "done"), ("2026-11-25 11:00", "reopen"))
    found = reading(story("2026-11-24 09:00", *steps), "2026-11-25 11:30", book=by(Reopening.RUN_ON))
    assert found.state is SlaState.BREACHED
    assert due(found, "2026-11-24 18:00")


def test_reopened_twice() -> None:
    """1 h, 1 h and now: 6 h from Thursday 9:00."""
    steps = (
        ("2026-11-24 10:00", "done"), ("2026-11-25 09:00", "reopen"), ("2026-11-25 10:00", "done"),
        ("2026-11-26 09:00", "reopen"),
    )  # fmt: skip
    assert due(reading(story("2026-11-24 09:00", *steps), "2026-11-26 09:30"), "2026-11-26 16:00")


# Terms that change.


def test_priority_raised_after_half_the_time() -> None:
    """4 of P2's 8 h are used at 14:00; P1 has 4 h: due at once, late from the raise on and not before."""
    told = story("2026-11-24 09:00", raised=(("2026-11-24 14:00", P1),))
    found = reading(told, "2026-11-24 14:30")
    assert due(found, "2026-11-24 14:00")
    assert found.breached_at == at("2026-11-24 14:00")


def test_priority_raised_after_a_quarter() -> None:
    """2 h used at 11:00, 2 h of P1's 4 left: 1 h to lunch, 1 h after it."""
    told = story("2026-11-24 09:00", raised=(("2026-11-24 11:00", P1),))
    assert due(reading(told, "2026-11-24 11:00"), "2026-11-24 14:00")


def test_priority_raised_too_late_is_no_fault_of_before() -> None:
    """6 h used at 16:00; by P1 it was due at 14:00, but nobody promised that then: late from 16:00 on."""
    found = reading(story("2026-11-24 09:00", raised=(("2026-11-24 16:00", P1),)), "2026-11-24 17:00")
    assert due(found, "2026-11-24 14:00")
    assert found.breached_at == at("2026-11-24 16:00")


def test_priority_lowered_gives_time() -> None:
    """P1 was late at 14:00; as P3 since 15:00 it has 16 h: up to Wednesday 18:00."""
    found = reading(
        story("2026-11-24 09:00", priority=P1, raised=(("2026-11-24 15:00", P3),)), "2026-11-24 16:00"
    )
    assert (found.state, found.breached_at) == (SlaState.RUNNING, None)
    assert due(found, "2026-11-25 18:00")


def test_resolved_before_the_raise_is_judged_as_it_was() -> None:
    """Resolved as P2 after 5 h, raised to P1 an hour later: met."""
    told = story("2026-11-24 09:00", ("2026-11-24 15:00", "done"), raised=(("2026-11-24 16:00", P1),))
    found = reading(told, "2026-11-25 10:00")
    assert (found.state, found.target) == (SlaState.MET, 8 * H)


def test_a_priority_without_a_time_has_no_clock() -> None:
    history = story("2026-11-24 09:00", priority=P4)
    kinds = {one.kind for one in readings_of(history, "2026-11-24 10:00")}
    assert kinds == {FIRST}


def readings_of(history: History, now: str) -> tuple[Reading, ...]:
    return read_ticket(history, ServiceLevels(Book((edition(),)), at(now)), at(now))


# Policies and calendars that change.


def test_policy_changed_while_it_runs() -> None:
    """From Tuesday noon times are doubled: 16 h from 9:00 are due on Wednesday at 18:00."""
    book = (edition(), edition(policy(scale=2), begins="2026-11-24 12:00", id_="second"))
    assert due(reading(story("2026-11-24 09:00"), "2026-11-24 13:00", book=book), "2026-11-25 18:00")


def test_policy_that_begins_later_does_not_count_yet() -> None:
    book = (edition(), edition(policy(scale=2), begins="2026-11-26 00:00", id_="second"))
    assert due(reading(story("2026-11-24 09:00"), "2026-11-24 13:00", book=book), "2026-11-24 18:00")


def test_policy_changed_after_it_was_resolved() -> None:
    """Half the time from Wednesday on: what was resolved in 5 h on Tuesday had 8."""
    book = (edition(policy(scale=2)), edition(policy(), begins="2026-11-25 00:00", id_="second"))
    found = reading(story("2026-11-24 09:00", ("2026-11-24 15:00", "done")), "2026-11-26 09:00", book=book)
    assert (found.state, found.target, found.edition) == (SlaState.MET, 16 * H, "first")


def test_stricter_policy_makes_late_from_its_beginning() -> None:
    """16 h before; from Wednesday 10:00 it is 8, used up on Tuesday at 18:00: late since Wednesday 10:00."""
    book = (edition(policy(scale=2)), edition(policy(), begins="2026-11-25 10:00", id_="second"))
    found = reading(story("2026-11-24 09:00"), "2026-11-25 11:00", book=book)
    assert due(found, "2026-11-24 18:00")
    assert found.breached_at == at("2026-11-25 10:00")


def test_calendar_changed_later() -> None:
    """Wednesday is declared free on Tuesday evening: 3 h are left for Thursday."""
    closed = office(days=(day("2026-11-25", DayKind.CLOSURE),))
    book = (edition(), edition(begins="2026-11-24 20:00", calendars=(closed,), id_="second"))
    told = story("2026-11-24 13:00", ("2026-11-25 08:00", "work"))
    assert due(reading(told, "2026-11-25 09:00", book=book), "2026-11-26 12:00")


def test_calendar_changed_later_does_not_rejudge() -> None:
    """A ticket that was late on Monday stays late, although Monday is declared free on Tuesday."""
    closed = office(days=(day("2026-11-23", DayKind.CLOSURE),))
    book = (edition(), edition(begins="2026-11-24 09:00", calendars=(closed,), id_="second"))
    told = story("2026-11-20 13:00", ("2026-11-23 17:00", "done"))
    assert reading(told, "2026-11-25 09:00", book=book).state is SlaState.MISSED


def test_no_working_time_at_all() -> None:
    empty = office()
    book = on(type(empty)("office", "Empty", "Asia/Shanghai", ((),) * 7))
    found = reading(story("2026-11-24 09:00"), "2026-11-25 09:00", book=book)
    assert (found.due, found.used, found.state) == (None, timedelta(), SlaState.RUNNING)


# First response and updates.


def test_a_ticket_made_on_the_phone_is_answered_at_birth() -> None:
    found = reading(story("2026-11-24 09:00", contacts=("2026-11-24 09:00",)), "2026-11-24 15:00", FIRST)
    assert (found.state, found.used, found.stopped_at) == (SlaState.MET, timedelta(), at("2026-11-24 09:00"))


def test_a_ticket_without_a_call_waits_for_its_answer() -> None:
    assert due(reading(story("2026-11-24 11:30"), "2026-11-24 11:45", FIRST), "2026-11-24 13:30")


def test_answered_late() -> None:
    found = reading(story("2026-11-24 09:00", contacts=("2026-11-24 10:00:01",)), "2026-11-24 15:00", FIRST)
    assert (found.state, found.used) == (SlaState.MISSED, H + timedelta(seconds=1))


def test_resolving_answers_too() -> None:
    found = reading(story("2026-11-24 09:00", ("2026-11-24 09:30", "done")), "2026-11-24 15:00", FIRST)
    assert found.state is SlaState.MET


def test_waiting_does_not_pause_the_first_answer() -> None:
    told = story("2026-11-24 09:00", ("2026-11-24 09:10", "wait"))
    assert due(reading(told, "2026-11-24 09:30", FIRST), "2026-11-24 10:00")


def test_the_next_update_counts_from_the_last_contact() -> None:
    """Spoken at 9:00 and at 11:00: 4 h from then are due at 16:00."""
    told = story("2026-11-24 09:00", contacts=("2026-11-24 09:00", "2026-11-24 11:00"))
    found = reading(told, "2026-11-24 12:00", UPDATE)
    assert due(found, "2026-11-24 16:00")
    assert found.ref == "2"


def test_no_update_is_due_before_the_first_answer() -> None:
    kinds = {one.kind for one in readings_of(story("2026-11-24 09:00"), "2026-11-24 10:00")}
    assert UPDATE not in kinds


# Promises: by the clock on the wall.


def test_a_promise_is_due_when_it_was_promised() -> None:
    told = story("2026-11-24 17:00", promises=(promise("2026-11-24 17:00", "2026-11-24 19:30"),))
    found = reading(told, "2026-11-24 18:00", CALL_BACK)
    assert due(found, "2026-11-24 19:30")
    assert found.left == 90 * M


def test_a_promise_kept_by_a_call() -> None:
    mine = promise("2026-11-24 10:00", "2026-11-24 11:00")
    told = story("2026-11-24 09:00", contacts=("2026-11-24 09:00", "2026-11-24 10:50"), promises=(mine,))
    assert reading(told, "2026-11-24 12:00", CALL_BACK).state is SlaState.MET


def test_a_promise_kept_late() -> None:
    mine = promise("2026-11-24 10:00", "2026-11-24 11:00", kept="2026-11-24 11:20")
    assert (
        reading(story("2026-11-24 09:00", promises=(mine,)), "2026-11-24 12:00", CALL_BACK).state
        is SlaState.MISSED
    )


def test_a_promise_withdrawn_is_not_judged() -> None:
    mine = promise("2026-11-24 10:00", "2026-11-24 11:00", withdrawn="2026-11-24 10:30")
    assert (
        reading(story("2026-11-24 09:00", promises=(mine,)), "2026-11-24 12:00", CALL_BACK).state
        is SlaState.DROPPED
    )


def test_a_promise_of_a_ticket_that_was_resolved_first_is_not_judged() -> None:
    mine = promise("2026-11-24 10:00", "2026-11-24 11:00")
    told = story("2026-11-24 09:00", ("2026-11-24 10:30", "done"), promises=(mine,))
    assert reading(told, "2026-11-24 12:00", CALL_BACK).state is SlaState.DROPPED
