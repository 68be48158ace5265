"""The outcome card, as a person meets it: a reminder of what was agreed, a booking where it was only asked."""

from datetime import datetime, timedelta

import pytest
from playwright.async_api import expect

from tests.engine.page.conftest import Engine, Line, OpenTab
from tests.engine.page.journey import NARROW
from tests.engine.test_run_several import priced
from tests.fakes.call_handler import talk

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


async def test_where_it_was_only_asked_a_button_begins_the_booking(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", NARROW)
    engine.handler.script = talk(priced("300"))
    engine.handler.scripts = {"+97236123999": talk(priced("250"))}
    await tab.plan("Ask HaDekel Restaurant and Nopa 03-612-3999 what a party costs and book at the cheapest", "Dana")
    await tab.page.locator(".plan .primary").click()
    ended = tab.page.locator("article.end")
    await expect(ended.get_by_role("heading", level=2)).to_have_text("Asked, nothing booked")
    await expect(ended).to_contain_text("The cheapest: Nopa. Price: 250. I only asked; nothing is booked there.")
    await tab.check()
    await ended.get_by_role("button", name="make me an appointment there").click()
    await expect(tab.page.get_by_text("For which day?").first).to_be_visible()
    assert len(engine.handler.calls) == 2
