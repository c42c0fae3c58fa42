"""The turn of the school year: asked again, silent until a yes, erased without an answer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from klankbord import asked_for, letterbox, membership, places, rounds, school_years, setting_up, sister_teams
from klankbord.letterbox import Parcel
from klankbord.rhythm_of_weeks import tick
from klankbord.vocabulary import Refusal
from storage import people, sums
from storage.database import Database
from storage.schools import Team
from tests.room import FIRST_ACCOUNT, Room, room

SPRING = datetime(2027, 6, 14, 6, 0, tzinfo=UTC)
HOLIDAYS = datetime(2027, 8, 16, 9, 0, tzinfo=UTC)
FIRST_DAY = datetime(2027, 8, 30, 6, 0, tzinfo=UTC)  # the Monday after the summer in region midden


def oak(stage: Room) -> Team:
    return places.find_place(stage.house, team="Oak").team


def go_to(stage: Room, moment: datetime) -> list[Parcel]:
    stage.clock.now = moment
    tick(stage.house, now=moment)
    return stage.post()


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Room:
    """Return a school before its summer: seven teachers, a lead, and sums that were never published."""
    found = room(database, tmp_path, now=SPRING)
    found.team(teachers=7)
    found.join("Oak", 42, role="lead")
    found.post()
    for parcel in found.ask():
        found.answer(parcel, (4, 4, 4))
    go_to(found, SPRING + timedelta(weeks=2, days=1))
    return found


def say(stage: Room, account: int, *, again: bool) -> school_years.Choice:
    person = membership.who(stage.house, account=account)
    assert person is not None
    return school_years.choose(stage.house, person, team_id=oak(stage).id, again=again, now=stage.clock())


def test_sums_that_were_not_published_go_when_the_year_is_over(stage: Room, database: Database) -> None:
    with database.read() as tx:
        assert sums.teams(tx)
    assert not [parcel for parcel in go_to(stage, HOLIDAYS) if parcel.letter.kind == "again"]
    with database.read() as tx:
        assert not sums.teams(tx)


def test_everybody_is_asked_once_on_the_first_day_of_the_year(stage: Room) -> None:
    go_to(stage, HOLIDAYS)
    go_to(stage, FIRST_DAY)
    asked = [p.person.account for p in go_to(stage, FIRST_DAY.replace(hour=15)) if p.letter.kind == "again"]
    assert sorted(asked) == sorted([42, *range(FIRST_ACCOUNT, FIRST_ACCOUNT + 7)])
    assert not [p for p in go_to(stage, FIRST_DAY + timedelta(days=2)) if p.letter.kind == "again"]


def test_nobody_is_asked_a_question_before_enough_said_yes(stage: Room) -> None:
    go_to(stage, FIRST_DAY)
    for account in range(FIRST_ACCOUNT, FIRST_ACCOUNT + 5):
        say(stage, account, again=True)
    assert oak(stage).state == "gathering"
    with pytest.raises(Refusal, match="not_enough_yet"):
        rounds.open_now(stage.house, team="Oak", now=stage.clock())
    say(stage, FIRST_ACCOUNT + 5, again=True)
    assert oak(stage).state == "asking"
    asked = stage.ask()
    assert {parcel.person.account for parcel in asked} == set(range(FIRST_ACCOUNT, FIRST_ACCOUNT + 6))


def test_who_does_not_answer_is_erased_after_the_set_time(stage: Room, database: Database) -> None:
    go_to(stage, FIRST_DAY)
    say(stage, FIRST_ACCOUNT, again=True)
    until = FIRST_DAY + timedelta(weeks=school_years.ANSWER_WEEKS)
    go_to(stage, until)
    assert membership.who(stage.house, account=FIRST_ACCOUNT + 1) is not None
    version = oak(stage).roster_version
    go_to(stage, until + timedelta(days=1))
    assert membership.who(stage.house, account=FIRST_ACCOUNT + 1) is None
    assert membership.who(stage.house, account=42) is None
    assert membership.who(stage.house, account=FIRST_ACCOUNT) is not None
    assert oak(stage).roster_version > version
    with database.read() as tx:
        assert len(people.all_ids(tx)) == 1


def test_a_no_erases_at_once(stage: Room) -> None:
    go_to(stage, FIRST_DAY)
    assert say(stage, FIRST_ACCOUNT, again=False).erased
    assert membership.who(stage.house, account=FIRST_ACCOUNT) is None


def test_the_smallest_group_may_be_raised_until_the_first_yes(stage: Room) -> None:
    with pytest.raises(Refusal, match="smallest_group_locked"):
        setting_up.change_team(stage.house, name="Oak", now=stage.clock(), smallest_group=6)
    go_to(stage, FIRST_DAY)
    with pytest.raises(Refusal, match="smallest_group_only_up"):
        setting_up.change_team(stage.house, name="Oak", now=stage.clock(), smallest_group=4)
    setting_up.change_team(stage.house, name="Oak", now=stage.clock(), smallest_group=6)
    say(stage, FIRST_ACCOUNT, again=True)
    with pytest.raises(Refusal, match="smallest_group_locked"):
        setting_up.change_team(stage.house, name="Oak", now=stage.clock(), smallest_group=7)


def test_the_year_can_be_started_by_hand_once(stage: Room) -> None:
    with pytest.raises(Refusal, match="year_started"):
        school_years.start_now(stage.house, now=stage.clock())
    stage.clock.now = HOLIDAYS
    assert school_years.start_now(stage.house, now=stage.clock()) == ["Oak"]
    with pytest.raises(Refusal, match="year_started"):
        school_years.start_now(stage.house, now=stage.clock())


def test_a_teacher_may_change_teams_with_the_year_and_not_within_it(stage: Room) -> None:
    stage.team("Elm")
    with pytest.raises(Refusal, match="one_team_per_year"):
        stage.join("Elm", FIRST_ACCOUNT)
    go_to(stage, FIRST_DAY)
    stage.join("Elm", FIRST_ACCOUNT)
    person = membership.who(stage.house, account=FIRST_ACCOUNT)
    assert person is not None
    assert [part.team.name for part in membership.parts_of(stage.house, person)] == ["Elm"]


def test_answers_of_a_round_of_last_year_join_no_sum_of_the_new_one(stage: Room, database: Database) -> None:
    go_to(stage, datetime(2027, 7, 5, 6, 0, tzinfo=UTC))
    stage.clock.now = datetime(2027, 7, 30, 6, 0, tzinfo=UTC)
    for parcel in stage.ask():
        stage.answer(parcel, (2, 2, 2))
    stage.clock.now = datetime(2027, 8, 2, 6, 0, tzinfo=UTC)
    school_years.start_now(stage.house, now=stage.clock())
    go_to(stage, datetime(2027, 8, 20, 6, 0, tzinfo=UTC))
    with database.read() as tx:
        assert not sums.teams(tx)


@pytest.mark.parametrize(
    ("country", "region", "expected"),
    [("nl", "noord", (8, 23)), ("nl", "midden", (8, 30)), ("nl", "zuid", (9, 6)), ("xx", "", (8, 16))],
)
def test_the_year_starts_with_the_first_open_week(
    database: Database, tmp_path: Path, country: str, region: str, expected: tuple[int, int]
) -> None:
    house = room(database, tmp_path).house
    setting_up.add_school(house, name="S", country=country, region=region)
    setting_up.add_team(house, name="T", school="S", members=8, now=SPRING)
    day = school_years.first_day(places.find_place(house, team="T").calendar, 2027)
    assert (day.month, day.day) == expected


def test_letters_of_the_new_year_wait_for_a_school_day_and_the_teams_time(stage: Room) -> None:
    stage.clock.now = FIRST_DAY
    tick(stage.house, now=FIRST_DAY)
    assert letterbox.claim_due(stage.house, now=FIRST_DAY) == []


def test_who_has_not_said_yes_gets_no_check_in_by_asking_for_it(stage: Room) -> None:
    go_to(stage, FIRST_DAY)
    for account in range(FIRST_ACCOUNT, FIRST_ACCOUNT + 6):
        say(stage, account, again=True)
    stage.ask()
    silent = membership.who(stage.house, account=FIRST_ACCOUNT + 6)
    assert silent is not None
    assert isinstance(asked_for.claim_checkins(stage.house, [silent], now=stage.clock())[0], Team)


def test_who_is_still_to_answer_is_asked_by_the_team_that_theirs_joined(stage: Room) -> None:
    go_to(stage, FIRST_DAY)
    stage.team("Elm")
    sister_teams.join_team(stage.house, team="Oak", into="Elm", now=stage.clock())
    go_to(stage, FIRST_DAY + timedelta(days=14))
    asked = [p for p in go_to(stage, FIRST_DAY + timedelta(days=14.4)) if p.letter.kind == "again"]
    assert {parcel.place.team.name for parcel in asked} == {"Elm"}
    assert len(asked) == 8
    go_to(stage, FIRST_DAY + timedelta(days=45))
    assert membership.who(stage.house, account=FIRST_ACCOUNT) is None
