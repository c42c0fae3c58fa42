"""A new key for a school that goes on answering: through the real process and the real commands."""

import asyncio
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from klankbord import membership, periods, places, setting_up
from klankbord.house import House
from klankbord.settings import Settings
from playground.telegram_server import TelegramServer
from storage import sums
from storage.database import Database, sqlite_url
from storage.secrets import KeyRing, new_key
from tests.cast import MONDAY, MovableClock, answer, checkin_of
from tests.process import ROOT, Bot, free_port

TEACHERS = 8


async def command(environment: dict[str, str], *words: str) -> str:
    """Run a command beside the process; return what it printed."""
    done = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "console", *words),
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    printed, errors = await done.communicate()
    assert done.returncode == 0, errors.decode()
    return printed.decode()


@pytest.mark.slow
async def test_a_school_gets_a_new_key_while_it_answers(tmp_path: Path) -> None:
    clock, old, new = MovableClock(), new_key(), new_key()
    telegram = TelegramServer(clock=clock)
    await telegram.start()
    database = Database(sqlite_url(tmp_path / "klankbord.sqlite"), KeyRing.parse(old))
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
    database.close()
    clock_file, port = tmp_path / "clock", free_port()
    environment = {
        "KLANKBORD_TELEGRAM_TOKEN": telegram.token,
        "KLANKBORD_TELEGRAM_API": telegram.url,
        "KLANKBORD_DATA_DIR": str(tmp_path),
        "KLANKBORD_SECRET_KEY": old,
        "KLANKBORD_LISTEN": f"127.0.0.1:{port}",
        "KLANKBORD_CLOCK_FILE": str(clock_file),
        "KLANKBORD_TICK_SECONDS": "0.2",
        "KLANKBORD_LETTERS_PER_SECOND": "0",
    }
    bot = Bot(environment, clock_file, port)

    async def move_to(moment: datetime) -> None:
        clock.now = moment
        bot.set_clock(moment)
        await bot.worked_through(moment)
        await telegram.quiet()

    bot.set_clock(clock())
    try:
        await bot.start()
        await move_to(MONDAY + timedelta(days=1.4))
        for person in staff[:3]:
            await answer(person, (4, 4, 4))
        await bot.stop()
        environment["KLANKBORD_SECRET_KEY"] = f"{new},{old}"
        await bot.start()
        told, _, *_ = await asyncio.gather(
            command(environment, "key", "rotate"),
            command(environment, "backup", str(tmp_path / "school.backup")),
            *(answer(person, (2, 3, 4)) for person in staff[3:7]),
        )
        assert "Keep the old key until 2026-11-15" in told
        await move_to(MONDAY + timedelta(weeks=2, hours=1))
        assert "The old key may go" in await command(environment, "key", "rotate")
        await bot.stop()
        environment["KLANKBORD_SECRET_KEY"] = new
        await bot.start()
        await move_to(MONDAY + timedelta(weeks=2, days=1.4))
        assert checkin_of(staff[7]) is not None
        await answer(staff[7], (5, 5, 5))
    finally:
        await bot.stop()
        await telegram.stop()
    alone = Database(sqlite_url(tmp_path / "klankbord.sqlite"), KeyRing.parse(new))
    with alone.read() as tx:
        team = places.find_team(tx, "Oak")
        period = periods.from_text(sums.read(tx, alone.keys, team.id))
    alone.close()
    assert period.weekly == (7,), "an answer was lost or counted twice while the key changed"
