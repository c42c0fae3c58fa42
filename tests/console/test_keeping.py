"""Keys, backups, erasing, school years and sister teams through the real command line."""

import hashlib
import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from klankbord import membership, rights
from storage.database import Database
from storage.secrets import KeyRing, new_key
from tests.room import FIRST_ACCOUNT, Room, room

ROOT = Path(__file__).parents[2]


class Shell:
    """A shell with the settings of one installation, on either kind of database."""

    def __init__(self, url: str, folder: Path) -> None:
        self.key = new_key()
        self.folder, self.url = folder, url
        self.database = Database(url, KeyRing.parse(self.key))
        self.database.migrate()
        self.stage: Room = room(self.database, folder)
        self.set_clock(self.stage.clock())

    def set_clock(self, now: datetime) -> None:
        self.stage.clock.now = now
        (self.folder / "clock").write_text(now.isoformat())

    def __call__(self, *words: str, **changed: str) -> "subprocess.CompletedProcess[str]":
        settings = {
            "KLANKBORD_DATABASE_URL": self.url,
            "KLANKBORD_SECRET_KEY": self.key,
            "KLANKBORD_DATA_DIR": str(self.folder / "data"),
            "KLANKBORD_CLOCK_FILE": str(self.folder / "clock"),
            "PATH": os.environ["PATH"],
        }
        return subprocess.run(
            [sys.executable, "-m", "console", *words],
            cwd=ROOT,
            env={**settings, **changed},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.fixture
def shell(database_url: str, tmp_path: Path):
    found = Shell(database_url, tmp_path)
    found.stage.team(teachers=7)
    found.stage.post()
    yield found
    found.database.close()


def said(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def refused(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_rotating_says_what_is_done_and_until_when_the_old_key_is_needed(shell: Shell) -> None:
    assert "All data is under the newest key" in said(shell("key", "rotate"))
    shell.stage.ask()
    both = f"{new_key()},{shell.key}"
    told = said(shell("key", "rotate", KLANKBORD_SECRET_KEY=both))
    for name in ("people", "rounds", "sums", "answers", "installation"):
        assert f"{name}: done" in told
    assert "Keep the old key until 2026-11-15 is over" in told
    assert "may go" not in told
    assert not re.search(r"\b[67]\b", told), "not even the number of people"
    assert "not the key" in refused(shell("team", "list"))
    newest = both.split(",")[0]
    assert "Oak" in said(shell("team", "list", KLANKBORD_SECRET_KEY=newest))


def test_a_backup_is_written_and_put_back_into_an_empty_place(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "school.backup"
    assert "without the key" in said(shell("backup", str(file)))
    address = f"sqlite:///{tmp_path / 'new.sqlite'}"
    other = new_key()
    wrong = refused(shell("restore", str(file), KLANKBORD_DATABASE_URL=address, KLANKBORD_SECRET_KEY=other))
    assert "not the key" in wrong
    assert not (tmp_path / "new.sqlite").exists()
    assert "new period" in said(shell("restore", str(file), KLANKBORD_DATABASE_URL=address))
    assert "Linde/Oak" in said(shell("team", "list", KLANKBORD_DATABASE_URL=address))
    assert "--replace" in refused(shell("restore", str(file), KLANKBORD_DATABASE_URL=address))
    assert "new period" in said(shell("restore", str(file), "--replace", KLANKBORD_DATABASE_URL=address))


def _empty(whole: bytes) -> bytes:
    """Return a backup of nothing whose sum is right."""
    words = whole.partition(b"\n")[0].split(b" ")
    return b" ".join((*words[:-1], hashlib.sha256(b"x" * 12).hexdigest().encode())) + b"\n" + b"x" * 12


def test_a_file_that_is_no_whole_backup_is_refused_before_anything_is_made(
    shell: Shell, tmp_path: Path
) -> None:
    file, address = tmp_path / "school.backup", f"sqlite:///{tmp_path / 'new.sqlite'}"
    assert "No such file" in refused(shell("restore", str(file)))
    said(shell("backup", str(file)))
    whole = file.read_bytes()
    for content, words in (
        (whole[:-9], "damaged"),
        (b"hello", "no backup of Klankbord"),
        (whole.replace(b"backup 1", b"backup 7", 1), "newer version"),
        (whole.replace(b"backup 1", b"backup " + b"1" * 5000, 1), "no backup of Klankbord"),
        (_empty(whole), "damaged"),
    ):
        file.write_bytes(content)
        assert words in refused(shell("restore", str(file), "--replace", KLANKBORD_DATABASE_URL=address))
    assert not (tmp_path / "new.sqlite").exists()


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(shell: Shell, tmp_path: Path) -> None:
    assert "No such file" in refused(shell("backup", str(tmp_path / "nowhere" / "copy")))
    (tmp_path / "taken").mkdir()
    assert "Is a directory" in refused(shell("backup", str(tmp_path / "taken")))
    assert not list(tmp_path.glob(".taken*"))


def test_a_person_is_erased_by_the_code_that_they_were_shown(shell: Shell) -> None:
    person = membership.who(shell.stage.house, account=FIRST_ACCOUNT)
    assert person is not None
    code = rights.kept_about(shell.stage.house, person, now=shell.stage.clock()).code
    assert "belongs to nobody" in refused(shell("erase", "--person", "abcdefghjk"))
    assert "erased" in said(shell("erase", "--person", code))
    assert membership.who(shell.stage.house, account=FIRST_ACCOUNT) is None
    assert "belongs to nobody" in refused(shell("erase", "--person", code))


def test_the_school_year_starts_by_hand(shell: Shell) -> None:
    assert "started already" in refused(shell("year", "start"))
    shell.set_clock(shell.stage.clock().replace(year=2027, month=8, day=5))
    assert "Oak" in said(shell("year", "start"))
    shell.set_clock(shell.stage.clock() + timedelta(days=30))
    assert {parcel.letter.kind for parcel in shell.stage.post()} == {"again"}


def test_two_teams_go_together_from_a_monday_on(shell: Shell) -> None:
    shell.stage.team("Elm", members=5)
    assert "From 2026-11-09 on Elm takes part as Oak" in said(shell("team", "join", "Elm", "Oak"))
    assert "goes together" in refused(shell("team", "join", "Oak", "Elm"))
