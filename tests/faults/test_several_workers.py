"""Several processes behind one webhook on PostgreSQL: nobody lost, nothing twice, in order, at one rate."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.delivery import USUAL
from bot.running import Running, running_bot
from playground.faults import Call, Delay, Fault
from storage.database import Database
from tests.faults.large_school import (
    ASKED,
    DONE,
    LargeSchool,
    as_process,
    asks,
    handed_in,
    large_school,
    prompts,
)

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@dataclass
class First:
    """The first call of a method is slow; the others are not."""

    method: str
    fault: Fault
    made: int = 0

    def __call__(self, call: Call) -> Fault | None:
        if call.method != self.method:
            return None
        self.made += 1
        return self.fault if self.made == 1 else None


async def test_two_workers_that_knock_at_once_ask_and_hear_everybody_once(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with large_school(
        database, tmp_path_factory.getbasetemp(), way="webhook", teams=2, each=8, workers=2, patience=USUAL
    ) as school:
        await school.ask_and_answer()
        assert school.answers() == len(school.teachers)
        assert [len(prompts(person)) for person in school.teachers] == [1] * len(school.teachers)
        assert [len(handed_in(person)) for person in school.teachers] == [1] * len(school.teachers)


async def test_the_answer_of_one_worker_never_overtakes_that_of_another(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with large_school(
        database, tmp_path_factory.getbasetemp(), way="webhook", teams=1, each=6, workers=2
    ) as school:
        await school.knock(ASKED)
        person = school.teachers[0]
        message = await person.receives(asks)
        first = message.keyboard[0][0].data
        school.telegram.fault = slow = First("editMessageText", Delay(0.5))
        person.press_data(message, first)
        person.press_data(message, first + "4")
        person.press_data(message, first + "44")
        await school.telegram.quiet(seconds=0.8)
        assert slow.made == 3
        assert DONE in message.text


async def test_workers_share_one_rate(database: Database, tmp_path_factory: pytest.TempPathFactory) -> None:
    async with large_school(
        database, tmp_path_factory.getbasetemp(), way="webhook", teams=2, each=10, workers=2, per_second=20
    ) as school:
        loop = asyncio.get_running_loop()
        before, began = len(school.telegram.made("sendMessage")), loop.time()
        await school.knock(ASKED)
        sent = len(school.telegram.made("sendMessage")) - before
        assert sent == len(school.teachers)
        assert loop.time() - began >= (sent - 1) / 20


async def test_one_worker_knocks_and_another_takes_over_when_it_ends(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with large_school(
        database, tmp_path_factory.getbasetemp(), way="webhook", teams=1, each=6, workers=1
    ) as school:
        async with AsyncExitStack() as stack:
            first, second = [
                await stack.enter_async_context(running_bot(as_process(school.house, number), scheduler=True))
                for number in (11, 12)
            ]
            knocking = first if await worked_through(school, first, second) is first else second
            waiting = second if knocking is first else first
            school.clock.now += timedelta(days=ASKED)
            assert await worked_through(school, first, second) is knocking
            await school.telegram.quiet()
            assert [len(prompts(person)) for person in school.teachers] == [1] * len(school.teachers)
            assert waiting.schedule.ticked is None
            await knocking.schedule.stop(seconds=5)
            school.clock.now += timedelta(hours=1)
            assert await worked_through(school, first, second) is waiting
        assert [len(prompts(person)) for person in school.teachers] == [1] * len(school.teachers)


async def worked_through(school: LargeSchool, *workers: Running) -> Running:
    """Wait until a worker has done all that is due now; return it."""
    async with asyncio.timeout(30):
        while True:
            for worker in workers:
                if worker.schedule.ticked == school.clock.now:
                    return worker
            await asyncio.sleep(0.05)
