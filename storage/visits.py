"""Ways into the coach's pages and who is inside: keyed fingerprints with an end, never the words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from sqlalchemy import delete, insert, select, update

from storage.database import Transaction
from storage.secrets import KeyRing
from storage.visit_tables import passes, visits

Kind = Literal["link", "code", "session"]
WAYS_IN: tuple[Kind, ...] = ("link", "code")


@dataclass(frozen=True, slots=True)
class LastVisit:
    """On which day somebody was here, and on which day before that."""

    day: date
    before: date | None


def add(tx: Transaction, keys: KeyRing, *, kind: Kind, word: str, person_id: bytes, until: datetime) -> None:
    """Keep the fingerprint of a link, a code or a session until a moment."""
    tx.execute(
        insert(passes).values(
            fingerprint=keys.fingerprint(kind, word.encode()),
            person_id=person_id,
            kind=kind,
            until=_minutes(until),
        )
    )


def use_up(tx: Transaction, keys: KeyRing, *, kind: Kind, word: str, now: datetime) -> bytes | None:
    """Delete a way in and return whose it was: for exactly one caller, and only in time."""
    found = _find(tx, keys, kind=kind, word=word)
    if found is None:
        return None
    fingerprint, person_id, until = found
    deleted = tx.execute(delete(passes).where(passes.c.fingerprint == fingerprint)).rowcount == 1
    return person_id if deleted and until > _minutes(now) else None


def whose(tx: Transaction, keys: KeyRing, *, word: str, now: datetime) -> bytes | None:
    """Return whose session this is, unless its time is over."""
    found = _find(tx, keys, kind="session", word=word)
    return found[1] if found and found[2] > _minutes(now) else None


def drop(tx: Transaction, keys: KeyRing, *, word: str) -> None:
    """End a session."""
    prints = keys.fingerprints("session", word.encode())
    tx.execute(delete(passes).where(passes.c.fingerprint.in_(prints)))


def drop_of(tx: Transaction, person_id: bytes, *kinds: Kind) -> None:
    """Delete every way in or session of a person."""
    tx.execute(delete(passes).where(passes.c.person_id == person_id, passes.c.kind.in_(kinds)))


def drop_over(tx: Transaction, now: datetime) -> None:
    """Delete whatever's time is over."""
    tx.execute(delete(passes).where(passes.c.until <= _minutes(now)))


def open_of(tx: Transaction, person_id: bytes, now: datetime) -> list[tuple[Kind, datetime]]:
    """Return the ways in and sessions of a person that still open something, and until when."""
    mine = select(passes.c.kind, passes.c.until).where(passes.c.person_id == person_id)
    rows = tx.execute(mine.where(passes.c.until > _minutes(now)).order_by(passes.c.until))
    return [(kind, datetime.fromtimestamp(until * 60, UTC)) for kind, until in rows]


def last_visit(tx: Transaction, person_id: bytes) -> LastVisit | None:
    """Return when a person was here."""
    row = tx.execute(select(visits).where(visits.c.person_id == person_id)).first()
    return LastVisit(row.day, row.before) if row else None


def note_visit(tx: Transaction, person_id: bytes, day: date) -> None:
    """Note that a person is here today; a second visit on a day changes nothing."""
    known = last_visit(tx, person_id)
    if known is None:
        tx.execute(insert(visits).values(person_id=person_id, day=day, before=None))
    elif known.day < day:
        same = visits.c.person_id == person_id
        tx.execute(update(visits).where(same).values(day=day, before=known.day))


def _find(tx: Transaction, keys: KeyRing, *, kind: Kind, word: str) -> tuple[bytes, bytes, int] | None:
    prints = keys.fingerprints(kind, word.encode())
    row = tx.execute(select(passes).where(passes.c.fingerprint.in_(prints), passes.c.kind == kind)).first()
    return (bytes(row.fingerprint), bytes(row.person_id), row.until) if row else None


def _minutes(moment: datetime) -> int:
    return int(moment.timestamp() // 60)
