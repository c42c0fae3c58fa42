"""The open period of each team: sealed sums not published yet. Their meaning is not decided here."""

from sqlalchemy import delete, insert, select, update

from storage.database import Transaction
from storage.secrets import KeyRing
from storage.tables import offset_totals, sums

CONTENTS = "sums.contents"
TOTALS = "offset_totals.contents"


def read(tx: Transaction, keys: KeyRing, team_id: str) -> str | None:
    """Return the open period of a team as it was written."""
    sealed = tx.scalar(select(sums.c.contents).where(sums.c.team_id == team_id).with_for_update())
    return keys.open(sealed, CONTENTS).decode() if sealed is not None else None


def write(tx: Transaction, keys: KeyRing, team_id: str, contents: str) -> None:
    """Write the open period of a team."""
    sealed = keys.seal(contents.encode(), CONTENTS)
    if not tx.execute(update(sums).where(sums.c.team_id == team_id).values(contents=sealed)).rowcount:
        tx.execute(insert(sums).values(team_id=team_id, contents=sealed))


def teams(tx: Transaction) -> list[str]:
    """Return the ids of the teams with an open period."""
    return list(tx.scalars(select(sums.c.team_id).order_by(sums.c.team_id)))


def drop(tx: Transaction, team_id: str) -> None:
    """Delete the open period of a team."""
    tx.execute(delete(sums).where(sums.c.team_id == team_id))


def read_offsets(tx: Transaction, keys: KeyRing, dimension: str) -> str | None:
    """Return the installation's totals of published item offsets as they were written."""
    wanted = select(offset_totals.c.contents).where(offset_totals.c.dimension == dimension)
    sealed = tx.scalar(wanted.with_for_update())
    return keys.open(sealed, TOTALS).decode() if sealed is not None else None


def write_offsets(tx: Transaction, keys: KeyRing, dimension: str, contents: str) -> None:
    """Write the installation's totals of published item offsets."""
    sealed = keys.seal(contents.encode(), TOTALS)
    changed = update(offset_totals).where(offset_totals.c.dimension == dimension).values(contents=sealed)
    if not tx.execute(changed).rowcount:
        tx.execute(insert(offset_totals).values(dimension=dimension, contents=sealed))
