"""The promise that buttons and codes open nothing to somebody who makes them up, borrows or repeats them."""

import asyncio
import random
import secrets
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.codes import PAUSE, WRONG
from bot.refusals import APART, LONGEST, MANY
from klankbord import setting_up
from klankbord.setting_up import CODE_LENGTH, CODE_LETTERS
from klankbord.wording import phrase
from playground.people import Person
from storage.database import Database, sqlite_url
from storage.secrets import KeyRing
from storage.tables import answers, memberships, metadata, people
from tests.cast import Stage, answer, checkin_of, stage

OLD_BUTTON = phrase("nl", "refusal.old_button")
UNKNOWN, WAIT = phrase("nl", "refusal.unknown_code"), phrase("nl", "refusal.too_many_codes")
TEACHERS = 6


@pytest.fixture(scope="module")
async def play(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Stage]:
    """Return a bot whose team Oak was just asked; the tests of this file share it."""
    from storage.secrets import new_key

    folder: Path = tmp_path_factory.mktemp("hostile")
    database = Database(sqlite_url(folder / "test.sqlite"), KeyRing.parse(new_key()))
    database.migrate()
    async with stage(database, tmp_path_factory.getbasetemp()) as running:
        running.team("Oak")
        await running.fill("Oak", teachers=TEACHERS)
        await running.tick()
        await running.pass_days(1.4)
        yield running
    database.close()


def counted(play: Stage) -> dict[str, int]:
    """Return how many rows each table has."""
    with play.house.db.read() as tx:
        return {
            table.name: tx.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }


def open_answers(play: Stage) -> set[tuple[bytes, bytes]]:
    with play.house.db.read() as tx:
        return {(bytes(row.answer_key), bytes(row.choices)) for row in tx.execute(select(answers))}


def slip_of(person: Person) -> str:
    """Return what the buttons of somebody's check-in carry, without the choices."""
    message = checkin_of(person)
    assert message is not None
    return message.keyboard[0][0].data[:37]


def made_up_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


async def settled(play: Stage) -> None:
    await play.telegram.quiet()


async def test_payloads_that_nobody_was_sent_change_nothing(play: Stage) -> None:
    anna = play.people["Oak 0"]
    message, real = checkin_of(anna), slip_of(anna)
    assert message is not None
    dice = random.Random(4)
    alphabet = "abcXYZ019-_/+= \n\x00é字" + real
    made_up = [
        dice.choice("scwnltkq?") + "".join(dice.choices(alphabet, k=dice.randint(1, 60))) for _ in range(60)
    ]
    made_up += [
        f"{action}{real[1:]}{digits}" for action in "scwnltkqz" for digits in ("6", "1111", "-1", "٣٣٣")
    ]
    before, rows = open_answers(play), counted(play)
    for data in made_up:
        anna.press_data(message, data)
    await settled(play)
    assert open_answers(play) == before
    assert counted(play) == rows


async def test_presses_that_are_refused_are_slowed_down_and_nobody_elses_are(play: Stage) -> None:
    walter = play.telegram.person("Walter")
    walter.start()
    hello = await walter.receives()
    forged = f"{slip_of(play.people['Oak 0'])[:-4]}AAAA444"
    for _ in range(MANY):
        assert await walter.answer_to(walter.press_data(hello, forged)) == OLD_BUTTON
    more = [walter.press_data(hello, forged) for _ in range(300)]
    ben = play.people["Oak 1"]
    mine = checkin_of(ben)
    assert mine is not None
    await ben.answer_to(ben.press_data(mine, slip_of(ben)))
    assert sum(query.answered for query in more) <= LONGEST / APART
    await settled(play)
    assert sum(query.answered for query in more) <= LONGEST / APART


async def test_other_peoples_slips_open_nothing(play: Stage) -> None:
    anna, ben, eve = play.people["Oak 0"], play.people["Oak 1"], play.telegram.person("Eve")
    mine = checkin_of(ben)
    assert mine is not None
    eve.start()
    hello = await eve.receives()
    before = open_answers(play)
    for data in (f"{slip_of(anna)}444", f"w{slip_of(anna)[1:]}", f"c{slip_of(anna)[1:]}", slip_of(anna)):
        assert await ben.answer_to(ben.press_data(mine, data)) == OLD_BUTTON
        assert await eve.answer_to(eve.press_data(hello, data)) == OLD_BUTTON
    assert open_answers(play) == before


async def test_a_press_that_is_repeated_forty_times_counts_once(play: Stage) -> None:
    carla = play.people["Oak 2"]
    handed_in = await answer(carla, (4, 3, 2))
    before = len(open_answers(play))
    queries = [
        carla.press_data(handed_in, f"{slip_of_done(handed_in.keyboard[0][0].data)}432") for _ in range(40)
    ]
    for query in queries:
        await carla.answer_to(query)
    assert len(open_answers(play)) == before


def slip_of_done(data: str) -> str:
    """Return the check-in's payload from a button below the thanks."""
    return f"s{data[1:37]}"


async def test_a_withdrawal_that_is_repeated_takes_nothing_else_away(play: Stage) -> None:
    dora, other = play.people["Oak 3"], play.people["Oak 4"]
    done = await answer(dora, (1, 1, 1))
    await answer(other, (5, 5, 5))
    before = len(open_answers(play))
    withdraw = f"w{done.keyboard[0][0].data[1:37]}"
    for _ in range(20):
        await dora.answer_to(dora.press_data(done, withdraw))
    assert len(open_answers(play)) == before - 1


async def test_codes_guessed_at_a_thousand_a_minute_get_nothing_and_are_slowed_down(play: Stage) -> None:
    mallory = play.telegram.person("Mallory")
    code = setting_up.invite(play.house, role="teacher", teams=["Oak"])[0]
    began, rows = play.clock.now, counted(play)
    for number in range(1_000):
        play.clock.now = began + timedelta(seconds=number * 0.06)
        mallory.send(made_up_code()) if number % 2 else mallory.start(made_up_code())
        if number % 100 == 99:
            await settled(play)
    await settled(play)
    said = [message.text for message in mallory.from_bot()]
    assert said.count(UNKNOWN) == WRONG
    assert said.count(WAIT) == 1
    assert len(said) == WRONG + 1
    assert counted(play) == rows
    mallory.start(code)  # even a right one is not looked up now
    await settled(play)
    assert len(mallory.from_bot()) == WRONG + 1
    play.clock.now += PAUSE
    mallory.start(code)
    assert await mallory.receives(lambda message: bool(message.buttons))
    play.clock.now = began


async def test_made_up_codes_in_buttons_are_slowed_down_too(play: Stage) -> None:
    trudy = play.telegram.person("Trudy")
    trudy.start()
    hello = await trudy.receives()
    before = counted(play)
    notices = [
        await trudy.answer_to(trudy.press_data(hello, f"{'jm'[number % 2]}{made_up_code()}"))
        for number in range(30)
    ]
    assert notices.count(UNKNOWN) == WRONG
    assert notices.count(WAIT) == 1
    assert notices.count("") == 30 - WRONG - 1
    assert counted(play) == before


async def test_somebody_who_mistypes_a_code_is_let_in(play: Stage) -> None:
    nora = play.telegram.person("Nora")
    code = setting_up.invite(play.house, role="teacher", teams=["Oak"])[0]
    for _ in range(WRONG - 1):
        nora.send(made_up_code())
    nora.send(code)
    assert await nora.receives(lambda message: bool(message.buttons))


async def test_a_stranger_gets_no_row_whatever_they_send(play: Stage) -> None:
    olga = play.telegram.person("Olga")
    with play.house.db.read() as tx:
        before = (tx.execute(select(people.c.id)).all(), tx.execute(select(memberships)).all())
    for text in ("/start", "/checkin", "/team", "/digest", "/rhythm", "/privacy", "/stop", "/help", "hallo"):
        olga.send(text)
    await asyncio.gather(settled(play))
    with play.house.db.read() as tx:
        assert (tx.execute(select(people.c.id)).all(), tx.execute(select(memberships)).all()) == before
    assert len(olga.from_bot()) >= 9
