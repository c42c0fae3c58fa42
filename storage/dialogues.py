"""The only conversation state: the last turns of a running dialogue, sealed, gone within thirty minutes.

Sealed with a key that passes with the machine's memory: a stolen copy tells not even with the secret keys who
is writing, or what.
"""

from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.database import Transaction
from storage.secrets import KeyRing
from storage.tables import dialogues

CONTENTS = "dialogues.contents"


def read(tx: Transaction, keys: KeyRing, account: int, now: datetime) -> str | None:
    """Return the running dialogue of an account as it was written, unless its time is over."""
    row = tx.execute(select(dialogues).where(dialogues.c.lookup == _lookup(keys, account))).first()
    if row is None or row.until <= int(now.timestamp() // 60):
        return None
    return keys.passing.open(row.contents, CONTENTS).decode()


def write(tx: Transaction, keys: KeyRing, account: int, contents: str, *, until: datetime) -> None:
    """Write the running dialogue of an account until a moment at which it is forgotten."""
    drop(tx, keys, account)
    tx.execute(
        insert(dialogues).values(
            lookup=_lookup(keys, account),
            until=int(until.timestamp() // 60),
            contents=keys.passing.seal(contents.encode(), CONTENTS),
        )
    )


def drop(tx: Transaction, keys: KeyRing, account: int) -> None:
    """Forget the dialogue of an account."""
    tx.execute(delete(dialogues).where(dialogues.c.lookup == _lookup(keys, account)))


def drop_over(tx: Transaction, now: datetime) -> None:
    """Forget every dialogue whose time is over."""
    tx.execute(delete(dialogues).where(dialogues.c.until <= int(now.timestamp() // 60)))


def _lookup(keys: KeyRing, account: int) -> bytes:
    return keys.passing.fingerprint("dialogue", str(account).encode())
