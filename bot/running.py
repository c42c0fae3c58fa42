"""The bot as one coroutine: intake and schedule side by side, and the single tick for cron."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from threading import Thread

from bot.app import open_door, register_commands
from bot.delivery import USUAL, Patience
from bot.intake import Intake
from bot.schedule import Schedule
from klankbord.house import House


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that takes updates and knocks."""

    intake: Intake
    schedule: Schedule


@asynccontextmanager
async def running_bot(
    house: House,
    *,
    scheduler: bool,
    patience: Patience = USUAL,
) -> AsyncIterator[Running]:
    """Run the bot while the context lasts; on leaving, what is under way is finished first."""
    async with open_door(house, patience=patience) as door:
        intake, schedule = Intake(door), Schedule(door.door)
        tasks: list[asyncio.Task[object]] = [asyncio.create_task(register_commands(door.door))]
        if house.settings.webhook_url:
            tasks.append(asyncio.create_task(intake.announce_webhook(house.settings.webhook_url)))
        else:
            tasks.append(asyncio.create_task(intake.poll()))
        if scheduler:
            schedule.start()
        # Warm the cards, so that the first thought is answered quickly; nothing waits for it.
        Thread(target=house.knowledge, name="warm-up", daemon=True).start()
        try:
            yield Running(intake, schedule)
        finally:
            schedule.stop()
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await task


async def tick_once(house: House) -> None:
    """Do whatever is due now and send it."""
    async with open_door(house) as door:
        await Schedule(door.door).knock()
