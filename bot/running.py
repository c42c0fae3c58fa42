"""The bots as one coroutine: intake and schedule side by side, and the single tick for cron."""

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from threading import Thread

from bot.app import TelegramDoor, connect, open_door, register_commands
from bot.delivery import USUAL, Patience
from bot.intake import Intake
from bot.replies import insist
from bot.schedule import Schedule
from klankbord.bots import own_bots
from klankbord.house import House
from klankbord.listening import forget_words

log = logging.getLogger(__name__)

THREADS = 4  # room functions at once; SQLite has one writer anyway
FORGET_SECONDS = 60.0  # how often what people typed is forgotten
FAREWELL_SECONDS = 5.0  # for letters that are under way when the process is to end


@dataclass(frozen=True, slots=True)
class Running:
    """Bots that take updates, and one schedule."""

    intakes: tuple[Intake, ...]
    schedule: Schedule
    connected: asyncio.Event  # set once Telegram told who every bot is

    @property
    def intake(self) -> Intake:
        """The way in of the first bot."""
        return self.intakes[0]


@asynccontextmanager
async def running_bot(
    house: House,
    *,
    scheduler: bool,
    patience: Patience = USUAL,
) -> AsyncIterator[Running]:
    """Run the bots while the context lasts; on leaving, what is under way is finished first."""
    async with AsyncExitStack() as stack:
        threads = stack.enter_context(ThreadPoolExecutor(THREADS, thread_name_prefix="room"))
        schedule = Schedule(house)
        await asyncio.to_thread(getattr, house, "library")  # read once, before anybody waits for a question
        doors = [
            await stack.enter_async_context(open_door(house, own, threads, patience=patience))
            for own in await asyncio.to_thread(own_bots, house)
        ]
        bot = Running(tuple(Intake(door) for door in doors), schedule, asyncio.Event())
        lives = [
            asyncio.create_task(_live(house, bot, intake, door, scheduler=scheduler))
            for intake, door in zip(bot.intakes, doors, strict=True)
        ]
        lives.append(asyncio.create_task(forgetting()))
        # Warm the cards, so that the first thought is answered quickly; nothing waits for it.
        Thread(target=lambda: house.knowledge().warm_up(), name="warm-up", daemon=True).start()
        try:
            yield bot
        finally:
            await schedule.stop(seconds=FAREWELL_SECONDS)
            for life in lives:
                life.cancel()
            await asyncio.gather(*lives, return_exceptions=True)
            for intake in bot.intakes:
                await intake.close()


async def forgetting(seconds: float = FORGET_SECONDS) -> None:
    """Forget again and again what people typed, as long as the process lives."""
    while True:
        await asyncio.sleep(seconds)
        forget_words()


async def _live(house: House, bot: Running, intake: Intake, door: TelegramDoor, *, scheduler: bool) -> None:
    await connect(door.door)
    bot.schedule.serve(door.door)
    if bot.schedule.serves == len(bot.intakes):
        bot.connected.set()
    if scheduler:
        bot.schedule.start()
    url = house.settings.webhook_url
    way = intake.announce_webhook(url) if url else intake.poll()
    await asyncio.gather(_name_commands(door), way)  # nobody waits for the list of commands


async def _name_commands(door: TelegramDoor) -> None:
    try:
        await register_commands(door.door)
    except Exception as error:  # noqa: BLE001 - a bot without a menu still listens
        log.warning("the commands were not registered: %s", type(error).__name__)


async def tick_once(house: House) -> bool:
    """Do whatever is due now and send it, tell whether it went through; letters may wait for Telegram."""
    schedule = Schedule(house)
    async with AsyncExitStack() as stack:
        threads = stack.enter_context(ThreadPoolExecutor(THREADS, thread_name_prefix="room"))
        for own in await asyncio.to_thread(own_bots, house):
            door = await stack.enter_async_context(open_door(house, own, threads))
            if await insist(door.door.bot.initialize):
                schedule.serve(door.door)
            else:
                log.warning("Telegram does not answer, or refuses the token; the letters wait")
        return await schedule.knock()
