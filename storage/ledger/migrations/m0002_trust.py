"""Version 2, trust: accounts, desks, certificates, codes, sessions, tries, and the audit log that is only added to."""

from __future__ import annotations

from sqlalchemy import Connection

SCHEMA = """
CREATE TABLE trust_accounts (
    person TEXT PRIMARY KEY, login TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL,
    is_locked BIGINT NOT NULL, must_change BIGINT NOT NULL, made_at BIGINT NOT NULL, changed_at BIGINT NOT NULL
);
CREATE TABLE trust_desks (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL, enrolled_at BIGINT NOT NULL, seen_at BIGINT
);
CREATE TABLE trust_desk_people (
    desk TEXT NOT NULL, person TEXT NOT NULL, last_at BIGINT NOT NULL, PRIMARY KEY (desk, person)
);
CREATE TABLE trust_certificates (
    serial TEXT PRIMARY KEY, desk TEXT NOT NULL, state TEXT NOT NULL, ends_at BIGINT NOT NULL
);
CREATE TABLE trust_codes (
    digest TEXT PRIMARY KEY, name TEXT NOT NULL, desk TEXT NOT NULL, made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL, used_at BIGINT
);
CREATE TABLE trust_sessions (
    digest TEXT PRIMARY KEY, person TEXT NOT NULL, desk TEXT NOT NULL, began_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
CREATE TABLE trust_tries (key TEXT PRIMARY KEY, failures BIGINT NOT NULL, last_at BIGINT NOT NULL);
CREATE TABLE trust_audit (
    number BIGINT PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, by TEXT NOT NULL, desk TEXT NOT NULL,
    about TEXT NOT NULL, facts TEXT NOT NULL, previous TEXT NOT NULL, link TEXT NOT NULL
);
CREATE TABLE trust_audit_head (
    id BIGINT PRIMARY KEY, number BIGINT NOT NULL, link TEXT NOT NULL, seal TEXT NOT NULL
);
CREATE UNIQUE INDEX trust_accounts_login ON trust_accounts (login);
CREATE INDEX trust_certificates_desk ON trust_certificates (desk);
CREATE INDEX trust_sessions_person ON trust_sessions (person);
CREATE INDEX trust_sessions_desk ON trust_sessions (desk);
CREATE INDEX trust_tries_last ON trust_tries (last_at)
"""

# Against a slip of ours, not against a thief: who may drop a trigger is found out by the chain.
KEPT = {
    "sqlite": """
CREATE TRIGGER trust_audit_altered BEFORE UPDATE ON trust_audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to') | END |
CREATE TRIGGER trust_audit_removed BEFORE DELETE ON trust_audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to') | END
""",
    "postgresql": """
CREATE FUNCTION trust_audit_kept() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN RAISE EXCEPTION ''the audit log is only added to''; END' |
CREATE TRIGGER trust_audit_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON trust_audit
    FOR EACH STATEMENT EXECUTE FUNCTION trust_audit_kept()
""",
}


def migrate(connection: Connection) -> None:
    for statement in SCHEMA.split(";"):
        connection.exec_driver_sql(statement)
    for statement in KEPT[connection.dialect.name].replace("| END", "; END").split("|"):
        connection.exec_driver_sql(statement)
