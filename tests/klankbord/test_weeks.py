"""A team's weeks in the room: the gate, opening and letters, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from klankbord import asked_for, letterbox, membership, places, rounds, setting_up
from klankbord.rhythm_of_weeks import tick
from klankbord.vocabulary import Delivered, Gone, Later, Moved, Refusal
from storage import people
from storage.database import Database
from storage.schools import Team
from tests.room import FIRST_ACCOUNT, room

WEEK = timedelta(weeks=1)


def refused(error: pytest.ExceptionInfo[Refusal]) -> str:
    return error.value.key


def test_a_team_starts_with_one_more_than_the_smallest_group(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=5)
    with pytest.raises(Refusal) as caught:
        rounds.open_now(stage.house, team="Oak", now=stage.clock())
    assert refused(caught) == "not_enough_yet"
    stage.join("Oak", 5)
    assert [parcel.letter.kind for parcel in stage.post()] == ["opening"] * 6
    assert len(stage.ask()) == 6


def test_a_team_of_exactly_the_smallest_group_starts_when_all_are_in(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(members=5, teachers=5)
    assert len(stage.ask()) == 5


def test_a_team_begins_once_when_two_see_that_enough_take_part(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=5)
    with database.read() as tx:
        seen = places.find_team(tx, "Oak")  # as the schedule reads it, before somebody joins

    def look(number: int) -> bool:
        if not number:
            stage.join("Oak", 5)
        with database.write() as tx:
            return places.open_gate(tx, seen, now=stage.clock())

    with ThreadPoolExecutor(4) as pool:
        begun = sum(pool.map(look, range(8)))
    told = [parcel.person.account for parcel in stage.post() if parcel.letter.kind == "opening"]
    assert sorted(told) == sorted(set(told))
    assert begun + bool(told) == 1


def test_two_workers_open_a_week_once(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.clock.now += WEEK
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: rounds.open_due(stage.house, now=stage.clock()), range(8)))
    assert sum(opened) == 1


def test_two_workers_never_hand_out_one_letter(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.post()
    rounds.open_now(stage.house, team="Oak", now=stage.clock())
    with ThreadPoolExecutor(4) as pool:
        handed = list(pool.map(lambda _: letterbox.claim_due(stage.house, now=stage.clock()), range(8)))
    taken = [parcel for parcels in handed for parcel in parcels]
    assert len(taken) == 7
    assert len({parcel.slip for parcel in taken}) == 7


def test_a_letter_that_was_claimed_and_never_settled_is_not_sent_again(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=6)
    stage.post()
    rounds.open_now(stage.house, team="Oak", now=stage.clock())
    assert len(letterbox.claim_due(stage.house, now=stage.clock())) == 6
    assert letterbox.claim_due(stage.house, now=stage.clock() + timedelta(hours=1)) == []


def test_outcomes_decide_what_becomes_of_a_letter(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=6)
    stage.post()
    rounds.open_now(stage.house, team="Oak", now=stage.clock())
    first, second, third, *_ = letterbox.claim_due(stage.house, now=stage.clock())
    outcomes = [(first, Later(120.0)), (second, Gone()), (third, Moved(99))]
    letterbox.settle(stage.house, outcomes, now=stage.clock())
    again = letterbox.claim_due(stage.house, now=stage.clock() + timedelta(minutes=3))
    assert {parcel.person.account for parcel in again} == {first.person.account, third.person.account}
    assert {parcel.person.chat for parcel in again} == {first.person.chat, 99}
    with database.read() as tx:
        gone = people.find(tx, database.keys, second.person.account)
        assert gone is not None
        assert not gone.reachable


def test_a_closed_week_is_silent(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=6)
    stage.clock.now += 7 * WEEK  # Monday 21 December: the Christmas break
    tick(stage.house, now=stage.clock())
    stage.clock.now += timedelta(days=4)
    assert [p for p in stage.post() if p.letter.kind != "opening"] == []


def test_nobody_gets_more_than_two_messages_a_week_that_the_bot_starts(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=6)
    stage.post()
    counted: dict[tuple[int, tuple[int, int]], int] = {}
    for _ in range(12 * 7):
        stage.clock.now += timedelta(days=1)
        moment = stage.clock.now.replace(hour=17)
        tick(stage.house, now=moment)
        while parcels := letterbox.claim_due(stage.house, now=moment):
            letterbox.settle(stage.house, [(parcel, Delivered()) for parcel in parcels], now=moment)
            for parcel in parcels:
                key = (parcel.person.account, moment.isocalendar()[:2])
                counted[key] = counted.get(key, 0) + 1
                if parcel.letter.kind == "checkin":
                    stage.answer(parcel, (3, 3, 3))
    assert counted
    assert max(counted.values()) == 2


def test_leaving_and_joining_again_gives_no_second_answer_in_a_round(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.post()
    parcel = next(p for p in stage.ask() if p.person.account == FIRST_ACCOUNT)
    stage.answer(parcel, (5, 5, 5))
    membership.stop(stage.house, parcel.person)
    stage.join("Oak", FIRST_ACCOUNT)
    again = membership.who(stage.house, account=FIRST_ACCOUNT)
    assert again is not None
    (answer,) = asked_for.claim_checkins(stage.house, [again], now=stage.clock())
    assert isinstance(answer, Team)


def test_the_smallest_group_is_locked_once_somebody_joined(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team()
    setting_up.change_team(stage.house, name="Oak", now=stage.clock(), smallest_group=6)
    with pytest.raises(Refusal) as caught:
        setting_up.change_team(stage.house, name="Oak", now=stage.clock(), smallest_group=5)
    assert refused(caught) == "smallest_group_only_up"
    stage.join("Oak", 1)
    with pytest.raises(Refusal) as caught:
        setting_up.change_team(stage.house, name="Oak", now=stage.clock(), smallest_group=7)
    assert refused(caught) == "smallest_group_locked"
