"""When Telegram stays away the bot gives up at its last try, and waits no more behind it."""

import asyncio
import time

import pytest
from telegram.error import NetworkError

from bot import delivery, replies
from playground.faults import Refuse
from storage.database import Database
from tests.faults.large_school import ASKED, large_school


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_letter_waits_behind_its_last_try(
    database: Database, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "SHORT_PAUSES", (*[0.01] * (delivery.TRIES - 1), 99.0))
    async with large_school(
        database, tmp_path_factory.getbasetemp(), way="polling", teams=1, each=6
    ) as school:
        school.telegram.fault = lambda _: Refuse(500, "Internal Server Error")
        async with asyncio.timeout(30):
            await school.knock(ASKED)


async def test_no_reply_waits_behind_its_last_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replies, "PAUSES", (0.01, 1.0))
    tried: list[float] = []

    async def fail() -> None:
        tried.append(time.monotonic())
        raise NetworkError("away")

    assert not await replies.insist(fail)
    assert len(tried) > 1
    assert time.monotonic() - tried[-1] < 0.5
