"""The process is killed at random moments of the weeks: nothing confirmed is lost, nothing counts twice.

`KLANKBORD_KILLS=50` makes it fifty kills instead of eight.
"""

import asyncio
import os
import random
from collections.abc import Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from klankbord import membership, periods, places, setting_up
from klankbord.house import House
from klankbord.settings import Settings
from playground.people import Person
from playground.telegram_server import TelegramServer
from storage import people, releases, rounds, slips, sums
from storage.database import Database, sqlite_url
from storage.secrets import KeyRing, new_key
from tests.cast import ANSWERS, MONDAY, MovableClock
from tests.process import Bot, free_port

KILLS = int(os.environ.get("KLANKBORD_KILLS", "8"))
TEACHERS = 8
DONE = "Klaar, dank je wel"
LIVES = (0.3, 6.0)  # seconds between a start and the next kill
AWAKE = 0.7  # of the kills come when the process had begun to answer; on a slow machine it then lives longer
USUAL_START = 4.0  # seconds
NEW_YEARS = (8, 9)  # the months in which a school year ends and the next one starts


def prompts(person: Person) -> int:
    """Count the check-ins a person was ever sent."""
    return sum("drie tikken" in m.text or "/3" in m.text or DONE in m.text for m in person.from_bot())


async def answer_until_confirmed(person: Person, message_number: int) -> None:
    """Press until the chat confirms, as somebody would whose phone shows nothing for a while."""
    message = person.private.messages[message_number]
    async with asyncio.timeout(240):
        while DONE not in message.text:
            before = message.text
            person.press(message, random.randrange(ANSWERS))
            with suppress(TimeoutError):
                await person.sees(message, lambda shown, before=before: shown.text != before, seconds=4)


async def stay_another_year(person: Person, message_number: int) -> None:
    """Say yes when a new school year begins, until the chat has heard it."""
    message = person.private.messages[message_number]
    async with asyncio.timeout(240):
        while message.buttons:
            person.press(message, 0)
            with suppress(TimeoutError):
                await person.sees(message, lambda shown: not shown.buttons, seconds=4)


def counted(database: Database) -> tuple[int, int]:
    """Return how many check-ins are published, and how many wait for it, in sums or an open round."""
    with database.read() as tx:
        team = places.find_team(tx, "Oak")
        published = sum(release.checkins for release in releases.releases_of(tx, team.id))
        summed = periods.from_text(sums.read(tx, database.keys, team.id)).checkins
        open_ones = rounds.open_rounds(tx, team.id)
        return published, summed + sum(len(slips.read_answers(tx, database.keys, r.id)) for r in open_ones)


@pytest.mark.slow
async def test_killing_the_process_again_and_again_loses_and_doubles_nothing(tmp_path: Path) -> None:
    clock, key = MovableClock(), new_key()
    telegram = TelegramServer(clock=clock)
    await telegram.start()
    database = Database(sqlite_url(tmp_path / "klankbord.sqlite"), KeyRing.parse(key))
    database.migrate()
    house = House(Settings(data_dir=tmp_path), database, clock)
    setting_up.add_school(house, name="Linde")
    setting_up.add_team(house, name="Oak", school="Linde", members=TEACHERS, now=clock())
    code = setting_up.invite(house, role="teacher", teams=["Oak"])[0]
    staff = [telegram.person(f"Teacher {number}") for number in range(TEACHERS)]
    for person in staff:
        person.start()
        membership.join(
            house, code=code, account=person.number, chat=person.number, language="nl", now=clock()
        )
    port = free_port()
    clock_file = tmp_path / "clock"
    bot = Bot(
        {
            "KLANKBORD_TELEGRAM_TOKEN": telegram.token,
            "KLANKBORD_TELEGRAM_API": telegram.url,
            "KLANKBORD_DATA_DIR": str(tmp_path),
            "KLANKBORD_SECRET_KEY": key,
            "KLANKBORD_LISTEN": f"127.0.0.1:{port}",
            "KLANKBORD_CLOCK_FILE": str(clock_file),
            "KLANKBORD_TICK_SECONDS": "0.2",
            "KLANKBORD_LETTERS_PER_SECOND": "0",
        },
        clock_file,
        port,
    )
    bot.set_clock(clock())
    dice = random.Random(7)
    over = asyncio.Event()

    async def killer() -> None:
        while bot.kills < KILLS and not over.is_set():
            began = asyncio.get_running_loop().time()
            slow = 1.0
            if dice.random() < AWAKE:
                await bot.answers()
                slow = max(1.0, (asyncio.get_running_loop().time() - began) / USUAL_START)
            await asyncio.sleep(dice.uniform(*LIVES) * slow)
            await bot.kill()
            await bot.start()

    def move(moment: datetime) -> None:
        clock.now = moment
        bot.set_clock(moment)

    await bot.start()
    reaper = asyncio.create_task(killer())
    confirmed: list[int] = []
    erased, published, waiting = 0, 0, 0
    try:
        week = 0
        while week < 6 or bot.kills < KILLS:
            seen = {person.number: {m.number for m in person.from_bot()} for person in staff}
            move(MONDAY + timedelta(weeks=week, days=1.4))
            await bot.worked_through(clock(), seconds=300)
            await telegram.quiet(seconds=0.5, patience=60)
            tasks: list[Coroutine[None, None, None]] = []
            again: list[Coroutine[None, None, None]] = []
            for person in staff:
                new = [m for m in person.from_bot() if m.number not in seen[person.number] and m.buttons]
                asked = [m for m in new if len(m.buttons) > ANSWERS]
                assert len(asked) <= 1, "asked twice in one week"
                tasks += [answer_until_confirmed(person, m.number) for m in asked]
                years = [m for m in new if any(b.data.startswith("yy") for row in m.keyboard for b in row)]
                assert len(years) <= 1, "asked twice about a new school year"
                again += [stay_another_year(person, m.number) for m in years]
            await asyncio.gather(*tasks, *again)
            confirmed.append(len(tasks))
            move(MONDAY + timedelta(weeks=week + 1) - timedelta(hours=2))
            await bot.worked_through(clock(), seconds=300)
            week += 1
            before, (published, waiting) = published + waiting, counted(database)
            gone = before + len(tasks) - published - waiting
            if gone and clock().month in NEW_YEARS:  # what a year could not publish ends with it: no loss
                assert (waiting, len(tasks)) == (0, 0)
                erased += gone
                gone = 0
            assert gone == 0, f"{gone} of the {before + len(tasks)} confirmed are missing after week {week}"
        reaper.cancel()
        move(MONDAY + timedelta(weeks=week + 2))
        await bot.worked_through(clock(), seconds=300)
    finally:
        over.set()
        reaper.cancel()
        await bot.stop()
        await telegram.stop()
    published, waiting = counted(database)
    total = published + waiting + erased
    with database.read() as tx:
        team = places.find_team(tx, "Oak")
        numbers = [release.number for release in releases.releases_of(tx, team.id)]
        assert len(people.members(tx, team.id, "teacher")) == TEACHERS
    database.close()
    print(  # noqa: T201
        f"\n{bot.kills} kills, {len(confirmed)} weeks, {sum(confirmed)} confirmed, {total} counted,"
        f" {erased} of them erased when a school year ended"
    )
    assert bot.kills >= KILLS
    assert total == sum(confirmed)
    assert numbers == list(range(1, len(numbers) + 1))
    assert published
