"""Rules 7 and 8: a reminder goes to everybody alike, and a school's figure knows shown figures alone."""

from datetime import timedelta
from pathlib import Path

import pytest

from klankbord.desk_words import Share, weighted
from klankbord.vocabulary import DIMENSIONS, OVERALL
from storage.database import Database
from tests.room import room

TEACHERS = 7


@pytest.mark.parametrize("answering", [0, 3, TEACHERS])
def test_a_reminder_goes_to_everybody_whoever_answered(
    database: Database, tmp_path: Path, answering: int
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=TEACHERS)
    stage.post()
    for parcel in stage.ask()[:answering]:
        stage.answer(parcel, (4, 2, 5))
    reminded = []
    for _ in range(12):
        stage.clock.now += timedelta(hours=12)
        reminded += [parcel for parcel in stage.post() if parcel.letter.kind == "reminder"]
    assert len({parcel.person.account for parcel in reminded}) == len(reminded) == TEACHERS
    assert len({(parcel.letter.subject, parcel.letter.due) for parcel in reminded}) == 1


def test_a_schools_figure_moves_with_shown_figures_and_head_counts_alone() -> None:
    def of(*teams: tuple[int, int]) -> list[int]:
        shares = [Share(n, dict.fromkeys((*DIMENSIONS, OVERALL), shown)) for n, shown in teams]
        return [one.value for one in weighted(shares, language="nl")]

    assert of((10, 60), (10, 80)) == [70] * 4
    assert of((30, 60), (10, 80)) == [65] * 4
    assert all(value % 5 == 0 for value in of((7, 65), (9, 70), (11, 75)))
