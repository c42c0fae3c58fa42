"""What the operator sets up: names of any letters, sizes that fit each other, and hours in figures."""

from pathlib import Path

import pytest

from klankbord import places, setting_up
from klankbord.vocabulary import Refusal
from storage.database import Database
from tests.room import Room, room


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Room:
    return room(database, tmp_path)


@pytest.mark.parametrize("said", ["Één voor allen", "één voor allen", "ÉÉN VOOR ALLEN"])
def test_a_school_is_found_by_its_name_whatever_its_letters(stage: Room, said: str) -> None:
    setting_up.add_school(stage.house, name="Één voor allen")
    setting_up.change_school(stage.house, name=said, counsellor="Petra")
    setting_up.add_team(stage.house, name="Ötzi", school=said, members=8, now=stage.clock())
    with pytest.raises(Refusal, match="name_taken"):
        setting_up.add_school(stage.house, name=said)


@pytest.mark.parametrize("said", ["Ötzi", "ötzi", "Linde/ÖTZI"])
def test_a_team_is_found_by_its_name_whatever_its_letters(stage: Room, said: str) -> None:
    stage.team("Ötzi")
    assert len(setting_up.invite(stage.house, role="teacher", teams=[said])) == 1
    with pytest.raises(Refusal, match="name_taken"):
        stage.team(said.rpartition("/")[2])


@pytest.mark.parametrize("again", ["Team  3", " team 3 ", "Team\t3"])
def test_a_name_with_other_spaces_is_the_same_name(stage: Room, again: str) -> None:
    stage.team("Team 3")
    with pytest.raises(Refusal, match="name_taken"):
        stage.team(again)
    assert places.find_place(stage.house, team="Linde/Team 3").team.name == "Team 3"


def test_a_smallest_group_above_the_number_of_members_is_refused(stage: Room) -> None:
    stage.team(members=6)
    for members in (None, 19):
        with pytest.raises(Refusal, match="team_too_small"):
            setting_up.change_team(
                stage.house, name="Oak", now=stage.clock(), smallest_group=20, members=members
            )
    setting_up.change_team(stage.house, name="Oak", now=stage.clock(), smallest_group=7, members=7)
    with pytest.raises(Refusal, match="team_too_small"):
        setting_up.change_team(stage.house, name="Oak", now=stage.clock(), members=6)
    oak = places.find_place(stage.house, team="Oak").team
    assert (oak.smallest_group, oak.members) == (7, 7)


@pytest.mark.parametrize("said", ["²:30", "15:٣٠", "١٥:30", "15:3", "6:59", "20:01", "15", "15:60"])
def test_what_is_no_time_of_day_is_refused(said: str) -> None:
    with pytest.raises(Refusal, match="bad_time"):
        setting_up.time_of_day(said)


@pytest.mark.parametrize(("said", "kept"), [("7:00", "07:00"), ("15.30", "15:30"), (" 20:00 ", "20:00")])
def test_a_time_of_day_is_kept_with_four_figures(said: str, kept: str) -> None:
    assert setting_up.time_of_day(said) == kept
