"""What the operator does for the data as a whole: backups, putting one back, and a new key."""

import contextlib
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from klankbord.house import House, clock_of, database_of, keys_of
from klankbord.membership import EVERYBODY, tell_team
from klankbord.places import place_of
from klankbord.school_calendar import monday_of
from klankbord.school_years import ask_again
from klankbord.settings import Settings
from klankbord.vocabulary import Refusal
from storage import backups, rotation_of_keys, schools
from storage.backups import BackupProblem
from storage.database import Transaction, Unavailable
from storage.rotation_of_keys import Remaining


def rotate_key(house: House, said: Callable[[str], None] = lambda _: None) -> Remaining:
    """Move the data to the newest key while the bot runs; `said` hears each table that is done.

    Raises `Refusal("rotation_broken_off")`: what was moved stays moved, and every key is needed still.
    """
    try:
        return rotation_of_keys.rotate(house.db, said)
    except Unavailable:
        raise Refusal("rotation_broken_off") from None


def needs_older_key(house: House) -> Remaining:
    """Tell what still needs a key that is not the newest."""
    return rotation_of_keys.remaining(house.db)


def backup(house: House, file: Path) -> None:
    """Write a backup that only its owner may read; a file that was there is replaced once all is written."""
    house.db.check_same_version()  # it would miss what a newer program keeps
    content = backups.write(house.db)
    spare = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        spare.replace(file)
    finally:
        with contextlib.suppress(OSError):
            spare.unlink(missing_ok=True)


def restore(settings: Settings, file: Path, *, replace: bool) -> None:
    """Put a backup back; teams are told once and start a new period.

    The file is read and checked before the database is looked at. Raises `Refusal`, or `KeyProblem`.
    """
    keys = keys_of(settings)
    try:
        found = backups.read(file.read_bytes(), keys)
        database = database_of(settings, new=True)
        try:
            if not replace and not backups.is_empty(database):
                raise BackupProblem("not_empty")
            database.migrate()
            database.check_same_version()
            now = clock_of(settings)()
            backups.put_back(database, found, replace=replace, afterwards=lambda tx: _begin_anew(tx, now=now))
        finally:
            database.close()
    except BackupProblem as problem:
        raise Refusal(f"backup_{problem}") from None


def _begin_anew(tx: Transaction, *, now: datetime) -> None:
    for team in schools.all_teams(tx):
        if team.state == "joined" or not team.rounds:
            continue
        place = place_of(tx, team)
        following = monday_of(place.calendar.today(now)) + timedelta(weeks=1)
        schools.change_team(tx, team.id, next_week=max(team.next_week, following))
        tell_team(tx, team, "restored", now=now, roles=EVERYBODY)
        if team.again_until is not None:
            ask_again(tx, place, year=team.school_year, now=now)
