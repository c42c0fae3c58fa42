"""The coach's pages in a real browser: phone and desktop, both languages, light and dark, keyboard only."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.browser.served_pages import CHROMIUM, DESKTOP, PHONE, Served, press_until
from tests.dashboard.lived_school import COACH, LEAD

MOST_SHIFT, MOST_SHIFT_SLOW = 0.001, 0.005
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
        assert await page.evaluate("document.documentElement.scrollWidth") <= size[0], address
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


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_nothing_moves_while_a_page_comes_in_over_a_slow_line(
    served: Served, size: tuple[int, int]
) -> None:
    page = await served.page(size)
    await served.come_in(page)
    moved: dict[str, float] = {}
    for address in await every_address(page, served.url):
        served.line.slow = True
        await page.goto(served.url + address)
        served.line.slow = False
        moved[address] = await page.evaluate(SHIFT)
    assert max(moved.values()) <= MOST_SHIFT_SLOW, moved
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
    moved = page.get_by_role("region", name="What changed")
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
