"""A Bot API server as lean as can be, with people who tap at once, so that the bot is what is measured.

Everybody sends /checkin, presses an answer of each question that comes, and is done when a message says so.
Messages carry their buttons back to the bot, as Telegram's do.
"""

import asyncio
import itertools
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs

import aiohttp
from aiohttp import web

TOKEN = "424242:benchmark"
HOST = "127.0.0.1"
AT_ONCE = 50  # people in the middle of a check-in
HANDED_IN = ("<b>Klaar", "Thank")  # how a finished check-in begins
POLL_SECONDS = 1.0
ITSELF = {"id": 424242, "is_bot": True, "first_name": "Mill", "username": "mill_bot"}


@dataclass
class Person:
    """Somebody in the middle of a check-in."""

    number: int
    began: float = 0.0
    pressed: float = 0.0
    finished: asyncio.Event = field(default_factory=asyncio.Event)


class Mill:
    """The server, its people, and what was seen."""

    def __init__(self, people: Sequence[int], *, port: int) -> None:
        self.people = {number: Person(number) for number in people}
        self.calls = 0
        self.answered = 0
        self.updates = 0
        self.taps: list[float] = []  # seconds from a press to the next question or the end
        self.ready = asyncio.Event()  # the bot listens
        self._port = port
        self._ids = itertools.count(1)
        self._queue: list[dict[str, object]] = []
        self._news = asyncio.Event()
        self._hook: tuple[str, str] | None = None
        self._posts: set[asyncio.Task[None]] = set()
        self._chats: dict[int, asyncio.Lock] = {}

    async def __aenter__(self) -> "Mill":
        app = web.Application()
        app.router.add_post(f"/bot{TOKEN}/{{method}}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()
        self._client = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE), trust_env=False)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()
        await self._runner.cleanup()

    async def run(self) -> float:
        """Let everybody do a check-in, some at once; return the seconds that took."""
        turns = asyncio.Semaphore(AT_ONCE)
        start = time.perf_counter()

        async def one(person: Person) -> None:
            async with turns:
                person.began = time.perf_counter()
                self._say(person, "/checkin")
                await asyncio.wait_for(person.finished.wait(), 120)

        await asyncio.gather(*(one(person) for person in self.people.values()))
        while self._posts:  # a bot may show the end before it answers the press
            await asyncio.wait(set(self._posts))
        return time.perf_counter() - start

    async def speak(self, numbers: Sequence[int], text: str) -> None:
        """Let some people say something, and wait until the bot took it and what follows from it."""
        for number in numbers:
            person = self.people[number]
            person.pressed = 0.0
            self._say(person, text)
        while self._posts:
            await asyncio.wait(set(self._posts))
            await asyncio.sleep(0.05)  # a press follows the question that the bot just showed

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        given = await self._parameters(request)
        self.calls += 1
        if method == "getUpdates":
            return _result(await self._updates(int(given.get("offset", 0) or 0)))
        if method == "setWebhook":
            self._hook = (given["url"], given.get("secret_token", ""))
            self.ready.set()
        if method in ("sendMessage", "editMessageText"):
            return _result(self._shown(given))
        if method == "getMe":
            return _result(ITSELF)
        return _result(True)

    async def _parameters(self, request: web.Request) -> dict[str, str]:
        if request.content_type == "application/json":
            given = await request.json()
            return {name: v if isinstance(v, str) else json.dumps(v) for name, v in given.items()}
        if request.content_type.startswith("multipart"):
            return {name: str(value) for name, value in (await request.post()).items()}
        return {name: values[0] for name, values in parse_qs((await request.read()).decode()).items()}

    async def _updates(self, offset: int) -> list[dict[str, object]]:
        self.ready.set()
        self._queue = [update for update in self._queue if int(str(update["update_id"])) >= offset]
        if not self._queue:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), POLL_SECONDS)
            except TimeoutError:
                return []
        return self._queue[:100]

    def _shown(self, given: dict[str, str]) -> dict[str, object]:
        chat, text = int(given["chat_id"]), given["text"]
        message = self._message(chat, int(given.get("message_id") or next(self._ids)), text)
        message["from"] = ITSELF
        if "reply_markup" in given:
            message["reply_markup"] = json.loads(given["reply_markup"])
        person = self.people.get(chat)
        if person is None:
            return message  # somebody who only gets letters
        now = time.perf_counter()
        if person.pressed:
            self.taps.append(now - person.pressed)
        if text.startswith(HANDED_IN):
            person.finished.set()
            return message
        markup = message.get("reply_markup")
        rows = markup.get("inline_keyboard", []) if isinstance(markup, dict) else []
        if not rows:
            return message
        person.pressed = now
        self._deliver(
            chat,
            {
                "callback_query": {
                    "id": str(next(self._ids)),
                    "from": _account(chat),
                    "chat_instance": "1",
                    "message": message,
                    "data": rows[chat % min(5, len(rows))][0]["callback_data"],
                }
            },
        )
        return message

    def _say(self, person: Person, text: str) -> None:
        message = self._message(person.number, next(self._ids), text)
        message |= {"from": _account(person.number), "entities": [_command(text)]}
        self._deliver(person.number, {"message": message})

    def _message(self, chat: int, number: int, text: str) -> dict[str, object]:
        return {
            "message_id": number,
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private", "first_name": "P"},
            "text": text,
        }

    def _deliver(self, chat: int, update: dict[str, object]) -> None:
        self.updates += 1
        update = {"update_id": next(self._ids), **update}
        if self._hook is None:
            self._queue.append(update)
            self._news.set()
            return
        task = asyncio.create_task(self._post(chat, update))
        self._posts.add(task)
        task.add_done_callback(self._posts.discard)

    async def _post(self, chat: int, update: dict[str, object]) -> None:
        url, secret = self._hook or ("", "")
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with self._chats.setdefault(chat, asyncio.Lock()):
            for _ in range(5):
                async with self._client.post(url, json=update, headers=headers) as answer:
                    if answer.status < 400:
                        self.answered += bool(await answer.read())  # a call in the answer to our own
                        return
                await asyncio.sleep(0.2)


def _result(value: object) -> web.Response:
    return web.Response(body=json.dumps({"ok": True, "result": value}), content_type="application/json")


def _account(number: int) -> dict[str, object]:
    return {"id": number, "is_bot": False, "first_name": "P", "language_code": "nl"}


def _command(text: str) -> dict[str, object]:
    return {"type": "bot_command", "offset": 0, "length": len(text)}
