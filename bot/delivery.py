"""Sending letters: claimed parcels become one Telegram call each, and each call one outcome.

A check-in whose connection broke waits for a sign of life from its buttons before the same slip is shown
again; any other letter of which nothing is known is not repeated.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import ParamSpec, TypeVar

from telegram import Bot, InlineKeyboardMarkup
from telegram.error import TelegramError

from bot.calls import call
from bot.letters import Message, Writer
from bot.outcomes import outcome_of
from bot.pace import Pace
from bot.together import Together
from klankbord import checkin, letterbox
from klankbord.bots import OwnBot
from klankbord.checkin import Ticket
from klankbord.house import House
from klankbord.letterbox import Parcel
from klankbord.vocabulary import Delivered, Later, Outcome, Refused, Unknown
from storage.database import Unavailable

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

AT_ONCE = 20  # letters under way together
TRIES = 6  # before a letter is put off in the database
SHORT_PAUSES = (0.3, 1.0, 2.0, 4.0, 8.0, 15.0)  # seconds, after an error that delivered nothing
LONGEST_WAIT = 90.0  # seconds: a longer flood limit is kept in the database instead
DOUBT_ROUNDS = 4
SETTLE_EVERY = 25  # letters of a round settled in one transaction: at a slow pace, too
AWAY_SECONDS = 1.0  # between tries while the database is away


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds the bot waits before it acts on what it does not know."""

    answer: float = 20.0  # for Telegram to answer a call
    doubt: float = 15.0  # for a press on a check-in of unknown fate, before it is shown again


USUAL = Patience()


class Delivery:
    """The bot's outgoing post."""

    def __init__(
        self,
        house: House,
        own: OwnBot,
        bot: Bot,
        threads: ThreadPoolExecutor,
        *,
        patience: Patience = USUAL,
    ) -> None:
        self._house, self._own, self._bot, self._threads = house, own, bot, threads
        self._writer = Writer(house)
        self._pace = Pace(self._promise, per_second=house.settings.letters_per_second)
        self._patience = patience
        self._settling = Together(threads, self._write_down)
        self._closing = False
        self._underway: dict[str, asyncio.Event] = {}  # by ticket: set by a sign of life

    def alive(self, ticket: str) -> None:
        """Note that a button with this ticket was pressed: its letter did arrive."""
        if sign := self._underway.get(ticket):
            sign.set()

    def close(self) -> None:
        """Send nothing new: what was claimed and is not under way waits for the next process."""
        self._closing = True

    async def send_due(
        self, clock: Callable[[], datetime], *, still: Callable[[], bool] = lambda: True
    ) -> int:
        """Send every letter that is due, while `still` says so; return how many were handed over."""
        sent = 0
        while still() and not self._closing:
            parcels = await self._ask(letterbox.claim_due, self._house, now=clock(), bot=self._own)
            if not parcels:
                break
            await self.send(parcels)
            sent += len(parcels)
        return sent

    async def send(self, parcels: Sequence[Parcel]) -> None:
        """Send claimed letters, some at once, and settle them as they arrive."""
        room = asyncio.Semaphore(AT_ONCE)

        done: list[tuple[Parcel, Outcome]] = []

        async def one(parcel: Parcel) -> None:
            async with room:
                done.append((parcel, await self._outcome(parcel)))
            if len(done) >= SETTLE_EVERY:
                await self._settle_all(done)

        results = await asyncio.gather(*(one(parcel) for parcel in parcels), return_exceptions=True)
        await self._settle_all(done)
        for problem in results:
            if problem is not None:
                raise problem

    async def _settle_all(self, done: list[tuple[Parcel, Outcome]]) -> None:
        now, done[:] = done[:], []
        await asyncio.gather(*(self._settle(parcel, outcome) for parcel, outcome in now))

    async def _settle(self, parcel: Parcel, outcome: Outcome) -> None:
        """Write down what became of a letter; while the database is away only this process knows."""
        while True:
            try:
                await self._settling.ask((parcel, outcome))
            except Unavailable as error:
                if self._closing:
                    raise
                log.warning("the database is away (%s); letters wait to be settled", error)
                await asyncio.sleep(AWAY_SECONDS)
            else:
                return

    def _write_down(self, done: Sequence[tuple[Parcel, Outcome]]) -> Sequence[None]:
        letterbox.settle(self._house, done, now=self._house.clock())
        return [None for _ in done]

    async def _outcome(self, parcel: Parcel) -> Outcome:
        if self._closing:
            return Later(0.0)
        try:
            return await self._deliver(parcel)
        except Unavailable as error:
            log.warning("the database is away (%s); a letter of kind %s waits", error, parcel.letter.kind)
            return Later(SHORT_PAUSES[-1])
        except Exception as error:  # noqa: BLE001 - one letter that cannot be written stops no other
            log.error("a letter of kind %s failed: %s", parcel.letter.kind, type(error).__name__)
            return Refused(type(error).__name__)

    async def _deliver(self, parcel: Parcel) -> Outcome:
        if parcel.letter.kind == "checkin":  # its words need no look at the database
            message = self._writer.write(parcel)
        else:
            message = await self._ask(self._writer.write, parcel)
        if message is None:
            return Refused("nothing to say")
        try:
            # A press can come before the call that delivered its button is known to have failed.
            self._underway[message.ticket] = asyncio.Event()
            outcome = await self._insist(parcel, message)
        finally:
            self._underway.pop(message.ticket, None)
        if isinstance(outcome, Refused):
            log.warning("Telegram refused a letter of kind %s: %s", parcel.letter.kind, outcome.reason)
        return outcome

    async def _insist(self, parcel: Parcel, message: Message) -> Outcome:
        outcome: Outcome = Later(1.0)
        in_doubt = False  # once a call may have arrived, no later one tells that the slip reached nobody
        try:
            for attempt in range(TRIES):
                await self._pace.turn()
                outcome = await self._call(parcel, message)
                for _ in range(DOUBT_ROUNDS):
                    if not (isinstance(outcome, Unknown) and parcel.slip):
                        break
                    in_doubt = True
                    if await self._shows_life(message.ticket) or await self._was_answered(parcel):
                        return Delivered()
                    outcome = await self._call(parcel, message)
                if not isinstance(outcome, Later) or outcome.seconds > LONGEST_WAIT or attempt + 1 == TRIES:
                    break
                await asyncio.sleep(max(outcome.seconds, SHORT_PAUSES[attempt]))
        except Exception as error:
            if not in_doubt:
                raise
            log.warning("a check-in may have arrived, and then: %s", type(error).__name__)
        return outcome if isinstance(outcome, Delivered) or not in_doubt else Unknown()

    async def _call(self, parcel: Parcel, message: Message) -> Outcome:
        try:
            await self._send_once(parcel.person.chat, message)
        except TelegramError as error:
            return outcome_of(error)
        return Delivered()

    async def _send_once(self, chat: int, message: Message) -> None:
        if message.photo is not None:
            keyboard = InlineKeyboardMarkup.de_json(dict(message.keyboard)) if message.keyboard else None
            await self._bot.send_photo(
                chat,
                message.photo,
                caption=message.text,
                parse_mode="HTML",
                has_spoiler=True,
                reply_markup=keyboard,
                disable_notification=message.silent,
            )
            return
        await call(
            self._bot,
            "sendMessage",
            chat_id=chat,
            text=message.text,
            parse_mode="HTML",
            reply_markup=message.keyboard,
            disable_notification=message.silent,
        )

    async def _shows_life(self, ticket: str) -> bool:
        try:
            await asyncio.wait_for(self._underway[ticket].wait(), self._patience.doubt)
        except TimeoutError:
            return False
        return True

    async def _was_answered(self, parcel: Parcel) -> bool:
        """Look whether its taps went to another process."""
        if parcel.round is None:
            return False
        return await self._ask(checkin.is_handed_in, self._house, Ticket(parcel.round.id, parcel.slip))

    async def _promise(self, count: int) -> float:
        return await self._ask(letterbox.promise, self._house, self._own, count)

    async def _ask(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(function, *args, **kwargs))
