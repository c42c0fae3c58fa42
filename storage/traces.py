"""What a PostgreSQL server is set to keep that the program cannot take back: archives, times, statements."""

from sqlalchemy import text

from storage.database import Database

# Each setting with the values that leave no trace of when somebody answered.
HARMLESS = {
    "archive_mode": ("off",),
    "track_commit_timestamp": ("off",),
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_transaction_sample_rate": ("0",),
    "auto_explain.log_min_duration": ("-1",),
}


def settings_that_tell(database: Database) -> list[str]:
    """Return the server settings by which an order or a text could be found again; none for SQLite."""
    if database.is_sqlite:
        return []
    with database.read() as tx:
        found = tx.execute(text("SELECT name, setting FROM pg_settings")).all()
    values = {row.name: row.setting for row in found}
    return [name for name, harmless in HARMLESS.items() if values.get(name, harmless[0]) not in harmless]
