"""Answers to what somebody did in the chat: sent in order per chat, tried again until they arrive.

An update is acknowledged when its effect is stored; its answer follows from here. A reply may arrive
twice when a connection breaks, never not at all; letters that the bot starts are in `delivery`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.outcomes import outcome_of
from klankbord.vocabulary import Delivered, Later, Unknown

log = logging.getLogger(__name__)

Call = Callable[[], Awaitable[object]]
PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0)  # seconds between tries
LAST = 0.0  # no pause: nothing is tried after it
LONGEST_FLOOD = 120.0  # seconds: a longer flood limit is not waited for by a reply


class Replies:
    """One chain of calls per chat."""

    def __init__(self) -> None:
        self._chains: dict[int, asyncio.Task[None]] = {}

    def add(self, chat: int, call: Call) -> None:
        """Queue a call behind the earlier ones of this chat."""
        before = self._chains.get(chat)
        task = asyncio.create_task(self._after(before, call))
        self._chains[chat] = task
        task.add_done_callback(
            lambda done: self._chains.pop(chat, None) if self._chains.get(chat) is done else None
        )

    async def sent(self, chat: int) -> None:
        """Wait until what was queued for a chat so far is out."""
        if last := self._chains.get(chat):
            await asyncio.wait([last])

    async def finish(self, seconds: float) -> None:
        """Wait for what is under way, at most so long."""
        if self._chains:
            await asyncio.wait(list(self._chains.values()), timeout=seconds)
        for task in self._chains.values():
            task.cancel()

    async def _after(self, before: asyncio.Task[None] | None, call: Call) -> None:
        if before is not None:
            await asyncio.wait([before])
        await insist(call)


async def insist(call: Call) -> bool:
    """Make a call until it arrives; tell whether it did."""
    for pause in (*PAUSES, LAST):
        try:
            await call()
            return True
        except RetryAfter as flood:
            outcome = outcome_of(flood)
            wait = outcome.seconds if isinstance(outcome, Later) else pause
        except InvalidToken:  # the token, or a method this server does not have: no use in trying again
            outcome, wait = Later(LONGEST_FLOOD), LONGEST_FLOOD
            break
        except TelegramError as error:
            outcome, wait = outcome_of(error), pause
        if isinstance(outcome, Delivered):
            return True
        if not isinstance(outcome, Later | Unknown) or wait > LONGEST_FLOOD or pause == LAST:
            break
        await asyncio.sleep(wait)
    log.info("a reply was not delivered: %s", type(outcome).__name__)
    return False
