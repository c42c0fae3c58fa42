"""The promise that one copy of the database does not tell who answered after whom: rules 1, 2 and 13."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import select, text

from klankbord import asked_for, checkin, letterbox, membership, own_rhythm, rounds
from klankbord.checkin import Ticket
from klankbord.letterbox import Parcel
from klankbord.vocabulary import Delivered
from storage import slips
from storage.database import Database
from storage.tables import answers
from tests.room import FIRST_ACCOUNT, Room, room


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Room:
    stage = room(database, tmp_path)
    stage.team(teachers=8)
    stage.post()
    return stage


def test_all_answers_of_a_round_were_written_by_the_newest_hand_in(stage: Room, database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("PostgreSQL's system columns only")
    asked = stage.ask()
    for parcel in asked[:5]:
        stage.answer(parcel, (3, 3, 3))
    stage.answer(asked[0], (2, 2, 2))
    assert asked[1].round is not None
    ticket = Ticket(asked[1].round.id, asked[1].slip)
    checkin.withdraw(stage.house, ticket, account=asked[1].person.account)
    with database.read() as tx:
        writers = [row[0] for row in tx.execute(text("SELECT xmin::text FROM answers"))]
    assert len(writers) == 4
    assert len(set(writers)) == 1


def test_the_log_of_sqlite_keeps_no_hand_in(stage: Room, database: Database, tmp_path: Path) -> None:
    if not database.is_sqlite:
        pytest.skip("SQLite only")
    for parcel in stage.ask():
        stage.answer(parcel, (3, 3, 3))
        assert (tmp_path / "test.sqlite-wal").stat().st_size == 0


def test_the_log_of_sqlite_keeps_nothing_that_was_done_before_or_after(
    stage: Room, database: Database, tmp_path: Path
) -> None:
    if not database.is_sqlite:
        pytest.skip("SQLite only")
    anna, *_ = stage.ask()
    stage.answer(anna, (3, 3, 3))
    membership.set_language(stage.house, anna.person, "en")
    assert (tmp_path / "test.sqlite-wal").stat().st_size == 0


def test_who_changes_a_setting_or_asks_for_a_check_in_is_written_with_all_the_others(
    stage: Room, database: Database
) -> None:
    if database.is_sqlite:
        pytest.skip("PostgreSQL's system columns only")
    rounds.open_now(stage.house, team="Oak", now=stage.clock())
    asked = letterbox.claim_due(stage.house, now=stage.clock(), limit=7)
    letterbox.settle(stage.house, [(parcel, Delivered()) for parcel in asked], now=stage.clock())
    found = {parcel.person.account for parcel in asked}
    late = next(
        person
        for number in range(8)
        if (person := membership.who(stage.house, account=FIRST_ACCOUNT + number))
        and person.account not in found
    )
    team_id = asked[0].place.team.id
    letter = asked_for.claim_checkins(stage.house, [late], now=stage.clock())[0]
    assert isinstance(letter, Parcel)
    letterbox.settle(stage.house, [(letter, Delivered())], now=stage.clock())
    membership.set_language(stage.house, late, "en")
    own_rhythm.set_pace(stage.house, late, team_id=team_id, pace=2, now=stage.clock())
    own_rhythm.set_rhythm(stage.house, late, team_id=team_id, weekday=None, at=None)
    with database.read() as tx:
        for table in ("people", "memberships", "letters WHERE kind = 'checkin'"):
            writers = [row[0] for row in tx.execute(text(f"SELECT xmin::text FROM {table}"))]
            assert len(writers) == 8, table
            assert len(set(writers)) == 1, table
            locks = [row[0] for row in tx.execute(text(f"SELECT xmax::text FROM {table}"))]
            assert len(set(locks)) == 1, table
        dues = tx.execute(text("SELECT due FROM letters WHERE kind = 'checkin'")).scalars()
        assert set(dues) == {0}


def test_where_answers_stand_says_nothing_of_their_order(
    stage: Room, database: Database, tmp_path: Path
) -> None:
    asked = stage.ask()
    rows: set[tuple[bytes, ...]] = set()
    for number in range(12):
        stage.answer(asked[number % 4], (number % 5 + 1, 3, 3))
        rows.add(_as_they_stand(database, tmp_path))
    assert len({len(order) for order in rows}) == 4
    full = {order for order in rows if len(order) == 4}
    assert len(full) > 1, "nine hand-ins after the fourth left all answers where they stood"


def test_a_team_that_answers_at_one_moment_loses_no_answer(stage: Room, database: Database) -> None:
    asked = stage.ask()
    together = Barrier(len(asked))

    def tap(parcel: Parcel) -> None:
        together.wait()
        for choice in (1, 2, 3):
            stage.answer(parcel, (choice, 5, 5))

    with ThreadPoolExecutor(len(asked)) as threads:
        for done in [threads.submit(tap, parcel) for parcel in asked]:
            done.result()
    assert asked[0].round is not None
    with database.read() as tx:
        given = slips.read_answers(tx, database.keys, asked[0].round.id)
    assert given == [bytes((3, 5, 5))] * len(asked)


def _as_they_stand(database: Database, folder: Path) -> tuple[bytes, ...]:
    with database.read() as tx:
        if not database.is_sqlite:
            found = tx.execute(text("SELECT answer_key FROM answers ORDER BY ctid"))
            return tuple(bytes(row[0]) for row in found)
        keys = [bytes(key) for key in tx.scalars(select(answers.c.answer_key))]
    written = (folder / "test.sqlite").read_bytes()
    return tuple(sorted(keys, key=written.find))
