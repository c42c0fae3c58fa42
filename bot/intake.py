"""Updates from Telegram, by long polling or webhook. One is acknowledged only after its effect is stored.

Updates of one chat are taken in order, those of different chats side by side. Nothing of them is stored.
"""

import asyncio
import hmac
import json
import logging
from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from functools import partial
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from telegram import Bot, Update
from telegram.error import RetryAfter

from bot.app import TelegramDoor
from bot.calls import fetch
from bot.outcomes import flood_seconds
from bot.replies import insist
from bot.turns import Turns
from bot.visit import Answer
from klankbord import duties
from storage.database import Unavailable

log = logging.getLogger(__name__)

KINDS = ("message", "callback_query")
POLL_SECONDS = 25
PAUSES = (0.5, 1.0, 2.0, 5.0)  # seconds after a failed poll or while the database is away
REMEMBERED = 10_000  # update ids of this process, so that a redelivered update does nothing
WEBHOOK_PATH = "/telegram"
FETCHING_SECONDS = 90.0  # another process fetches when this one was not heard of for so long
KEPT_SECONDS = 10.0  # between signs of life of whoever fetches
LARGEST_UPDATE = 1 << 20  # bytes; Telegram's updates are a few kilobytes
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name


class Intake:
    """The way in."""

    def __init__(self, door: TelegramDoor) -> None:
        self._door = door
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._chats: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._own = door.door.own
        self._turns = Turns(door.door.house, self._own.number)
        self._kept = -KEPT_SECONDS
        self._secret = _secret(self._own.token)

    @property
    def path(self) -> str:
        """Where Telegram posts this bot's updates."""
        return f"{WEBHOOK_PATH}/{self._own.name}" if self._own.name else WEBHOOK_PATH

    async def close(self) -> None:
        """Let other processes go on with every chat."""
        await self._turns.close()

    async def poll(self) -> None:
        """Ask for updates for ever; the next offset is asked for once all before it had their effect."""
        bot = self._door.door.bot
        await insist(lambda: bot.delete_webhook(drop_pending_updates=False))
        offset, failures = 0, 0
        while True:
            if not await self._may_fetch():
                await asyncio.sleep(PAUSES[-1])
                continue
            try:
                updates = await fetch(bot, offset=offset, seconds=POLL_SECONDS, kinds=KINDS)
            except RetryAfter as flood:
                await asyncio.sleep(flood_seconds(flood))
                continue
            except Exception as error:  # noqa: BLE001 - whatever came back, the bot asks again
                failures += 1
                if failures in (3, 30):
                    log.warning("no updates from Telegram: %s", type(error).__name__)
                await asyncio.sleep(PAUSES[min(failures, len(PAUSES)) - 1])
                continue
            failures = 0
            await self._take_all([one for raw in updates if (one := _read(raw, bot))])
            if updates:
                offset = updates[-1]["update_id"] + 1

    async def webhook(self, request: Request) -> Response:
        """Take one update from Telegram's own call; 503 makes Telegram deliver it again."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return Response(status_code=403)
        body = await request.body()
        if len(body) > LARGEST_UPDATE:
            return Response(status_code=413)
        try:
            update = _read(json.loads(body), self._door.door.bot)
        except (ValueError, RecursionError):
            update = None
        if update is None:
            return Response(status_code=400)
        answer: Answer = {}
        try:
            await self._take(update, answer)
        except Unavailable:
            return Response(status_code=503)
        return JSONResponse(answer) if answer else Response(status_code=200)

    async def announce_webhook(self, url: str) -> None:
        """Tell Telegram where updates go; the secret token is always set."""
        bot = self._door.door.bot
        address = url.rstrip("/") + self.path
        while not await insist(
            lambda: bot.set_webhook(
                address, secret_token=self._secret, allowed_updates=KINDS, max_connections=40
            )
        ):
            log.warning("Telegram did not take the webhook's address; trying again")
            await asyncio.sleep(PAUSES[-1])

    async def _may_fetch(self) -> bool:
        """Tell whether this process is the one that fetches: Telegram serves one at a time."""
        loop, house = asyncio.get_running_loop(), self._door.door.house
        if loop.time() - self._kept < KEPT_SECONDS:
            return True
        try:
            mine = await self._door.door.ask(
                duties.take, house, duties.fetching(self._own.number), seconds=FETCHING_SECONDS
            )
        except Unavailable:
            return False
        if mine:
            self._kept = loop.time()
        return mine

    async def _take_all(self, updates: Sequence[Update]) -> None:
        by_chat: dict[int, list[Update]] = defaultdict(list)
        for update in updates:
            by_chat[update.effective_chat.id if update.effective_chat else 0].append(update)

        async def one_chat(mine: list[Update]) -> None:
            for update in mine:
                await self._until_stored(update)

        await asyncio.gather(*(one_chat(mine) for mine in by_chat.values()))

    async def _until_stored(self, update: Update) -> None:
        failures = 0
        while True:
            try:
                await self._take(update)
            except Unavailable as error:
                failures += 1
                if failures in (1, 20):
                    log.warning("the database is away (%s); updates wait", error)
                await asyncio.sleep(PAUSES[min(failures, len(PAUSES)) - 1])
            else:
                return

    async def _take(self, update: Update, answer: Answer | None = None) -> None:
        chat = update.effective_chat.id if update.effective_chat else 0
        lock = self._chats[chat]
        async with lock:
            if update.update_id not in self._seen:
                async with self._turns.turn(chat, partial(self._door.door.replies.sent, chat)):
                    try:
                        await self._door.take(update, answer)
                    except Unavailable:
                        raise
                    except Exception as error:  # noqa: BLE001 - one update that nothing can read stops no other
                        log.error("an update could not be taken: %s", type(error).__name__)
                self._seen[update.update_id] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        if not lock.locked() and len(self._chats) > REMEMBERED:
            self._chats.pop(chat, None)


def _read(update: object, bot: Bot) -> Update | None:
    """Read an update; nothing when it is none.

    Of the message of a press only its number and chat are kept, as of one that is too old to be seen: nobody
    reads the rest, and it is most of what comes.
    """
    try:
        query = update.get("callback_query") or {}  # type: ignore[attr-defined]
        if message := query.get("message"):
            query["message"] = {name: message[name] for name in ("message_id", "chat")} | {"date": 0}
        return Update.de_json(update, bot)  # type: ignore[arg-type]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _secret(token: str) -> str:
    return sha256(f"klankbord webhook {token}".encode()).hexdigest()
