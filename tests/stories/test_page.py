"""One errand on the page, with real audio, from the first word to the played recording; also the README's picture.

`make shots` sets SHOTS to the folder of the pictures.
"""

import os
from pathlib import Path

import pytest
from playwright.async_api import async_playwright, expect

from tests.engine.page.journey import DESKTOP, FLAGS, Tab
from tests.stories.conftest import House

pytestmark = [pytest.mark.sound, pytest.mark.browser]

TALK_SECONDS = 90


async def test_an_errand_on_the_page(house: House) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        context = await browser.new_context(viewport={"width": DESKTOP["width"], "height": 1000}, locale="he")
        page = await context.new_page()
        tab = Tab(page, f"{house.engine}/?lang=he")
        await tab.open()
        await tab.say("תתקשרי לפיצה פלייס ותזמיני מרגריטה גדולה לשבע")
        if not await page.locator(".plan").is_visible():
            await tab.say("דנה")
        earlier = await page.locator("audio").count()
        await page.locator(".plan .primary").click()
        await expect(page.locator(".card.call").last).to_be_visible()
        await page.locator(".listen button").click(timeout=TALK_SECONDS * 1000)
        await expect(page.locator(".level.callee meter")).not_to_have_js_property(
            "value", 0, timeout=TALK_SECONDS * 1000
        )
        player = page.locator("audio").nth(earlier)
        await expect(player).to_be_visible(timeout=TALK_SECONDS * 1000)
        await player.evaluate("audio => audio.play()")
        await expect(player).to_have_js_property("paused", False)
        assert await player.evaluate("audio => audio.duration") > 10
        await player.evaluate("audio => audio.pause()")
        if folder := os.environ.get("SHOTS"):
            await page.screenshot(path=Path(folder) / "errand-he.png")
        await tab.check()
        await browser.close()
