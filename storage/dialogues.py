"""The only conversation state: the last turns of a running dialogue, sealed, gone within thirty minutes."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.database import Transaction
from storage.secrets import KeyRing
from storage.tables import dialogues

CONTENTS = "dialogues.contents"


def read(tx: Transaction, keys: KeyRing, account: int, now: datetime) -> str | None:
    """Return the running dialogue of an account as it was written, unless its time is over."""
    hashes = keys.fingerprints("dialogue", str(account).encode())
    row = tx.execute(select(dialogues).where(dialogues.c.lookup.in_(hashes))).first()
    if row is None or row.until <= int(now.timestamp() // 60):
        return None
    return keys.open(row.contents, CONTENTS).decode()


def write(tx: Transaction, keys: KeyRing, account: int, contents: str, *, until: datetime) -> None:
    """Write the running dialogue of an account until a moment at which it is forgotten."""
    drop(tx, keys, account)
    tx.execute(
        insert(dialogues).values(
            lookup=keys.fingerprint("dialogue", str(account).encode()),
            until=int(until.timestamp() // 60),
            contents=keys.seal(contents.encode(), CONTENTS),
        )
    )


def drop(tx: Transaction, keys: KeyRing, account: int) -> None:
    """Forget the dialogue of an account."""
    hashes = keys.fingerprints("dialogue", str(account).encode())
    tx.execute(delete(dialogues).where(dialogues.c.lookup.in_(hashes)))


def drop_over(tx: Transaction, now: datetime) -> None:
    """Forget every dialogue whose time is over."""
    tx.execute(delete(dialogues).where(dialogues.c.until <= int(now.timestamp() // 60)))
