"""Letters and their outcomes: each to exactly one caller, slips back to the pool, nothing at night."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from klankbord import asked_for, letterbox, membership, rounds, sealing
from klankbord.letterbox import Parcel
from klankbord.vocabulary import Delivered, Gone, Later, Moved, Refusal, Refused, Unknown
from storage import letters, people
from storage.database import Database
from storage.rounds import POOL as POOL_PLACE
from storage.rounds import SLIP_BYTES, open_rounds
from storage.tables import rounds as rounds_table
from tests.room import FIRST_ACCOUNT, Room, room

HOUR = timedelta(hours=1)
TEACHERS = 6


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Room:
    found = room(database, tmp_path)
    found.team(teachers=TEACHERS)
    found.post()
    rounds.open_now(found.house, team="Oak", now=found.clock())
    return found


def pool(stage: Room) -> set[bytes]:
    """Return the slips that were not sent yet."""
    with stage.house.db.read() as tx:
        sealed = tx.scalar(rounds_table.select().with_only_columns(rounds_table.c.pool))
    flat = stage.house.keys.open(bytes(sealed), POOL_PLACE)
    return {flat[at : at + SLIP_BYTES] for at in range(0, len(flat), SLIP_BYTES)}


def kept(stage: Room, parcel: Parcel) -> letters.Letter | None:
    """Return what the database still holds of a letter."""
    with stage.house.db.read() as tx:
        mine = letters.waiting_for(tx, parcel.person.id)
    return next((letter for letter in mine if letter.id == parcel.letter.id), None)


def test_slips_of_letters_that_reached_nobody_return_to_the_pool(stage: Room) -> None:
    before = pool(stage)
    parcels = letterbox.claim_due(stage.house, now=stage.clock())
    assert pool(stage) == before - {parcel.slip for parcel in parcels}
    outcomes = [Later(5.0), Gone(), Moved(99), Refused("chat"), Unknown(), Delivered()]
    settled = list(zip(parcels, outcomes, strict=True))
    letterbox.settle(stage.house, settled, now=stage.clock())
    back = {parcel.slip for parcel in parcels[:4]}
    assert pool(stage) == before - {parcel.slip for parcel in parcels} | back


def test_each_outcome_leaves_its_own_letter_behind(stage: Room) -> None:
    parcels = letterbox.claim_due(stage.house, now=stage.clock())
    outcomes = [Later(5.0), Gone(), Moved(99), Refused("chat"), Unknown(), Delivered()]
    letterbox.settle(stage.house, list(zip(parcels, outcomes, strict=True)), now=stage.clock())
    left = [kept(stage, parcel) for parcel in parcels]
    states = ["waiting", "waiting", "waiting", "waiting", "sent", "sent"]
    assert [letter.state for letter in left if letter] == states
    soon = letterbox.claim_due(stage.house, now=stage.clock() + timedelta(minutes=2))
    assert {parcel.person.id for parcel in soon} == {parcels[0].person.id, parcels[2].person.id}
    with stage.house.db.read() as tx:
        gone = letters.waiting_for(tx, parcels[1].person.id)
    assert [letter.kind for letter in gone] == ["checkin"], "no reminder for somebody who blocked the bot"


@pytest.mark.parametrize("outcome", [Refused("chat"), Gone()])
def test_a_check_in_that_could_not_be_sent_waits_for_whoever_asks_for_it(
    stage: Room, outcome: Refused | Gone
) -> None:
    parcel, *others = letterbox.claim_due(stage.house, now=stage.clock())
    told: list[tuple[Parcel, Refused | Gone | Delivered]] = [(other, Delivered()) for other in others]
    letterbox.settle(stage.house, [*told, (parcel, outcome)], now=stage.clock())
    later = stage.clock() + timedelta(days=8)
    assert not [p for p in letterbox.claim_due(stage.house, now=later) if p.slip], (
        "it does not come by itself"
    )
    letterbox.welcome_back(stage.house, parcel.person)
    again = asked_for.claim_checkins(stage.house, [parcel.person], now=stage.clock())[0]
    assert isinstance(again, Parcel)
    assert again.slip


def test_asking_for_a_check_in_that_was_sent_shows_its_round_and_no_second_slip(stage: Room) -> None:
    parcel, *_ = letterbox.claim_due(stage.house, now=stage.clock())
    for outcome in (None, Unknown(), Delivered()):
        if outcome:
            letterbox.settle(stage.house, [(parcel, outcome)], now=stage.clock())
        before = pool(stage)
        again = asked_for.claim_checkins(stage.house, [parcel.person], now=stage.clock())[0]
        assert again == parcel.round
        assert pool(stage) == before


def test_asking_and_the_schedule_at_once_send_one_check_in(stage: Room) -> None:
    someone = membership.who(stage.house, account=FIRST_ACCOUNT)
    assert someone is not None

    def ask(number: int) -> list[Parcel]:
        if number % 2:
            return letterbox.claim_due(stage.house, now=stage.clock())
        found = asked_for.claim_checkins(stage.house, [someone], now=stage.clock())[0]
        return [found] if isinstance(found, Parcel) else []

    with ThreadPoolExecutor(4) as workers:
        handed = [parcel for parcels in workers.map(ask, range(8)) for parcel in parcels]
    assert len([p for p in handed if p.person.account == FIRST_ACCOUNT]) == 1
    assert len(handed) == TEACHERS


def test_a_stranger_gets_no_check_in_of_the_team(stage: Room) -> None:
    stage.join("Oak", 5555, role="lead")
    lead = membership.who(stage.house, account=5555)
    assert lead is not None
    (answer,) = asked_for.claim_checkins(stage.house, [lead], now=stage.clock())
    assert isinstance(answer, Refusal)
    assert answer.key == "only_teachers"


def test_late_letters_rest_until_the_next_school_morning(stage: Room) -> None:
    night = datetime(2026, 11, 6, 22, 30, tzinfo=UTC)  # Friday, half past eleven in the evening
    assert letterbox.claim_due(stage.house, now=night) == []
    for quiet in (night + 8 * HOUR, night + 32 * HOUR, datetime(2026, 11, 9, 6, 59, tzinfo=UTC)):
        assert letterbox.claim_due(stage.house, now=quiet) == []
    monday = datetime(2026, 11, 9, 7, 0, tzinfo=UTC)  # eight o'clock at school
    woken = letterbox.claim_due(stage.house, now=monday)
    assert len([parcel for parcel in woken if parcel.letter.kind == "checkin"]) == TEACHERS


def test_a_letter_that_another_worker_took_is_not_put_off_and_sent_twice(stage: Room) -> None:
    evening = datetime(2026, 11, 4, 18, 59, tzinfo=UTC)  # a minute before the night begins
    with ThreadPoolExecutor(4) as workers:
        moments = [evening + timedelta(minutes=2 * (number % 2)) for number in range(8)]
        handed = list(workers.map(lambda now: letterbox.claim_due(stage.house, now=now), moments))
    morning = letterbox.claim_due(stage.house, now=evening + 13 * HOUR)
    taken = [p.person.account for parcels in (*handed, morning) for p in parcels if p.slip]
    assert sorted(taken) == sorted(set(taken))
    assert len(taken) == TEACHERS


def test_letters_of_a_sealed_round_are_gone(stage: Room) -> None:
    sealing.seal_now(stage.house, team="Oak")
    assert letterbox.claim_due(stage.house, now=stage.clock() + timedelta(days=9)) == []


def test_somebody_who_comes_back_after_blocking_gets_letters_and_no_second_slip(stage: Room) -> None:
    parcel, *_ = stage_parcels = letterbox.claim_due(stage.house, now=stage.clock())
    letterbox.settle(stage.house, [(p, Delivered()) for p in stage_parcels], now=stage.clock())
    reminder_day = stage.clock() + timedelta(days=3)
    reminders = letterbox.claim_due(stage.house, now=reminder_day)
    mine = next(p for p in reminders if p.person.id == parcel.person.id)
    letterbox.settle(stage.house, [(mine, Gone())], now=reminder_day)
    letterbox.welcome_back(stage.house, parcel.person)
    again = asked_for.claim_checkins(stage.house, [parcel.person], now=reminder_day)[0]
    assert again == parcel.round
    with stage.house.db.read() as tx:
        back = people.get(tx, stage.house.keys, parcel.person.id)
        assert len(open_rounds(tx, parcel.letter.team_id)) == 1
    assert back is not None
    assert back.reachable
