"""The promise that a dialogue is gone after thirty minutes, from the files of the database, too: rule 3."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.running import forgetting
from klankbord import sealing
from safeguards import seen, variants
from safeguards.lists import is_ordinary
from safeguards.redaction import redact
from safeguards.tagger import meaning_of
from storage import dialogues, passing
from storage.database import Database
from storage.secrets import KeyProblem
from storage.tables import dialogues as table
from tests.room import FIRST_ACCOUNT, room


def test_half_an_hour_later_no_byte_of_a_dialogue_is_left(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=6)
    lookup = database.keys.passing.fingerprint("dialogue", str(FIRST_ACCOUNT).encode())
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


def test_the_secret_keys_open_no_dialogue_and_tell_not_whose_it_is(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    with database.write() as tx:
        until = stage.clock() + timedelta(minutes=30)
        dialogues.write(tx, database.keys, FIRST_ACCOUNT, "wat ik dacht", until=until)
    with database.read() as tx:
        (row,) = tx.execute(select(table)).all()
        assert dialogues.read(tx, database.keys, FIRST_ACCOUNT, stage.clock()) == "wat ik dacht"
    assert bytes(row.lookup) not in database.keys.fingerprints("dialogue", str(FIRST_ACCOUNT).encode())
    with pytest.raises(KeyProblem):
        database.keys.open(row.contents, dialogues.CONTENTS)


def test_the_passing_secret_is_one_for_a_machine_and_is_not_trusted_when_others_could_read_it(
    tmp_path: Path,
) -> None:
    first = passing.shared(tmp_path)
    assert first is not None
    assert passing.shared(tmp_path) == first
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    assert passing.shared(tmp_path) is None
    file.unlink()
    file.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_bytes(first)
    assert passing.shared(tmp_path) is None
    assert passing.shared(tmp_path / "no such folder") is None


def _written(folder: Path, what: bytes) -> bool:
    return any(what in path.read_bytes() for path in folder.glob("test.sqlite*"))


async def test_a_running_process_forgets_the_names_and_numbers_that_it_read() -> None:
    remembering = (*seen.REMEMBERED, *variants.REMEMBERED, is_ordinary, meaning_of)
    redact("bel Wendelmoet van 3hv2 even over Quirijnelle, nummer 20231457, fijn dat jeroem meedoet")
    assert all(one.cache_info().currsize for one in (*seen.REMEMBERED, is_ordinary, meaning_of))
    task = asyncio.create_task(forgetting(seconds=0.01))
    await asyncio.sleep(0.5)
    task.cancel()
    assert not any(one.cache_info().currsize for one in remembering)
