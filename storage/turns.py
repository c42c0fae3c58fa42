"""Turns of chats between processes: session locks of PostgreSQL, which vanish with their process.

Nothing is stored: a row that said who wrote last would tell who answered when.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import BigInteger, Connection, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import DBAPIError

from storage.database import Database

CHATS = 1 << 62  # keeps these locks apart from others of this program
_many = bindparam("keys", type_=ARRAY(BigInteger))
GIVE_BACK = text("SELECT count(pg_advisory_unlock(key)) FROM unnest(:keys) AS key").bindparams(_many)
TAKE = text("SELECT key FROM unnest(:keys) AS key WHERE pg_try_advisory_lock(key)").bindparams(_many)


class Turns:
    """The turns that one process holds, on a connection of their own; to be used by one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None

    @property
    def shared(self) -> bool:
        """Whether other processes can be at work on the same chats."""
        return not self._database.is_sqlite

    def key(self, chat: str) -> int:
        """Return the lock of a chat; what stands among PostgreSQL's locks tells nobody which chat it is."""
        return CHATS | int.from_bytes(self._database.keys.fingerprint("turn", chat.encode())[:7], "big")

    def change(self, give_back: Sequence[int], take: Iterable[int]) -> set[int] | None:
        """Give turns back and take those that are free; return them, or nothing when all turns were lost."""
        wanted = list(take)
        try:
            if self._connection is None:
                self._connection = self._database.session()
            if give_back:
                self._connection.execute(GIVE_BACK, {"keys": list(give_back)})
            return set(self._connection.scalars(TAKE, {"keys": wanted})) if wanted else set()
        except DBAPIError:
            self.close()
            return None

    def close(self) -> None:
        """Give everything back."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
