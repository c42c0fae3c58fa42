"""Versions of the tables: which this program knows, and which newer ones it can work with.

Migrations only add; one that takes something away says `serves = "…"`: the oldest program it still serves.
"""

from functools import cache

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select

from storage.secrets import KeyRing
from storage.tables import installation

FIRST_SERVING = "0010"  # the first version whose program works with newer tables that say that it can


class WrongVersion(Exception):
    """The database's version is not the program's; the message says which command helps."""


@cache
def known_versions() -> tuple[str, ...]:
    """Return the versions of tables that this program knows, newest first."""
    scripts = ScriptDirectory.from_config(script_of(None))
    return tuple(revision.revision for revision in scripts.walk_revisions())


@cache
def oldest_program() -> str:
    """Return the oldest version whose program can work with these tables; what takes away says so."""
    scripts = ScriptDirectory.from_config(script_of(None))
    return max(getattr(one.module, "serves", FIRST_SERVING) for one in scripts.walk_revisions())


def promise() -> str:
    """Return what tables of this version say of themselves: their version, and the oldest program for it."""
    return f"{known_versions()[0]}:{oldest_program()}"


def current(tx: Connection) -> str | None:
    """Return the version of the tables; nothing for a database without any."""
    return MigrationContext.configure(tx).get_current_revision()


def is_newer(tx: Connection) -> bool:
    """Tell whether the tables are newer; raise `WrongVersion` when this program cannot work with them."""
    found = current(tx)
    if found is None or found in known_versions():
        return False
    said = tx.scalar(select(installation.c.serves)) or ""
    version, _, oldest = said.partition(":")
    # Only the word of the version that stands there counts: a promise of other tables is none.
    if version != found or oldest > known_versions()[0]:
        raise WrongVersion("database newer than program")
    return True


def script_of(tx: Connection | None, keys: KeyRing | None = None) -> Config:
    """Return where Alembic finds the migrations, and what they work with."""
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.attributes["connection"] = tx
    config.attributes["keys"] = keys  # one migration seals what an earlier version left readable
    return config
