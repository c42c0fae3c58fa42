"""The promise that nobody, the database included, knows who answered: rules 1, 2, 4 and 12 of the design."""

from pathlib import Path

import pytest
from sqlalchemy import select, text

from klankbord import checkin, letterbox, rounds, sealing
from klankbord.checkin import Ticket
from klankbord.vocabulary import Delivered, Refusal
from storage.database import Database
from storage.tables import answers, letters, memberships, metadata, people, slips
from tests.room import FIRST_ACCOUNT, Room, room

PERSON_TABLES = (people, memberships, letters)


def cells(database: Database) -> list[bytes]:
    """Return every value that SQL shows."""
    with database.read() as tx:
        return [
            bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
            for table in metadata.sorted_tables
            for row in tx.execute(select(table))
            for cell in row
        ]


def about_people(database: Database) -> list[tuple[object, ...]]:
    """Return every row that is tied to a person."""
    with database.read() as tx:
        return [
            tuple(row)
            for table in PERSON_TABLES
            for row in tx.execute(select(table).order_by(*table.primary_key))
        ]


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Room:
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.post()
    return stage


def test_handing_in_changes_no_row_of_a_person(stage: Room, database: Database) -> None:
    asked = stage.ask()
    before = about_people(database)
    stage.answer(asked[0], (1, 2, 3))
    assert about_people(database) == before
    stage.answer(asked[0], (5, 5, 5))
    assert asked[0].round is not None
    ticket = Ticket(asked[0].round.id, asked[0].slip)
    checkin.withdraw(stage.house, ticket, account=asked[0].person.account)
    assert about_people(database) == before


def test_no_value_in_the_database_is_a_slip_an_account_or_an_answer(stage: Room, database: Database) -> None:
    asked = stage.ask()
    stage.answer(asked[0], (1, 2, 3))
    secrets = [parcel.slip for parcel in asked] + [bytes([1, 2, 3])]
    secrets += [str(FIRST_ACCOUNT + number).encode() for number in range(7)]
    found = cells(database)
    assert not [secret for secret in secrets for cell in found if secret in cell]


def test_the_files_of_sqlite_hold_neither(stage: Room, database: Database, tmp_path: Path) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL keeps its own files; docs/privacy.md says what they may hold")
    asked = stage.ask()
    for parcel in asked:
        stage.answer(parcel, (1, 2, 3))
    written = b"".join(path.read_bytes() for path in tmp_path.glob("test.sqlite*"))
    secrets = [parcel.slip for parcel in asked]
    secrets += [str(FIRST_ACCOUNT + number).encode() for number in range(7)]
    assert len(written) > 50_000
    assert not [secret for secret in secrets if secret in written]


def test_the_write_ahead_log_is_empty_when_slips_have_gone_out(
    stage: Room, database: Database, tmp_path: Path
) -> None:
    if not database.is_sqlite:
        pytest.skip("SQLite only")
    rounds.open_now(stage.house, team="Oak", now=stage.clock())
    parcels = letterbox.claim_due(stage.house, now=stage.clock(), limit=3)
    assert (tmp_path / "test.sqlite-wal").stat().st_size == 0, "older pools would tell who took which slip"
    letterbox.settle(stage.house, [(parcel, Delivered()) for parcel in parcels], now=stage.clock())
    assert (tmp_path / "test.sqlite-wal").stat().st_size == 0


def test_answers_share_no_transaction_with_rows_of_people(stage: Room, database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("PostgreSQL's system columns only")
    for parcel in stage.ask():
        stage.answer(parcel, (3, 3, 3))
    with database.read() as tx:

        def writers(*tables: str) -> set[str]:
            return {row[0] for name in tables for row in tx.execute(text(f"SELECT xmin::text FROM {name}"))}

        assert writers("answers")
        assert not writers("answers") & writers("people", "memberships", "letters")


def test_a_slip_does_nothing_for_another_account_used_or_not(stage: Room, database: Database) -> None:
    anna, ben, *_ = stage.ask()
    assert anna.round is not None
    written = checkin.write_ticket(stage.house, Ticket(anna.round.id, anna.slip), account=anna.person.account)
    with pytest.raises(Refusal) as caught:
        checkin.read_ticket(stage.house, written, account=ben.person.account)
    assert caught.value.key == "old_button"
    stage.answer(anna, (1, 1, 1))
    with pytest.raises(Refusal):
        checkin.hand_in(
            stage.house, Ticket(anna.round.id, anna.slip), account=ben.person.account, choices=(5, 5, 5)
        )
    with database.read() as tx:
        assert len(tx.execute(select(answers)).all()) == 1


def test_after_sealing_no_slip_and_no_answer_is_left(stage: Room, database: Database, tmp_path: Path) -> None:
    for parcel in stage.ask():
        stage.answer(parcel, (4, 4, 4))
    sealing.seal_now(stage.house, team="Oak")
    with database.read() as tx:
        assert tx.execute(select(answers)).all() == []
        assert tx.execute(select(slips)).all() == []
        sealed = tx.execute(text("SELECT contents FROM sums")).scalar_one()
    assert b"items" not in bytes(sealed)
    if database.is_sqlite:
        assert (tmp_path / "test.sqlite-wal").stat().st_size == 0


def test_somebody_outside_the_team_cannot_hand_in(stage: Room) -> None:
    anna = stage.ask()[0]
    assert anna.round is not None
    with pytest.raises(Refusal) as caught:
        checkin.hand_in(stage.house, Ticket(anna.round.id, anna.slip), account=1, choices=(5, 5, 5))
    assert caught.value.key == "not_yours"
