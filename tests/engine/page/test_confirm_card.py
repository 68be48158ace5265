"""The confirm card, as a person meets it: what stands against the call is said before anybody presses."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import expect

from ringback.engine.task import Language
from ringback.wire import Permission
from tests.engine.page.conftest import Engine, OpenTab
from tests.engine.page.journey import DESKTOP, NARROW
from tests.engine.page.test_browser import NAME, REQUEST

pytestmark = pytest.mark.browser

NUMBER: dict[Language, str] = {"he": "+97236123457", "en": "+97236123557"}
MORNING = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=9)


@pytest.mark.parametrize("language", ["he", "en"])
async def test_in_quiet_hours_the_button_calls_when_they_end(
    engine: Engine, open_tab: OpenTab, language: Language
) -> None:
    engine.handler.permissions[NUMBER[language]] = Permission(code="quiet_hours", again_at=MORNING)
    tab = await open_tab(language, NARROW)
    await tab.plan(REQUEST[language], NAME[language])
    button = tab.page.locator(".plan .primary")
    await expect(button).to_have_text(re.compile({"he": "להתקשר ב־", "en": "Call at "}[language]))
    await expect(tab.page.locator(".plan .guard")).to_contain_text({"he": "מוקדם או מאוחר", "en": "too late"}[language])
    await tab.check()
    engine.handler.permissions.clear()
    await button.click()
    await expect(tab.page.locator(".waiting")).to_be_visible()
    assert engine.handler.requests == []
    assert datetime.fromisoformat(await tab.page.locator(".waiting time").get_attribute("datetime") or "") == MORNING
    hour = f"{MORNING.astimezone(ZoneInfo('Asia/Jerusalem')):%H:%M}"
    await expect(tab.page.locator(".waiting time")).to_contain_text(hour)
    await expect(tab.page.locator(".note, .bubble").last).to_contain_text(hour)


async def test_no_hour_is_offered_at_which_the_callee_sleeps(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("he", NARROW)
    await tab.plan(REQUEST["he"], NAME["he"])
    engine.handler.permissions[NUMBER["he"]] = Permission(code="quiet_hours", again_at=MORNING)
    await tab.page.get_by_role("button", name="לקבוע לאחר כך").click()
    offers = tab.page.locator(".later .chips .chip")
    await expect(offers).to_have_count(1)
    await expect(offers).to_contain_text(f"{MORNING.astimezone(ZoneInfo('Asia/Jerusalem')):%H:%M}")
    await expect(offers).to_be_in_viewport(ratio=1)
    engine.handler.permissions.clear()
    await offers.click()
    due = tab.page.locator(".waiting time")
    assert datetime.fromisoformat(await due.get_attribute("datetime") or "") == MORNING


async def test_who_asked_not_to_be_called_has_no_button(engine: Engine, open_tab: OpenTab) -> None:
    engine.handler.permissions[NUMBER["en"]] = Permission(code="do_not_call")
    tab = await open_tab("en", DESKTOP)
    await tab.plan(REQUEST["en"], NAME["en"])
    await expect(tab.page.locator(".plan .guard")).to_contain_text("asked not to be called")
    await expect(tab.page.locator(".plan .buttons button")).to_have_text(["Cancel"])
    await tab.check()


async def test_who_may_be_called_only_when_saved_leads_to_the_settings(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", NARROW)
    await tab.plan(REQUEST["en"], NAME["en"])
    limited = f"{tab.origin}/context/settings/who_may_be_called"
    assert (await tab.page.request.patch(limited, data={"value": "contacts"})).ok
    await tab.page.reload()
    await expect(tab.page.locator(".plan .guard")).to_be_visible()
    await tab.check()
    await tab.page.locator(".plan .buttons a").click()
    await expect(tab.page).to_have_url(re.compile("/settings$"))
    assert engine.handler.requests == []


async def test_a_night_that_fell_after_the_card_was_drawn_stops_the_press(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    await tab.plan(REQUEST["en"], NAME["en"])
    await expect(tab.page.locator(".plan .primary")).to_have_text("Call now")
    await expect(tab.page.locator(".plan .primary")).to_be_in_viewport(ratio=1)
    await expect(tab.page.locator(".plan h2")).to_be_in_viewport(ratio=1)
    engine.handler.permissions[NUMBER["en"]] = Permission(code="quiet_hours", again_at=MORNING)
    await tab.page.locator(".plan .primary").press("Enter")
    await expect(tab.page.get_by_role("alert")).to_contain_text("too late")
    assert engine.handler.requests == []


async def test_the_language_of_the_call_is_chosen_from_a_list(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    await tab.plan(REQUEST["en"], NAME["en"])
    choice = tab.page.get_by_label("Language of the call")
    await expect(choice).to_have_value("en")
    await choice.select_option("he")
    await tab.page.locator(".plan .primary").click()
    await expect(tab.page.locator(".plan .changed del")).to_contain_text("English")
    await expect(tab.page.locator(".plan blockquote")).to_have_attribute("lang", "he")
    await tab.check()
    await tab.page.locator(".plan .primary").click()
    await expect(tab.page.locator(".card.call")).to_be_visible()
    await engine.handler.asked.wait()
    assert [order.language for order in engine.handler.requests] == ["he"]


@pytest.mark.parametrize("language", ["he", "en"])
async def test_each_plan_is_shown_from_its_head(open_tab: OpenTab, language: Language) -> None:
    tab = await open_tab(language, NARROW)
    await tab.plan(REQUEST[language], NAME[language])
    for _ in range(4):
        await tab.say({"he": "ביטול", "en": "cancel"}[language])
        await expect(tab.page.locator(".plan")).to_have_count(0)
        await tab.say(REQUEST[language])
        await expect(tab.page.locator(".plan .primary")).to_be_visible()
        await expect(tab.page.locator(".plan h2")).to_be_in_viewport(ratio=1)
    await tab.check()


async def test_a_call_from_a_plan_further_up_is_shown(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", NARROW)
    await tab.plan(REQUEST["en"], NAME["en"])
    for _ in range(3):
        await tab.say("help")
    button = tab.page.locator(".plan .primary")
    await button.scroll_into_view_if_needed()
    await expect(tab.page.locator(".jump")).to_be_visible()
    await button.press("Enter")
    await expect(tab.page.locator(".card.call").or_(tab.page.locator(".card.end")).first).to_be_in_viewport()


async def test_the_voice_is_heard_before_the_call_and_what_is_missing_is_said(
    engine: Engine, open_tab: OpenTab
) -> None:
    tab = await open_tab("he", NARROW)
    page = tab.page
    await tab.plan(REQUEST["he"], NAME["he"])
    await page.get_by_role("button", name="להאזנה לקול").click()
    player = page.locator(".plan .sample audio")
    await expect(player).to_be_visible()
    await expect(player).to_have_js_property("paused", False)
    assert await player.evaluate("audio => audio.duration") == 2
    await tab.check()
    await page.locator('.tabs a[href="/settings"]').click()
    await page.get_by_label("קול", exact=True).select_option("cedar")
    engine.handler.speechless = True
    tab.expected = ("503 (Service Unavailable)",)
    await page.get_by_role("button", name="להאזנה לקול: Cedar").click()
    await expect(page.locator(".set .sample .error")).to_contain_text("בדיקת הקו שבהגדרות")
    await tab.check()
    assert engine.handler.voices[0] == ("", "he")
    assert engine.handler.requests == []


async def test_a_real_phone_is_said_to_ring_and_to_cost(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    await tab.plan(REQUEST["en"], NAME["en"])
    await expect(tab.page.locator(".plan .real")).to_have_count(0)
    await tab.page.goto(f"{tab.origin}/history")
    await tab.page.locator(".result a").first.click()
    await expect(tab.page.locator(".plan .primary")).to_be_visible()
    await expect(tab.page.locator(".plan .real")).to_have_count(0)
    await tab.page.wait_for_load_state("networkidle")
    engine.settings = engine.settings.model_copy(update={"practice_url": ""})
    await engine.restart()
    tab.expected = ("WebSocket", "ERR_CONNECTION_REFUSED")
    await tab.page.goto(tab.origin)
    await expect(tab.page.locator(".plan .real")).to_contain_text("This will ring a real phone and cost")
    await tab.check()
