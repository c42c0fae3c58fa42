"""The coach's pages in a real browser: phone and desktop, both languages, light and dark, keyboard only."""

import asyncio
import os
import re
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright, expect

from dashboard.app import web_app
from klankbord import membership
from storage.database import Database, sqlite_url
from storage.secrets import KeyRing, new_key
from tests.dashboard.lived_school import COACH, LEAD, School, build

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]
PHONE, DESKTOP = (360, 740), (1280, 800)
MOST_SHIFT = 0.001
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}  # all that differs between light and dark
SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(sum), 60));
})"""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Chromium"),
]


class Server(uvicorn.Server):
    """A web server that tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


@dataclass
class Served:
    """A school whose pages are served, and a browser."""

    school: School
    url: str
    browser: Browser

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


@pytest.fixture(scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    folder = tmp_path_factory.mktemp("school")
    database = Database(sqlite_url(folder / "school.sqlite"), KeyRing.parse(new_key()))
    database.migrate()
    school = await asyncio.to_thread(build, database, folder)
    app = web_app(school.room.house, ticked=lambda: None)
    server = Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    await server.listening.wait()
    port = server.servers[0].sockets[0].getsockname()[1]
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Served(school, f"http://127.0.0.1:{port}", chromium)
        await chromium.close()
    server.should_exit = True
    await serving
    database.close()


async def every_address(page: Page, url: str) -> list[str]:
    """Return every page that can be reached by links from the first."""
    found, todo = [], ["/teams"]
    while todo:
        address = todo.pop()
        found.append(address)
        await page.goto(url + address)
        for link in await page.locator("a[href^='/']").all():
            target = (await link.get_attribute("href") or "").partition("#")[0]
            if target not in (*found, *todo) and "." not in target:
                todo.append(target)
    return sorted(found)


@pytest.mark.parametrize(("size", "language"), [(PHONE, "nl"), (DESKTOP, "en")])
async def test_every_page_is_accessible_in_light_and_dark_and_nothing_moves_or_sticks_out(
    served: Served, size: tuple[int, int], language: str
) -> None:
    page = await served.page(size, language=language)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await served.come_in(page)
    addresses = [*await every_address(page, served.url), "/enter", "/nowhere"]
    assert len(addresses) >= 8
    for address in addresses:
        await page.goto(served.url + address)
        assert await page.evaluate(SHIFT) <= MOST_SHIFT, address
        assert await page.evaluate("document.documentElement.scrollWidth") <= size[0], address
        assert await page.evaluate("document.documentElement.lang") == language
        for details in await page.locator("summary").all():
            await details.click()
        for scheme, rules in (("light", None), ("dark", COLOURS)):
            await page.emulate_media(color_scheme=scheme)
            found = await Axe().run(page, options=rules)
            assert [one["id"] for one in found.response["violations"]] == [], (
                address,
                scheme,
                found.generate_report(),
            )
    assert all(url.startswith(served.url) for url in asked)
    await page.context.close()


async def test_everything_works_by_keyboard_and_without_scripts(served: Served) -> None:
    page = await served.page(DESKTOP, script=False)
    code = served.school.way(COACH).code
    await page.goto(f"{served.url}/enter")
    await press_until(page, "input#code")
    await page.keyboard.type(f"{code[:4]}-{code[4:]}")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1, name="Your teams")).to_be_visible()
    await press_until(page, "main .teams a:has-text('Oak')")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1, name="Oak")).to_be_visible()
    await press_until(page, "summary")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Each line runs on a scale from 0 to 100.")).to_be_visible()
    await press_until(page, "button[name='language']", back=True)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Wat het team zei")).to_be_visible()
    await press_until(page, "form[action='/leave'] button")
    await page.keyboard.press("Enter")
    await expect(page.locator("input#code")).to_be_visible()
    await page.context.close()


async def test_the_keyboard_always_shows_where_it_is(served: Served) -> None:
    page = await served.page(PHONE)
    await served.come_in(page)
    await page.keyboard.press("Tab")
    await expect(page.get_by_text("Skip to the content")).to_be_in_viewport()
    for _ in range(12):
        style = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style in ("solid", "auto")
        await page.keyboard.press("Tab")
    await page.context.close()


async def test_a_newcomer_finds_within_three_clicks_what_moved_and_why_one_shows_nothing(
    served: Served,
) -> None:
    page = await served.page(PHONE)
    await served.come_in(page)
    moved = page.get_by_role("region", name="What moved")
    await expect(moved.get_by_role("listitem")).to_have_text([re.compile(r"Oak\s+probably higher")])
    await page.locator(".teams li", has_text="no picture yet").get_by_role("link").click()
    await expect(page.get_by_role("region", name="Why there is no picture yet")).to_contain_text(
        "starts once enough colleagues take part"
    )
    await page.context.close()


async def test_big_letters_and_spaced_lines_cut_nothing_off(served: Served) -> None:
    page = await served.page(PHONE)
    await served.come_in(page)
    for address in ("/teams", f"/teams/{served.school.ids['Oak']}"):
        await page.goto(served.url + address)
        await page.evaluate(
            "document.documentElement.style.fontSize = '34px';"
            "document.body.style.lineHeight = 1.5; document.body.style.wordSpacing = '.16em';"
            "document.body.style.letterSpacing = '.12em'"
        )
        assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], address
    await page.context.close()


async def test_a_lead_comes_straight_to_the_own_team(served: Served) -> None:
    page = await served.page(PHONE)
    await served.come_in(page, LEAD)
    await expect(page.get_by_role("heading", level=1, name="Oak")).to_be_visible()
    await expect(page.get_by_role("link", name="Mijn team")).to_be_visible()
    await page.context.close()


async def press_until(page: Page, selector: str, *, back: bool = False) -> None:
    """Press Tab until the focus is on what was looked for."""
    wanted = page.locator(selector).first
    for _ in range(60):
        if await wanted.evaluate("element => element === document.activeElement"):
            return
        await page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"the keyboard never reaches {selector}")
