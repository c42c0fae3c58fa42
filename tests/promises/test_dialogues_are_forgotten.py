"""The promise that a dialogue is gone after thirty minutes, from the files of the database, too: rule 3."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from klankbord import sealing
from storage import dialogues
from storage.database import Database
from storage.tables import dialogues as table
from tests.room import FIRST_ACCOUNT, room


def test_half_an_hour_later_no_byte_of_a_dialogue_is_left(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=6)
    lookup = database.keys.fingerprint("dialogue", str(FIRST_ACCOUNT).encode())
    with database.write() as tx:
        until = stage.clock() + timedelta(minutes=30)
        dialogues.write(tx, database.keys, FIRST_ACCOUNT, "wat ik dacht", until=until)
    with database.read() as tx:
        (sealed,) = tx.scalars(select(table.c.contents))
    if database.is_sqlite:
        assert _written(tmp_path, lookup)
    stage.clock.now += timedelta(minutes=31)
    sealing.seal_due(stage.house, now=stage.clock())
    with database.read() as tx:
        assert tx.execute(select(table)).all() == []
    if not database.is_sqlite:
        pytest.skip("PostgreSQL keeps its own files; docs/privacy.md says what they may hold")
    assert not _written(tmp_path, lookup)
    assert not _written(tmp_path, bytes(sealed))


def _written(folder: Path, what: bytes) -> bool:
    return any(what in path.read_bytes() for path in folder.glob("test.sqlite*"))
