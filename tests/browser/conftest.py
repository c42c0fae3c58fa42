"""A school whose pages are served, and a browser, once for each file of tests."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import uvicorn
from playwright.async_api import async_playwright

from dashboard.app import web_app
from storage.database import Database, sqlite_url
from storage.secrets import KeyRing, new_key
from tests.browser.served_pages import CHROMIUM, FLAGS, Line, Served, Server
from tests.dashboard.lived_school import build


@pytest.fixture(scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    folder = tmp_path_factory.mktemp("school")
    database = Database(sqlite_url(folder / "school.sqlite"), KeyRing.parse(new_key()))
    database.migrate()
    school = await asyncio.to_thread(build, database, folder)
    line = Line(web_app(school.room.house, ticked=lambda: None))
    server = Server(uvicorn.Config(line, port=0, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    await server.listening.wait()
    port = server.servers[0].sockets[0].getsockname()[1]
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Served(school, f"http://127.0.0.1:{port}", chromium, line)
        await chromium.close()
    server.should_exit = True
    await serving
    database.close()
