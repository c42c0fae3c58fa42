"""One update of a chat at a time, also when several processes take updates: in the order in which they came.

A chat's turn lasts until the answers to its update are out, so that a later answer never overtakes them. A
process that does not let go (frozen, or a slow Telegram) is not waited for long: order is lost then, no more.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress

from klankbord.house import House

PATIENCE = 4.0  # seconds that a chat waits for another process
HOLD = 2.0  # seconds that a turn outlasts its update, at most, for the answers
AGAIN = 0.02  # seconds between looks at a turn that another process has


class Turns:
    """The turns of all chats of one bot in this process."""

    def __init__(self, house: House, bot: int) -> None:
        self._locks, self._bot = house.turns(), bot
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="turns")
        self._here: dict[int, int] = {}  # updates of a chat that hold or want its turn in this process
        self._held: set[int] = set()
        self._wanted: dict[int, list[asyncio.Future[None]]] = {}
        self._given_back: list[int] = []
        self._working: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._closed = False

    @asynccontextmanager
    async def turn(self, chat: int, answered: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
        """Have a chat's turn; afterwards keep it from other processes until `answered` returns."""
        if not self._locks.shared:
            yield
            return
        key = self._locks.key(f"{self._bot} {chat}")
        self._here[key] = self._here.get(key, 0) + 1
        try:
            await self._begin(key)
            yield
        finally:
            ending = asyncio.create_task(self._end(key, answered))
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)

    async def close(self) -> None:
        """Give every turn back."""
        self._closed = True  # what is cancelled now must not open the connection again
        for task in (*self._ending, *((self._working,) if self._working else ())):
            task.cancel()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._locks.close)
        self._thread.shutdown(wait=False)

    async def _begin(self, key: int) -> None:
        if key in self._held:
            return
        mine = asyncio.get_running_loop().create_future()
        self._wanted.setdefault(key, []).append(mine)
        self._work()
        with suppress(TimeoutError):  # the other does not let go; all that is due is claimed on its own
            await asyncio.wait_for(mine, PATIENCE)

    async def _end(self, key: int, answered: Callable[[], Awaitable[None]]) -> None:
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(answered(), HOLD)
        finally:
            self._here[key] -= 1
            if not self._here[key]:
                del self._here[key]
                if key in self._held:
                    self._held.discard(key)
                    self._given_back.append(key)
                    self._work()

    def _work(self) -> None:
        if not self._closed and (self._working is None or self._working.done()):
            self._working = asyncio.create_task(self._change_until_done())

    async def _change_until_done(self) -> None:
        loop = asyncio.get_running_loop()
        while self._wanted or self._given_back:
            back, self._given_back = self._given_back, []
            taken = await loop.run_in_executor(self._thread, self._locks.change, back, tuple(self._wanted))
            if taken is None:  # the database is away, and with it every turn
                self._held.clear()
                taken = set(self._wanted)
            else:
                self._held |= taken & self._here.keys()
                self._given_back += taken - self._here.keys()
            for key in taken:
                for waiting in self._wanted.pop(key, ()):
                    if not waiting.done():
                        waiting.set_result(None)
            self._wanted = {
                key: left
                for key, waiting in self._wanted.items()
                if (left := [one for one in waiting if not one.done()])
            }
            if self._wanted and not taken:
                await asyncio.sleep(AGAIN)
