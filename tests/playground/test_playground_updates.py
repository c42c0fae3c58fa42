"""How updates reach a bot: conflicts, webhook and retries, order, repetition; and broken lines."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest, Conflict, NetworkError, RetryAfter

from playground.faults import Call, Delay, Fault, Garble, HangUp, Refuse
from playground.telegram_server import TelegramServer


class Receiver:
    """A bot's webhook that says no as often as it is told."""

    def __init__(self) -> None:
        self.server = TelegramServer(token="1:receiver")
        self.texts: list[str] = []
        self.secrets: set[str] = set()
        self.refusals = 0

    async def take(self, request: Request) -> Response:
        if self.refusals:
            self.refusals -= 1
            return Response(status_code=503)
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        self.texts.append((await request.json())["message"]["text"])
        return Response()

    @property
    def url(self) -> str:
        return f"{self.server.url}/hook"


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    await made.server.start(routes=[Route("/hook", made.take, methods=["POST"])])
    yield made
    await made.server.stop()


async def test_a_second_poll_ends_the_first(bot: Bot, telegram: TelegramServer) -> None:
    async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as other:
        first = asyncio.create_task(bot.get_updates(timeout=20))
        await asyncio.sleep(0.1)
        telegram.person("Anna").send("late")
        await other.get_updates(timeout=0)
        second = asyncio.create_task(bot.get_updates(offset=10**9, timeout=20))
        await first
        await asyncio.sleep(0.1)
        await other.get_updates(timeout=0)
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await second


async def test_polling_beside_a_webhook_is_a_conflict(
    bot: Bot, telegram: TelegramServer, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url)
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_a_webhook_gets_its_secret_and_each_chat_in_order_despite_refusals(
    bot: Bot, telegram: TelegramServer, receiver: Receiver
) -> None:
    receiver.refusals = 2
    await bot.set_webhook(receiver.url, secret_token="s3cret")
    anna = telegram.person("Anna")
    for text in "abcdef":
        anna.send(text)
    await telegram.quiet()
    assert receiver.texts == list("abcdef")
    assert receiver.secrets == {"s3cret"}
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 0
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_a_bad_secret_or_address_is_refused(bot: Bot, receiver: Receiver) -> None:
    with pytest.raises(BadRequest, match="unallowed characters"):
        await bot.set_webhook(receiver.url, secret_token="not allowed!")
    with pytest.raises(BadRequest, match="Bad webhook"):
        await bot.set_webhook("nonsense")


async def test_only_wanted_kinds_arrive(bot: Bot, telegram: TelegramServer) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    telegram.person("Anna").send("unwanted")
    assert await bot.get_updates() == ()


async def test_held_updates_can_be_repeated_and_turned_round(bot: Bot, telegram: TelegramServer) -> None:
    anna = telegram.person("Anna")
    telegram.world.updates.hold()
    anna.send("one")
    anna.send("two")
    telegram.world.updates.release(backwards=True)
    telegram.world.updates.duplicate()
    updates = await bot.get_updates()
    assert [update.message.text for update in updates if update.message] == ["two", "one", "one"]
    assert updates[0].update_id < updates[1].update_id == updates[2].update_id


async def test_a_line_broken_before_the_effect_leaves_nothing_and_after_it_leaves_the_message(
    bot: Bot, telegram: TelegramServer
) -> None:
    anna = telegram.person("Anna")
    anna.start()

    def choose(call: Call) -> Fault | None:
        return HangUp(after_effect=call.count == 2) if call.method == "sendMessage" else None

    telegram.fault = choose
    with pytest.raises(NetworkError):
        await bot.send_message(anna.number, "lost")
    with pytest.raises(NetworkError):
        await bot.send_message(anna.number, "arrived")
    assert [message.text for message in anna.from_bot()] == ["arrived"]


async def test_refusals_garbage_and_delays_can_be_ordered(bot: Bot, telegram: TelegramServer) -> None:
    anna = telegram.person("Anna")
    anna.start()
    faults: list[Fault | None] = [
        Refuse(429, "Too Many Requests: retry after 7", retry_after=7),
        Garble(),
        Delay(0.05),
        None,
    ]
    telegram.fault = lambda call: faults.pop(0)
    with pytest.raises(RetryAfter):
        await bot.send_message(anna.number, "1")
    with pytest.raises(NetworkError):
        await bot.send_message(anna.number, "2")
    await bot.send_message(anna.number, "3")
    await bot.send_message(anna.number, "4")
    assert [message.text for message in anna.from_bot()] == ["3", "4"]
    assert [call.count for call in telegram.made("sendMessage")] == [1, 2, 3, 4]


async def test_all_three_ways_of_writing_a_call_are_read(telegram: TelegramServer) -> None:
    anna = telegram.person("Anna")
    anna.start()
    address = f"{telegram.url}/bot{telegram.token}/sendMessage"
    async with httpx.AsyncClient(trust_env=False) as client:
        values = {"chat_id": anna.number, "text": "hello"}
        for answer in (
            await client.get(address, params=values),
            await client.post(address, json=values),
            await client.post(address, data=values),
            await client.post(address, data=values, files={"unused": b"x"}),
        ):
            assert answer.json()["result"]["text"] == "hello"
        unknown = await client.post(f"{telegram.url}/bot{telegram.token}/sendNothing")
        assert (unknown.status_code, unknown.json()["error_code"]) == (404, 404)
        strange = await client.post(address, json=values, headers={"Host": "elsewhere.example"})
        assert strange.status_code == 400
    assert len(anna.from_bot()) == 4
