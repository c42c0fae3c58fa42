"""Real processes: one freezes while another goes on, and a full disk lets nothing half-done behind.

`KLANKBORD_FREEZE=60` freezes for a minute instead of some seconds.
"""

import asyncio
import os
import resource
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cast import MONDAY
from tests.faults.large_school import ASKED, asks, handed_in
from tests.faults.processes import (
    PATIENCE,
    TEACHERS,
    TICK,
    answer_patiently,
    in_front_of,
    school_with_processes,
)
from tests.process import free_port

FREEZE = float(os.environ.get("KLANKBORD_FREEZE", "3"))  # seconds


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_process_that_freezes_is_replaced_and_does_no_harm_when_it_wakes(
    database_url: str, tmp_path: Path
) -> None:
    ports = [free_port(), free_port()]
    async with school_with_processes(database_url, tmp_path) as school, in_front_of(ports) as address:
        more = {"KLANKBORD_DATABASE_URL": database_url, "KLANKBORD_WEBHOOK_URL": address}
        first, second = (school.bot(f"worker-{port}", port=port, **more) for port in ports)
        await first.start()
        await second.start()
        await first.answers(seconds=PATIENCE)
        await second.answers(seconds=PATIENCE)
        await asyncio.sleep(5 * TICK)
        knocking, other = (first, second) if await asyncio.to_thread(first.ticked) else (second, first)
        school.clock.now = MONDAY + timedelta(days=ASKED)
        assert knocking.process
        knocking.process.send_signal(signal.SIGSTOP)
        for bot in school.bots:
            bot.set_clock(school.clock())
        answering = [asyncio.create_task(answer_patiently(person)) for person in school.teachers]
        await other.worked_through(school.clock(), seconds=PATIENCE)
        await asyncio.sleep(FREEZE)
        knocking.process.send_signal(signal.SIGCONT)
        await asyncio.gather(*answering)
        await school.telegram.quiet(seconds=2.0, patience=PATIENCE)
        assert school.answers() == TEACHERS
        for person in school.teachers:
            if not handed_in(person):  # what woke up put an earlier question back on the screen
                await answer_patiently(person)
        await school.telegram.quiet(seconds=1.0, patience=PATIENCE)
        school.everybody_once()


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_full_disk_confirms_nothing_and_what_was_tapped_arrives_when_there_is_room(
    database_url: str, tmp_path: Path
) -> None:
    async with school_with_processes(database_url, tmp_path) as school:
        bot = school.bot("only", KLANKBORD_DATABASE_URL=database_url)
        await bot.start()
        await bot.worked_through(school.clock(), seconds=PATIENCE)
        school.clock.now = MONDAY + timedelta(days=ASKED)
        bot.set_clock(school.clock())
        await bot.worked_through(school.clock(), seconds=PATIENCE)
        for person in school.teachers:
            await person.receives(asks, seconds=PATIENCE)
        assert bot.process
        room = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (512, room[1]))  # no file may grow any more
        answering = [asyncio.create_task(answer_patiently(person)) for person in school.teachers]
        await asyncio.sleep(FREEZE)
        assert school.answers() == 0
        assert not any(handed_in(person) for person in school.teachers)
        assert bot.process.returncode is None
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, room)
        await asyncio.gather(*answering)
        await school.telegram.quiet(seconds=1.0, patience=PATIENCE)
        school.everybody_once()
