"""A Telegram of its own for each test, and a real client of the Bot API that talks to it."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from playground.telegram_server import TOKEN, TelegramServer, running_telegram


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with running_telegram() as server:
        yield server


@pytest.fixture
async def bot(telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    client = Bot(
        TOKEN,
        base_url=f"{telegram.url}/bot",
        base_file_url=f"{telegram.url}/file/bot",
        request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
        get_updates_request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
    )
    async with client:
        yield client
