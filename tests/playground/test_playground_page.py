"""The chat page in a real browser: talking, tapping, pictures, keyboard, phone, contrast."""

import json
import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright, expect
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from test_playground_methods import png

from playground.chat_door import PAGE, ChatDoor
from playground.people import Person
from playground.stage import Part, Progress, Stage
from playground.telegram_server import TelegramServer

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Chromium"),
]
KEYS = InlineKeyboardMarkup(
    [[InlineKeyboardButton(text, callback_data=text)] for text in ("never", "sometimes", "always")]
)


@dataclass
class Play:
    """A page that is open, and who can be seen on it."""

    stage: Stage
    page: Page
    anna: Person
    ben: Person
    asked: list[str]


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        await chromium.close()


@pytest.fixture
async def play(telegram: TelegramServer, browser: Browser) -> AsyncIterator[Play]:
    stage = Stage(telegram, language="en")
    anna, ben = telegram.person("Anna", language="en"), telegram.person("Ben", language="en")
    door = ChatDoor(stage)
    await telegram.stop()
    await telegram.start(routes=door.routes())
    anna.start("abcd")
    stage.cast(Part(anna, "teacher", "Oak"))
    stage.cast(Part(ben, "lead", "Oak", "oak-invitation"))
    context = await browser.new_context(viewport={"width": 360, "height": 740})
    page = await context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(telegram.url)
    await expect(page.get_by_role("button", name="Anna")).to_be_visible()
    yield Play(stage, page, anna, ben, asked)
    await context.close()
    door.close()


async def test_a_text_goes_to_the_bot_and_its_answer_appears_at_once(play: Play, bot: Bot) -> None:
    await play.page.get_by_label("Message to Klankbord").fill("Hello <b>you</b>")
    await play.page.keyboard.press("Enter")
    await expect(play.page.locator(".item.mine", has_text="Hello <b>you</b>")).to_be_visible()
    updates = await bot.get_updates()
    assert updates[-1].message is not None
    assert updates[-1].message.text == "Hello <b>you</b>"
    await bot.send_message(play.anna.number, "Thanks, <b>Anna</b> &lt;3", parse_mode="HTML")
    await expect(play.page.locator(".item .words", has_text="Thanks, Anna <3")).to_be_visible()
    await expect(play.page.locator(".words strong")).to_have_text("Anna")


async def test_a_button_is_pressed_and_the_message_changes_in_place_under_the_same_focus(
    play: Play, bot: Bot
) -> None:
    sent = await bot.send_message(play.anna.number, "How often?", reply_markup=KEYS)
    button = play.page.get_by_role("button", name="sometimes")
    await button.focus()
    await play.page.keyboard.press("Enter")
    await expect(button).to_have_attribute("aria-busy", "true")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.data == "sometimes"
    await query.answer("Noted")
    await expect(play.page.get_by_text("Noted")).to_be_visible()
    await sent.edit_text("And now?", reply_markup=KEYS)
    await expect(play.page.locator(".item", has_text="And now?")).to_be_visible()
    await expect(play.page.get_by_text("How often?")).to_have_count(0)
    await expect(button).to_be_focused()


async def test_a_picture_stays_covered_until_it_is_tapped(play: Play, bot: Bot) -> None:
    await bot.send_photo(play.anna.number, InputFile(png(60, 40)), caption="Guess first", has_spoiler=True)
    cover = play.page.get_by_role("button", name="Tap to see the picture")
    await cover.focus()
    await play.page.keyboard.press("Enter")
    await expect(cover).to_have_count(0)
    await expect(play.page.get_by_role("img", name="Picture")).to_be_visible()


async def test_the_strip_shows_who_has_something_new(play: Play, bot: Bot) -> None:
    play.ben.start()
    await bot.send_message(play.ben.number, "The digest is here")
    strip = play.page.get_by_role("navigation")
    await expect(strip.locator(".person", has_text="Ben").locator(".count")).to_have_text(
        re.compile("1 1 new")
    )
    await strip.get_by_role("button", name="Ben").click()
    await expect(play.page.get_by_role("log").get_by_text("The digest is here")).to_be_visible()
    await expect(strip.locator(".count")).to_have_count(0)


async def test_an_invitation_is_opened_with_one_button(play: Play, bot: Bot) -> None:
    await play.page.get_by_role("button", name="Ben").click()
    await play.page.get_by_role("button", name="Start", exact=True).click()
    await expect(play.page.locator(".item.mine", has_text="/start oak-invitation")).to_be_visible()
    assert [m.text for m in play.ben.chat()] == ["/start oak-invitation"]


async def test_a_deep_link_opens_the_page_for_somebody_new(play: Play, telegram: TelegramServer) -> None:
    await play.page.goto(f"{telegram.url}/klankbord_bot?start=other-code")
    await play.page.get_by_role("button", name="Start", exact=True).click()
    await expect(play.page.locator(".item.mine", has_text="/start other-code")).to_be_visible()


async def test_the_clock_and_the_week_are_shown_and_can_be_moved(play: Play) -> None:
    moved: list[int] = []

    async def advance(days: int) -> None:
        moved.append(days)

    play.stage.advance = advance
    play.stage.show(Progress("playing", 5, 13))
    await expect(play.page.get_by_text("Week 5 of 13")).to_be_visible()
    later = play.page.get_by_role("button", name="A week later")
    await expect(later).to_be_disabled()
    play.stage.show(Progress("live", 13, 13))
    await later.click()
    await expect(play.page.get_by_text("Week 13.")).to_be_visible()
    assert moved == [7]


async def test_the_page_is_usable_on_a_phone_in_light_and_dark_and_in_both_languages(
    play: Play, bot: Bot
) -> None:
    await bot.send_message(play.anna.number, "A <tg-spoiler>hidden</tg-spoiler> line", parse_mode="HTML")
    await bot.send_message(play.anna.number, "How often?", reply_markup=KEYS)
    await expect(play.page.get_by_role("log").get_by_text("How often?")).to_be_visible()
    for scheme in ("light", "dark"):
        await play.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for language in ("nl", "en"):
            await play.page.locator("#language").click()
            assert await play.page.evaluate("document.documentElement.lang") == language
            assert await play.page.evaluate("document.documentElement.scrollWidth") <= 360
            found = await Axe().run(play.page)
            problems = [violation["id"] for violation in found.response["violations"]]
            assert problems == [], found.generate_report()


async def test_nothing_is_asked_of_the_outside_world(play: Play, telegram: TelegramServer) -> None:
    assert all(url.startswith(telegram.url) for url in play.asked)
    async with httpx.AsyncClient(trust_env=False) as client:
        for path in ("/", "/page/chat.js", "/page/state"):
            policy = (await client.get(telegram.url + path)).headers["content-security-policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "http://" not in (PAGE / "index.html").read_text().replace("http://www.w3.org/", "")
        crossing = await client.post(
            f"{telegram.url}/page/chats/{play.anna.number}/messages", data={"text": "from elsewhere"}
        )
        assert crossing.status_code == 415


def test_every_text_of_the_page_exists_in_both_languages_and_is_used() -> None:
    texts = json.loads((PAGE / "texts.json").read_text(encoding="utf-8"))
    assert texts["nl"].keys() == texts["en"].keys()
    used = (PAGE / "index.html").read_text() + (PAGE / "chat.js").read_text()
    acts = {"preparing", "joining", "playing", "moving", "live", "failed"}
    assert [key for key in texts["nl"] if key not in acts and f'"{key}"' not in used] == []
