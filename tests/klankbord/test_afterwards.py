"""The two questions after a talk: asked once, told in bands, under the smallest group, in no figure."""

from datetime import timedelta
from pathlib import Path

import pytest

from klankbord import afterwards, agreements, publishing, sealing, talks
from klankbord.checkin import Ticket
from klankbord.house import House
from klankbord.letterbox import Parcel
from klankbord.places import find_place, find_team
from klankbord.vocabulary import Refusal
from storage import agreements as kept
from storage import releases, sums
from storage.agreements import Echo
from storage.database import Database
from tests.klankbord.test_talks import LEAD, TEACHERS, person, picture, plan, school
from tests.room import Room

WEEK = timedelta(weeks=1)


def add(house: House, parcel: Parcel, choice: int) -> None:
    assert parcel.round is not None
    ticket = Ticket(parcel.round.id, parcel.slip)
    afterwards.answer(house, ticket, account=parcel.person.account, choice=choice)


def week(stage: Room, choices: tuple[int, ...] = ()) -> str:
    """Play a week; the first teachers answer what it asks about the talk. Return what that was."""
    parcels = stage.ask()
    for parcel in parcels:
        stage.answer(parcel, (4, 3, 5))
    assert parcels[0].round is not None
    asked = parcels[0].round.asks_after
    for parcel, choice in zip(parcels, choices if asked else (), strict=False):
        add(stage.house, parcel, choice)
    sealing.seal_now(stage.house, team="Oak")
    stage.clock.now += WEEK
    return asked


def agreed(stage: Room, words: str = "elke dinsdag samen voorbereiden", *, number: int = 1) -> None:
    team_id = find_place(stage.house, team="Oak").team.id
    talks.agree(
        stage.house, person(stage, LEAD), team_id=team_id, number=number, words=words, now=stage.clock()
    )


def echoes(stage: Room) -> list[Echo]:
    with stage.house.db.read() as tx:
        return kept.echoes_of(tx, find_team(tx, "Oak").id)


def told(stage: Room) -> str:
    oak = find_place(stage.house, team="Oak")
    return agreements.newest(stage.house, oak, language="nl", now=stage.clock())[0]


def talked(database: Database, folder: Path) -> Room:
    stage = school(database, folder)
    picture(stage)
    plan(stage, 1, "this")
    agreed(stage)
    stage.clock.now += WEEK
    return stage


def test_each_question_is_asked_once_and_told_in_bands_with_the_next_picture(
    database: Database, tmp_path: Path
) -> None:
    stage = talked(database, tmp_path)
    asked = [week(stage, (1, 1, 1, 1, 2, 2)), week(stage), week(stage, (1, 1, 2, 2, 2, 3)), week(stage)]
    assert asked == ["worth:1", "", "helped:1", ""]
    assert {echo.band for echo in echoes(stage)} == {None}
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    assert echoes(stage) == [
        Echo(1, "happened", "many", 2),
        Echo(1, "helped", "few", 2),
        Echo(1, "worth", "many", 2),
    ]
    said = told(stage)
    assert "De meesten vonden jullie laatste gesprek de moeite waard." in said
    assert "De meesten zeggen dat het gebeurd is, maar hooguit een enkeling dat het hielp." in said
    assert not any(digit in said.replace("2026", "").split("(")[0] for digit in "0123456789")


def test_fewer_answers_than_the_smallest_group_leave_nothing(database: Database, tmp_path: Path) -> None:
    stage = talked(database, tmp_path)
    for _ in range(4):
        week(stage, (1, 1, 1, 1))
        with database.read() as tx:
            assert '"after": {}' in (sums.read(tx, stage.house.keys, find_team(tx, "Oak").id) or "")
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    assert {echo.band for echo in echoes(stage)} == {None}
    assert "moeite waard" not in told(stage)
    assert "Vraag het elkaar" in told(stage)


def test_the_figures_are_the_same_with_and_without_these_answers(database: Database, tmp_path: Path) -> None:
    stage = talked(database, tmp_path)
    for _ in range(4):
        week(stage, (2, 2, 1, 1, 1, 1, 1))
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    with database.read() as tx:
        figures = releases.figures_of(tx, find_team(tx, "Oak").id)
    first, second = ({f.dimension: (f.y, f.n) for f in figures if f.number == n} for n in (1, 2))
    assert {n for _, n in first.values()} == {n for _, n in second.values()}
    assert [f.n for f in figures if f.dimension == "structural"] == [4 * TEACHERS] * 2


def test_only_who_handed_in_answers_and_only_what_is_asked(database: Database, tmp_path: Path) -> None:
    stage = talked(database, tmp_path)
    anna, ben = stage.ask()[:2]
    assert anna.round is not None
    assert anna.round.asks_after == "worth:1"
    with pytest.raises(Refusal, match="old_button"):
        add(stage.house, anna, 1)
    stage.answer(anna, (4, 3, 5))
    for wrong in (0, 3, 9):
        with pytest.raises(Refusal, match="old_button"):
            add(stage.house, anna, wrong)
    add(stage.house, anna, 1)
    stage.answer(ben, (4, 3, 5))
    stolen = Ticket(anna.round.id, anna.slip)
    with pytest.raises(Refusal, match="old_button"):
        afterwards.answer(stage.house, stolen, account=ben.person.account, choice=1)


def test_nothing_is_asked_before_a_talk_or_about_one_without_an_action(
    database: Database, tmp_path: Path
) -> None:
    stage = school(database, tmp_path)
    picture(stage)
    plan(stage, 1, "later")
    assert week(stage) == ""
    agreed(stage, "")
    stage.clock.now += WEEK
    assert [week(stage) for _ in range(4)] == ["worth:1", "", "", ""]


def test_what_was_said_about_another_agreement_is_forgotten_with_it(
    database: Database, tmp_path: Path
) -> None:
    stage = talked(database, tmp_path)
    for _ in range(4):
        week(stage, (1, 1, 1, 1, 1, 1))
    agreed(stage, "elkaars lessen bezoeken")
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    assert [echo.kind for echo in echoes(stage)] == ["worth"]
    assert "hielp." not in told(stage)
