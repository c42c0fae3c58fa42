"""Talks in the room: who may plan one, and what happens when pictures stay without any."""

from datetime import timedelta
from pathlib import Path

import pytest

from klankbord import agreements, figures, membership, places, publishing, rounds, sealing, talks
from klankbord.digest import More, digest_of
from klankbord.vocabulary import Refusal
from storage.database import Database
from storage.people import Person
from tests.room import Room, room

LEAD, TEACHERS = 4242, 7
WEEK = timedelta(weeks=1)


def school(database: Database, folder: Path) -> Room:
    stage = room(database, folder)
    stage.team("Oak", teachers=TEACHERS)
    stage.join("Oak", LEAD, role="lead")
    stage.post()
    return stage


def picture(stage: Room, *, choices: tuple[int, ...] = (4, 3, 5)) -> None:
    for _ in range(4):
        for parcel in stage.ask():
            stage.answer(parcel, choices)
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += WEEK
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())


def person(stage: Room, account: int) -> Person:
    found = membership.who(stage.house, account=account)
    assert found is not None
    return found


def plan(stage: Room, number: int, when: str) -> object:
    team_id = places.find_place(stage.house, team="Oak").team.id
    who = person(stage, LEAD)
    return talks.plan(stage.house, who, team_id=team_id, number=number, when=when, now=stage.clock())


def less(stage: Room) -> bool:
    oak = places.find_place(stage.house, team="Oak")
    return talks.is_asked_less(stage.house, oak, now=stage.clock())


def test_pictures_without_a_talk_slow_the_asking_until_there_is_one(
    database: Database, tmp_path: Path
) -> None:
    stage = school(database, tmp_path)
    for _ in range(2):
        picture(stage)
        assert not less(stage)
    picture(stage)
    assert less(stage)

    def opened_in(weeks: int) -> int:
        before = places.find_place(stage.house, team="Oak").team.open_weeks
        for _ in range(weeks):
            rounds.open_due(stage.house, now=stage.clock())
            stage.clock.now += WEEK
        return places.find_place(stage.house, team="Oak").team.open_weeks - before

    assert opened_in(4) == 2
    plan(stage, 3, "next")
    assert not less(stage)
    opened_in(1)
    assert opened_in(2) == 2


def test_lead_and_team_hear_once_why_they_are_asked_less_in_a_week_without_a_check_in(
    database: Database, tmp_path: Path
) -> None:
    stage = school(database, tmp_path)
    picture(stage)
    picture(stage)
    stage.clock.now += 2 * WEEK  # the lead had two weeks to choose a day
    told: list[list[str]] = []
    for _ in range(6):
        rounds.open_due(stage.house, now=stage.clock())
        kinds = []
        for _ in range(28):
            stage.clock.now += WEEK / 28
            kinds += [parcel.letter.kind for parcel in stage.post()]
        told.append(kinds)
    weeks = [kinds for kinds in told if "less" in kinds]
    assert [kinds.count("less") for kinds in weeks] == [TEACHERS + 1], "the lead, too, and once"
    assert "checkin" not in weeks[0]


@pytest.mark.parametrize(("when", "reminders"), [("this", 0), ("no", TEACHERS)])
def test_the_card_of_a_talk_comes_instead_of_that_weeks_reminder(
    database: Database, tmp_path: Path, when: str, reminders: int
) -> None:
    stage = school(database, tmp_path)
    picture(stage)
    stage.clock.now += WEEK  # the week of the picture itself has no reminder either
    plan(stage, 1, when)
    rounds.open_due(stage.house, now=stage.clock())
    kinds = []
    for _ in range(24):
        stage.clock.now += timedelta(hours=6)
        kinds += [parcel.letter.kind for parcel in stage.post()]
    assert kinds.count("reminder") == reminders
    assert kinds.count("talk") == (TEACHERS + 1 if when == "this" else 0)


def test_a_picture_that_the_lead_declines_counts_at_once(database: Database, tmp_path: Path) -> None:
    stage = school(database, tmp_path)
    picture(stage)
    picture(stage)
    assert not less(stage)
    plan(stage, 2, "no")
    assert less(stage)


def test_a_card_about_an_earlier_picture_comes_with_its_own_question_and_step(
    database: Database, tmp_path: Path
) -> None:
    stage = school(database, tmp_path)
    cards = []
    for number in (1, 2, 3, 4):
        picture(stage)
        oak = places.find_place(stage.house, team="Oak")
        team = talks.picture_at(stage.house, oak, 1)
        assert team is not None
        assert talks.meeting_card(stage.house, oak, team, language="nl").step == "socialization"
        team = talks.picture_at(stage.house, oak, number)
        assert team is not None
        cards.append(talks.meeting_card(stage.house, oak, team, language="en"))
        ideas = talks.ideas(stage.house, oak, team, language="en")
        assert len({idea.text for idea in ideas}) == talks.PRACTICES
        assert all(idea.source for idea in ideas)
    assert tuple(card.step for card in cards) == talks.STEPS
    assert talks.picture_at(stage.house, oak, 5) is None


def test_a_talk_is_planned_by_the_lead_about_the_newest_picture_only(
    database: Database, tmp_path: Path
) -> None:
    stage = school(database, tmp_path)
    picture(stage)
    oak = places.find_place(stage.house, team="Oak").team.id
    with pytest.raises(Refusal) as caught:
        talks.plan(
            stage.house, person(stage, 700_100_200), team_id=oak, number=1, when="next", now=stage.clock()
        )
    assert caught.value.key == "only_leads"
    for number, when in ((2, "next"), (0, "next"), (1, "soon")):
        with pytest.raises(Refusal) as caught:
            plan(stage, number, when)
        assert caught.value.key == "old_button"
    assert plan(stage, 1, "no") is None
    day = plan(stage, 1, "next")
    assert day is not None
    assert plan(stage, 1, "later") > day  # type: ignore[operator]
    kinds = [parcel.letter.kind for parcel in _all_letters(stage)]
    assert kinds.count("talk") == TEACHERS + 1, "the card for everybody, once"
    assert kinds.count("agreed") == 1


def _all_letters(stage: Room) -> list:  # type: ignore[type-arg]
    found = []
    for _ in range(100):  # the Christmas holidays included
        stage.clock.now += timedelta(hours=12)
        found += stage.post()
    return found


@pytest.mark.parametrize(
    ("after", "dutch"), [((5, 5, 5), "waarschijnlijk"), ((4, 3, 5), "geen duidelijk verschil")]
)
def test_an_agreement_is_followed_on_the_same_trend(
    database: Database, tmp_path: Path, after: tuple[int, ...], dutch: str
) -> None:
    stage = school(database, tmp_path)
    for _ in range(3):
        picture(stage, choices=(4, 3, 5) if after != (5, 5, 5) else (2, 2, 2))
    oak = places.find_place(stage.house, team="Oak")
    talks.agree(
        stage.house,
        person(stage, LEAD),
        team_id=oak.team.id,
        number=3,
        words="elke dinsdag samen voorbereiden",
        now=stage.clock(),
    )
    last, early = agreements.newest(stage.house, oak, language="nl", now=stage.clock())
    assert "samen voorbereiden" in last
    assert "kan ik zeggen of er iets veranderd is" in early
    for _ in range(3):
        picture(stage, choices=after)
    oak = places.find_place(stage.house, team="Oak")
    told = agreements.listed(stage.house, oak, language="nl", now=stage.clock())
    assert dutch in told
    assert "door" not in told.split("•")[1], "after, never because of"
    team = figures.picture_of(stage.house, oak)
    assert team is not None
    assert [mark.label for mark in team.marks] == ["elke dinsdag samen voorbereiden"]
    digest = digest_of(stage.house, oak, language="nl", more=More(told))
    assert digest is not None
    assert "elke dinsdag samen voorbereiden" in digest.alternative
