"""Whatever is wrong with key, disk or version: one clear sentence, a failing exit code, nothing touched."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from console.main import build_parser
from klankbord.keeping import backup
from storage.database import Database
from storage.secrets import KeyRing, new_key
from storage.tables import metadata
from tests.project.test_docs import commands
from tests.room import room

ROOT = Path(__file__).parents[2]
NO_DATA = {
    "demo",
    "attack",
    "key new",
    "predict",
    *(f"knowledge {v}" for v in ("add", "build", "search")),
}  # these never open the school's data
DRIVER = """
import contextlib, io, json, resource, sys
limit, given = json.load(sys.stdin)
from console.main import main
from console import exporting, keeping, setting_up, weeks
said = {}
if limit is not None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
for name, words in given.items():
    errors = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(errors):
        try:
            code = main(words)
        except SystemExit as end:
            code = end.code
    said[name] = [code, errors.getvalue()]
print(json.dumps(said))
"""


@dataclass
class Installation:
    """A filled database, its settings, and each command with what it needs."""

    database: Database
    settings: dict[str, str]
    folder: Path
    given: dict[str, list[str]] = field(default_factory=dict)

    def contents(self) -> dict[str, object]:
        with self.database.read() as tx:
            rows: dict[str, object] = {
                table.name: [tuple(row) for row in tx.execute(select(table).order_by(*table.primary_key))]
                for table in metadata.sorted_tables
            }
            rows["version"] = tx.scalar(text("SELECT version_num FROM alembic_version"))
        return {**rows, "files": sorted(path.name for path in self.folder.iterdir())}

    def run(self, *names: str, limit: int | None = None, **changed: str) -> dict[str, tuple[int, str]]:
        chosen = {name: words for name, words in self.given.items() if not names or name in names}
        done = subprocess.run(
            [sys.executable, "-c", DRIVER],
            cwd=ROOT,
            env={**self.settings, **changed, "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.environ["PATH"]},
            input=json.dumps([limit, chosen]),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return {name: (code, said) for name, (code, said) in json.loads(done.stdout).items()}


@pytest.fixture
def installation(database_url: str, tmp_path: Path) -> Iterator[Installation]:
    key = new_key()
    database = Database(database_url, KeyRing.parse(key))
    database.migrate()
    folder = tmp_path / "files"
    folder.mkdir()
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.team("Elm")
    stage.post()
    for parcel in stage.ask():
        stage.answer(parcel, (4, 4, 4))
    copy, calendar, target = folder / "copy", folder / "school.ics", folder / "new"
    backup(stage.house, copy)
    calendar.write_bytes(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n"
        b"DTSTART;VALUE=DATE:20261221\r\nSUMMARY:Kerst\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    clock = tmp_path / "clock"
    clock.write_text((stage.clock() + timedelta(days=400)).isoformat())  # a new school year could start
    found = Installation(
        database,
        {
            "KLANKBORD_DATABASE_URL": database_url,
            "KLANKBORD_SECRET_KEY": key,
            "KLANKBORD_DATA_DIR": str(tmp_path / "data"),
            "KLANKBORD_TELEGRAM_TOKEN": "1:a",
            "KLANKBORD_TELEGRAM_API": "http://127.0.0.1:9",
            "KLANKBORD_LISTEN": "127.0.0.1:0",
            "KLANKBORD_CLOCK_FILE": str(clock),
        },
        folder,
        {name: words.split() for name, words in ARGUMENTS.items()},
    )
    found.given["backup"].append(str(target))
    found.given["restore"].append(str(copy))
    found.given["calendar import"].append(str(calendar))
    found.given["export"].append(str(folder / "figures.csv"))
    with database.read():  # keeps SQLite's files open, so that a full disk meets a database in use
        yield found
    database.close()


ARGUMENTS = {
    "run": "run",
    "worker": "worker",
    "tick": "tick",
    "migrate": "migrate",
    "doctor": "doctor",
    "bot add": "bot add linde",
    "bot list": "bot list",
    "school add": "school add Es",
    "school set": "school set Linde --consent 2026-10-05",
    "school list": "school list",
    "team add": "team add Fir --school Linde --members 8",
    "team set": "team set Oak --members 9",
    "team list": "team list",
    "team join": "team join Elm Oak",
    "invite": "invite teacher --team Oak",
    "round open": "round open --team Oak",
    "round close": "round close --team Oak",
    "publish": "publish --team Oak",
    "export": "export --team Oak",
    "calendar import": "calendar import --school Linde",
    "key rotate": "key rotate",
    "backup": "backup",
    "restore": "restore --replace",
    "erase": "erase --person abcdefghjk",
    "year start": "year start",
}
WRITING = (
    *("school add", "school set", "team add", "team set", "team join", "invite", "round close"),
    *("calendar import", "restore", "year start"),
)


def clear(said: dict[str, tuple[int, str]], words: str = "") -> None:
    assert said
    for name, (code, sentence) in said.items():
        assert code == 1, (name, sentence)
        assert sentence.count("\n") == 1, (name, sentence)
        assert "Traceback" not in sentence, name
        assert words in sentence, (name, sentence)


def test_every_command_is_tried_here_or_touches_no_data() -> None:
    assert set(ARGUMENTS) | NO_DATA == set(commands(build_parser()))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("", "klankbord key new"),
        ("kk1_short", "did not make"),
        (new_key(), "Nothing was touched"),
    ],
    ids=["missing", "malformed", "wrong"],
)
def test_a_missing_malformed_or_wrong_key(installation: Installation, key: str, words: str) -> None:
    before = installation.contents()
    clear(installation.run(KLANKBORD_SECRET_KEY=key), words)
    assert installation.contents() == before


def test_a_database_of_a_newer_version(installation: Installation) -> None:
    with installation.database.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = installation.contents()
    clear(installation.run(), "newer than this program")
    assert installation.contents() == before


def test_a_disk_that_is_read_only(installation: Installation) -> None:
    if not installation.database.is_sqlite:
        pytest.skip("the disk of PostgreSQL is the server's")
    before = installation.contents()
    path = installation.database._engine.url.database
    address = f"sqlite:///file:{path}?mode=ro&uri=true"
    clear(installation.run(*WRITING, KLANKBORD_DATABASE_URL=address), "Nothing was changed")
    assert installation.contents() == before


def test_a_disk_that_is_full(installation: Installation) -> None:
    if not installation.database.is_sqlite:
        pytest.skip("the disk of PostgreSQL is the server's")
    before = installation.contents()
    clear(installation.run(*WRITING, limit=1), "Nothing was changed")
    clear(installation.run("backup", limit=1), "The machine refused")
    assert installation.contents() == before


def test_a_change_of_key_that_breaks_off_says_to_keep_all_keys(installation: Installation) -> None:
    if not installation.database.is_sqlite:
        pytest.skip("the disk of PostgreSQL is the server's")
    before = installation.contents()
    keys = f"{new_key()},{installation.settings['KLANKBORD_SECRET_KEY']}"
    clear(installation.run("key rotate", limit=1, KLANKBORD_SECRET_KEY=keys), "Keep all keys")
    assert installation.contents() == before


def test_a_tick_that_does_not_go_through_ends_with_one(installation: Installation) -> None:
    with installation.database.write() as tx:
        tx.execute(text("ALTER TABLE rounds RENAME TO away"))
    code, said = installation.run("tick")["tick"]
    assert code == 1
    assert "Traceback" not in said


def test_with_room_to_write_the_same_commands_work(installation: Installation) -> None:
    working = installation.run(*WRITING[:-2], "backup")
    assert {name: code for name, (code, _) in working.items() if code} == {}
    assert installation.run("year start")["year start"][0] == 0
    assert installation.run("restore")["restore"][0] == 0
