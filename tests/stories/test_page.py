"""One errand on the page, with real audio, from the first word to the played recording; also the pictures of the docs.

`make shots` sets SHOTS to the folder of the pictures.
"""

import os
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.engine.page.journey import DESKTOP, FLAGS, PHONE, Tab
from tests.stories.conftest import House

pytestmark = [pytest.mark.sound, pytest.mark.browser]

TALK_SECONDS = 90
SAID = ("קוראים לי דנה", "תתקשרי לפיצה פלייס ותזמיני מרגריטה גדולה לשבע")


async def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        await page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [("he", DESKTOP | {"height": 1000}, "light"), ("en", PHONE, "dark")],
    ids=["he-desktop-light", "en-phone-dark"],
)
async def test_an_errand_on_the_page(house: House, language: str, size: dict[str, int], scheme: str) -> None:
    """In Hebrew it is typed; in English, as by who comes for the first time, clicked from beginning to end."""
    async with house.client() as client:
        assert (await client.delete("/context")).is_success
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        options = {"color_scheme": scheme, "reduced_motion": "reduce", "locale": language}
        context = await browser.new_context(viewport=size, **options)  # type: ignore[arg-type]  # a dict of options
        page = await context.new_page()
        tab = Tab(page, f"{house.engine}/?lang={language}")
        await tab.open()
        if language == "he":
            for text in SAID:
                await tab.say(text)
        else:
            await page.locator(".examples button").last.click()
        await expect(page.locator(".plan .primary")).to_be_visible()
        earlier = await page.locator("audio").count()
        await shot(page, f"plan-{language}")
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
        await shot(page, f"errand-{language}")
        await tab.check()
        await page.locator('.end a[href^="/calls/"]').last.click()
        await expect(page.locator("#place .turn").first).to_be_visible()
        await page.locator("#place .waveform").scroll_into_view_if_needed()
        await expect(page.locator("#place .waveform canvas").first).to_be_attached()
        await shot(page, f"call-{language}")
        await tab.check()
        await browser.close()
