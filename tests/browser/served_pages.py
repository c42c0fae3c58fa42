"""The coach's pages of a lived-through school, really served, and a real browser to open them."""

import asyncio
import os
import socket
from dataclasses import dataclass

import uvicorn
from playwright.async_api import Browser, Page, expect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from klankbord import membership
from tests.dashboard.lived_school import COACH, School

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]
PHONE, DESKTOP = (360, 740), (1280, 800)


class Server(uvicorn.Server):
    """A web server that tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


class Line:
    """The line between server and reader; while it is slow, what is sent comes in by small pieces."""

    PIECE, PAUSE = 700, 0.02  # bytes, seconds

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.slow = app, False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def slowly(message: Message) -> None:
            body = message.get("body", b"")
            while len(body) > self.PIECE:
                piece, body = body[: self.PIECE], body[self.PIECE :]
                await send({**message, "body": piece, "more_body": True})
                await asyncio.sleep(self.PAUSE)
            await send({**message, "body": body})

        await self.app(scope, receive, slowly if self.slow else send)


@dataclass
class Served:
    """A school whose pages are served, and a browser."""

    school: School
    url: str
    browser: Browser
    line: Line

    async def page(
        self, size: tuple[int, int], *, language: str = "en", scheme: str = "light", script: bool = True
    ) -> Page:
        membership.set_language(self.school.room.house, self.school.person(COACH), language)
        width, height = size
        context = await self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            locale=language,
            java_script_enabled=script,
        )
        return await context.new_page()

    async def come_in(self, page: Page, account: int = COACH) -> None:
        await page.goto(f"{self.url}/enter/{self.school.way(account).secret}")
        await page.locator("button.main").click()
        await expect(page.locator("h1")).to_be_visible()


async def press_until(page: Page, selector: str, *, back: bool = False) -> None:
    """Press Tab until the focus is on what was looked for."""
    wanted = page.locator(selector).first
    for _ in range(60):
        if await wanted.evaluate("element => element === document.activeElement"):
            return
        await page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"the keyboard never reaches {selector}")
