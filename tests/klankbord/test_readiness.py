"""What `doctor` finds about keys, the server and schools."""

from pathlib import Path

import pytest
from sqlalchemy import text, update

from klankbord import readiness, setting_up
from klankbord.keeping import rotate_key
from klankbord.readiness import Finding
from storage.database import Database
from storage.secrets import KeyRing, new_key
from storage.tables import people
from storage.traces import settings_that_tell
from tests.room import Room, room


def findings(stage: Room) -> list[Finding]:
    return list(readiness.examine(stage.house))


def names(stage: Room) -> set[str]:
    return {finding.name for finding in findings(stage)}


def test_a_school_that_misses_something_is_named(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    setting_up.add_school(stage.house, name="Far", country="xx")
    said = {finding.detail for finding in findings(stage) if finding.state == "warning"}
    assert {"Far: counsellor", "Far: consent", "Far: privacy-contact", "Far: xx", "Linde: consent"} <= said
    assert not {"Linde: counsellor", "Linde: nl"} & said


def test_data_under_an_older_key_is_named_until_it_is_moved(
    database: Database, database_url: str, tmp_path: Path, keys: KeyRing
) -> None:
    first = room(database, tmp_path)
    first.team(teachers=6)
    first.post()
    first.ask()
    assert not {name for name in names(first) if "older_key" in name}
    stage = first
    stage.house.db = Database(database_url, KeyRing((KeyRing.parse(new_key())._keys[0], *keys._keys)))
    assert {"older_key_rows", "older_key_until", "older_key_codes"} <= names(stage)
    rotate_key(stage.house)
    assert {name for name in names(stage) if "older_key" in name} == {"older_key_until", "older_key_codes"}
    stage.house.db.close()


def test_a_row_under_a_lost_key_fails_the_check_up(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=1)
    stray = KeyRing.parse(new_key()).seal(b"1 1", "people.address")
    with database.write() as tx:
        tx.execute(update(people).values(address=stray, lookup=b"x"))
    assert Finding("lost_key", "bad") in findings(stage)


@pytest.mark.parametrize("setting", ["log_statement = 'all'", "log_min_duration_statement = 5"])
def test_a_server_that_writes_statements_down_is_named(
    database: Database, setting: str, tmp_path: Path
) -> None:
    if database.is_sqlite:
        assert settings_that_tell(database) == []
        return
    assert settings_that_tell(database) == []
    name = database._engine.url.database
    with database.write() as tx:
        tx.execute(text(f"ALTER DATABASE {name} SET {setting}"))
    database.close()
    assert settings_that_tell(database) == [setting.split()[0]]
    assert Finding("server_tells", "warning", setting.split()[0]) in findings(room(database, tmp_path))


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("chroma_url", "http://127.0.0.1:1", "index"),
        ("embeddings", "nonsense", "KLANKBORD_EMBEDDINGS"),
        ("embeddings", "openai:x", "KLANKBORD_EMBEDDINGS"),
    ],
)
def test_cards_that_cannot_be_found_fail_the_check_up(
    database: Database, tmp_path: Path, setting: str, value: str, words: str
) -> None:
    stage = room(database, tmp_path)
    stage.house.settings = stage.house.settings.model_copy(update={setting: value})
    (found,) = (finding for finding in findings(stage) if finding.name == "cards")
    assert found.state == "bad"
    assert words in found.detail
