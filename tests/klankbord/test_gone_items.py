"""An upgrade takes an item or a prompt off the shelf while a period and a round are open."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.letters import Writer
from klankbord import checkin, guidance, letterbox, periods, places, publishing, sealing
from klankbord.vocabulary import Refusal
from storage import releases, rounds, sums
from storage.database import Database
from storage.tables import rounds as rounds_table
from tests.room import Room, room

WEEK = timedelta(weeks=1)
GONE = "structural.taken_off_the_shelf"


def open_period(stage: Room) -> periods.Period:
    with stage.house.db.read() as tx:
        return periods.from_text(sums.read(tx, stage.house.keys, places.find_team(tx, "Oak").id))


def play_weeks(stage: Room, count: int) -> None:
    for _ in range(count):
        for parcel in stage.ask():
            stage.answer(parcel, (4, 3, 5))
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += WEEK


def forget_item_of_period(stage: Room) -> None:
    """Let an item with sums bear an id that this version does not know, as an older one left it."""
    with stage.house.db.write() as tx:
        team = places.find_team(tx, "Oak").id
        raw = json.loads(sums.read(tx, stage.house.keys, team) or "")
        known = next(item for item in raw["items"] if item.startswith("structural."))
        raw["items"][GONE] = raw["items"].pop(known)
        sums.write(tx, stage.house.keys, team, json.dumps(raw))


def forget_item_of_round(stage: Room) -> rounds.Round:
    with stage.house.db.write() as tx:
        found = rounds.open_rounds(tx, places.find_team(tx, "Oak").id)[0]
        items = ",".join((GONE, *found.items[1:]))
        tx.execute(
            update(rounds_table)
            .where(rounds_table.c.id == found.id)
            .values(items=items, prompt="structural.no_such_prompt")
        )
        return rounds.open_rounds(tx, found.team_id)[0]


def test_sums_of_an_item_that_left_the_shelf_stay_in_the_figure(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.post()
    play_weeks(stage, 4)
    answered = sum(total.n for total in open_period(stage).items.values())
    forget_item_of_period(stage)
    play_weeks(stage, 1)
    period = open_period(stage)
    assert GONE not in period.items
    assert period.loose["structural"].n == 7
    assert sum(total.n for total in period.items.values()) + 7 == answered + 3 * 7
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    with database.read() as tx:
        figures = releases.figures_of(tx, places.find_team(tx, "Oak").id)
    assert {one.dimension: one.n for one in figures}["structural"] == 5 * 7


def test_a_period_whose_item_left_the_shelf_is_published(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.post()
    play_weeks(stage, 4)
    forget_item_of_period(stage)
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    with database.read() as tx:
        figures = releases.figures_of(tx, places.find_team(tx, "Oak").id)
    assert {one.dimension: one.n for one in figures}["structural"] == 4 * 7


def test_an_open_round_whose_item_left_the_shelf_is_closed_to_new_answers_and_sealed(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=8)
    stage.post()
    parcels = stage.ask()
    for parcel in parcels[:6]:
        stage.answer(parcel, (4, 3, 5))
    found = forget_item_of_round(stage)
    with pytest.raises(Refusal) as caught:
        checkin.question(stage.house, found, 2)
    assert caught.value.key == "round_closed"
    late = letterbox.Parcel(parcels[7].letter, parcels[7].person, parcels[7].place, found, parcels[7].slip)
    assert Writer(stage.house).write(late) is None, "nobody is asked what cannot be shown"
    assert guidance.prompt_of(stage.house, late.place, found, "nl")
    sealing.seal_now(stage.house, team="Oak")
    period = open_period(stage)
    assert (period.rounds, period.full, period.weekly) == (1, (0,), (6,))
    assert [total.n for total in period.items.values()] == [6, 6]
    assert GONE not in period.items
    assert "structural" not in period.loose
