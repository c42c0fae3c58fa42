"""The knock: APScheduler calls at fixed intervals, the dates in the database say what is due.

Of several processes one knocks; another takes over when it ends or freezes. Two at once do no harm.
"""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.door import Door
from klankbord import duties
from klankbord.house import House
from klankbord.rhythm_of_weeks import tick
from storage.database import Unavailable

log = logging.getLogger(__name__)

LATE_SECONDS = 3600  # a knock that comes late is still one knock
KEPT_TICKS = 3  # so many knocks a process may miss before another one takes over


class Schedule:
    """Knocks, and remembers which moment of the clock was last worked through."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._doors: list[Door] = []
        self._first = True
        self._on_duty = True
        self._working = asyncio.Lock()
        self._knocking: asyncio.Task[bool] | None = None
        self.ticked: datetime | None = None
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    @property
    def serves(self) -> int:
        """Through how many doors letters go."""
        return len(self._doors)

    def serve(self, door: Door) -> None:
        """Send letters through this door, too."""
        self._doors.append(door)

    def start(self) -> None:
        """Begin to knock, at once and then at the interval of the settings."""
        if self._scheduler.running:
            return
        self._scheduler.add_job(
            self._beat,
            IntervalTrigger(seconds=self._house.settings.tick_seconds),
            next_run_time=datetime.now(self._scheduler.timezone),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=LATE_SECONDS,
        )
        self._scheduler.start()

    async def stop(self, *, seconds: float) -> None:
        """Knock no more; letters that are under way are finished, the others wait for the next process."""
        started = self._scheduler.running
        if started:
            self._scheduler.shutdown(wait=False)
        for door in self._doors:
            door.delivery.close()
        if self._knocking is not None:
            await asyncio.wait([self._knocking], timeout=seconds)
        if started and self._on_duty:
            with suppress(Unavailable):
                await asyncio.to_thread(duties.give_back, self._house, duties.KNOCKING)

    async def knock(self) -> bool:
        """Do whatever is due now: seal, publish, open, and send the letters; tell whether it went through."""
        async with self._working:
            now = self._house.clock()
            try:
                await asyncio.to_thread(tick, self._house, now=now, first=self._first)
                self._first = False
                await asyncio.gather(
                    *(door.delivery.send_due(self._house.clock, still=self._still) for door in self._doors)
                )
            except Unavailable as error:
                log.warning("the database is away (%s); the schedule waits", error)
            except Exception as error:  # noqa: BLE001 - the next knock has to come whatever happened
                log.error("a knock failed: %s", type(error).__name__)
            else:
                self.ticked = now
                return True
        return False

    async def _beat(self) -> None:
        seconds = self._house.settings.tick_seconds * KEPT_TICKS
        try:
            self._on_duty = await asyncio.to_thread(
                duties.take, self._house, duties.KNOCKING, seconds=seconds
            )
        except Unavailable as error:
            log.warning("the database is away (%s); the schedule waits", error)
            return
        if self._on_duty and not self._working.locked():
            self._knocking = asyncio.create_task(self.knock())

    def _still(self) -> bool:
        return self._on_duty
