"""Versions, keys and transactions of a database, on SQLite and PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, inspect, text, update

from storage import schools, sums
from storage.database import Database, Unavailable, WrongVersion, sqlite_url
from storage.schools import School
from storage.secrets import KeyProblem, KeyRing, new_key
from storage.tables import schools as school_table
from storage.versions import known_versions
from tests.room import room

OAK_SCHOOL = School("s1", "Lindeschool", "nl", "midden", "Europe/Amsterdam", None, None, None)


def test_migrations_make_what_the_models_describe(database: Database) -> None:
    assert database.differences() == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    database.migrate()
    assert database.differences() == []


def test_a_wrong_key_stops_before_anything_is_touched(database_url: str, database: Database) -> None:
    other = Database(database_url, KeyRing.parse(new_key()))
    with pytest.raises(KeyProblem):
        other.check()
    with pytest.raises(KeyProblem):
        other.migrate()
    other.close()
    database.check()


def test_a_wrong_key_does_not_bring_an_older_database_to_this_version(database_url: str) -> None:
    older = known_versions()[1]
    mine = Database(database_url, KeyRing.parse(new_key()))
    mine.migrate(older)
    other = Database(database_url, KeyRing.parse(new_key()))
    with pytest.raises(KeyProblem):
        other.migrate()
    assert other.version() == older
    other.close()
    mine.migrate()
    mine.close()


def test_totals_that_an_earlier_version_left_readable_are_sealed(database_url: str, keys: KeyRing) -> None:
    found = Database(database_url, keys)
    found.migrate("0007")
    with found.write() as tx:
        tx.execute(text("INSERT INTO offset_totals (dimension, contents) VALUES ('cognitive', '{\"a\": 1}')"))
    found.migrate()
    with found.read() as tx:
        lying = tx.execute(text("SELECT contents FROM offset_totals")).scalar_one()
        assert b'"a"' not in bytes(lying)
        assert sums.read_offsets(tx, keys, "cognitive") == '{"a": 1}'
    assert found.differences() == []
    found.close()


def test_sums_by_area_that_an_earlier_version_kept_exactly_become_coarse(
    database: Database, tmp_path: Path
) -> None:
    room(database, tmp_path).team()
    kept = [("place", "knowledge", 143.0, 3), ("place", "relations", -57.0, 4)]
    kept += [("axis", "length", 12.5, 2), ("dimension", "cognitive", 12.5, 2)]
    with database.write() as tx:
        for kind, name, deviation, items in kept:
            tx.execute(
                text(
                    "INSERT INTO areas (team_id, number, kind, name, n, deviation, items) "
                    "SELECT id, 1, :kind, :name, 20, :deviation, :items FROM teams"
                ),
                {"kind": kind, "name": name, "deviation": deviation, "items": items},
            )
        tx.execute(text("UPDATE alembic_version SET version_num = '0011'"))
    database.migrate()
    with database.read() as tx:
        rows = tx.execute(text("SELECT name, deviation FROM areas ORDER BY name")).all()
    assert [tuple(row) for row in rows] == [("cognitive", 12.5), ("knowledge", 200.0), ("relations", 0.0)]


@pytest.mark.parametrize("version", ["head", "0007"])
def test_tables_are_never_there_without_what_proves_the_key(
    database_url: str, keys: KeyRing, version: str
) -> None:
    proofs: list[int | None] = []

    def look(connection: Connection) -> None:
        if inspect(connection).has_table("installation"):
            proofs.append(connection.scalar(text("SELECT count(*) FROM installation")))

    found = Database(database_url, keys)
    event.listen(Engine, "commit", look)
    try:
        found.migrate(version)
    finally:
        event.remove(Engine, "commit", look)
    assert proofs
    assert set(proofs) == {1}
    found.close()


def test_of_two_that_start_on_an_empty_database_with_other_keys_one_is_told_so(database_url: str) -> None:
    start = threading.Barrier(2, timeout=20)

    def migrate(_: int) -> str:
        mine = Database(database_url, KeyRing.parse(new_key()))
        start.wait()
        try:
            mine.migrate()
        except KeyProblem:
            return "another key"
        finally:
            mine.close()
        return "mine"

    with ThreadPoolExecutor(2) as processes:
        assert sorted(processes.map(migrate, range(2))) == ["another key", "mine"]


def test_an_older_key_still_opens_what_it_wrote(database_url: str) -> None:
    old, new = new_key(), new_key()
    first = Database(database_url, KeyRing.parse(old))
    first.migrate()
    first.close()
    second = Database(database_url, KeyRing.parse(f"{new},{old}"))
    second.check()
    second.close()


def test_a_database_of_a_newer_version_is_left_alone(database_url: str, database: Database) -> None:
    with database.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WrongVersion, match="newer"):
        database.migrate()
    with pytest.raises(WrongVersion, match="newer"):
        database.check()


def test_an_empty_database_asks_to_be_migrated(database_url: str, keys: KeyRing) -> None:
    empty = Database(database_url, keys)
    with pytest.raises(WrongVersion, match="not migrated"):
        empty.check()
    empty.close()


def test_a_failed_transaction_leaves_nothing_behind(database: Database) -> None:
    def fail() -> None:
        with database.write() as tx:
            schools.add_school(tx, OAK_SCHOOL)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.read() as tx:
        assert schools.all_schools(tx) == []


def test_increments_from_many_threads_are_all_counted(database: Database) -> None:
    with database.write() as tx:
        schools.add_school(tx, OAK_SCHOOL)

    def add_ten() -> None:
        for _ in range(10):
            with database.write() as tx:
                raised = school_table.c.name.concat("x")
                tx.execute(update(school_table).values(name=raised))

    threads = [threading.Thread(target=add_ten) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as tx:
        assert schools.school(tx, "s1").name == "Lindeschool" + "x" * 60


def test_a_database_that_cannot_be_reached_says_so_without_its_address(keys: KeyRing) -> None:
    away = Database("postgresql+psycopg://somebody:hidden@127.0.0.1:9/x", keys)
    with pytest.raises(Unavailable) as caught, away.read():
        pass
    assert "hidden" not in str(caught.value)
    assert caught.value.__cause__ is None
    away.close()


def test_sqlite_keeps_no_rows_in_order_of_arrival(tmp_path: Path, keys: KeyRing) -> None:
    database = Database(sqlite_url(tmp_path / "a.sqlite"), keys)
    database.migrate()
    with database.read() as tx:
        made = tx.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all()
    ours = {name: sql for name, sql in made if name != "alembic_version"}
    assert ours
    assert all("WITHOUT ROWID" in sql for sql in ours.values())
    database.close()


def test_the_write_ahead_log_is_empty_after_forgetting_traces(tmp_path: Path, keys: KeyRing) -> None:
    database = Database(sqlite_url(tmp_path / "a.sqlite"), keys)
    database.migrate()
    with database.write() as tx:
        schools.add_school(tx, OAK_SCHOOL)
    database.forget_traces()
    assert (tmp_path / "a.sqlite-wal").stat().st_size == 0
    database.close()
