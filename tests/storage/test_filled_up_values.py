"""The upgrade that fills up sealed values: what an older version wrote is read, and its length is gone."""

from pathlib import Path

from sqlalchemy import insert, select, text

from storage.database import Database
from storage.secrets import NOT_FILLED, KeyRing
from storage.tables import answers
from storage.versions import oldest_program
from tests.room import room


def not_filled(keys: KeyRing, plain: bytes) -> bytes:
    """Seal as versions before 0013 did."""
    nonce = bytes(12)
    about = b"answers.choices"
    return NOT_FILLED + keys.newest + nonce + keys._keys[0].cipher.encrypt(nonce, plain, about)


def test_open_answers_of_an_older_version_lose_their_length(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.post()
    found = stage.ask()[0].round
    assert found is not None
    keys = database.keys
    plain = {b"\x01\x02\x03", b"\x04\x03\x05" + bytes(8), b"\x05\x05\x80"}
    with database.write() as tx:
        rows = [
            {"round_id": found.id, "answer_key": bytes([n]) * 16, "choices": not_filled(keys, one)}
            for n, one in enumerate(sorted(plain))
        ]
        tx.execute(insert(answers), rows)
        tx.execute(text("UPDATE alembic_version SET version_num = '0012'"))
    database.migrate()
    with database.read() as tx:
        kept = list(tx.scalars(select(answers.c.choices)))
    assert {keys.open(one, "answers.choices") for one in kept} == plain
    assert len({len(one) for one in kept}) == 1


def test_a_program_that_cannot_read_filled_values_is_told_so() -> None:
    assert oldest_program() >= "0013"
