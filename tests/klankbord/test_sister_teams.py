"""Teams that go together, and newcomers who see only what came after them."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.letters import Writer
from klankbord import figures, membership, places, rounds, sister_teams
from klankbord.letterbox import Parcel
from klankbord.rhythm_of_weeks import tick
from klankbord.vocabulary import Refusal
from storage import schools, sums
from storage.database import Database
from tests.room import FIRST_ACCOUNT, Room, room

WEEK = timedelta(weeks=1)
ELM_ACCOUNT = 900


def go_to(stage: Room, moment: datetime) -> list[Parcel]:
    stage.clock.now = moment
    tick(stage.house, now=moment)
    return stage.post()


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Room:
    """Return a school with team Oak (7 teachers), a small team Elm (6 teachers) and Elm's lead."""
    found = room(database, tmp_path)
    found.team(teachers=7)
    found.team("Elm", members=6)
    for number in range(6):
        found.join("Elm", ELM_ACCOUNT + number)
    found.join("Elm", 42, role="lead")
    found.post()
    return found


def publish_oak(stage: Room) -> None:
    """Let team Oak answer until its first picture is published."""
    for _ in range(6):
        for parcel in go_to(stage, stage.clock.now + timedelta(days=2)):
            if parcel.letter.kind == "checkin" and parcel.place.team.name == "Oak":
                stage.answer(parcel, (4, 3, 4))
        go_to(stage, stage.clock.now + timedelta(days=5))
    assert figures.picture_of(stage.house, places.find_place(stage.house, team="Oak")) is not None


def teams_of(stage: Room, account: int) -> list[str]:
    person = membership.who(stage.house, account=account)
    return [part.team.name for part in membership.parts_of(stage.house, person)] if person else []


def test_both_teams_hear_of_it_a_week_ahead(stage: Room) -> None:
    stage.clock.now += timedelta(days=2)
    union = sister_teams.join_team(stage.house, team="Elm", into="Oak", now=stage.clock())
    assert union.day.weekday() == 0
    assert union.day >= stage.clock().date() + WEEK
    told = [parcel.person.account for parcel in stage.post() if parcel.letter.kind == "joining"]
    assert len(told) == len(set(told)) == 7 + 6 + 1
    assert teams_of(stage, ELM_ACCOUNT) == ["Elm"]


def test_from_that_monday_on_they_answer_together(stage: Room, database: Database) -> None:
    for parcel in stage.ask("Elm"):
        stage.answer(parcel, (2, 2, 2))
    union = sister_teams.join_team(stage.house, team="Elm", into="Oak", now=stage.clock())
    go_to(stage, datetime.combine(union.day, stage.clock.now.timetz()))
    assert {name for n in range(6) for name in teams_of(stage, ELM_ACCOUNT + n)} == {"Oak"}
    assert teams_of(stage, 42) == ["Oak"]
    elm, oak = (places.find_place(stage.house, team=name).team for name in ("Elm", "Oak"))
    assert (elm.state, oak.members) == ("joined", 8 + 6)
    with database.read() as tx:
        assert elm.id not in sums.teams(tx)
    asked = [p for p in go_to(stage, stage.clock.now + timedelta(days=3)) if p.letter.kind == "checkin"]
    assert {parcel.place.team.name for parcel in asked} == {"Oak"}
    assert len({parcel.person.account for parcel in asked}) == 7 + 6
    tick(stage.house, now=stage.clock())
    assert places.find_place(stage.house, team="Oak").team.members == 8 + 6
    with pytest.raises(Refusal, match="team_paused"):
        rounds.open_now(stage.house, team="Elm", now=stage.clock())


def test_who_comes_from_the_sister_team_sees_nothing_older(stage: Room) -> None:
    publish_oak(stage)
    oak = places.find_place(stage.house, team="Oak")
    union = sister_teams.join_team(stage.house, team="Elm", into="Oak", now=stage.clock())
    go_to(stage, datetime.combine(union.day, stage.clock.now.timetz()))
    new, old = (membership.who(stage.house, account=one) for one in (ELM_ACCOUNT, FIRST_ACCOUNT))
    assert new is not None
    assert old is not None
    since = membership.sees_since(stage.house, new, team_id=oak.team.id)
    assert since == union.day
    assert figures.picture_of(stage.house, oak, since=since) is None
    assert membership.sees_since(stage.house, old, team_id=oak.team.id) is None


def test_a_late_lead_of_the_small_team_gets_no_older_picture_by_going_along(stage: Room) -> None:
    publish_oak(stage)
    stage.join("Oak", 43, role="lead")
    stage.post()
    union = sister_teams.join_team(stage.house, team="Oak", into="Elm", now=stage.clock())
    while stage.clock.now.date() < union.day - WEEK / 7:
        go_to(stage, stage.clock.now + WEEK / 7)
    stage.join("Oak", 44, role="lead")
    with stage.house.db.write() as tx:
        oak = places.find_team(tx, "Oak")
        membership.tell_team(tx, oak, "digest", now=stage.clock() + WEEK, roles=("teacher", "lead"))
    sent = go_to(stage, datetime.combine(union.day, stage.clock.now.timetz()))
    sent += go_to(stage, stage.clock.now + WEEK)
    writer = Writer(stage.house)
    written = {one.person.account: writer.write(one) for one in sent if one.letter.kind == "digest"}
    assert written[FIRST_ACCOUNT] is not None
    assert (written[43], written[44]) == (None, None)
    late = membership.who(stage.house, account=44)
    assert late is not None
    elm = places.find_place(stage.house, team="Elm").team.id
    since = membership.sees_since(stage.house, late, team_id=elm)
    assert since is not None
    assert since > union.day, "coming along shortens no notice"


def test_an_unused_code_of_the_small_team_opens_the_large_one(stage: Room) -> None:
    from klankbord import setting_up

    code = setting_up.invite(stage.house, role="teacher", teams=["Elm"])[0]
    union = sister_teams.join_team(stage.house, team="Elm", into="Oak", now=stage.clock())
    go_to(stage, datetime.combine(union.day, stage.clock.now.timetz()))
    assert membership.look_at(stage.house, code=code).teams == ("Oak",)


def test_what_cannot_go_together_is_refused(stage: Room) -> None:
    from klankbord import setting_up

    setting_up.add_school(stage.house, name="Far")
    setting_up.add_team(stage.house, name="Fir", school="Far", members=8, now=stage.clock())
    for team, into, why in (("Oak", "oak", "same_team"), ("Fir", "Oak", "other_school")):
        with pytest.raises(Refusal, match=why):
            sister_teams.join_team(stage.house, team=team, into=into, now=stage.clock())
    sister_teams.join_team(stage.house, team="Elm", into="Oak", now=stage.clock())
    with pytest.raises(Refusal, match="already_joining"):
        sister_teams.join_team(stage.house, team="Oak", into="Elm", now=stage.clock())


def test_a_new_coach_is_announced_and_sees_only_what_comes_after_a_week(stage: Room) -> None:
    publish_oak(stage)
    oak = places.find_place(stage.house, team="Oak")
    stage.join("Oak", 77, role="coach")
    told = [p for p in stage.post() if p.letter.kind == "newcomer"]
    assert {parcel.person.account for parcel in told} == set(range(FIRST_ACCOUNT, FIRST_ACCOUNT + 7))
    coach = membership.who(stage.house, account=77)
    assert coach is not None
    since = membership.sees_since(stage.house, coach, team_id=oak.team.id)
    assert since == stage.clock().date() + WEEK
    assert figures.picture_of(stage.house, oak, since=since) is None
    publish_oak(stage)
    seen = figures.picture_of(stage.house, oak, since=since)
    everything = figures.picture_of(stage.house, oak)
    assert seen is not None
    assert everything is not None
    assert seen.releases == everything.releases[-len(seen.releases) :]
    assert len(seen.releases) < len(everything.releases)
    assert {figure.number for figure in seen.figures} == {release.number for release in seen.releases}


def test_a_team_whose_name_another_has_too_still_goes_along_and_the_others_are_asked(stage: Room) -> None:
    stage.ask("Elm")
    stage.team("Ash")
    ash = places.find_place(stage.house, team="Ash").team.id
    union = sister_teams.join_team(stage.house, team="Elm", into="Oak", now=stage.clock())
    with stage.house.db.write() as tx:
        schools.change_team(tx, ash, name="Elm")  # as two names with other spaces once became one
    go_to(stage, datetime.combine(union.day, stage.clock.now.timetz()))
    assert teams_of(stage, ELM_ACCOUNT) == ["Oak"]
    asked = [p for p in go_to(stage, stage.clock.now + timedelta(days=3)) if p.letter.kind == "checkin"]
    assert len({parcel.person.account for parcel in asked}) == 7 + 6
