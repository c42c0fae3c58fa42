"""One sending rate for each bot, shared by all processes: moments at which a letter may go are promised once.

Only the end of what was promised is kept: nothing tells to whom something was sent.
"""

from sqlalchemy import case, insert, update
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.process_tables import paces

SECOND = 1_000_000  # microseconds
FURTHEST = 60 * SECOND  # nobody promises so far ahead: then the clock was put back


def reserve(database: Database, bot: int, count: int, *, per_second: float) -> float:
    """Promise `count` moments in a row; return in how many seconds the first of them comes."""
    now, length = database.microseconds(), int(count * SECOND / per_second)
    begins = case((paces.c.free.between(now, now + FURTHEST), paces.c.free), else_=now)
    taken = update(paces).where(paces.c.bot == bot).values(free=begins + length)
    with database.write() as tx:
        wait = tx.scalar(taken.returning(paces.c.free - length - now))
    if wait is None:
        try:
            with database.write() as tx:
                tx.execute(insert(paces).values(bot=bot, free=now))
        except IntegrityError:
            pass  # another process was first
        return reserve(database, bot, count, per_second=per_second)
    return max(0.0, float(wait) / SECOND)
