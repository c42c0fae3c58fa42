"""What becomes due in the night, or is late by then, waits for a school morning; asked by hand is now."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from klankbord import letterbox, publishing, rounds, sealing, sister_teams
from klankbord.rhythm_of_weeks import tick
from klankbord.vocabulary import Later
from storage.database import Database
from tests.room import Room, room

NIGHT = datetime(2026, 11, 11, 1, 0, tzinfo=UTC)  # Wednesday, two o'clock at school
MORNING = NIGHT.replace(hour=7)  # eight o'clock at school
EVENING = datetime(2026, 11, 10, 18, 59, tzinfo=UTC)  # Tuesday, a minute before the night


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Room:
    found = room(database, tmp_path)
    found.team(teachers=7)
    found.join("Oak", 42, role="lead")
    found.post()
    return found


def kinds_at(stage: Room, moment: datetime) -> set[str]:
    stage.clock.now = moment
    tick(stage.house, now=moment)
    return {parcel.letter.kind for parcel in stage.post()}


def test_a_week_that_a_server_opens_in_the_night_asks_in_the_morning(stage: Room) -> None:
    assert kinds_at(stage, NIGHT) == set()  # the server was away since Monday
    assert kinds_at(stage, MORNING - timedelta(minutes=1)) == set()
    assert kinds_at(stage, MORNING) == {"checkin"}


def test_who_is_asked_early_on_monday_does_not_wait_for_the_morning_of_the_others(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.post()
    with database.write() as tx:
        tx.exec_driver_sql("UPDATE teams SET weekday = 0, at = '07:00'")
    assert kinds_at(stage, datetime(2026, 11, 8, 23, 30, tzinfo=UTC)) == set()  # Monday, half past midnight
    assert kinds_at(stage, datetime(2026, 11, 9, 6, 0, tzinfo=UTC)) == {"checkin"}


def test_a_team_that_is_asked_by_hand_in_the_night_is_asked_now(stage: Room) -> None:
    stage.clock.now = NIGHT
    rounds.open_now(stage.house, team="Oak", now=NIGHT)
    assert {parcel.letter.kind for parcel in stage.post()} == {"checkin"}


@pytest.mark.parametrize(("answered", "told"), [(4, "digest"), (0, "paused")])
def test_what_became_of_a_period_is_told_in_the_morning(stage: Room, answered: int, told: str) -> None:
    for week in range(4 if answered else 12):
        for parcel in stage.ask():
            if week < answered:
                stage.answer(parcel, (4, 3, 5))
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += timedelta(weeks=1)
    stage.clock.now = stage.clock.now.replace(hour=22)  # eleven in the evening at school
    publishing.publish_due(stage.house, publishing.teams_with_sums(stage.house), now=stage.clock())
    assert stage.post() == []
    stage.clock.now += timedelta(hours=9)
    assert {one.letter.kind for one in stage.post()} == {told}


def test_teams_that_go_together_in_the_night_hear_in_the_morning_that_they_begin(stage: Room) -> None:
    stage.team("Elm", members=6)
    stage.team("Ash", members=6)
    for number in range(4):
        stage.join("Elm", 900 + number)
        stage.join("Ash", 950 + number)
    stage.post()
    union = sister_teams.join_team(stage.house, team="Elm", into="Ash", now=stage.clock())
    stage.post()
    midnight = datetime.combine(union.day, datetime.min.time(), UTC)
    assert kinds_at(stage, midnight) == set()
    assert kinds_at(stage, midnight + timedelta(hours=7)) == {"opening"}


def test_a_letter_that_is_put_off_into_the_night_waits_for_the_morning(stage: Room) -> None:
    stage.clock.now = EVENING - timedelta(minutes=1)
    rounds.open_now(stage.house, team="Oak", now=stage.clock())
    parcels = letterbox.claim_due(stage.house, now=stage.clock())
    letterbox.settle(stage.house, [(one, Later(300.0)) for one in parcels], now=stage.clock())
    for quiet in (EVENING + timedelta(minutes=10), NIGHT):
        assert letterbox.claim_due(stage.house, now=quiet) == []
    assert len(letterbox.claim_due(stage.house, now=MORNING)) == len(parcels) == 7


def test_a_letter_that_was_asked_for_in_the_night_and_put_off_comes_in_the_night(stage: Room) -> None:
    rounds.open_now(stage.house, team="Oak", now=NIGHT)
    parcels = letterbox.claim_due(stage.house, now=NIGHT)
    letterbox.settle(stage.house, [(one, Later(300.0)) for one in parcels], now=NIGHT)
    assert len(letterbox.claim_due(stage.house, now=NIGHT + timedelta(minutes=6))) == len(parcels) == 7
