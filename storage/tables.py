"""The tables as they are now; how they came to be is in ``migrations``, and a test keeps the two alike."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, Text

from core.reporting.counters import CALL_COUNTERS, HOUR_COUNTERS, TICKET_COUNTERS

metadata = MetaData()


def _table(name: str, columns: str, integers: str = "", key: str = "id") -> Table:
    """A table of text columns, but for those named in ``integers``."""
    numbers, keys = integers.split(), key.split()
    return Table(
        name,
        metadata,
        *(
            Column(column, Integer if column in numbers else Text, primary_key=column in keys)
            for column in columns.split()
        ),
        sqlite_with_rowid=False,
    )


meta = _table("meta", "name value", key="name")
counters = _table("counters", "name value", "value", "name")
number_blocks = _table("number_blocks", "year first last next", "year first last next", "year first")
people = _table("people", "id name teams position mail mobile calendar", "position")
teams = _table("teams", "id name position lead calendar", "position")
categories = _table("categories", "id path is_leaf position", "is_leaf position")
customers = _table("customers", "id name kind company level note version stamp doc contract", "version doc")
customer_numbers = _table("customer_numbers", "customer n written label", "n", "customer n")
number_index = _table("number_index", "kind key customer written", "kind", "kind key customer")
ticket_numbers = _table("ticket_numbers", "key ticket written", key="key ticket")
tickets = _table(
    "tickets",
    "id number subject kind category impact urgency priority status is_open customer assignee team "
    "opened_at changed_at version stamps doc queue level contract due_at due_kind risk_at is_paused next_step "
    "sketch asset serial",
    "impact urgency priority is_open opened_at changed_at version doc due_at risk_at is_paused next_step",
)
ticket_bodies = _table("ticket_bodies", "ticket description parts", key="ticket")
ticket_history = _table("ticket_history", "ticket n status at by waits_for stamp", "n at", "ticket n")
ticket_notes = _table(
    "ticket_notes", "ticket n id text at by call offset informs", "n at offset informs", "ticket n"
)
ticket_files = _table(
    "ticket_files",
    "ticket n id name media size digest blob key at by stamp removed_at removed_by wished",
    "n size at removed_at",
    "ticket n",
)
blobs = _table("blobs", "seq name size sent state", "seq size sent", "seq")
ticket_calls = _table("ticket_calls", "ticket n call", "n", "ticket n")
ticket_marks = _table("ticket_marks", "ticket changes promises watchers reminded snoozes", key="ticket")
editions = _table("editions", "id valid_from stamp doc", "valid_from")
posts = _table(
    "posts",
    "id ticket number subject key kind way receiver moment due not_before next_try state tries is_repeat is_urgent "
    "sound tray letter done_at why",
    "moment due not_before next_try tries is_repeat is_urgent sound tray done_at",
)
ticket_replaced = _table("ticket_replaced", "seq ticket field value at by stamp", "seq at", "seq")
calls = _table(
    "calls",
    "id direction state number name withheld began_at answered_at ended_at dialled diverted_by queue encrypted end "
    "sip_code sip_reason sip_call_id customer stamp agent held wrap_up is_repeat counted",
    "withheld began_at answered_at ended_at encrypted sip_code held wrap_up is_repeat counted",
)
papers = _table(
    "papers",
    "number at by kind about way language paper file_hash code fields ticket recipient state why",
    "number at",
    "number",
)
drafts = _table("drafts", "ticket fields at", "at", "ticket")
parked_drafts = _table("parked_drafts", "owner ticket title fields at", "at", "owner ticket")
oplog = _table(
    "oplog",
    "seq id kind arguments agent desk at offset_ms stamp base_version extra ticket call customer "
    "state position refusal tries",
    "seq at offset_ms base_version position tries",
    "seq",
)
op_records = _table("op_records", "kind id seq", "seq", "kind id seq")
confirmed = _table("confirmed", "kind id doc due", "due", "kind id")
held = _table("held", "kind id position digest keys round", "position digest round", "kind id")
held_sums = _table("held_sums", "key kind count digest", "count digest", "key kind")
names = _table("names", "ref place value stamp", "place", "ref")
strays = _table("strays", "id kind record title fields at", "at")
report_keys = _table("report_keys", "id agent team category queue", "id")
ticket_facts = _table(
    "ticket_facts", "ticket gen key opened hour last parts", "gen key opened hour last", "ticket"
)
_ADDED_UP = " ".join(TICKET_COUNTERS)
ticket_days = _table("ticket_days", f"gen day key {_ADDED_UP}", f"gen day key {_ADDED_UP}", "gen day key")
_OF_CALLS = " ".join(CALL_COUNTERS)
call_days = _table("call_days", f"gen day key {_OF_CALLS}", f"gen day key {_OF_CALLS}", "gen day key")
_OF_HOURS = " ".join(HOUR_COUNTERS)
report_hours = _table(
    "report_hours", f"gen day hour queue {_OF_HOURS}", f"gen day hour {_OF_HOURS}", "gen day hour queue"
)
