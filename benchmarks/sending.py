"""What it costs to send a round to 1,000 … 100,000 teachers: `python -m benchmarks sending`.

A school system is written into a database of its own, each team's round is opened, and the bot's own delivery
sends the check-ins to a Bot API emulator in another process. As fast as it goes for a bounded stretch, then
at the pace of Telegram. An hour of sending costs what the stretch costs, times the teachers.
"""

import argparse
import asyncio
import gc
import multiprocessing
import resource
import socket
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import event

from benchmarks import installation as at
from benchmarks.publishing import fresh
from benchmarks.telegram_mill import HOST, TOKEN, Mill
from bot.app import open_door
from bot.running import THREADS
from klankbord import letterbox
from klankbord.bots import own_bots
from klankbord.house import House
from klankbord.letterbox import Parcel
from klankbord.rhythm_of_weeks import tick
from klankbord.settings import Settings
from storage import people, schools
from storage.database import Database
from storage.people import Membership
from storage.schools import School, Team
from storage.secrets import KeyRing, new_key

SIZES = (1_000, 10_000, 100_000)
PER_TEAM, PER_SCHOOL = 10, 20
ASKED_AT = at.MONDAY + timedelta(days=1, hours=9)  # Tuesday, when every team's time has come
STRETCH = 3_000  # letters sent as fast as it goes
WARMING_UP = 100  # letters sent before one is measured
PACED_SECONDS = 20.0
TELEGRAM_PACE = 30.0  # letters a second that Telegram takes from one bot
FULL_ROUND = 100_000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--kinds", nargs="+", default=("sqlite", "postgresql"))
    parser.add_argument("--stretch", type=int, default=STRETCH)
    parser.add_argument("--paced", type=float, default=PACED_SECONDS, help="seconds at Telegram's pace")
    options = parser.parse_args()
    print(f"{at.machine()}; the bot in one process, the emulator in another")
    print(
        f"{'database':12}{'teachers':>9}{'open: ms each':>15}{'letters/s':>11}{'ms of CPU each':>16}"
        f"{'statements':>12}{'paced: % of a core':>20}"
    )
    for kind in options.kinds:
        for size in options.sizes:
            with fresh(kind) as url:
                line = asyncio.run(measure(url, size, stretch=options.stretch, paced=options.paced))
            print(f"{kind:12}{size:9}{line}", flush=True)
    print(
        f"at {TELEGRAM_PACE:.0f} a second {FULL_ROUND:,} take {FULL_ROUND / TELEGRAM_PACE / 60:.0f} minutes; "
        "its share of a core is that of the measured stretch"
    )


async def measure(url: str, size: int, *, stretch: int, paced: float) -> str:
    """Return what opening and sending cost with so many teachers."""
    with tempfile.TemporaryDirectory() as folder, _mill() as port:
        database = Database(url, KeyRing.parse(new_key()))
        database.migrate()
        settings = Settings(data_dir=Path(folder), telegram_token=TOKEN, telegram_api=f"http://{HOST}:{port}")
        house = House(settings, database, lambda: ASKED_AT)
        _set_up(house, size)
        start = _cpu()
        tick(house, now=at.MONDAY, first=True)
        opening = (_cpu() - start) / size
        statements = [0]
        event.listen(
            house.db._engine, "before_cursor_execute", lambda *_: statements.__setitem__(0, statements[0] + 1)
        )
        await _send(house, pace=0.0, most=min(WARMING_UP, size // 10), seconds=60.0)
        before = statements[0]
        sent, seconds, cpu = await _send(house, pace=0.0, most=min(stretch, size // 2), seconds=60.0)
        each = (statements[0] - before) / sent
        _, wall, share = await _send(house, pace=TELEGRAM_PACE, most=size, seconds=paced)
        house.close()
        return (
            f"{1000 * opening:15.2f}{sent / seconds:11.0f}{1000 * cpu / sent:16.2f}{each:12.1f}"
            f"{100 * share / wall:20.1f}"
        )


async def _send(house: House, *, pace: float, most: int, seconds: float) -> tuple[int, float, float]:
    """Send letters for a bounded stretch; return how many, the seconds and the seconds of processor."""
    house = replace(house, settings=house.settings.model_copy(update={"letters_per_second": pace}))
    house.library  # noqa: B018 - read on first use, and not measured
    own = (await asyncio.to_thread(own_bots, house))[0]
    with ThreadPoolExecutor(THREADS) as threads:
        async with open_door(house, own, threads) as door:
            await door.door.bot.initialize()
            delivery, sent = door.door.delivery, 0
            gc.collect()  # what setting up left behind is not a letter's cost
            began, used = time.perf_counter(), _cpu()
            while sent < most and time.perf_counter() - began < seconds:
                parcels = await door.door.ask(_claim, house, min(most - sent, letterbox.BATCH))
                if not parcels:
                    break
                await delivery.send(parcels)
                sent += len(parcels)
            return sent, time.perf_counter() - began, _cpu() - used


def _claim(house: House, limit: int) -> list[Parcel]:
    return letterbox.claim_due(house, now=ASKED_AT, limit=limit)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _set_up(house: House, size: int) -> None:
    week = at.MONDAY.date()
    for start in range(0, size, PER_TEAM * PER_SCHOOL):
        with house.db.write() as tx:
            school = f"s{start}"
            schools.add_school(
                tx, School(school, school, "nl", "midden", "Europe/Amsterdam", None, None, None)
            )
            for first in range(start, min(size, start + PER_TEAM * PER_SCHOOL), PER_TEAM):
                team = _team(f"t{first}", school, first // PER_TEAM, week)
                schools.add_team(tx, team)
                for number in range(at.FIRST + first, at.FIRST + first + PER_TEAM):
                    person = people.add(tx, house.keys, account=number, chat=number, language="nl")
                    people.join(tx, Membership(person.id, team.id, "teacher", 2026, None, None, 1, week))


def _team(name: str, school: str, place: int, week: date) -> Team:
    return Team(
        id=name, school_id=school, name=name, language="nl", members=PER_TEAM, smallest_group=5, change="",
        weekday=1, at="09:00", state="asking", locked_year=2026, place=place, rounds=0, open_weeks=0,
        next_week=week, roster_version=0, digest_on=None, school_year=2026,
    )  # fmt: skip


@contextmanager
def _mill() -> Iterator[int]:
    port = at.free_port()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(port,), daemon=True)
    server.start()
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.join()


def _wait(port: int) -> None:
    end = time.monotonic() + at.PATIENCE
    while time.monotonic() < end:
        with socket.socket() as knock:
            if knock.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the emulator does not listen")


def _serve(port: int) -> None:
    async def serve() -> None:
        async with Mill((), port=port):
            await asyncio.Event().wait()

    asyncio.run(serve())


if __name__ == "__main__":
    main()
