"""The bot as one coroutine: intake and schedule side by side, and the single tick for cron."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from threading import Thread

from bot.app import TelegramDoor, connect, open_door, register_commands
from bot.delivery import USUAL, Patience
from bot.intake import Intake
from bot.replies import insist
from bot.schedule import Schedule
from klankbord.house import House
from klankbord.rhythm_of_weeks import tick

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that takes updates and knocks."""

    intake: Intake
    schedule: Schedule
    connected: asyncio.Event  # set once Telegram told who the bot is


@asynccontextmanager
async def running_bot(
    house: House,
    *,
    scheduler: bool,
    patience: Patience = USUAL,
) -> AsyncIterator[Running]:
    """Run the bot while the context lasts; on leaving, what is under way is finished first."""
    async with open_door(house, patience=patience) as door:
        bot = Running(Intake(door), Schedule(door.door), asyncio.Event())
        life = asyncio.create_task(_live(house, bot, door, scheduler=scheduler))
        # Warm the cards, so that the first thought is answered quickly; nothing waits for it.
        Thread(target=house.knowledge, name="warm-up", daemon=True).start()
        try:
            yield bot
        finally:
            bot.schedule.stop()
            life.cancel()
            with suppress(asyncio.CancelledError):
                await life


async def _live(house: House, bot: Running, door: TelegramDoor, *, scheduler: bool) -> None:
    await connect(door.door)
    bot.connected.set()
    if scheduler:
        bot.schedule.start()
    url = house.settings.webhook_url
    way = bot.intake.announce_webhook(url) if url else bot.intake.poll()
    await asyncio.gather(_name_commands(door), way)  # nobody waits for the list of commands


async def _name_commands(door: TelegramDoor) -> None:
    try:
        await register_commands(door.door)
    except Exception as error:  # noqa: BLE001 - a bot without a menu still listens
        log.warning("the commands were not registered: %s", type(error).__name__)


async def tick_once(house: House) -> None:
    """Do whatever is due now and send it; letters wait when Telegram does not answer."""
    async with open_door(house) as door:
        if await insist(door.door.bot.initialize):
            await Schedule(door.door).knock()
        else:
            log.warning("Telegram does not answer, or refuses the token; the letters wait")
            tick(house, now=house.clock(), first=True)
