"""Shared thoughts in a real browser: what a coach does with them, by keyboard, without scripts, by phone."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from klankbord import desk_replies
from tests.browser.served_pages import CHROMIUM, DESKTOP, PHONE, Served, press_until
from tests.dashboard.lived_school import TRIED

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Chromium"),
]


async def test_by_keyboard_without_scripts_a_text_is_put_under_a_theme_that_gets_another_name(
    served: Served,
) -> None:
    page = await served.page(DESKTOP, script=False)
    await served.come_in(page)
    await press_until(page, "main .teams a:has-text('Oak')")
    await page.keyboard.press("Enter")
    await press_until(page, "main a:has-text('Read thoughts and themes')")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1, name="Thoughts and themes")).to_be_visible()
    await press_until(page, "summary:has-text('time to meet')")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.type("Finding one hour a week")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("strong").get_by_text("Finding one hour a week")).to_be_visible()
    first = page.locator(".thoughts > li").first
    await press_until(page, ".thoughts select")
    await page.keyboard.type("Finding")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(first.locator("option:checked")).to_have_text("Finding one hour a week")
    await page.context.close()


@pytest.mark.parametrize(
    ("size", "language", "see", "send", "sent"),
    [
        (PHONE, "nl", "Eerst bekijken", "Verstuur aan iedereen", "Verstuurd."),
        (DESKTOP, "en", "Look at it first", "Send to everybody", "Sent."),
    ],
)
async def test_an_answer_is_looked_at_and_sent_and_what_was_typed_is_not_lost(
    served: Served, size: tuple[int, int], language: str, see: str, send: str, sent: str
) -> None:
    page = await served.page(size, language=language)
    await served.come_in(page)
    await page.goto(f"{served.url}/teams/{served.school.ids['Oak']}/answer")
    await page.get_by_role("textbox").fill("Vraag het aan Marieke Jansen.")
    await page.get_by_role("button", name=see).click()
    await expect(page.get_by_role("alert")).to_contain_text("Marieke Jansen")
    await expect(page.get_by_role("textbox")).to_have_value("Vraag het aan Marieke Jansen.")
    await page.get_by_role("textbox").fill("Dank jullie wel.\nZullen we een uur zoeken?")
    await page.get_by_role("button", name=see).click()
    await expect(page.get_by_role("blockquote")).to_contain_text("Zullen we een uur zoeken?")
    await page.get_by_role("button", name=send).click()
    await expect(page.get_by_role("status")).to_contain_text(sent)
    assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
    served.school.room.clock.now += desk_replies.BETWEEN_REPLIES  # the other language writes a week later
    await page.context.close()


async def test_a_newcomer_finds_within_two_clicks_what_was_tried_and_whether_it_helped(
    served: Served,
) -> None:
    page = await served.page(PHONE)
    await served.come_in(page)
    await page.get_by_role("link", name="Agreements").click()
    tried = page.get_by_role("listitem").filter(has_text=TRIED)
    await expect(tried).to_contain_text("I can say whether anything changed")
    await page.context.close()
