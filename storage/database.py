"""One database, SQLite or PostgreSQL: transactions, versions and the traces they must not leave.

Transactions are synchronous; doors run them in a thread. Nothing here knows what is stored.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

import storage.reflection_tables
import storage.talk_tables
import storage.visit_tables  # noqa: F401 - its tables belong to the metadata
from storage import samples
from storage.secrets import KeyProblem, KeyRing
from storage.tables import installation, metadata

BUSY_MS = 10_000  # how long a second process waits for SQLite's one writer
POOL_SIZE = 8  # connections per worker process; PostgreSQL's default of 100 then carries ten workers
SENTINEL = b"klankbord"

Transaction = Connection


class Unavailable(Exception):
    """The database cannot be reached or written now; nothing was changed and trying again may help."""


class WrongVersion(Exception):
    """The database's version is not the program's; the message says which command helps."""


class Database:
    """A database with its key ring; `read()` and `write()` hand out transactions."""

    def __init__(self, url: str, keys: KeyRing) -> None:
        self.keys = keys
        self._url = make_url(url)
        self.is_sqlite = self._url.get_backend_name() == "sqlite"
        self._engine = _sqlite_engine(url) if self.is_sqlite else _postgresql_engine(url)
        self._writer = threading.RLock() if self.is_sqlite else None

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Open a transaction that commits on leaving and rolls back on any error."""
        if self._writer:
            self._writer.acquire()  # waiting here is fair and quick; waiting in SQLite is neither
        try:
            with _translated(), self._engine.begin() as tx:
                yield tx
        finally:
            if self._writer:
                self._writer.release()

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
            yield tx

    def forget_traces(self) -> None:
        """Empty SQLite's write-ahead log, whose old pages would tell in which order things happened."""
        if not self.is_sqlite:
            return
        with self._writer or threading.RLock(), self._engine.connect() as raw:
            raw.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]

    def migrate(self, version: str = "head") -> None:
        """Bring the tables to a version (the program's) and seal the sentinel that proves the key."""
        with _translated(), self._engine.begin() as tx:
            script = _script(tx, self.keys)
            known = {revision.revision for revision in ScriptDirectory.from_config(script).walk_revisions()}
            current = MigrationContext.configure(tx).get_current_revision()
            if current is not None and current not in known:
                raise WrongVersion("database newer than program")
            if current is not None and tx.scalar(select(installation.c.sentinel)) is not None:
                self._prove_key(tx)  # before the tables change: a wrong key touches nothing
            command.upgrade(script, version)
            if version == "head" and not self.is_sqlite:
                samples.forbid(tx)
        with self.write() as tx:
            if tx.scalar(select(installation.c.sentinel)) is None:
                tx.execute(
                    insert(installation).values(one=1, sentinel=self.keys.seal(SENTINEL, "installation"))
                )
        if version == "head":
            self.check()

    def check(self) -> None:
        """Prove version and key before anything is touched; raise `WrongVersion` or `KeyProblem`."""
        with self.read() as tx:
            current = MigrationContext.configure(tx).get_current_revision()
            scripts = ScriptDirectory.from_config(_script(tx))
            if current != scripts.get_current_head():
                known = {revision.revision for revision in scripts.walk_revisions()}
                newer = current is not None and current not in known
                raise WrongVersion("database newer than program" if newer else "database not migrated")
            self._prove_key(tx)

    def version(self) -> str | None:
        """Return the version of the tables; nothing for a database without any."""
        with self.read() as tx:
            return MigrationContext.configure(tx).get_current_revision()

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


def known_versions() -> tuple[str, ...]:
    """Return the versions of tables that this program knows, newest first."""
    scripts = ScriptDirectory.from_config(_script(None))
    return tuple(revision.revision for revision in scripts.walk_revisions())


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
        if error.connection_invalidated:
            raise Unavailable(type(error.orig).__name__) from None
        raise


def _script(tx: Transaction | None, keys: KeyRing | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.attributes["connection"] = tx
    config.attributes["keys"] = keys  # one migration seals what an earlier version left readable
    return config


def _postgresql_engine(url: str) -> Engine:
    return create_engine(
        url, pool_size=POOL_SIZE, max_overflow=POOL_SIZE, pool_pre_ping=True, hide_parameters=True
    )


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, pool_size=POOL_SIZE, max_overflow=POOL_SIZE, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _prepare(dbapi: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        dbapi.isolation_level = None  # the driver's own BEGIN comes too late and loses updates
        cursor = dbapi.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",  # what a teacher saw confirmed survives a power cut
            "foreign_keys=ON",
            "secure_delete=ON",  # deleted answers are overwritten, not only unlinked
            f"busy_timeout={BUSY_MS}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        readonly = connection.get_execution_options().get("klankbord_readonly")
        connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")

    return engine
