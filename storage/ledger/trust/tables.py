"""The tables of trust as they are now, alike on SQLCipher and PostgreSQL; moments are milliseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage.ledger.tables import ledger_table

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


accounts = ledger_table(
    "trust_accounts",
    "person login role password is_locked must_change made_at changed_at",
    "is_locked must_change made_at changed_at",
    "person",
)
desks = ledger_table("trust_desks", "id name state enrolled_at seen_at", "enrolled_at seen_at")
desk_people = ledger_table("trust_desk_people", "desk person last_at", "last_at", "desk person")
certificates = ledger_table("trust_certificates", "serial desk state ends_at", "ends_at", "serial")
codes = ledger_table(
    "trust_codes", "digest name desk made_at ends_at used_at", "made_at ends_at used_at", "digest"
)
sessions = ledger_table("trust_sessions", "digest person desk began_at last_at", "began_at last_at", "digest")
desk_keys = ledger_table("trust_desk_keys", "desk proof sealed kept_at", "kept_at", "desk")
tries = ledger_table("trust_tries", "key failures last_at", "failures last_at", "key")
audit = ledger_table("trust_audit", "number at kind by desk about facts previous link", "number", "number")
audit_head = ledger_table("trust_audit_head", "id number link seal", "id number")


def to_ms(at: datetime) -> int:
    return round((at - EPOCH) / timedelta(milliseconds=1))


def from_ms(millis: int) -> datetime:
    return EPOCH + timedelta(milliseconds=millis)
