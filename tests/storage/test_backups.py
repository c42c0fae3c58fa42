"""What a backup holds and what never, from one kind of database to the other."""

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from sqlalchemy import func, select, text

import storage
from klankbord import figures, looks, membership, places, rounds, sealing
from klankbord.keeping import backup, restore
from klankbord.rhythm_of_weeks import tick
from klankbord.settings import Settings
from klankbord.vocabulary import Refusal
from storage import backups, schools
from storage.backups import KEPT, LEFT_OUT, Backup, BackupProblem
from storage.database import Database, sqlite_url
from storage.secrets import KeyProblem, KeyRing, new_key
from storage.tables import metadata
from tests.room import FIRST_ACCOUNT, Room, room


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Room:
    """Return a school with a published picture, an unpublished sum, an open round and half its answers."""
    found = room(database, tmp_path)
    found.team(teachers=8)
    found.join("Oak", 42, role="lead")
    found.post()
    for _ in range(7):
        found.clock.now += timedelta(days=2)
        tick(found.house, now=found.clock())
        for parcel in found.post():
            if parcel.letter.kind == "checkin":
                found.answer(parcel, (4, 3, 5))
        found.clock.now += timedelta(days=5)
        tick(found.house, now=found.clock())
    looks.record_look(found.house, team_id=oak(found), role="lead", what="figures", now=found.clock())
    with database.read() as tx:
        counts = {table.name: tx.scalar(select(func.count()).select_from(table)) for table in LEFT_OUT}
    assert all(counts[name] for name in ("rounds", "slips", "answers", "sums")), counts
    return found


@pytest.fixture
def other(
    database: Database, keys: KeyRing, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Database]:
    """Return an empty database of the other kind."""
    if not database.is_sqlite:
        found = Database(sqlite_url(tmp_path / "other.sqlite"), keys)
    else:
        import psycopg
        from sqlalchemy.engine import make_url

        base = make_url(request.getfixturevalue("postgresql")).set(drivername="postgresql")
        admin, name = base.render_as_string(hide_password=False), f"other_{tmp_path.name.lower()}"
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')  # type: ignore[arg-type]
            connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
        url = base.set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)
        found = Database(url, keys)
    found.migrate()
    yield found
    found.close()


def oak(stage: Room) -> str:
    return places.find_place(stage.house, team="Oak").team.id


def contents(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.read() as tx:
        return {
            table.name: [tuple(row) for row in tx.execute(select(table).order_by(*table.primary_key))]
            for table in KEPT
        }


def test_every_table_is_named_as_kept_or_left_out() -> None:
    for module in iter_modules(storage.__path__, "storage."):
        import_module(module.name)  # wherever its tables are described
    named = {table.name for table in (*KEPT, *LEFT_OUT)}
    assert named == set(metadata.tables), "say of a new table whether a backup may hold it"
    assert len(named) == len(KEPT) + len(LEFT_OUT)


def test_open_rounds_unpublished_sums_and_letters_are_never_in_it(stage: Room, database: Database) -> None:
    found = backups.read(backups.write(database), database.keys)
    assert set(found.rows) == {table.name for table in KEPT}
    assert found.rows["figures"]
    values = {repr(value) for rows in found.rows.values() for row in rows for value in row.values()}
    with database.read() as tx:
        secret = {
            repr(row[0])
            for table, column in (("sums", "contents"), ("answers", "choices"), ("answers", "answer_key"),
                                  ("slips", "slip_hash"), ("rounds", "pool"), ("rounds", "id"))
            for row in tx.execute(text(f"SELECT {column} FROM {table}"))
        }  # fmt: skip
    assert len(secret) > 20
    assert not secret & values


def test_without_the_key_nothing_of_it_can_be_read(stage: Room, database: Database) -> None:
    content = backups.write(database)
    for word in (b"Linde", b"Oak", b"Petra", str(FIRST_ACCOUNT).encode(), b"teams"):
        assert word not in content
    with pytest.raises(KeyProblem):
        backups.read(content, KeyRing.parse(new_key()))


def test_it_goes_from_one_kind_of_database_to_the_other_and_back(
    stage: Room, database: Database, other: Database
) -> None:
    first = contents(database)
    backups.put_back(other, backups.read(backups.write(database), database.keys), replace=False)
    assert contents(other) == first
    backups.put_back(database, backups.read(backups.write(other), other.keys), replace=True)
    assert contents(database) == first
    with database.read() as tx:
        assert not [table.name for table in LEFT_OUT[1:] if tx.execute(select(table)).first()]


def test_a_database_with_data_is_only_replaced_when_told_to(stage: Room, database: Database) -> None:
    found = backups.read(backups.write(database), database.keys)
    before = contents(database)
    with pytest.raises(BackupProblem, match="not_empty"):
        backups.put_back(database, found, replace=False)
    assert contents(database) == before


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda content: b"PK" + content, "unknown"),
        (lambda content: b"", "unknown"),
        (lambda content: content[:-1], "damaged"),
        (lambda content: content[:-40] + bytes([content[-40] ^ 1]) + content[-39:], "damaged"),
        (lambda content: content.partition(b"\n")[0], "damaged"),
        (lambda content: content.replace(b"klankbord-backup 1 ", b"klankbord-backup 2 ", 1), "newer"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused(stage: Room, database: Database, spoil, why: str) -> None:
    with pytest.raises(BackupProblem, match=why):
        backups.read(spoil(backups.write(database)), database.keys)


def test_a_backup_of_newer_tables_is_refused(stage: Room, database: Database) -> None:
    with database.write() as tx:
        current = tx.scalar(text("SELECT version_num FROM alembic_version"))
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    content = backups.write(database)
    with database.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = :old"), {"old": current})
    with pytest.raises(BackupProblem, match="newer"):
        backups.read(content, database.keys)


def test_a_backup_of_older_tables_is_brought_up(database: Database, keys: KeyRing, tmp_path: Path) -> None:
    older = Database(sqlite_url(tmp_path / "older.sqlite"), keys)
    older.migrate("0002")
    school = {"id": "s", "name": "Linde", "country": "nl", "region": "zuid", "timezone": "Europe/Amsterdam",
              "counsellor": None, "consent": None, "privacy_contact": None}  # fmt: skip
    columns = ", ".join(school)
    with older.write() as tx:
        marks = ", ".join(f":{name}" for name in school)
        tx.execute(text(f"INSERT INTO schools ({columns}) VALUES ({marks})"), school)
        row = {"id": "t", "school_id": "s", "name": "Oak", "language": "nl", "members": 8,
               "smallest_group": 5, "change": "", "weekday": 1, "at": "15:30", "state": "asking",
               "locked_year": 2026, "place": 0, "rounds": 3, "open_weeks": 3, "next_week": "2026-11-02",
               "roster_version": 1, "digest_on": None}  # fmt: skip
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(f":{name}" for name in row)
        tx.execute(text(f"INSERT INTO teams ({names}) VALUES ({marks})"), row)
        rows = {
            table: [dict(found._mapping) for found in tx.execute(text(f"SELECT * FROM {table}"))]
            for table in ("schools", "teams")
        }
    older.close()
    brought = backups._brought_up(Backup("0002", {**rows, "teams": [_dated(rows["teams"][0])]}), keys)
    backups.put_back(database, brought, replace=False)
    with database.read() as tx:
        assert [(team.name, team.school_year) for team in schools.all_teams(tx)] == [("Oak", 2026)]


def _dated(row: dict[str, object]) -> dict[str, object]:
    from datetime import date

    return {**row, "next_week": date.fromisoformat(str(row["next_week"]))}


def test_it_shows_one_moment_while_others_write(stage: Room, database: Database) -> None:
    with database.snapshot() as tx:
        first = tx.scalar(select(func.count()).select_from(metadata.tables["teams"]))
        stage.team("Elm", members=9)
        assert tx.scalar(select(func.count()).select_from(metadata.tables["teams"])) == first


def test_after_putting_back_each_team_is_told_once_and_a_new_period_begins(
    stage: Room, other: Database, other_settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "copy.backup"
    backup(stage.house, file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob(".copy.backup*"))
    picture = figures.picture_of(stage.house, places.find_place(stage.house, team="Oak"))
    restore(other_settings, file, replace=False)
    moved = Room(type(stage.house)(other_settings, other, stage.clock), stage.clock)
    again = figures.picture_of(moved.house, places.find_place(moved.house, team="Oak"))
    assert picture is not None
    assert again is not None
    assert (again.releases, again.figures) == (picture.releases, picture.figures)
    assert membership.who(moved.house, account=FIRST_ACCOUNT) is not None
    told = [parcel.person.account for parcel in moved.post() if parcel.letter.kind == "restored"]
    assert sorted(told) == sorted([42, *range(FIRST_ACCOUNT, FIRST_ACCOUNT + 8)])
    tick(moved.house, now=moved.clock())
    assert moved.post() == [], "this week was asked before"
    moved.clock.now += timedelta(days=28)  # after the Christmas break
    tick(moved.house, now=moved.clock())
    moved.clock.now += timedelta(days=2)
    assert len([p for p in moved.post() if p.letter.kind == "checkin"]) == 8
    with pytest.raises(Refusal, match="backup_not_empty"):
        restore(other_settings, file, replace=False)


@pytest.fixture
def other_settings(other: Database, stage: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return settings that lead to the other database, with the clock of the stage."""
    clock = tmp_path / "clock"
    clock.write_text(stage.clock().isoformat())
    keys = other.keys._keys[0].material
    import base64

    return Settings(
        data_dir=tmp_path,
        clock_file=str(clock),
        database_url=other._engine.url.render_as_string(hide_password=False),  # type: ignore[arg-type]
        secret_key="kk1_" + base64.urlsafe_b64encode(keys).decode().rstrip("="),  # type: ignore[arg-type]
    )


def test_a_sealed_round_after_the_backup_stays_out_of_it(stage: Room, database: Database) -> None:
    before = backups.read(backups.write(database), database.keys)
    sealing.seal_now(stage.house, team="Oak")
    rounds.open_due(stage.house, now=stage.clock() + timedelta(days=7))
    after = backups.read(backups.write(database), database.keys)
    assert before.rows["figures"] == after.rows["figures"]
