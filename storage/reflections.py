"""Shared thoughts of open rounds: who presents a slip's share may share once, and nobody knows who did.

Rows are keyed by a hash over that share and the presenting account, so a thought never joins with an answer.
"""

import secrets as random
from collections.abc import Callable

from sqlalchemy import ColumnElement, delete, insert, select

from storage.database import Database, Transaction
from storage.mingling import mingle
from storage.reflection_tables import reflections
from storage.rounds import hold
from storage.secrets import KeyRing

CONTENTS = "reflections.contents"
LABEL = "reflection"  # another one than that of answers


def put(database: Database, *, round_id: str, share: bytes, account: int, contents: bytes) -> bool:
    """Keep what was shared, in place of what this share kept before; false once the round is sealed."""
    return _write(database, round_id, share, account, lambda _: contents) is not None


def change(
    database: Database, *, round_id: str, share: bytes, account: int, to: Callable[[bytes], bytes]
) -> bool:
    """Change what was shared; false when there is nothing, or the round is sealed."""
    return _write(database, round_id, share, account, lambda old: to(old) if old else None) is not None


def withdraw(database: Database, *, round_id: str, share: bytes, account: int) -> bool:
    """Delete what was shared; tell whether there was something."""
    keys = database.keys
    with database.write() as tx:
        if not hold(tx, round_id, alone=True):
            return False
        gone = tx.execute(delete(reflections).where(_mine(keys, round_id, share, account))).rowcount > 0
        mingle(tx, reflections, reflections.c.round_id == round_id)
    return gone


def is_there(tx: Transaction, keys: KeyRing, *, round_id: str, share: bytes, account: int) -> bool:
    """Tell whether something was shared with this share."""
    wanted = select(reflections.c.round_id).where(_mine(keys, round_id, share, account))
    return tx.scalar(wanted) is not None


def read_round(tx: Transaction, keys: KeyRing, round_id: str) -> list[bytes]:
    """Return what was shared in a round, in random order."""
    wanted = select(reflections.c.contents).where(reflections.c.round_id == round_id)
    found = [keys.open(sealed, CONTENTS) for sealed in tx.scalars(wanted)]
    random.SystemRandom().shuffle(found)
    return found


def drop_round(tx: Transaction, round_id: str) -> None:
    """Delete what was shared in a round."""
    tx.execute(delete(reflections).where(reflections.c.round_id == round_id))


def _write(
    database: Database,
    round_id: str,
    share: bytes,
    account: int,
    make: Callable[[bytes | None], bytes | None],
) -> bytes | None:
    keys = database.keys
    mine = _mine(keys, round_id, share, account)
    with database.write() as tx:
        if not hold(tx, round_id, alone=True):
            return None
        sealed = tx.scalar(select(reflections.c.contents).where(mine))
        contents = make(keys.open(sealed, CONTENTS) if sealed is not None else None)
        if contents is None:
            return None
        tx.execute(delete(reflections).where(mine))
        key = keys.fingerprint(LABEL, _presented(share, account))
        tx.execute(
            insert(reflections).values(
                round_id=round_id, reflection_key=key, contents=keys.seal(contents, CONTENTS)
            )
        )
        mingle(tx, reflections, reflections.c.round_id == round_id)
    return contents


def _mine(keys: KeyRing, round_id: str, share: bytes, account: int) -> ColumnElement[bool]:
    presented = keys.fingerprints(LABEL, _presented(share, account))
    return (reflections.c.round_id == round_id) & reflections.c.reflection_key.in_(presented)


def _presented(share: bytes, account: int) -> bytes:
    return share + str(account).encode()
