"""Data that nobody should meet, through the room's own publishing: no figure yet, or an honest one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from klankbord import figures, periods, places, publishing, sealing
from klankbord.digest import digest_of
from klankbord.export import figures_table
from klankbord.figures import TeamPicture
from klankbord.periods import Period
from klankbord.vocabulary import LANGUAGES, Refusal
from measurement.tide import ItemSum
from measurement.words import Word
from storage import releases, sums
from storage.database import Database
from storage.tables import teams
from tests.room import Room, room

ITEMS = ("structural.talk_lessons", "relational.benevolence", "cognitive.dialogue")


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Room:
    found = room(database, tmp_path)
    found.team(teachers=7)
    found.post()
    return found


def weeks(stage: Room, count: int, choices: Callable[[int], tuple[int, ...] | None]) -> None:
    """Let weeks pass in which each teacher gives these choices, or none."""
    for _ in range(count):
        for number, parcel in enumerate(stage.ask()):
            given = choices(number)
            if given is not None:
                stage.answer(parcel, given)
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += timedelta(weeks=1)


def put(stage: Room, *rounds: Sequence[bytes], items: Sequence[str] = ITEMS) -> None:
    """Let the open period hold these rounds: the answers of each, three choices an answer."""
    period = Period()
    for week, answers in enumerate(rounds):
        period = periods.add_round(
            period,
            answers,
            items=items,
            open_week=week,
            library=stage.house.library,
            smallest_group=5,
            offsets={},
            settings=publishing.SETTINGS,
        )
    with stage.house.db.write() as tx:
        sums.write(tx, stage.house.keys, places.find_team(tx, "Oak").id, periods.to_text(period))


def picture(stage: Room) -> TeamPicture | None:
    """Return the team's picture after everything that reads one has read it."""
    place = places.find_place(stage.house, team="Oak")
    found = figures.picture_of(stage.house, place)
    for language in LANGUAGES:
        written = digest_of(stage.house, place, language=language)
        assert (written is None) == (found is None)
    if found is None:
        with pytest.raises(Refusal) as caught:
            figures_table(stage.house, [place])
        assert caught.value.key == "nothing_published"
    else:
        assert figures_table(stage.house, [place]).rows
    return found


def no_figure_yet(stage: Room) -> None:
    with pytest.raises(Refusal):
        publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    assert (
        publishing.publish_due(stage.house, publishing.teams_with_sums(stage.house), now=stage.clock()) == 0
    )
    assert picture(stage) is None


def test_nobody_answered(stage: Room) -> None:
    weeks(stage, 5, lambda _: None)
    no_figure_yet(stage)


def test_nobody_ever_asked(stage: Room) -> None:
    no_figure_yet(stage)


def test_everybody_answered_that_they_could_not_say(stage: Room) -> None:
    weeks(stage, 5, lambda _: (0, 0, 0))
    no_figure_yet(stage)


def test_nobody_could_say_anything_about_one_dimension(stage: Room) -> None:
    weeks(stage, 5, lambda _: (4, 0, 5))
    no_figure_yet(stage)


def test_only_one_item_was_ever_asked(stage: Room) -> None:
    put(stage, *([bytes((4, 2, 3))] * 7 for _ in range(4)))
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    found = picture(stage)
    assert found is not None
    assert all(found.half_width(dimension) >= 5 for dimension in found.dimensions)


@pytest.mark.parametrize("choice", [1, 3, 5])
def test_all_answers_are_the_same(stage: Room, choice: int) -> None:
    weeks(stage, 4, lambda _: (choice,) * 3)
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    found = picture(stage)
    assert found is not None
    assert found.word is Word.TOO_EARLY
    assert found.agreement("structural") is None or found.shown("structural").end is None


def test_sixty_weeks_of_holiday_lie_between_two_periods(stage: Room) -> None:
    weeks(stage, 4, lambda number: (4, 3 + number % 2, 5))
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    first = picture(stage)
    stage.clock.now += timedelta(weeks=60)
    put(stage, *([bytes((4, 2, 3))] * 7 for _ in range(4)))
    with stage.house.db.write() as tx:
        team = places.find_team(tx, "Oak").id
        later = periods.from_text(sums.read(tx, stage.house.keys, team))
        sums.write(tx, stage.house.keys, team, periods.to_text(replace(later, last_open_week=7)))
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    found = picture(stage)
    assert first is not None
    assert found is not None
    assert found.number == 2
    assert found.newest.week - first.newest.week <= 4, "sixty closed weeks are no open ones"


def test_the_clock_was_set_back_between_two_periods(stage: Room) -> None:
    weeks(stage, 4, lambda number: (4, 3 + number % 2, 5))
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    stage.clock.now -= timedelta(weeks=30)
    put(stage, *([bytes((4, 2, 3))] * 7 for _ in range(4)))  # open weeks 0 to 3 a second time
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    found = picture(stage)
    assert found is not None
    assert found.number == 2
    assert found.word is Word.TOO_EARLY


def test_a_head_count_of_nobody(stage: Room) -> None:
    weeks(stage, 4, lambda number: (4, 3 + number % 2, 5))
    with stage.house.db.write() as tx:
        tx.execute(update(teams).values(members=0))
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    found = picture(stage)
    assert found is not None
    assert found.response.value == "fewer_than_half"


def test_a_head_count_that_changes_later_leaves_published_figures_as_they_were(stage: Room) -> None:
    weeks(stage, 4, lambda number: (4, 3 + number % 2, 5))
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    place = places.find_place(stage.house, team="Oak")
    before = figures_table(stage.house, [place]).rows
    with stage.house.db.write() as tx:
        tx.execute(update(teams).values(members=30))
    place = places.find_place(stage.house, team="Oak")
    assert figures_table(stage.house, [place]).rows == before


def test_sums_that_hold_nothing(stage: Room) -> None:
    nothing = Period(
        rounds=4, full=(0,) * 4, weekly=(0,) * 4, items={ITEMS[0]: ItemSum(ITEMS[0], 0, 0.0, 0.0)}
    )
    with stage.house.db.write() as tx:
        sums.write(tx, stage.house.keys, places.find_team(tx, "Oak").id, periods.to_text(nothing))
    no_figure_yet(stage)
    with stage.house.db.read() as tx:
        assert releases.releases_of(tx, places.find_team(tx, "Oak").id) == []
