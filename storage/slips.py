"""Slips and open answers: who presents a slip may answer once, and nobody, this file included, knows who did.

An answer is keyed by a hash over slip and presenting account, so a slip seen by somebody else finds nothing.
"""

import secrets as random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import BindParameter, ColumnElement, bindparam, delete, insert, select, update

from storage.database import Database, Transaction
from storage.mingling import mingle
from storage.rounds import SLIP_BYTES, hold
from storage.secrets import KeyRing
from storage.tables import answers, slips

CHOICES = "answers.choices"

_ids: BindParameter[list[str]] = bindparam("ids", expanding=True)
_hashes: BindParameter[list[bytes]] = bindparam("hashes", expanding=True)
_these = slips.c.round_id.in_(_ids) & slips.c.slip_hash.in_(_hashes)
DRAWN = select(slips).where(_these)
USE = update(slips).where(_these).values(used=True)
GIVEN = select(answers).where(answers.c.round_id.in_(_ids))
FORGET = delete(answers).where(answers.c.round_id.in_(_ids))
WRITE = insert(answers)


class HandIn(Enum):
    """What presenting a slip led to."""

    KEPT = "kept"
    UNKNOWN = "unknown"  # no such slip, or its round was sealed
    TAKEN = "taken"  # used by another account


@dataclass(frozen=True, slots=True)
class Presented:
    """A slip that somebody presents with the choices of a check-in."""

    round_id: str
    slip: bytes
    account: int
    choices: bytes


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


def hand_in(tx: Transaction, keys: KeyRing, presented: Sequence[Presented]) -> list[HandIn]:
    """Write, or write again, the answers of slips whose rounds are held alone; tell what each led to.

    What stands behind the choices stays as it is.
    All answers of their rounds are written again with them, in random order: where a row stands and which
    transaction wrote it would tell who answered after whom.
    """
    ids = list({one.round_id for one in presented})
    hashes = [hashed for one in presented for hashed in keys.fingerprints("slip", one.slip)]
    drawn = {
        (row.round_id, bytes(row.slip_hash)): row.used
        for row in tx.execute(DRAWN, {"ids": ids, "hashes": hashes})
    }
    given: dict[str, dict[bytes, bytes]] = {round_id: {} for round_id in ids}
    for row in tx.execute(GIVEN, {"ids": ids}):
        given[row.round_id][bytes(row.answer_key)] = bytes(row.choices)
    outcomes, touched, used = [], set(), []
    for one in presented:
        places = ((one.round_id, hashed) for hashed in keys.fingerprints("slip", one.slip))
        place = next((found for found in places if found in drawn), None)
        if place is None:
            outcomes.append(HandIn.UNKNOWN)
            continue
        here, mine = given[one.round_id], keys.fingerprints("answer", _presented(one.slip, one.account))
        before = next((key for key in mine if key in here), None)
        if drawn[place] and before is None:
            outcomes.append(HandIn.TAKEN)
            continue
        outcomes.append(HandIn.KEPT)
        old = b"" if before is None else keys.open(here[before], CHOICES)
        behind = old[len(one.choices) :]  # what `add_to` put there stays: the choices alone are handed in
        if before is not None and old == one.choices + behind:
            continue  # pressed again: nothing changes, and nothing is written
        if not drawn[place]:
            drawn[place] = True
            used.append(place[1])
        here[before or mine[0]] = keys.seal(one.choices + behind, CHOICES)
        touched.add(one.round_id)
    if used:
        tx.execute(USE, {"ids": ids, "hashes": used})
    if touched:
        _write_again(tx, {round_id: given[round_id] for round_id in touched})
    return outcomes


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
        mingle(tx, answers, answers.c.round_id == round_id)
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
        mingle(tx, answers, answers.c.round_id == round_id)
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


def _write_again(tx: Transaction, given: Mapping[str, Mapping[bytes, bytes]]) -> None:
    rows = [
        {"round_id": round_id, "answer_key": key, "choices": choices}
        for round_id, here in given.items()
        for key, choices in here.items()
    ]
    random.SystemRandom().shuffle(rows)
    tx.execute(FORGET, {"ids": list(given)})
    if rows:
        tx.execute(WRITE, rows)


def _mine(keys: KeyRing, round_id: str, slip: bytes, account: int) -> ColumnElement[bool]:
    presented = keys.fingerprints("answer", _presented(slip, account))
    return (answers.c.round_id == round_id) & answers.c.answer_key.in_(presented)


def _presented(slip: bytes, account: int) -> bytes:
    return slip + str(account).encode()
