"""One sending rate for each bot, whichever process sends: the database promises moments, some at once."""

import asyncio
from collections.abc import Awaitable, Callable

MOST_AT_ONCE = 25  # moments promised together: about a second of sending

Reserve = Callable[[int], Awaitable[float]]


class Pace:
    """Lets letters go one by one."""

    def __init__(self, reserve: Reserve, *, per_second: float) -> None:
        """`reserve` promises so many moments and tells in how many seconds the first comes; 0 = unpaced."""
        self._reserve = reserve
        self._gap = 1 / per_second if per_second else 0.0
        self._reserving = asyncio.Lock()
        self._promised, self._next = 0, 0.0
        self._waiting = 0

    async def turn(self) -> None:
        """Wait until one letter may go; raises what `reserve` raises."""
        if not self._gap:
            return
        self._waiting += 1
        try:
            async with self._reserving:
                moment = await self._moment()
        finally:
            self._waiting -= 1
        await asyncio.sleep(moment - asyncio.get_running_loop().time())

    async def _moment(self) -> float:
        loop = asyncio.get_running_loop()
        if not self._promised:
            count = min(self._waiting, MOST_AT_ONCE)
            self._next = max(self._next, loop.time() + await self._reserve(count))
            self._promised = count
        mine = max(self._next, loop.time())
        self._promised -= 1
        self._next = mine + self._gap
        return mine
