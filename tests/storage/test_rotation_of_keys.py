"""Changing the key while people answer: nothing is lost, counted twice, or left behind unsaid."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from sqlalchemy import LargeBinary, select, update

import storage
from klankbord import checkin, letterbox, membership, sealing, setting_up
from klankbord.checkin import Ticket
from klankbord.house import House
from klankbord.settings import Settings
from klankbord.vocabulary import Refusal
from storage import dialogues, reflection_tables, reflections, released, rotation_of_keys, slips, visit_tables
from storage.database import Database
from storage.released import Waiting
from storage.rotation_of_keys import BY_ROUND, OVER_SOON, SEALED, rotate
from storage.secrets import KeyProblem, KeyRing, new_key
from storage.tables import answers, invitations, letters, metadata, people, rounds
from storage.tables import slips as slip_table
from tests.cast import MONDAY, MovableClock
from tests.klankbord.test_sealing import open_period
from tests.room import FIRST_ACCOUNT, Room

OLD, NEW = new_key(), new_key()
# Hashes that cannot be made again, random ids, and the names of keys.
NOT_SEALED = {
    *(people.c.id, people.c.lookup, letters.c.id, letters.c.person_id),
    *(slip_table.c.slip_hash, answers.c.answer_key, invitations.c.code_hash),
    *(invitations.c.key_id, rounds.c.key_id),
    reflection_tables.reflections.c.reflection_key,
    *(reflection_tables.waiting_reflections.c.id, reflection_tables.released_reflections.c.id),
    *(visit_tables.passes.c.fingerprint, visit_tables.passes.c.person_id, visit_tables.visits.c.person_id),
    *(metadata.tables["dialogues"].c.lookup, metadata.tables["memberships"].c.person_id),
}

Open = Callable[[str], Room]


@pytest.fixture
def opened(database_url: str, tmp_path: Path):
    """Return a function that opens the same database with other keys; all share one clock."""
    clock, databases = MovableClock(MONDAY), []

    def open_with(keys: str) -> Room:
        database = Database(database_url, KeyRing.parse(keys))
        databases.append(database)
        database.migrate()
        return Room(House(Settings(data_dir=tmp_path), database, clock), clock)

    yield open_with
    for database in databases:
        database.close()


@pytest.fixture
def before(opened: Open) -> Room:
    """Return a school under the old key: eight teachers, one sealed round, one open round with answers."""
    stage = opened(OLD)
    setting_up.add_school(stage.house, name="Linde", counsellor="Petra")
    stage.team(teachers=8)
    stage.post()
    for parcel in stage.ask():
        stage.answer(parcel, (4, 4, 4))
    sealing.seal_now(stage.house, team="Oak")
    stage.clock.now += timedelta(weeks=1)
    return stage


def test_every_binary_column_is_sealed_again_or_known_not_to_be() -> None:
    for module in iter_modules(storage.__path__, "storage."):
        import_module(module.name)  # wherever its tables are described
    binary = {
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert binary - NOT_SEALED - set(SEALED) - set(BY_ROUND) - set(OVER_SOON) == set()


def test_afterwards_the_new_key_alone_reads_everything(before: Room, opened: Open) -> None:
    both = opened(f"{NEW},{OLD}")
    assert rotation_of_keys.remaining(both.house.db).rows
    heard: list[str] = []
    left = rotate(both.house.db, heard.append)
    assert not left.rows
    assert {"people", "sums", "rounds", "answers", "installation"} <= set(heard)
    alone = opened(NEW)
    assert membership.who(alone.house, account=FIRST_ACCOUNT) is not None
    assert open_period(alone).weekly == (8,)
    rotate(alone.house.db)
    with pytest.raises(KeyProblem):
        opened(OLD)


def test_repeating_changes_nothing(before: Room, opened: Open) -> None:
    both = opened(f"{NEW},{OLD}")

    def everything() -> list[object]:
        with both.house.db.read() as tx:
            return [tuple(row) for table in metadata.sorted_tables for row in tx.execute(select(table))]

    first = rotate(both.house.db)
    rows = everything()
    assert rotate(both.house.db) == first
    assert everything() == rows


def test_slips_that_went_out_before_work_until_their_round_is_sealed(before: Room, opened: Open) -> None:
    parcels = before.ask()
    both = opened(f"{NEW},{OLD}")
    left = rotate(both.house.db)
    assert parcels[0].round is not None
    assert left.until == parcels[0].round.closes
    for parcel in parcels:
        both.answer(parcel, (3, 3, 3))
        both.answer(parcel, (5, 5, 5))
    ticket = Ticket(parcels[0].round.id, parcels[0].slip)
    written = checkin.write_ticket(before.house, ticket, account=parcels[0].person.account)
    assert checkin.read_ticket(both.house, written, account=parcels[0].person.account) == ticket
    sealing.seal_now(both.house, team="Oak")
    assert open_period(both).weekly == (8, 8)
    assert rotation_of_keys.remaining(both.house.db).until is None


def test_without_the_old_key_those_slips_would_not_work(before: Room, opened: Open) -> None:
    parcel = before.ask()[0]
    rotate(opened(f"{NEW},{OLD}").house.db)
    with pytest.raises(Refusal):
        opened(NEW).answer(parcel, (3, 3, 3))


def test_codes_of_before_need_the_old_key_and_it_is_said(before: Room, opened: Open) -> None:
    code = setting_up.invite(before.house, role="teacher", teams=["Oak"], count=1)[0]
    both = opened(f"{NEW},{OLD}")
    assert rotate(both.house.db).codes
    assert membership.look_at(both.house, code=code).teams == ("Oak",)
    with pytest.raises(Refusal, match="unknown_code"):
        membership.look_at(opened(NEW).house, code=code)


def test_answers_that_come_meanwhile_are_neither_lost_nor_doubled(before: Room, opened: Open) -> None:
    parcels = before.ask()
    both, other = opened(f"{NEW},{OLD}"), opened(f"{NEW},{OLD}")
    for parcel in parcels[:4]:
        before.answer(parcel, (1, 1, 1))

    def hand_in(number: int) -> None:
        for _ in range(3):
            other.answer(parcels[number], (2, 2, 2))

    with ThreadPoolExecutor(4) as workers:
        rotating = workers.submit(rotate, both.house.db)
        for done in [workers.submit(hand_in, number) for number in range(8)]:
            done.result()
        assert not rotating.result().rows
    with both.house.db.read() as tx:
        assert parcels[0].round is not None
        kept = slips.read_answers(tx, both.house.keys, parcels[0].round.id)
    assert kept == [bytes((2, 2, 2))] * 8


def test_the_pool_goes_on_while_the_key_changes(before: Room, opened: Open) -> None:
    from klankbord import rounds as weeks

    weeks.open_now(before.house, team="Oak", now=before.clock())
    both, other = opened(f"{NEW},{OLD}"), opened(f"{NEW},{OLD}")
    with ThreadPoolExecutor(2) as workers:
        rotating = workers.submit(rotate, both.house.db)
        claimed = workers.submit(letterbox.claim_due, other.house, now=other.clock())
        parcels = [parcel for parcel in claimed.result() if parcel.slip]
        rotating.result()
    assert len({parcel.slip for parcel in parcels}) == 8


def test_a_person_whose_chat_moved_is_found_by_the_new_key_alone(before: Room, opened: Open) -> None:
    both = opened(f"{NEW},{OLD}")
    person = membership.who(both.house, account=FIRST_ACCOUNT)
    assert person is not None
    with both.house.db.write() as tx:
        from storage.people import move

        move(tx, both.house.keys, person, 99)  # the address is new now, the lookup still old
    rotate(both.house.db)
    assert membership.who(opened(NEW).house, account=FIRST_ACCOUNT) is not None


def test_a_row_under_a_key_that_is_nowhere_stops_the_change_and_stays(before: Room, opened: Open) -> None:
    lost = opened(f"{NEW},{OLD}").house.db
    stray = KeyRing.parse(new_key()).seal(b"1 1", "people.address")
    with lost.write() as tx:
        tx.execute(update(people).values(address=stray))
    with pytest.raises(KeyProblem):
        rotate(lost)
    with lost.read() as tx:
        assert {bytes(found) for found in tx.scalars(select(people.c.address))} == {stray}
    opened(OLD).house.db.check()


def test_a_running_dialogue_is_not_broken_by_the_change(before: Room, opened: Open) -> None:
    now = datetime.now(UTC)
    with before.house.db.write() as tx:
        dialogues.write(tx, before.house.keys, 5, "words", until=now + timedelta(minutes=20))
    both = opened(f"{NEW},{OLD}")
    rotate(both.house.db)
    with both.house.db.read() as tx:
        assert dialogues.read(tx, both.house.keys, 5, now) == "words"


def test_shared_thoughts_are_moved_and_can_still_be_taken_back(before: Room, opened: Open) -> None:
    ours = before.house.db
    found = before.ask()[0].round
    assert found is not None
    share = {"round_id": found.id, "share": b"s" * 16, "account": 5}
    assert reflections.put(ours, **share, contents=b"open")  # type: ignore[arg-type]
    with ours.write() as tx:
        released.wait(tx, ours.keys, found.team_id, [Waiting(found.closes, b"waits")])
        released.release(tx, ours.keys, found.team_id, 1, [Waiting(found.closes, b"out")])
        reply = released.add_reply(tx, ours.keys, found.team_id, day=found.week, contents="dear all")
    both = opened(f"{NEW},{OLD}").house.db
    rotate(both)
    with opened(NEW).house.db.read() as tx:
        keys = KeyRing.parse(NEW)
        assert reflections.read_round(tx, keys, found.id) == [b"open"]
        assert [one.contents for one in released.waiting(tx, keys, found.team_id)] == [b"waits"]
        assert [one.contents for one in released.released(tx, keys, found.team_id)] == [b"out"]
        assert released.reply(tx, keys, reply) == "dear all"
    assert reflections.withdraw(both, **share)  # type: ignore[arg-type]
