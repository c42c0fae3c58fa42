"""The way from people to the bot: a queue that is polled, or posted to a webhook chat by chat."""

import asyncio
import contextlib
import itertools
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx

from playground.errors import HAS_WEBHOOK, OTHER_POLL, Failure, bad_request, conflict
from playground.parameters import Object, Parameters

ALLOWED_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
LONGEST_POLL = 50  # seconds
FIRST_RETRY, LAST_RETRY = 0.2, 10.0  # seconds between tries of a webhook
PATIENCE = 30.0  # seconds that a webhook may take


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that the bot has not confirmed yet."""

    number: int
    kind: str
    chat: int
    body: Object

    def as_json(self) -> Object:
        """Return it as Telegram writes an update."""
        return {"update_id": self.number, self.kind: self.body}


@dataclass(slots=True)
class Webhook:
    """Where updates are posted, and how that went."""

    url: str
    secret: str = ""
    connections: int = 40
    last_error: str = ""
    last_error_at: int = 0


class Updates:
    """Updates on their way, oldest first."""

    def __init__(self) -> None:
        self.pending: list[Waiting] = []
        self.webhook: Webhook | None = None
        self.call: Callable[[str, Parameters], Awaitable[object]] | None = None  # in a webhook's answer
        self.allowed: frozenset[str] = frozenset()
        self._numbers = itertools.count(815_000)
        self._held: list[Waiting] | None = None
        self._news = asyncio.Event()
        self._poller = 0
        self._closed = False
        self._posting: dict[int, asyncio.Task[None]] = {}
        self._client: httpx.AsyncClient | None = None

    def put(self, kind: str, chat: int, body: Object) -> int:
        """Queue an update; return its number."""
        update = Waiting(next(self._numbers), kind, chat, body)
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if wanted:
            (self.pending if self._held is None else self._held).append(update)
            self._knock()
        return update.number

    def duplicate(self) -> None:
        """Let the bot see the newest waiting update twice."""
        queue = self.pending if self._held is None else self._held
        queue.append(queue[-1])
        self._knock()

    def hold(self) -> None:
        """Keep new updates back until `release`."""
        self._held = []

    def release(self, *, backwards: bool = False) -> None:
        """Let the held updates go, if wanted the newest first. Numbers stay in the order of delivery."""
        held, self._held = self._held or [], None
        numbers = [update.number for update in held]
        order = list(reversed(held)) if backwards else held
        for number, update in zip(numbers, order, strict=True):
            self.pending.append(Waiting(number, update.kind, update.chat, update.body))
        self._knock()

    async def poll(self, *, offset: int, limit: int, timeout: float) -> list[Waiting]:
        """Answer one long poll. A second one ends the first, and both are refused beside a webhook."""
        if self.webhook:
            raise conflict(HAS_WEBHOOK)
        self._poller += 1
        mine = self._poller
        self._news.set()
        self._confirm(offset)
        deadline = time.monotonic() + min(timeout, LONGEST_POLL)
        while not self.pending and not self._closed:
            self._news.clear()
            left = deadline - time.monotonic()
            if left <= 0:
                break
            try:
                await asyncio.wait_for(self._news.wait(), left)
            except TimeoutError:
                break
            if self._poller != mine:
                raise conflict(OTHER_POLL)
            if self.webhook:
                raise conflict("terminated by setWebhook request")
        return self.pending[:limit]

    def set_webhook(self, webhook: Webhook, *, drop_pending: bool) -> None:
        """Post updates from now on."""
        if webhook.secret and not ALLOWED_SECRET.fullmatch(webhook.secret):
            raise bad_request("secret token contains unallowed characters")
        if drop_pending:
            self.pending.clear()
        self.webhook = webhook
        self._knock()

    def delete_webhook(self, *, drop_pending: bool) -> None:
        """Post no more; what waits can be polled."""
        if drop_pending:
            self.pending.clear()
        self.webhook = None

    async def close(self) -> None:
        """End every poll and delivery."""
        self._closed = True
        self._news.set()
        for task in self._posting.values():
            task.cancel()
        await asyncio.gather(*self._posting.values(), return_exceptions=True)
        if self._client:
            await self._client.aclose()

    async def _do(self, answer: httpx.Response) -> None:
        """Make the call that a bot wrote into its answer, if any; whether it worked is told to nobody."""
        with contextlib.suppress(ValueError, Failure):
            body = answer.json() if answer.content else None
            if isinstance(body, dict) and self.call and isinstance(name := body.pop("method", None), str):
                await self.call(name, Parameters(body))

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            del self.pending[:offset]
        elif offset:
            self.pending = [update for update in self.pending if update.number >= offset]

    def _knock(self) -> None:
        self._news.set()
        if self.webhook is None or self._closed:
            return
        for chat in {update.chat for update in self.pending}:
            if chat not in self._posting:
                self._posting[chat] = asyncio.create_task(self._post_chat(chat))

    async def _post_chat(self, chat: int) -> None:
        pause = FIRST_RETRY
        try:
            while self.webhook:
                mine = next((update for update in self.pending if update.chat == chat), None)
                if mine is None:
                    return
                if await self._post(self.webhook, mine):
                    pause = FIRST_RETRY
                    if mine in self.pending:
                        self.pending.remove(mine)
                else:
                    await asyncio.sleep(pause)
                    pause = min(LAST_RETRY, pause * 2)
        finally:
            del self._posting[chat]

    async def _post(self, webhook: Webhook, update: Waiting) -> bool:
        if self._client is None:
            self._client = httpx.AsyncClient(timeout=PATIENCE, trust_env=False)
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        try:
            answer = await self._client.post(webhook.url, json=update.as_json(), headers=headers)
            problem = f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
            if answer.is_success:
                await self._do(answer)
                return True
        except httpx.TimeoutException:
            problem = "Read timeout expired"
        except httpx.HTTPError:
            problem = "Connection refused"
        webhook.last_error, webhook.last_error_at = problem, int(time.time())
        return False
