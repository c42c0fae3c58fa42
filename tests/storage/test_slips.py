"""Slips and answers, on SQLite and PostgreSQL: once per slip, only for the account it was shown to."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import inspect, select, text

from storage import rounds, schools, slips
from storage.database import Database
from storage.rounds import Round
from storage.schools import School, Team
from storage.slips import HandIn, Presented
from storage.tables import answers, metadata
from storage.tables import slips as slip_table

ANNA, BEN = 1001, 1002
ROUND = "0a0b0c0d"


def a_team(team_id: str = "oak") -> Team:
    return Team(
        team_id, "s1", "Oak", "nl", 8, 5, "", 1, "15:30", "asking", None, 0, 0, 0, date(2026, 11, 23), 0, None
    )


@pytest.fixture
def lot(database: Database) -> list[bytes]:
    with database.write() as tx:
        schools.add_school(tx, School("s1", "Linde", "nl", "midden", "Europe/Amsterdam", None, None, None))
        schools.add_team(tx, a_team())
        drawn = slips.draw_lot(12)
        found = Round(ROUND, "oak", date(2026, 11, 23), 0, "full", ("a", "b", "c"), "p", date(2026, 12, 6))
        rounds.add(tx, database.keys, found, drawn)
        slips.add_lot(tx, database.keys, ROUND, drawn)
    return drawn


def give(database: Database, slip: bytes, account: int, choices: bytes = b"\x01\x02\x03") -> HandIn:
    return give_together(database, (slip, account, choices))[0]


def give_together(database: Database, *given: tuple[bytes, int, bytes]) -> list[HandIn]:
    with database.write() as tx:
        if not rounds.hold_all(tx, {ROUND}):
            return [HandIn.UNKNOWN for _ in given]
        return slips.hand_in(tx, database.keys, [Presented(ROUND, *one) for one in given])


def kept(database: Database) -> list[bytes]:
    with database.read() as tx:
        return slips.read_answers(tx, database.keys, ROUND)


def test_the_same_slip_twice_is_one_answer(database: Database, lot: list[bytes]) -> None:
    assert give(database, lot[0], ANNA) is HandIn.KEPT
    assert give(database, lot[0], ANNA) is HandIn.KEPT
    assert kept(database) == [b"\x01\x02\x03"]


def test_several_hand_in_at_once_as_they_would_one_by_one(database: Database, lot: list[bytes]) -> None:
    one, two, three = b"\x01\x01\x01", b"\x02\x02\x02", b"\x03\x03\x03"
    give(database, lot[0], ANNA, one)
    outcomes = give_together(
        database,
        (lot[0], BEN, two),  # Anna's slip, shown to somebody else
        (lot[0], ANNA, three),
        (lot[1], BEN, two),
        (lot[1], BEN, two),
        (b"x" * 16, BEN, two),
    )
    assert outcomes == [HandIn.TAKEN, HandIn.KEPT, HandIn.KEPT, HandIn.KEPT, HandIn.UNKNOWN]
    assert sorted(kept(database)) == [two, three]


def test_a_press_that_is_repeated_writes_nothing(database: Database, lot: list[bytes]) -> None:
    give(database, lot[0], ANNA)
    with database.read() as tx:
        before = tx.execute(select(answers)).all()
    give(database, lot[0], ANNA)
    with database.read() as tx:
        assert tx.execute(select(answers)).all() == before  # sealed anew it would look different
    give(database, lot[0], ANNA, b"\x05\x05\x00")
    with database.read() as tx:
        assert tx.execute(select(answers)).all() != before


def test_handing_in_again_changes_the_answer(database: Database, lot: list[bytes]) -> None:
    give(database, lot[0], ANNA)
    give(database, lot[0], ANNA, b"\x05\x05\x00")
    assert kept(database) == [b"\x05\x05\x00"]


@pytest.mark.parametrize("again", [b"\x01\x02\x03", b"\x05\x05\x00"])
def test_handing_in_again_keeps_the_answer_to_the_question_behind(
    database: Database, lot: list[bytes], again: bytes
) -> None:
    give(database, lot[0], ANNA)
    slips.add_to(database, round_id=ROUND, slip=lot[0], account=ANNA, first=3, more=b"\x07\x08")
    assert give(database, lot[0], ANNA, again) is HandIn.KEPT
    assert kept(database) == [again + b"\x07\x08"]


def test_a_used_slip_finds_nothing_for_another_account(database: Database, lot: list[bytes]) -> None:
    give(database, lot[0], ANNA)
    assert give(database, lot[0], BEN, b"\x05\x05\x05") is HandIn.TAKEN
    assert slips.withdraw(database, round_id=ROUND, slip=lot[0], account=BEN) is HandIn.UNKNOWN
    assert kept(database) == [b"\x01\x02\x03"]


def test_an_unknown_slip_writes_nothing(database: Database, lot: list[bytes]) -> None:
    assert give(database, b"\x00" * 16, ANNA) is HandIn.UNKNOWN
    assert kept(database) == []


def test_a_withdrawn_answer_is_gone_and_the_slip_is_free(database: Database, lot: list[bytes]) -> None:
    give(database, lot[0], ANNA)
    assert slips.withdraw(database, round_id=ROUND, slip=lot[0], account=ANNA) is HandIn.KEPT
    assert kept(database) == []
    assert give(database, lot[0], ANNA, b"\x02\x02\x02") is HandIn.KEPT
    assert kept(database) == [b"\x02\x02\x02"]


def test_two_devices_at_once_leave_one_answer(database: Database, lot: list[bytes]) -> None:
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: give(database, lot[3], ANNA), range(16)))
    assert set(outcomes) == {HandIn.KEPT}
    assert len(kept(database)) == 1


def test_a_sealed_round_takes_no_answer(database: Database, lot: list[bytes]) -> None:
    with database.write() as tx:
        slips.drop_round(tx, ROUND)
        rounds.close(tx, ROUND)
    assert give(database, lot[0], ANNA) is HandIn.UNKNOWN


def test_the_pool_gives_every_slip_once(database: Database, lot: list[bytes]) -> None:
    taken: list[bytes] = []
    with database.write() as tx:
        for _ in range(5):
            taken += rounds.take_slips(tx, database.keys, {ROUND: 3})[ROUND]
    assert sorted(taken) == sorted(lot)


def test_a_slip_that_reached_nobody_returns_to_the_pool(database: Database, lot: list[bytes]) -> None:
    with database.write() as tx:
        taken = rounds.take_slips(tx, database.keys, {ROUND: 12})[ROUND]
        rounds.put_back(tx, database.keys, ROUND, taken[:1])
        assert rounds.take_slips(tx, database.keys, {ROUND: 5})[ROUND] == taken[:1]


def test_nothing_in_the_database_holds_a_slip_an_account_or_a_choice(
    database: Database, lot: list[bytes]
) -> None:
    give(database, lot[0], ANNA, b"\x05\x04\x03")
    with database.read() as tx:
        cells = [
            bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
            for table in metadata.sorted_tables
            for row in tx.execute(select(table))
            for cell in row
        ]
    for secret in (*lot, str(ANNA).encode(), b"\x05\x04\x03"):
        assert not any(secret in cell for cell in cells)


def test_answers_have_no_time_no_serial_and_no_person(database: Database) -> None:
    with database.read() as tx:
        columns = {column["name"] for column in inspect(tx).get_columns("answers")}
    assert columns == {"round_id", "answer_key", "choices"}


def test_an_answer_and_its_slip_cannot_be_joined_without_the_slip(
    database: Database, lot: list[bytes]
) -> None:
    give(database, lot[0], ANNA)
    with database.read() as tx:
        joined = tx.execute(
            select(slip_table).join(answers, answers.c.answer_key == slip_table.c.slip_hash)
        ).all()
        used = tx.execute(text("SELECT count(*) FROM slips WHERE used")).scalar()
    assert joined == []
    assert used == 1
