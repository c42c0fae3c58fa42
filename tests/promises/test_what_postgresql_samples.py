"""The promise that what was erased is gone from what SQL shows, its statistics included: rules 4, 12, 14."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from klankbord import membership, sealing
from storage import samples
from storage.database import Database
from tests.room import FIRST_ACCOUNT, room


@pytest.fixture
def server(database: Database) -> Database:
    if database.is_sqlite:
        pytest.skip("SQLite keeps no samples: it is never told to ANALYZE")
    return database


def sampled(database: Database) -> set[tuple[str, str]]:
    """Return the columns of which PostgreSQL shows sampled values."""
    with database.write() as tx:
        tx.execute(text("ANALYZE"))
    with database.read() as tx:
        return {
            (row.tablename, row.attname)
            for row in tx.execute(
                text("SELECT tablename, attname FROM pg_stats WHERE schemaname = current_schema()")
            )
        }


def secret() -> set[tuple[str, str]]:
    return {(column.table.name, column.name) for column in samples.secret_columns()}


def readable(database: Database, place: str, table: str, column: str) -> list[bytes]:
    """Open every sample of a sealed column, as somebody with the key can."""
    with database.read() as tx:
        found = tx.execute(
            text(
                "SELECT coalesce(histogram_bounds::text, '') || coalesce(most_common_vals::text, '')"
                " FROM pg_stats WHERE tablename = :table AND attname = :column"
            ),
            {"table": table, "column": column},
        ).scalars()
        return [
            database.keys.open(bytes.fromhex(sample), place)
            for values in found
            for sample in re.findall(r"x([0-9a-f]+)", values)
        ]


def test_no_value_of_a_secret_column_is_sampled(server: Database, tmp_path: Path) -> None:
    stage = room(server, tmp_path)
    stage.team(teachers=8)
    stage.post()
    for parcel in stage.ask():
        stage.answer(parcel, (1, 2, 3))
    found = sampled(server)
    assert ("teams", "name") in found
    assert not found & secret()
    assert {("answers", "choices"), ("people", "address"), ("rounds", "pool"), ("slips", "used")} <= secret()


def test_samples_of_an_earlier_version_are_erased(server: Database, tmp_path: Path) -> None:
    with server.write() as tx:  # as it was before samples were forbidden
        for column in samples.secret_columns():
            tx.execute(text(f"ALTER TABLE {column.table.name} ALTER COLUMN {column.name} SET STATISTICS 100"))
    stage = room(server, tmp_path)
    stage.team(teachers=8)
    stage.post()
    for number, parcel in enumerate(stage.ask()):
        stage.answer(parcel, (number % 5 + 1, 2, 3))
    assert sampled(server) & secret()
    sealing.seal_now(stage.house, team="Oak")
    anna = membership.who(stage.house, account=FIRST_ACCOUNT)
    assert anna is not None
    membership.stop(stage.house, anna)
    assert len(readable(server, "answers.choices", "answers", "choices")) == 8  # this is what went wrong
    assert str(FIRST_ACCOUNT).encode() in b" ".join(readable(server, "people.address", "people", "address"))
    server.migrate()
    assert not sampled(server) & secret()
    assert server.differences() == []
