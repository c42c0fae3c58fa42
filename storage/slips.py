"""Slips and open answers: who presents a slip may answer once, and nobody, this file included, knows who did.

An answer is keyed by a hash over slip and presenting account, so a slip seen by somebody else finds nothing.
"""

import secrets as random
from collections.abc import Sequence
from enum import Enum

from sqlalchemy import ColumnElement, delete, insert, select, update

from storage.database import Database, Transaction
from storage.rounds import SLIP_BYTES, hold
from storage.secrets import KeyRing
from storage.tables import answers, slips

CHOICES = "answers.choices"


class HandIn(Enum):
    """What presenting a slip led to."""

    KEPT = "kept"
    UNKNOWN = "unknown"  # no such slip, or its round was sealed
    TAKEN = "taken"  # used by another account


def draw_lot(count: int) -> list[bytes]:
    """Draw `count` random slips."""
    return [random.token_bytes(SLIP_BYTES) for _ in range(count)]


def add_lot(tx: Transaction, keys: KeyRing, round_id: str, lot: Sequence[bytes]) -> None:
    """Store the hashes of a lot of slips in random order."""
    rows = [
        {"round_id": round_id, "slip_hash": keys.fingerprint("slip", slip), "used": False} for slip in lot
    ]
    random.SystemRandom().shuffle(rows)
    tx.execute(insert(slips), rows)


def hand_in(database: Database, *, round_id: str, slip: bytes, account: int, choices: bytes) -> HandIn:
    """Write, or write again, the answer of a slip in one transaction.

    All answers of the round are written again with it, in random order: where a row stands and which
    transaction wrote it would tell who answered after whom.
    """
    keys = database.keys
    place = (slips.c.round_id == round_id) & slips.c.slip_hash.in_(keys.fingerprints("slip", slip))
    with database.write() as tx:
        if not hold(tx, round_id, alone=True):
            return HandIn.UNKNOWN
        used = tx.scalar(select(slips.c.used).where(place).with_for_update())
        if used is None:
            return HandIn.UNKNOWN
        sealed = keys.seal(choices, CHOICES)
        if used:
            mine = _mine(keys, round_id, slip, account)
            before = tx.scalar(select(answers.c.choices).where(mine))
            if before is None:
                return HandIn.TAKEN
            if keys.open(before, CHOICES) == choices:
                return HandIn.KEPT  # pressed again: nothing changes, and nothing is written
            tx.execute(update(answers).where(mine).values(choices=sealed))
        else:
            tx.execute(update(slips).where(place).values(used=True))
            key = keys.fingerprint("answer", _presented(slip, account))
            tx.execute(insert(answers).values(round_id=round_id, answer_key=key, choices=sealed))
        _mingle(tx, round_id)
    return HandIn.KEPT


def is_used(tx: Transaction, keys: KeyRing, round_id: str, slip: bytes) -> bool:
    """Tell whether a slip was handed in."""
    place = (slips.c.round_id == round_id) & slips.c.slip_hash.in_(keys.fingerprints("slip", slip))
    return bool(tx.scalar(select(slips.c.used).where(place)))


def add_to(
    database: Database, *, round_id: str, slip: bytes, account: int, first: int, more: bytes
) -> HandIn:
    """Put `more` behind the first bytes of the answer of a slip; again writes over. It needs an answer."""
    keys = database.keys
    with database.write() as tx:
        if not hold(tx, round_id, alone=True):
            return HandIn.UNKNOWN
        mine = _mine(keys, round_id, slip, account)
        sealed = tx.scalar(select(answers.c.choices).where(mine))
        if sealed is None:
            return HandIn.UNKNOWN
        again = keys.seal(keys.open(sealed, CHOICES)[:first] + more, CHOICES)
        tx.execute(update(answers).where(mine).values(choices=again))
        _mingle(tx, round_id)
    return HandIn.KEPT


def withdraw(database: Database, *, round_id: str, slip: bytes, account: int) -> HandIn:
    """Delete the answer of a slip; the slip can be used again until the round closes."""
    keys = database.keys
    with database.write() as tx:
        if not hold(tx, round_id, alone=True):
            return HandIn.UNKNOWN
        gone = tx.execute(delete(answers).where(_mine(keys, round_id, slip, account)))
        if not gone.rowcount:
            return HandIn.UNKNOWN
        place = (slips.c.round_id == round_id) & slips.c.slip_hash.in_(keys.fingerprints("slip", slip))
        tx.execute(update(slips).where(place).values(used=False))
        _mingle(tx, round_id)
    return HandIn.KEPT


def is_drawn(tx: Transaction, keys: KeyRing, round_id: str, slip: bytes) -> bool:
    """Tell whether a slip belongs to an open round."""
    place = (slips.c.round_id == round_id) & slips.c.slip_hash.in_(keys.fingerprints("slip", slip))
    return tx.scalar(select(slips.c.round_id).where(place)) is not None


def read_answers(tx: Transaction, keys: KeyRing, round_id: str) -> list[bytes]:
    """Return the answers of a round in random order."""
    wanted = select(answers.c.choices).where(answers.c.round_id == round_id)
    found = [keys.open(sealed, CHOICES) for sealed in tx.scalars(wanted)]
    random.SystemRandom().shuffle(found)
    return found


def drop_round(tx: Transaction, round_id: str) -> None:
    """Delete the answers and slips of a round."""
    tx.execute(delete(answers).where(answers.c.round_id == round_id))
    tx.execute(delete(slips).where(slips.c.round_id == round_id))


def _mingle(tx: Transaction, round_id: str) -> None:
    """Write the answers of a round again in random order; the round has to be held alone."""
    here = answers.c.round_id == round_id
    rows = [dict(row._mapping) for row in tx.execute(select(answers).where(here))]
    random.SystemRandom().shuffle(rows)
    tx.execute(delete(answers).where(here))
    if rows:
        tx.execute(insert(answers), rows)


def _mine(keys: KeyRing, round_id: str, slip: bytes, account: int) -> ColumnElement[bool]:
    presented = keys.fingerprints("answer", _presented(slip, account))
    return (answers.c.round_id == round_id) & answers.c.answer_key.in_(presented)


def _presented(slip: bytes, account: int) -> bytes:
    return slip + str(account).encode()
