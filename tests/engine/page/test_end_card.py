"""The outcome card, as a person meets it: a reminder of what was agreed."""

from datetime import datetime, timedelta

import pytest
from playwright.async_api import expect

from tests.engine.page.conftest import Engine, Line, OpenTab
from tests.engine.page.journey import NARROW

pytestmark = pytest.mark.browser


async def test_a_reminder_is_asked_for_on_the_card_and_taken_back(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", NARROW)
    await tab.call("Book a table for four at HaDekel Restaurant tomorrow at 21:00", "Dana")
    line = await Line.of(engine.handler, "en")
    line.status("in-progress")
    line.talk()
    line.end()
    await tab.page.get_by_role("button", name="Remind me an hour before").click()
    chosen = tab.page.get_by_role("button", name="I will write here at")
    await expect(chosen).to_have_attribute("aria-pressed", "true")
    await tab.check()
    await tab.page.reload()
    await chosen.click()
    remind, calendar = tab.page.get_by_role("button", name="Remind me"), tab.page.get_by_role("link", name="calendar")
    await expect(remind).to_be_visible()
    (task,) = await tab.page.evaluate("fetch('/tasks').then((answer) => answer.json())")
    begins = datetime.fromisoformat(task["begins_at"])
    await tab.page.get_by_role("button", name="Cancel the booking").click()
    await expect(tab.page.locator("article.plan")).to_contain_text("cancel the booking")
    await tab.page.locator("article.plan").get_by_role("button", name="Cancel").click()
    for now, offered in ((begins - timedelta(minutes=59), 1), (begins + timedelta(minutes=1), 0)):
        await tab.page.clock.set_fixed_time(now)
        await tab.page.reload()
        await expect(tab.page.get_by_role("button", name="Call again")).to_be_visible()
        assert (await remind.count(), await calendar.count()) == (0, offered)


async def test_two_calls_that_were_watched_stay_open_side_by_side(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", NARROW)
    for said in (
        ["Book a table for four at HaDekel Restaurant tomorrow at 21:00", "Dana"],
        ["Call Pizza Place to order a margherita"],
    ):
        for text in said:
            await tab.say(text)
        await tab.page.locator(".plan .primary").click()
        line = await Line.of(engine.handler, "en")
        line.status("in-progress")
        line.talk()
        await expect(tab.page.locator(".card.call .turn")).to_have_count(4)
        line.end()
        await expect(tab.page.locator(".card.call")).to_have_count(0)
    await expect(tab.page.locator(".transcript .lines")).to_have_count(2)
    await tab.check()
