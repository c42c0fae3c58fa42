"""One database, SQLite or PostgreSQL: transactions, versions and the traces they must not leave.

Transactions are synchronous; doors run them in a thread. Nothing here knows what is stored.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    insert,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

import storage.process_tables
import storage.reflection_tables
import storage.talk_tables
import storage.visit_tables  # noqa: F401 - its tables belong to the metadata
from storage import samples
from storage.engines import BUSY_MS, open_engine
from storage.secrets import KeyProblem, KeyRing
from storage.tables import installation, metadata
from storage.versions import WrongVersion as WrongVersion
from storage.versions import current, is_newer, known_versions, promise, script_of

PATIENT_MS = 250  # how long emptying the log waits for readers
SENTINEL = b"klankbord"
UNREADABLE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
MIGRATING = 4_201_958  # PostgreSQL's advisory lock of whoever migrates

Transaction = Connection


class Unavailable(Exception):
    """The database cannot be reached or written now; nothing was changed and trying again may help."""


class Damaged(Exception):
    """The database's file cannot be read as one; nothing was changed."""


class Database:
    """A database with its key ring; `read()` and `write()` hand out transactions."""

    def __init__(self, url: str, keys: KeyRing) -> None:
        self.keys = keys
        self._engine = open_engine(url)
        self.is_sqlite = self._engine.dialect.name == "sqlite"
        self._writer = threading.RLock() if self.is_sqlite else None

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Open a transaction that commits on leaving and rolls back on any error.

        SQLite's write-ahead log is emptied behind it: old pages would tell in which order things happened.
        """
        if self._writer is None:
            with _translated(), self._engine.begin() as tx:
                yield tx
            return
        with self._writer:  # waiting here is fair and quick; waiting in SQLite is neither
            with _translated(), self._engine.begin() as tx:
                yield tx
            self.forget_traces()

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Open a transaction that only reads."""
        with _translated(), self._engine.connect() as tx:
            if self.is_sqlite:
                tx = tx.execution_options(klankbord_readonly=True)
            yield tx

    @contextmanager
    def snapshot(self) -> Iterator[Transaction]:
        """Open a transaction that sees one moment, whatever others write meanwhile."""
        with _translated(), self._engine.connect() as tx:
            if self.is_sqlite:
                tx = tx.execution_options(klankbord_readonly=True)
            else:
                tx = tx.execution_options(isolation_level="REPEATABLE READ")
                # a slow disk is no fault
                tx.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            yield tx

    def session(self) -> Connection:
        """Return a connection of its own, outside of transactions, for locks that last as long as it does."""
        return self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def forget_traces(self) -> None:
        """Empty SQLite's write-ahead log; left to the next transaction while somebody reads for long."""
        if self._writer is None:
            return
        with self._writer, self._engine.connect() as raw:
            driver = raw.connection.driver_connection
            assert driver is not None  # noqa: S101 - it was just connected
            driver.execute(f"PRAGMA busy_timeout={PATIENT_MS}")
            try:
                with suppress(sqlite3.Error):  # what was to be written is written
                    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                driver.execute(f"PRAGMA busy_timeout={BUSY_MS}")

    def microseconds(self) -> ColumnElement[int]:
        """Return the database's own clock, in microseconds since 1970, for use in a statement."""
        if self.is_sqlite:
            return literal_column(
                "CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER)", BigInteger
            )
        return literal_column("CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)", BigInteger)

    def migrate(self, version: str = "head") -> None:
        """Bring the tables to a version (the program's) and seal the sentinel that proves the key.

        Newer tables that this program can work with stay as they are.
        """
        with _translated(), self._engine.begin() as tx:
            if not self.is_sqlite:
                tx.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATING})"))  # two processes start at once
            script = script_of(tx, self.keys)
            newer = is_newer(tx)
            if current(tx) is not None and tx.scalar(select(installation.c.sentinel)) is not None:
                self._prove_key(tx)  # before the tables change: a wrong key touches nothing
            if not newer:
                command.upgrade(script, version)
                if version == "head":
                    tx.execute(update(installation).values(serves=promise()))
                    if not self.is_sqlite:
                        samples.forbid(tx)
            # Under the same lock: of two that start on an empty database, the second finds it.
            if tx.scalar(select(installation.c.sentinel)) is None:
                said = {"serves": promise()} if version == "head" else {}
                sentinel = self.keys.seal(SENTINEL, "installation")
                tx.execute(insert(installation).values(one=1, sentinel=sentinel, **said))
        self.forget_traces()
        if version == "head":
            self.check()

    def check(self) -> None:
        """Prove version and key before anything is touched; raise `WrongVersion` or `KeyProblem`.

        Newer tables are right when they say that this program can work with them.
        """
        with self.read() as tx:
            if not is_newer(tx) and current(tx) != known_versions()[0]:
                raise WrongVersion("database not migrated")
            self._prove_key(tx)

    def check_same_version(self) -> None:
        """Raise `WrongVersion` when the tables are newer, although this program could work with them."""
        if self.version() not in known_versions():
            raise WrongVersion("database newer than program")

    def version(self) -> str | None:
        """Return the version of the tables; nothing for a database without any."""
        with self.read() as tx:
            return current(tx)

    def differences(self) -> list[object]:
        """Return how the live tables differ from the models; empty when migrations and models agree."""
        with self.read() as tx:
            return list(compare_metadata(MigrationContext.configure(tx), metadata))

    def _prove_key(self, tx: Transaction) -> None:
        sentinel = tx.scalar(select(installation.c.sentinel))
        if sentinel is None or self.keys.open(sentinel, "installation") != SENTINEL:
            raise KeyProblem("written with another secret key")

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def sqlite_url(path: Path) -> str:
    """Return the URL of an embedded database in the file `path`."""
    return f"sqlite:///{path}"


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise Unavailable(type(error.orig).__name__) from None  # the original names the URL and the values
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in UNREADABLE:
            raise Damaged("the file is no whole database") from None
        if error.connection_invalidated:
            raise Unavailable(type(error.orig).__name__) from None
        raise
