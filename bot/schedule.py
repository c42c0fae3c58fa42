"""The knock: APScheduler calls at fixed intervals, the dates in the database say what is due."""

import asyncio
import logging
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.visit import Door
from klankbord.rhythm_of_weeks import tick
from storage.database import Unavailable

log = logging.getLogger(__name__)

LATE_SECONDS = 3600  # a knock that comes late is still one knock


class Schedule:
    """Knocks, and remembers which moment of the clock was last worked through."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._first = True
        self._working = asyncio.Lock()
        self.ticked: datetime | None = None
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Begin to knock, at once and then at the interval of the settings."""
        self._scheduler.add_job(
            self.knock,
            IntervalTrigger(seconds=self._door.house.settings.tick_seconds),
            next_run_time=datetime.now(self._scheduler.timezone),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=LATE_SECONDS,
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Knock no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def knock(self) -> None:
        """Do whatever is due now: seal, publish, open, and send the letters."""
        async with self._working:
            house = self._door.house
            now = house.clock()
            try:
                await self._door.ask(tick, house, now=now, first=self._first)
                self._first = False
                await self._door.delivery.send_due(house.clock)
            except Unavailable as error:
                log.warning("the database is away (%s); the schedule waits", error)
            except Exception as error:  # noqa: BLE001 - the next knock has to come whatever happened
                log.error("a knock failed: %s", type(error).__name__)
            else:
                self.ticked = now
