"""Old and new programs side by side: migrations only add, and a program works with what was added to."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

import storage
from klankbord.rhythm_of_weeks import tick
from storage import backups
from storage.database import Database, WrongVersion
from storage.versions import FIRST_SERVING, oldest_program, promise
from tests.room import room

MIGRATIONS = sorted((Path(storage.__file__).parent / "migrations" / "versions").glob("0*.py"))
ADDS = {"create_table", "create_index", "add_column", "f", "get_bind", "bulk_insert"}


def breaks(source: str) -> list[str]:
    """Return what a migration does to tables that an older program would notice."""
    tree = ast.parse(source)
    upgrade = next(part for part in tree.body if isinstance(part, ast.FunctionDef) and part.name == "upgrade")
    found: list[str] = []
    for node in ast.walk(upgrade):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id in ("op", "batch")):
            continue
        name = node.func.attr
        if name not in ADDS:
            found.append(name)
        if name == "add_column" and not _may_be_left_out(node):
            found.append("add_column without a default")
    return found


def _may_be_left_out(call: ast.Call) -> bool:
    column = next(arg for arg in call.args if isinstance(arg, ast.Call))
    given = {one.arg: one.value for one in column.keywords}
    nullable = given.get("nullable")
    return "server_default" in given or nullable is None or getattr(nullable, "value", False) is True


def serves(source: str) -> bool:
    """Tell whether a migration says which programs it still serves."""
    return any(
        isinstance(part, ast.Assign) and getattr(part.targets[0], "id", "") == "serves"
        for part in ast.parse(source).body
    )


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.stem)
def test_a_migration_only_adds_or_says_whom_it_still_serves(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if path.name[:4] <= FIRST_SERVING:
        return  # programs of that time wanted tables of exactly their own version
    assert not breaks(source) or serves(source), breaks(source)


@pytest.mark.parametrize(
    ("step", "broken"),
    [
        ('op.drop_column("teams", "at")', ["drop_column"]),
        ('op.alter_column("teams", "at", nullable=True)', ["alter_column"]),
        (
            'op.add_column("teams", sa.Column("x", sa.Text(), nullable=False))',
            ["add_column without a default"],
        ),
        ('op.add_column("teams", sa.Column("x", sa.Text(), nullable=False, server_default=""))', []),
        ('op.add_column("teams", sa.Column("x", sa.Text(), nullable=True))', []),
        ('op.create_table("more", sa.Column("x", sa.Text()))', []),
    ],
)
def test_what_an_older_program_would_notice_is_noticed(step: str, broken: list[str]) -> None:
    assert breaks(f"def upgrade():\n    {step}\n") == broken


def test_a_program_plays_a_month_on_tables_that_a_newer_one_added_to(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=6)
    stage.post()
    with database.write() as tx:  # what the next version may do to a living database
        tx.execute(text("CREATE TABLE of_tomorrow (id VARCHAR(16) PRIMARY KEY, words TEXT NOT NULL)"))
        for table in ("schools", "teams", "people", "memberships", "letters", "rounds", "slips", "answers"):
            tx.execute(text(f"ALTER TABLE {table} ADD COLUMN of_tomorrow TEXT"))
            tx.execute(text(f"ALTER TABLE {table} ADD COLUMN counted INTEGER NOT NULL DEFAULT 0"))
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        tx.execute(text(f"UPDATE installation SET serves = '9999:{oldest_program()}'"))
    database.check()
    database.migrate()
    assert database.version() == "9999"
    handed_in = 0
    for _ in range(5):
        stage.clock.now += timedelta(days=2)
        tick(stage.house, now=stage.clock())
        for parcel in stage.post():
            if parcel.letter.kind == "checkin":
                stage.answer(parcel, (4, 3, 5))
                handed_in += 1
        stage.clock.now += timedelta(days=5)
        tick(stage.house, now=stage.clock())
    assert handed_in == 30
    stage.join("Oak", 4711)


def test_a_newer_database_says_itself_which_programs_it_serves(database: Database) -> None:
    with database.read() as tx:
        assert tx.scalar(text("SELECT serves FROM installation")) == promise()
    with database.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        tx.execute(text(f"UPDATE installation SET serves = '9999:{oldest_program()}'"))
    database.check()
    for said in ("9999:9998", promise(), ""):  # it serves newer programs alone; another version's word; none
        with database.write() as tx:
            tx.execute(text("UPDATE installation SET serves = :said"), {"said": said})
        with pytest.raises(WrongVersion, match="newer"):
            database.check()
        with pytest.raises(WrongVersion, match="newer"):
            database.migrate()


def test_no_backup_is_made_or_put_back_by_another_version(database: Database, tmp_path: Path) -> None:
    database.check_same_version()
    content = backups.write(database)
    assert content
    with database.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WrongVersion, match="newer"):
        database.check_same_version()
