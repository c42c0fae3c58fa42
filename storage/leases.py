"""Leases: what only one process should do at a time is done by whoever holds its lease.

A lease runs out by itself, so a frozen holder is replaced; two holders for a moment do no harm, as everything
that is due is claimed on its own. Times are the database's: machines need not agree.
"""

from sqlalchemy import insert, or_, update
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.process_tables import leases

SECOND = 1_000_000  # microseconds


def take(database: Database, name: str, holder: str, *, seconds: float) -> bool:
    """Take or renew a lease for so many seconds; tell whether this holder has it now."""
    now, length = database.microseconds(), int(seconds * SECOND)
    free = or_(
        leases.c.holder == holder,
        leases.c.until <= now,
        leases.c.until > now + 2 * length,  # the clock was put back: nobody holds a lease for so long
    )
    mine = update(leases).where(leases.c.name == name, free).values(holder=holder, until=now + length)
    with database.write() as tx:
        if tx.execute(mine).rowcount:
            return True
    return _first(database, name, holder, length)


def give_back(database: Database, name: str, holder: str) -> None:
    """Let somebody else have a lease at once."""
    with database.write() as tx:
        tx.execute(update(leases).where(leases.c.name == name, leases.c.holder == holder).values(until=0))


def _first(database: Database, name: str, holder: str, length: int) -> bool:
    row = {"name": name, "holder": holder, "until": database.microseconds() + length}
    try:
        with database.write() as tx:
            tx.execute(insert(leases).values(row))
    except IntegrityError:
        return False  # somebody has it
    return True
