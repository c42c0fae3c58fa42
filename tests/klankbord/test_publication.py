"""Seals and publications in the room, on both databases: exact sums, the filter, and every reason not to."""

from datetime import timedelta
from pathlib import Path

import pytest

from klankbord import periods, places, publishing, rounds, sealing
from klankbord.rhythm_of_weeks import tick
from klankbord.vocabulary import Refusal
from measurement import tide
from measurement.settings import SETTINGS
from storage import letters, releases, sums
from storage.database import Database
from storage.rounds import open_rounds
from tests.room import Room, room

WEEK = timedelta(weeks=1)


def refused(error: pytest.ExceptionInfo[Refusal]) -> str:
    return error.value.key


def open_period(stage: Room, name: str = "Oak") -> periods.Period:
    with stage.house.db.read() as tx:
        team = places.find_team(tx, name)
        return periods.from_text(sums.read(tx, stage.house.keys, team.id))


def play_weeks(stage: Room, count: int, choices: tuple[int, ...] = (4, 3, 5)) -> None:
    for _ in range(count):
        for parcel in stage.ask():
            stage.answer(parcel, choices)
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += WEEK


def test_a_seal_leaves_sums_and_nothing_else(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.post()
    for number, parcel in enumerate(stage.ask()):
        stage.answer(parcel, (4, 0 if number < 3 else 2, 5))
    with database.read() as tx:
        asked = open_rounds(tx, places.find_team(tx, "Oak").id)[0]
    sealing.seal_now(stage.house, team="Oak")
    period = open_period(stage)
    points = stage.house.library.items
    first, second, third = asked.items
    assert period.items[first].n == 7
    assert period.items[first].sx == 7 * points[first].points(4)
    assert period.items[third].sxx == 7 * points[third].points(5) ** 2
    assert second not in period.items, "four answers are fewer than the smallest group"
    loose = period.loose["relational"]
    assert (loose.n, loose.df) == (4, 3)
    assert loose.s_adj == pytest.approx(4 * points[second].points(2))
    assert (period.rounds, period.full, period.weekly) == (1, (4,), (7,))
    with database.read() as tx:
        assert open_rounds(tx, places.find_team(tx, "Oak").id) == []
        assert letters.due(tx, stage.clock() + 9 * WEEK, limit=99) == []


def test_a_period_is_published_once_and_by_the_filter(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.join("Oak", 4242, role="lead")
    stage.post()
    play_weeks(stage, 3)
    with pytest.raises(Refusal) as caught:
        publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    assert refused(caught) == "too_few_rounds"
    play_weeks(stage, 1)
    period = open_period(stage)
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    with pytest.raises(Refusal) as caught:
        publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    assert refused(caught) == "no_sums"
    items, loose = period.of(stage.house.library, "structural")
    offsets = {item: tide.Offset(0.0, SETTINGS.s_b**2) for item in stage.house.library.items}
    seen = tide.observe(items, loose, offsets, SETTINGS)
    assert seen is not None
    level = tide.update(None, seen, open_weeks=0, settings=SETTINGS)
    with database.read() as tx:
        team = places.find_team(tx, "Oak")
        figures = {f.dimension: f for f in releases.figures_of(tx, team.id)}
        published = releases.releases_of(tx, team.id)
    assert set(figures) == {"structural", "relational", "cognitive", "overall"}
    assert figures["structural"].m == pytest.approx(level.m)
    assert figures["structural"].p == pytest.approx(level.p)
    assert [(r.number, r.rounds, r.checkins, r.best_weekly) for r in published] == [(1, 4, 28, 7)]
    stage.clock.now += WEEK
    told = [parcel for parcel in stage.post() if parcel.letter.kind == "digest"]
    assert len(told) == 8, "the lead and every teacher"


def test_too_few_answers_are_not_published(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=6)
    stage.post()
    for _ in range(4):
        for parcel in stage.ask()[:4]:
            stage.answer(parcel, (4, 4, 4))
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += WEEK
    with pytest.raises(Refusal) as caught:
        publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    assert refused(caught) == "too_few_answers"


def test_nobody_weighs_more_than_two_fifths_in_a_dimension_that_others_cannot_say(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=6)
    stage.post()
    for week in range(4):
        for number, parcel in enumerate(stage.ask()[:5]):
            alone = week > 0 and number > 0  # after the first week only one has a word on the second item
            stage.answer(parcel, (4, 0 if alone else 4, 4))
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += WEEK
    assert open_period(stage).checkins == 20
    with pytest.raises(Refusal) as caught:
        publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    assert refused(caught) == "too_heavy"


def test_a_tick_after_a_crash_between_seal_and_publication_publishes(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=6)
    stage.post()
    play_weeks(stage, 4)
    tick(stage.house, now=stage.clock(), first=True)
    with database.read() as tx:
        assert len(releases.releases_of(tx, places.find_team(tx, "Oak").id)) == 1


def test_twelve_rounds_without_a_picture_pause_the_team_and_erase_the_sums(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=6)
    stage.post()
    for _ in range(12):
        stage.ask()
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += WEEK
    tick(stage.house, now=stage.clock(), first=True)
    assert open_period(stage).rounds == 0
    assert [p.letter.kind for p in stage.post() if p.letter.kind == "paused"] == ["paused"] * 6
    with pytest.raises(Refusal) as caught:
        rounds.open_now(stage.house, team="Oak", now=stage.clock())
    assert refused(caught) == "team_paused"
