"""The page as a person meets it, in Debian's Chromium, before the real engine."""

import asyncio
import re
from typing import Any

import httpx2
import pytest
from playwright.async_api import WebSocketRoute, expect

from ringback.engine.task import Language
from tests.engine.page.conftest import SAID, Engine, Line, OpenTab
from tests.engine.page.journey import DESKTOP, NARROW, PHONE

pytestmark = pytest.mark.browser

REQUEST: dict[Language, str] = {
    "he": "להזמין שולחן לארבעה במסעדת הדקל מחר בשמונה",
    "en": "Book a table for four at HaDekel Restaurant tomorrow at eight",
}
NAME: dict[Language, str] = {"he": "דנה", "en": "Dana"}
CHANGE: dict[Language, str] = {"he": "בעצם בתשע", "en": "actually at nine"}

BOXES = """() => Object.fromEntries([['thread', '.column'], ['mine', '.bubble.mine'], ['theirs', '.bubble.theirs']].map(
    ([name, selector]) => { const box = document.querySelector(selector).getBoundingClientRect();
        return [name, [box.left, box.right]]; }))"""
DIRECTION = "() => getComputedStyle(document.getElementById('message')).direction"
FIRST_AND_LAST_DIGIT = """(selector) => {
    const text = document.querySelector(selector).firstChild;
    const at = (from) => { const range = document.createRange(); range.setStart(text, from);
        range.setEnd(text, from + 1); return range.getBoundingClientRect().left; };
    return [at(0), at(text.length - 1)];
}"""


async def test_cancel_calls_nobody(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    await tab.plan(REQUEST["en"], NAME["en"])
    await tab.page.locator(".plan .plain").last.click()
    await expect(tab.page.locator(".card.frozen")).to_contain_text("no call was made")
    assert engine.handler.requests == []


@pytest.mark.parametrize(
    ("language", "ask", "why"),
    [("he", "למה זה נחוץ?", "ישאלו על שם מי"), ("en", "Why do you ask?", "They will ask whom it is for")],
)
async def test_a_question_says_why_it_is_asked_when_that_is_wanted(
    open_tab: OpenTab, language: Language, ask: str, why: str
) -> None:
    tab = await open_tab(language, NARROW)
    await tab.say(REQUEST[language])
    reason = tab.page.locator(".why p")
    await expect(reason).to_be_hidden()
    await tab.page.get_by_text(ask).click()
    await expect(reason).to_contain_text(why)
    await tab.check()
    await tab.say(ask)
    await expect(tab.page.locator(".bubble.theirs").last).to_contain_text(why)
    await tab.say(NAME[language])
    await expect(tab.page.locator(".plan")).to_be_visible()
    await expect(reason).to_have_count(0)


async def test_nothing_moves_between_press_and_release(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    await tab.plan(REQUEST["en"], NAME["en"])
    button, bubbles = tab.page.locator(".plan .primary"), tab.page.locator(".bubble")
    before = await bubbles.count()
    await button.hover()
    box = await button.bounding_box()
    await tab.page.mouse.down()
    async with httpx2.AsyncClient(base_url=engine.url) as elsewhere:
        await elsewhere.post("/chat", json={"message": "remember that my address is 12 Herzl Street, Haifa"})
    await asyncio.sleep(0.5)
    assert await button.bounding_box() == box
    await tab.page.mouse.up()
    await expect(tab.page.locator(".card.call")).to_be_visible()
    await expect(tab.page.locator(".note, .bubble")).not_to_have_count(before)


async def test_the_phone_book_fills_the_message_and_keeps_what_was_typed(open_tab: OpenTab) -> None:
    tab = await open_tab("he", DESKTOP)
    box = tab.page.locator("#message")
    await tab.page.locator("aside .people button").first.click()
    await expect(box).to_have_value(re.compile("פיצה פלייס"))
    await expect(box).to_be_focused()
    await box.fill("מחר בבוקר להתקשר אל")
    await tab.page.locator("aside .people button").nth(1).click()
    await expect(box).to_have_value("מחר בבוקר להתקשר אל מסעדת הדקל ")


async def test_a_message_that_could_not_be_sent_is_kept(open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    tab.expected = ("ERR_FAILED",)
    await tab.page.route("**/chat", lambda route: route.abort())
    await tab.page.locator("#message").fill("Call Pizza Place")
    await tab.page.keyboard.press("Enter")
    await expect(tab.page.get_by_role("alert")).to_contain_text("No answer")
    await expect(tab.page.locator("#message")).to_have_value("Call Pizza Place")
    await expect(tab.page.locator(".bubble")).to_have_count(0)
    await tab.page.unroute("**/chat")
    await tab.page.keyboard.press("Enter")
    await expect(tab.page.locator(".bubble.theirs")).to_have_count(1)
    await expect(tab.page.get_by_role("alert")).to_have_count(0)


async def test_typed_text_and_focus_survive_live_updates_and_a_reload(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    await tab.call(REQUEST["en"], NAME["en"])
    box, line = tab.page.locator("#message"), await Line.of(engine.handler, "en")
    await box.fill("half a sen")
    line.status("in-progress")
    for at in range(50):
        turn = line.turns()[0].model_copy(update={"index": at, "text": f"turn {at}", "t0": at})
        line.call.tell("call.turn", turn.model_dump(mode="json"))
    await expect(tab.page.locator(".turn")).to_have_count(50)
    await expect(box).to_be_focused()
    await expect(box).to_have_value("half a sen")
    await tab.page.reload()
    await expect(box).to_have_value("half a sen")


async def test_a_lost_socket_loses_and_doubles_nothing(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    sockets: list[WebSocketRoute] = []

    async def pass_on(route: WebSocketRoute) -> None:
        sockets.append(route)
        route.connect_to_server()

    await tab.page.route_web_socket("**/ws?*", pass_on)
    await tab.page.reload()
    await tab.plan(REQUEST["en"], NAME["en"])
    await tab.say(CHANGE["en"])
    await tab.page.locator(".plan .primary").click()
    line = await Line.of(engine.handler, "en")
    line.status("initiated", "ringing", "in-progress")
    await expect(tab.page.locator(".timeline .now")).to_have_text("In call")
    await sockets[-1].close()
    line.talk()
    line.end()
    await expect(tab.page.locator(".end.succeeded")).to_be_visible()
    assert len(sockets) > 1
    await expect(tab.page.locator(".turn > p:last-child")).to_have_text([text for _, text in SAID["en"]])
    await expect(tab.page.locator(".offline")).to_have_count(0)


async def test_a_restart_of_the_engine_mid_call_loses_and_doubles_nothing(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    tab.expected = ("ERR_CONNECTION_REFUSED", "WebSocket")
    await tab.call(REQUEST["en"], NAME["en"])
    line = await Line.of(engine.handler, "en")
    line.status("initiated", "ringing", "in-progress")
    await expect(tab.page.locator(".timeline .now")).to_have_text("In call")
    await tab.page.locator("#message").fill("half a sen")
    await engine.restart()
    line.talk()
    line.end()
    await expect(tab.page.locator(".end")).to_be_visible(timeout=15_000)
    await expect(tab.page.locator(".turn > p:last-child")).to_have_text([text for _, text in SAID["en"]])
    await expect(tab.page.locator(".card")).to_have_count(3)
    await expect(tab.page.locator("#message")).to_have_value("half a sen")
    await expect(tab.page.locator(".offline")).to_have_count(0)
    assert len(engine.handler.requests) == 1


async def test_two_tabs_show_the_same(engine: Engine, open_tab: OpenTab) -> None:
    one, other = await open_tab("en", DESKTOP), await open_tab("en", PHONE)
    await one.call(REQUEST["en"], NAME["en"])
    for tab in (one, other):
        await expect(tab.page.locator(".timeline .now")).to_have_text("Queued")
        await expect(tab.page.locator(".bubble.theirs").last).to_contain_text("Calling")
    assert await other.page.locator(".bubble").all_inner_texts() == await one.page.locator(".bubble").all_inner_texts()


async def test_a_yes_goes_to_the_conversation_of_the_page_and_the_plan_before_the_eyes(
    engine: Engine, open_tab: OpenTab
) -> None:
    tab = await open_tab("en", DESKTOP)
    plans, sent = tab.page.locator(".plan"), list[Any]()
    tab.page.on("request", lambda one: sent.append(one.post_data_json) if one.url.endswith("/chat") else None)
    await tab.plan(REQUEST["en"], NAME["en"])
    async with httpx2.AsyncClient(base_url=engine.url) as terminal:
        order = {"message": "Call Pizza Place and order a large margherita for seven"}
        other = (await terminal.post("/chat", json=order)).json()
    assert other["state"] == "awaiting_confirmation"
    await expect(plans).to_have_count(2)
    await tab.say("yes")
    own = sent[1]["conversation_id"]
    assert own != other["conversation_id"]
    assert (sent[2]["conversation_id"], sent[2]["task_id"]) == (own, other["task"]["id"])
    await expect(tab.page.locator(".bubble.theirs").last).to_have_text(re.compile("did not call"))
    await expect(plans.last).to_contain_text("HaDekel")
    assert engine.handler.requests == []
    await tab.say("yes")
    await expect(tab.page.locator(".card.call")).to_contain_text("HaDekel")
    assert sent[3]["conversation_id"] == own
    await Line.of(engine.handler, "en")
    assert len(engine.handler.requests) == 1


async def test_hebrew_runs_from_the_right(open_tab: OpenTab) -> None:
    tab = await open_tab("he")
    page = tab.page
    assert await page.evaluate(DIRECTION) == "rtl"
    await page.locator("#message").fill("hello")
    assert await page.evaluate(DIRECTION) == "ltr"
    await page.locator("#message").fill("שלום")
    assert await page.evaluate(DIRECTION) == "rtl"
    await tab.say(REQUEST["he"])
    await expect(page.locator(".bubble.theirs")).to_be_visible()
    boxes: dict[str, Any] = await page.evaluate(BOXES)
    assert boxes["mine"][0] - boxes["thread"][0] < boxes["thread"][1] - boxes["mine"][1]
    assert boxes["thread"][1] - boxes["theirs"][1] < boxes["theirs"][0] - boxes["thread"][0]
    await tab.say(NAME["he"])
    await expect(page.locator(".plan")).to_be_visible()
    await expect(page.locator(".plan input[type=tel]")).to_have_css("direction", "ltr")
    await page.locator(".plan .primary").click()
    await expect(page.locator(".card.call .number")).to_be_visible()
    first, last = await page.evaluate(FIRST_AND_LAST_DIGIT, ".card.call .number")
    assert first < last


async def test_the_keyboard_alone_is_enough(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    page = tab.page
    await page.reload()
    await page.locator(".skip").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#message")).to_be_focused()
    for text in (REQUEST["en"], NAME["en"]):
        await page.keyboard.type(text)
        await page.keyboard.press("Enter")
        await expect(page.locator(".bubble.mine").last).to_have_text(re.compile(re.escape(text)))
        await expect(page.locator(".thinking")).to_have_count(0)
    button = page.locator(".plan .primary")
    await expect(button).to_be_visible()
    for _ in range(4):
        await page.keyboard.press("Shift+Tab")
        if await button.evaluate("(node) => node === document.activeElement"):
            break
    await page.keyboard.press("Enter")
    await expect(page.locator(".card.call")).to_be_visible()
    await expect(page.locator("#message")).to_be_focused()


@pytest.mark.parametrize("language", ["he", "en"])
async def test_nothing_scrolls_sideways_on_the_narrowest_screen(
    engine: Engine, open_tab: OpenTab, language: Language
) -> None:
    tab = await open_tab(language, NARROW)
    await tab.check()
    await tab.call(REQUEST[language], NAME[language])
    line = await Line.of(engine.handler, language)
    line.status("in-progress")
    line.talk()
    await expect(tab.page.locator(".turn")).to_have_count(4)
    await tab.check()
    await tab.page.locator("button.narrow").click()
    await expect(tab.page.get_by_role("dialog")).to_be_visible()
    await tab.check()


async def test_language_and_theme_are_remembered(open_tab: OpenTab) -> None:
    tab = await open_tab("he", DESKTOP)
    page = tab.page
    await page.locator("#message").fill("טיוטה")
    await page.get_by_role("link", name="English").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.locator("#message")).to_have_value("טיוטה")
    await page.get_by_role("button", name="Switch to dark colours").click()
    await page.goto(tab.origin)
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    await tab.check()
