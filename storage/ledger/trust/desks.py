"""Which desks are enrolled: one-time codes, certificates, and who was sent away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from core.audit import AuditNote
from core.ids import AgentId, DeskId
from core.trust import Certificate, CertificateState, CodeNotValid, DeskState, EnrolledDesk
from storage.ledger.stores import Store
from storage.ledger.trust.audit_log import AuditLog
from storage.ledger.trust.tables import certificates, codes, desk_people, desks, from_ms, sessions, to_ms


class Desks:
    """A desk that is out loses its sessions in the transaction that puts it out."""

    def __init__(self, store: Store, log: AuditLog) -> None:
        self._store = store
        self._log = log

    def put_code(
        self, digest: str, name: str, desk: DeskId | None, ends_at: datetime, note: AuditNote
    ) -> None:
        """``desk``: the one that is to come again."""
        row = {
            "digest": digest,
            "name": name,
            "desk": desk or "",
            "made_at": to_ms(note.at),
            "ends_at": to_ms(ends_at),
            "used_at": None,
        }
        with self._store.writing() as connection:
            self._log.append(connection, note)
            connection.execute(insert(codes), row)
            connection.commit()

    def code_is_for(self, digest: str, now: datetime) -> tuple[str, DeskId | None]:
        """The name of the desk, and its id if it comes again; raises ``CodeNotValid`` when it cannot be used now."""
        with self._store.reading() as connection:
            row = connection.execute(select(codes).where(codes.c.digest == digest)).one_or_none()
        if row is None or row.used_at is not None or from_ms(row.ends_at) <= now:
            raise CodeNotValid
        return row.name, DeskId(row.desk) if row.desk else None

    def enrol(
        self,
        digest: str,
        desk: EnrolledDesk,
        certificate: Certificate,
        people: Iterable[AgentId],
        note: AuditNote,
    ) -> None:
        """Uses the code up; of two who come with it at once, one is refused. Older certificates are replaced."""
        now = to_ms(note.at)
        older = (certificates.c.desk == desk.id, CertificateState.REPLACED.value)
        fresh = (codes.c.digest == digest) & codes.c.used_at.is_(None) & (codes.c.ends_at > now)
        with self._store.writing() as connection:
            self._log.append(connection, note)
            if not connection.execute(update(codes).where(fresh).values(used_at=now)).rowcount:
                raise CodeNotValid
            connection.execute(update(certificates).where(older[0]).values(state=older[1]))
            connection.execute(delete(sessions).where(sessions.c.desk == desk.id))
            self._store.upsert(connection, desks, [_desk_row(desk)])
            connection.execute(insert(certificates), _certificate_row(certificate))
            here = [{"desk": desk.id, "person": person, "last_at": 0} for person in people]
            self._store.upsert(connection, desk_people, here)
            connection.commit()

    def of(self, desk: DeskId) -> EnrolledDesk | None:
        with self._store.reading() as connection:
            row = connection.execute(select(desks).where(desks.c.id == desk)).one_or_none()
        return _desk(row) if row else None

    def renew(self, certificate: Certificate, note: AuditNote) -> None:
        """Only the newest one that was asked for and never used is kept."""
        mine = certificates.c.desk == certificate.desk
        with self._store.writing() as connection:
            self._log.append(connection, note)
            unused = certificates.c.state == CertificateState.FRESH.value
            connection.execute(delete(certificates).where(mine & unused))
            connection.execute(insert(certificates), _certificate_row(certificate))
            connection.commit()

    def first_use(self, certificate: Certificate) -> None:
        """From now on the ones before it open nothing."""
        older = (certificates.c.desk == certificate.desk) & (certificates.c.serial != certificate.serial)
        this = certificates.c.serial == certificate.serial
        with self._store.writing() as connection:
            used, over = CertificateState.IN_USE.value, CertificateState.REPLACED.value
            connection.execute(update(certificates).where(older).values(state=over))
            connection.execute(update(certificates).where(this).values(state=used))
            connection.commit()

    def by_serial(self, serial: str) -> tuple[EnrolledDesk, Certificate] | None:
        join = certificates.join(desks, certificates.c.desk == desks.c.id)
        held = (certificates.c.state.label("certificate_state"), certificates.c.ends_at)
        query = select(desks, *held).select_from(join).where(certificates.c.serial == serial)
        with self._store.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        state = CertificateState(row.certificate_state)
        return _desk(row), Certificate(serial, DeskId(row.id), from_ms(row.ends_at), state)

    def all(self) -> tuple[EnrolledDesk, ...]:
        with self._store.reading() as connection:
            return tuple(_desk(row) for row in connection.execute(select(desks).order_by(desks.c.name)))

    def put_out(self, desk: DeskId, state: DeskState, note: AuditNote) -> None:
        with self._store.writing() as connection:
            self._log.append(connection, note)
            connection.execute(update(desks).where(desks.c.id == desk).values(state=state.value))
            connection.execute(delete(sessions).where(sessions.c.desk == desk))
            connection.commit()

    def out(self) -> frozenset[DeskId]:
        """Every desk that may not be connected."""
        query = select(desks.c.id).where(desks.c.state != DeskState.ENROLLED.value)
        with self._store.reading() as connection:
            return frozenset(DeskId(one) for one in connection.execute(query).scalars())

    def seen(self, desk: DeskId, at: datetime) -> None:
        with self._store.writing() as connection:
            connection.execute(update(desks).where(desks.c.id == desk).values(seen_at=to_ms(at)))
            connection.commit()


def _desk_row(desk: EnrolledDesk) -> dict[str, object]:
    return {
        "id": desk.id,
        "name": desk.name,
        "state": desk.state.value,
        "enrolled_at": to_ms(desk.enrolled_at),
        "seen_at": to_ms(desk.seen_at) if desk.seen_at else None,
    }


def _certificate_row(certificate: Certificate) -> dict[str, object]:
    return {
        "serial": certificate.serial,
        "desk": certificate.desk,
        "state": certificate.state.value,
        "ends_at": to_ms(certificate.ends_at),
    }


def _desk(row: Row[Any]) -> EnrolledDesk:
    seen = from_ms(row.seen_at) if row.seen_at is not None else None
    return EnrolledDesk(DeskId(row.id), row.name, DeskState(row.state), from_ms(row.enrolled_at), seen)
