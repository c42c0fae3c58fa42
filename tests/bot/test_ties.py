"""The question on ties between teams: once a term, in the chat, published in bands, never about people."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from klankbord import checkin, places, publishing, sealing, ties
from klankbord.checkin import Ticket
from klankbord.vocabulary import Refusal
from measurement.disclosure import Band
from storage import releases, schools
from storage.database import Database
from storage.tables import answers
from tests.bot.conftest import Team
from tests.bot.test_chat import OLD_BUTTON, asked_in, tap
from tests.cast import answer
from tests.room import Room, room

TEACHERS = 7


def school(database: Database, folder: Path) -> Room:
    stage = room(database, folder)
    stage.team("Elm")
    stage.team("Ash")
    stage.team("Oak", teachers=TEACHERS)
    stage.post()
    return stage


def weeks(stage: Room, count: int, *, naming: dict[int, int]) -> None:
    """Play weeks; in the one that asks, the n-th teacher names the teams of a mask."""
    for _ in range(count):
        for number, parcel in enumerate(stage.ask()):
            stage.answer(parcel, (4, 3, 5))
            assert parcel.round is not None
            if parcel.round.asks_about and number in naming:
                ticket = Ticket(parcel.round.id, parcel.slip)
                account = parcel.person.account
                ties.answer(stage.house, ticket, account=account, mask=naming[number])
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += timedelta(weeks=1)


def told(stage: Room) -> dict[str, Band]:
    oak = places.find_place(stage.house, team="Oak").team.id
    return {tie.taker: tie.band for tie in ties.ties_between(stage.house, [oak])}


def test_ties_are_published_in_bands_with_the_period(database: Database, tmp_path: Path) -> None:
    stage = school(database, tmp_path)
    # Options stand in the order of names: Ash is bit 0, Elm bit 1, outside school bit 2.
    weeks(stage, 8, naming={n: 0b111 if n < 3 else 0b010 for n in range(TEACHERS)})
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    assert told(stage) == {"Ash": Band.SOME, "Elm": Band.MANY}
    with database.read() as tx:
        number, bands = releases.ties_of(tx, places.find_team(tx, "Oak").id)
    assert (number, bands[ties.OUTSIDE]) == (1, "some")


def test_too_few_answers_to_the_question_leave_nothing(database: Database, tmp_path: Path) -> None:
    stage = school(database, tmp_path)
    weeks(stage, 8, naming=dict.fromkeys(range(4), 0b11))
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    assert told(stage) == {}


def test_the_items_count_the_same_with_and_without_the_question(database: Database, tmp_path: Path) -> None:
    stage = school(database, tmp_path)
    weeks(stage, 8, naming={0: 0b11, 1: 0})
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    with database.read() as tx:
        figures = releases.figures_of(tx, places.find_team(tx, "Oak").id)
    assert {figure.n for figure in figures if figure.dimension != "overall"} == {8 * TEACHERS}


def test_only_who_handed_in_can_name_teams_and_only_those_asked_about(
    database: Database, tmp_path: Path
) -> None:
    stage = school(database, tmp_path)
    weeks(stage, ties.ASKED_IN, naming={})
    first, second, *_ = stage.ask()
    assert first.round is not None
    ticket = Ticket(first.round.id, first.slip)
    assert len(ties.options(stage.house, first.round)) == 2
    with pytest.raises(Refusal):
        ties.answer(stage.house, ticket, account=first.person.account, mask=1)  # nothing handed in
    stage.answer(first, (1, 2, 3))
    with pytest.raises(Refusal):
        ties.answer(stage.house, ticket, account=second.person.account, mask=1)  # another account
    with pytest.raises(Refusal):
        ties.answer(stage.house, ticket, account=first.person.account, mask=0b1000)  # no such team
    ties.answer(stage.house, ticket, account=first.person.account, mask=0b11)
    ties.answer(stage.house, ticket, account=first.person.account, mask=0b01)  # thought again
    checkin.withdraw(stage.house, ticket, account=first.person.account)
    with pytest.raises(Refusal):
        ties.answer(stage.house, ticket, account=first.person.account, mask=1)


def test_an_answer_is_as_long_with_the_question_as_without(database: Database, tmp_path: Path) -> None:
    stage = school(database, tmp_path)
    weeks(stage, ties.ASKED_IN, naming={})
    for number, parcel in enumerate(stage.ask()):
        stage.answer(parcel, (4, 3, 5))
        assert parcel.round is not None
        ticket = Ticket(parcel.round.id, parcel.slip)
        if number < 3:
            ties.answer(stage.house, ticket, account=parcel.person.account, mask=0b11)
    with database.read() as tx:
        lengths = [len(sealed) for sealed in tx.scalars(select(answers.c.choices))]
    assert len(lengths) == TEACHERS
    assert len(set(lengths)) == 1, "the length tells how many answered the question"


def test_a_school_with_one_team_is_not_asked(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team("Oak", teachers=TEACHERS)
    stage.post()
    weeks(stage, ties.ASKED_IN, naming={})
    assert all(parcel.round and not parcel.round.asks_about for parcel in stage.ask())


async def test_the_question_in_the_chat_is_ticked_changed_and_handed_in(asked: Team) -> None:
    oak = asked
    for name in ("Elm", "Ash"):
        oak.stage.team(name)
    with oak.stage.house.db.write() as tx:
        schools.change_team(tx, places.find_team(tx, "Oak").id, open_weeks=ties.ASKED_IN)
    await oak.stage.pass_days(7)
    anna, ben = oak.teachers[:2]
    message = await answer(anna)
    await tap(anna, message, 2)
    assert "teams" in message.text
    assert [row[0].text for row in message.keyboard] == [
        "Ash",
        "Elm",
        "Iemand buiten onze school",
        "Met geen enkel team",
    ]
    waiting = message.keyboard[0][0].data
    assert len(waiting.encode()) <= 64
    anna.press(message, 1)
    await anna.sees(message, lambda shown: shown.keyboard[1][0].text == "✓ Elm")
    anna.press(message, 1)
    await anna.sees(message, lambda shown: shown.keyboard[1][0].text == "Elm")
    anna.press(message, 0)
    await anna.sees(message, lambda shown: shown.keyboard[-1][0].text == "Klaar")
    await tap(anna, message, 3)
    assert message.text.startswith("Dank je wel")
    assert len(message.buttons) == 2
    assert sorted(map(len, oak.answers())) == [3 + ties.MASK_BYTES]
    for data in ("q", waiting + "zz", waiting[:-2], "qn" + "A" * 35 + "1.", waiting[:37] + "ffff."):
        assert await anna.answer_to(anna.press_data(message, data)) == OLD_BUTTON, data
    assert await ben.answer_to(ben.press_data(asked_in(ben), waiting + ".")) == OLD_BUTTON
