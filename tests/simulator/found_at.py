"""Where planted bugs were found that are not found at once."""

from __future__ import annotations

from collections.abc import Mapping

# A story that changes moves them, and the test looks further.
SEEDS: Mapping[str, int] = {
    "a_new_team_begins_today": 29,
    "a_number_comes_twice": 1,
    "a_put_off_operation_counts_as_taken": 2,
    "a_tombstone_is_overlooked": 33,
    "a_wrong_clock_is_not_put_right": 11,
    "another_stamp_waits_for_the_checkpoint": 7925,
    "any_clock_is_believed": 11,
    "calls_do_not_follow_their_tickets": 2,
    "cursor_before_the_rows": 9,
    "keys_that_come_back_are_not_looked_at": 9580,
    "news_take_away_what_was_known": 110,
    "nothing_is_sent_again": 4,
    "nothing_leaves_with_the_news": 108,
    "pushes_are_not_judged_by_scope": 30,
    "rebase_forgets_the_order": 69,
    "refused_and_forgotten": 2,
    "restored_under_the_same_epoch": 4,
    "retired_at_the_end_of_a_page": 2,
    "sums_forget_removals": 1,
    "taken_twice": 1,
    "the_clock_ignores_what_was_seen": 37,
    "what_cannot_be_read_yet_is_refused": 6,
    "what_is_seen_otherwise_comes_later": 1062,
    "what_was_sent_before_a_restore_is_taken": 8044,
    "what_is_brought_fits_everywhere": 51,
}
