"""What many people do at one moment goes to the room in one call: one thread, one transaction.

Nobody waits for company: what comes while a call is under way makes up the next one. All of a call is
committed before anybody in it hears so.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Generic, TypeVar

from klankbord.vocabulary import Refusal
from storage.database import Unavailable

MOST = 50  # in one transaction: nobody waits longer than a moment for those who came before

Q = TypeVar("Q")
R = TypeVar("R")


class Together(Generic[Q, R]):
    """Gathers questions for a function of the room that answers many at once, in their order."""

    def __init__(
        self, threads: ThreadPoolExecutor, answers: Callable[[Sequence[Q]], Sequence[R | Refusal]]
    ) -> None:
        self._threads, self._answers = threads, answers
        self._waiting: list[tuple[Q, asyncio.Future[R]]] = []
        self._working: asyncio.Task[None] | None = None

    async def ask(self, question: Q) -> R:
        """Return the answer; raises its `Refusal`, or what the call raised."""
        mine: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, mine))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())
        return await mine

    async def _work(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            await self._answer(batch)

    async def _answer(self, batch: Sequence[tuple[Q, asyncio.Future[R]]]) -> None:
        loop = asyncio.get_running_loop()
        try:
            call = partial(self._answers, [question for question, _ in batch])
            answers = await loop.run_in_executor(self._threads, call)
        except Exception as error:  # noqa: BLE001 - whoever asked hears of it
            if isinstance(error, Unavailable) or len(batch) == 1:
                for _, asked in batch:
                    _settle(asked, error)
                return
            for one in batch:  # a question that breaks takes no other with it
                await self._answer([one])
            return
        for (_, asked), answer in zip(batch, answers, strict=True):
            _settle(asked, answer)


def _settle(asked: asyncio.Future[R], answer: R | Exception) -> None:
    if asked.done():
        return  # whoever asked was cancelled
    if isinstance(answer, Exception):
        asked.set_exception(answer)
    else:
        asked.set_result(answer)
