"""The promise that a shared thought says nothing about its writer but its words: rules 3, 9, 12 and 13."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from klankbord import conversation, sealing, sharing
from klankbord.checkin import Ticket
from klankbord.letterbox import Parcel
from klankbord.topics import Topic
from storage import backups
from storage.database import Database
from storage.reflection_tables import reflections
from storage.tables import answers
from tests.klankbord.test_sharing import begin, coach, say
from tests.promises.test_nobody_knows_who_answered import about_people, cells
from tests.room import FIRST_ACCOUNT, Room, room

MEET = Topic("structural", "barrier")
WORDS = "Over de zebrapaden hebben we het nooit, daarvoor zien we elkaar te weinig."


@pytest.fixture
def stage(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Room:
    stage = room(database, tmp_path_factory.getbasetemp())  # where the index of cards is; it never changes
    stage.team(teachers=7)
    coach(stage)
    stage.post()
    return stage


def share_text(stage: Room, parcel: Parcel) -> None:
    share = begin(stage, parcel)
    say(stage, parcel, WORDS)
    account, now = parcel.person.account, stage.clock()
    shown = sharing.preview(stage.house, share, account=account, language="nl", now=now)
    assert isinstance(shown, sharing.Preview)
    sharing.also_text(stage.house, share, account=account, check=shown.check, now=now)


def test_sharing_changes_no_row_of_a_person(stage: Room, database: Database) -> None:
    asked = stage.ask()
    before = about_people(database)
    share_text(stage, asked[0])
    sharing.only_topic(stage.house, begin(stage, asked[1]), MEET, account=asked[1].person.account)
    assert about_people(database) == before


def test_no_value_and_no_file_shows_a_text_a_slip_a_share_or_an_account(
    stage: Room, database: Database, tmp_path: Path
) -> None:
    asked = stage.ask()
    for parcel in asked[:3]:
        stage.answer(parcel, (1, 2, 3))
        share_text(stage, parcel)
    secrets = [b"zebrapad", b"structural barrier", *(parcel.slip for parcel in asked)]
    secrets += [sharing.share_of(Ticket("", parcel.slip)).slip for parcel in asked]
    secrets += [str(FIRST_ACCOUNT + number).encode() for number in range(7)]
    assert not [secret for secret in secrets for cell in cells(database) if secret in cell]
    if database.is_sqlite:
        written = b"".join(path.read_bytes() for path in tmp_path.glob("test.sqlite*"))
        assert len(written) > 50_000
        assert not [secret for secret in secrets if secret in written]


def test_with_every_key_no_thought_joins_an_answer_or_a_writer(stage: Room, database: Database) -> None:
    asked = stage.ask()
    for parcel in asked:
        stage.answer(parcel, (3, 3, 3))
        share_text(stage, parcel)
    with database.read() as tx:
        ours = {bytes(key) for key in tx.scalars(select(reflections.c.reflection_key))}
        theirs = {bytes(key) for key in tx.scalars(select(answers.c.answer_key))}
        kept = [
            database.keys.open(one, "reflections.contents")
            for one in tx.scalars(select(reflections.c.contents))
        ]
    assert len(ours) == len(theirs) == len(asked)
    assert not ours & theirs
    for one in kept:  # what a thief with keys reads names coaches alone
        assert set(json.loads(one)) == {"topic", "text", "readers", "batch"}
        assert not [parcel for parcel in asked if parcel.person.id.hex() in one.decode()]


def test_a_running_dialogue_never_leads_to_what_was_shared_or_answered(
    stage: Room, database: Database
) -> None:
    anna = stage.ask()[0]
    stage.answer(anna, (3, 3, 3))
    account = anna.person.account
    sharing.only_topic(stage.house, begin(stage, anna), MEET, account=account)
    begin(stage, anna)
    say(stage, anna, WORDS)
    talk = conversation.running(stage.house, account=account, now=stage.clock())
    assert talk.said
    assert talk.share == ""


def test_all_thoughts_of_a_round_were_written_by_the_newest_one(stage: Room, database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("PostgreSQL's system columns only")
    for parcel in stage.ask()[:5]:
        stage.answer(parcel, (3, 3, 3))
        sharing.only_topic(stage.house, begin(stage, parcel), MEET, account=parcel.person.account)
    with database.read() as tx:

        def writers(*tables: str) -> set[str]:
            return {row[0] for name in tables for row in tx.execute(text(f"SELECT xmin::text FROM {name}"))}

        assert len(writers("reflections")) == 1
        assert not writers("reflections") & writers("answers", "people", "memberships", "letters", "slips")


def test_the_log_of_sqlite_keeps_no_thought(stage: Room, database: Database, tmp_path: Path) -> None:
    if not database.is_sqlite:
        pytest.skip("SQLite only")
    for parcel in stage.ask()[:3]:
        share_text(stage, parcel)
        assert (tmp_path / "test.sqlite-wal").stat().st_size == 0


def test_where_thoughts_stand_says_nothing_of_their_order(stage: Room, database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("in SQLite rows stand in the order of their random keys")
    asked = stage.ask()
    orders = set()
    for number in range(12):
        parcel = asked[number % 4]
        sharing.only_topic(stage.house, begin(stage, parcel), MEET, account=parcel.person.account)
        with database.read() as tx:
            found = tx.execute(text("SELECT reflection_key FROM reflections ORDER BY ctid"))
            orders.add(tuple(bytes(row[0]) for row in found))
    full = {order for order in orders if len(order) == 4}
    assert len(full) > 1


def test_a_backup_holds_no_text_that_was_not_released(stage: Room, database: Database) -> None:
    asked = stage.ask()
    for parcel in asked[:4]:
        share_text(stage, parcel)
    sealing.seal_now(stage.house, team="Oak")
    stage.clock.now += timedelta(weeks=1)
    share_text(stage, stage.ask()[0])
    kept = set(backups.read(backups.write(database), database.keys).rows)
    assert not {"reflections", "waiting_reflections", "replies"} & kept
    assert {"themes", "released_reflections"} <= kept
