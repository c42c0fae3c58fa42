"""Opens a database by its URL: SQLite as our promises need it, or PostgreSQL."""

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_MS = 10_000  # how long a second process waits for SQLite's one writer
IDLE_MS = 60_000  # after which PostgreSQL ends what a frozen process left open: its locks hold up the others
POOL_SIZE = 8  # connections per worker process; PostgreSQL's default of 100 then carries ten workers


class BadURL(ValueError):
    """No database can be meant by this URL."""


def open_engine(url: str) -> Engine:
    """Return the engine of a database, not connected yet; raise `BadURL`, which repeats nothing of it."""
    try:
        return _sqlite(url) if make_url(url).get_backend_name() == "sqlite" else _postgresql(url)
    except (ArgumentError, ImportError, TypeError, ValueError):
        raise BadURL("not the URL of a database") from None


def _postgresql(url: str) -> Engine:
    engine = create_engine(
        url, pool_size=POOL_SIZE, max_overflow=POOL_SIZE, pool_pre_ping=True, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def _limit(dbapi: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = dbapi.cursor()
        cursor.execute(f"SET idle_in_transaction_session_timeout = {IDLE_MS}")
        cursor.close()
        dbapi.commit()

    return engine


def _sqlite(url: str) -> Engine:
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
