"""The places beside the conversation, as a person meets them, in Debian's Chromium, before the real engine."""

import json
import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from ringback.engine.http.page import PLACES
from ringback.engine.task import Language
from tests.engine.page.conftest import SAID, Engine, Line, OpenTab
from tests.engine.page.journey import DESKTOP, NARROW, PHONE, Tab
from tests.engine.page.test_browser import NAME, REQUEST
from tests.engine.page.test_live_call import ask

pytestmark = pytest.mark.browser

ZOOMED = {"width": 640, "height": 400}
"""A desktop of 1280 by 800 at 200 %."""
PARTS = {"/history": ".result", "/data": ".fact", "/settings": ".choice", "/ops": ".tiles"}
"""What stands in a place once it is loaded."""
PLACE_OF = {"he": "הדקל", "en": "HaDekel"}
ERASE = {"he": "מחיקה", "en": "delete"}

EDGES = """() => [...document.querySelectorAll('.tabs a')].map((link) => link.getBoundingClientRect().left)"""
START = """() => { const [place, heading] = ['#place', '#place h1'].map((one) =>
    document.querySelector(one).getBoundingClientRect());
    const range = document.createRange(); range.selectNodeContents(document.querySelector('#place h1'));
    const text = range.getBoundingClientRect();
    return [heading.right - text.right, text.left - heading.left]; }"""


async def errand(engine: Engine, tab: Tab, language: Language) -> None:
    """One that ended well."""
    line = await in_call(engine, tab, language)
    line.end()
    await expect(tab.page.locator(".end")).to_be_visible()


async def in_call(engine: Engine, tab: Tab, language: Language) -> Line:
    await tab.call(REQUEST[language], NAME[language])
    line = await Line.of(engine.handler, language)
    line.status("initiated", "ringing", "in-progress")
    line.talk()
    await expect(tab.page.locator(".turn")).to_have_count(len(SAID[language]))
    return line


async def go(page: Page, place: str) -> None:
    await page.locator(f'.tabs a[href="{place}"]').click()
    if place != "/":
        await expect(page.get_by_role("heading", level=1)).to_be_focused()
        await expect(page.locator(PARTS[place]).first).to_be_visible()


@pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [("he", PHONE, "light"), ("he", DESKTOP, "dark"), ("en", NARROW, "dark"), ("en", ZOOMED, "light")],
    ids=["he-phone-light", "he-desktop-dark", "en-narrow-dark", "en-zoomed-light"],
)
async def test_every_place_is_whole_in_each_language_and_size(
    engine: Engine, open_tab: OpenTab, language: Language, size: dict[str, int], scheme: str
) -> None:
    tab = await open_tab(language, size, scheme)
    page = tab.page
    await errand(engine, tab, language)
    for place in PLACES[1:]:
        await go(page, place)
        await expect(page.locator(f'.tabs a[href="{place}"]')).to_have_attribute("aria-current", "page")
        await tab.check()
        before, behind = await page.evaluate(START)
        assert (before < behind) == (language == "he")
    edges: list[float] = await page.evaluate(EDGES)
    assert edges == sorted(edges, reverse=language == "he")
    await go(page, "/")
    await expect(page.locator(".end")).to_be_visible()


@pytest.mark.parametrize("language", ["he", "en"])
async def test_an_errand_is_found_by_what_was_said_and_opened_at_it(
    engine: Engine, open_tab: OpenTab, language: Language
) -> None:
    tab = await open_tab(language, DESKTOP)
    page = tab.page
    await errand(engine, tab, language)
    await go(page, "/history")
    said = SAID[language][-1][1].split(",")[1].strip(" .")
    await page.get_by_role("searchbox").fill(said)
    spoken = page.locator(".hits a", has_text=SAID[language][-1][1].split(",")[0])
    await expect(spoken.first.locator("mark").first).to_have_text(said.split()[0])
    await expect(page).to_have_url(re.compile(r"/history\?q="))
    await tab.check()
    await spoken.first.click()
    await expect(page.locator(".turn.sought")).to_be_focused()
    await expect(page.locator(".turn.sought")).to_contain_text(said)
    await expect(page.locator("#place audio")).to_be_visible()
    await tab.check()
    await page.go_back()
    await expect(page.get_by_role("searchbox")).to_have_value(said)
    await page.locator(".filter").nth(2).click()
    await expect(page.locator(".result")).to_have_count(0)
    await page.reload()
    await expect(page.locator(".filter").nth(2)).to_have_attribute("aria-pressed", "true")
    await page.locator(".filter").nth(2).click()
    async with page.expect_download() as download:
        await page.locator("a[download]").click()
    (kept,) = json.loads((await (await download.value).path()).read_text(encoding="utf-8"))["results"]
    assert said in json.dumps(kept, ensure_ascii=False)


async def test_what_is_remembered_is_changed_forgotten_and_taken_back(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    page = tab.page
    await errand(engine, tab, "en")
    await go(page, "/data")
    name = page.locator(".fact").first
    await name.get_by_role("button", name="Edit").click()
    await page.keyboard.type("Noa")
    await page.keyboard.press("Enter")
    await expect(name.locator(".value")).to_have_text("Noa")
    await expect(name.get_by_role("button", name="Edit")).to_be_focused()
    await name.get_by_role("button", name="Forget").click()
    await expect(page.locator(".change")).to_contain_text("Forgotten")
    await page.locator(".change button").click()
    await expect(page.locator(".fact", has_text="Noa")).to_be_visible()
    async with page.expect_download() as download:
        await page.get_by_role("link", name=re.compile("ZIP")).click()
    assert (await download.value).suggested_filename == "ringback.zip"
    for _ in ("Delete recordings", "… for good?"):
        await page.get_by_role("button", name="Delete recordings").click()
    await expect(page.get_by_role("button", name="Delete recordings")).to_have_count(0)
    tasks = await (await page.request.get(f"{tab.origin}/tasks")).json()
    assert [task["recording"] for task in tasks] == [None]
    await page.locator("#errands").click()
    await page.locator(".lines-of a").first.click()
    await expect(page.locator("#place .end")).to_be_visible()


async def test_one_errand_is_deleted_with_a_receipt(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", NARROW)
    page = tab.page
    await errand(engine, tab, "en")
    await go(page, "/data")
    await page.locator("#errands").click()
    delete = page.get_by_role("button", name=re.compile("^Delete: "))
    await delete.click()
    await tab.check()
    await page.locator("#errands ~ .lines-of .off").click()
    await expect(page.locator(".receipt")).to_contain_text("Nothing was kept")
    await expect(delete).to_have_count(0)
    await tab.check()
    await go(page, "/")
    await expect(page.locator(".bubble, .card")).to_have_count(0)
    assert len(engine.handler.erased) == 1


@pytest.mark.parametrize("language", ["he", "en"])
async def test_everything_is_erased_only_by_the_typed_word(
    engine: Engine, open_tab: OpenTab, language: Language
) -> None:
    tab = await open_tab(language, NARROW)
    page = tab.page
    await errand(engine, tab, language)
    await go(page, "/data")
    await page.locator(".danger-zone > .buttons button").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    now = page.get_by_role("dialog").locator(".danger")
    await expect(now).to_be_disabled()
    await page.get_by_role("dialog").locator("input").fill(ERASE[language])
    await tab.check()
    await now.click()
    await expect(page.locator(".receipt")).to_be_focused()
    await expect(page.locator(".receipt dd").first).to_be_visible()
    assert engine.handler.calls == {}
    await tab.check()
    await go(page, "/")
    await expect(page.locator(".card")).to_have_count(0)
    await expect(page.locator(".bubble")).to_have_count(0)


async def test_a_call_is_seen_from_everywhere_and_hung_up_from_the_board(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", PHONE)
    page = tab.page
    line = await in_call(engine, tab, "en")
    await go(page, "/settings")
    await expect(page.locator(".dock")).to_contain_text(re.compile(r"In call – HaDekel Restaurant \d:\d\d"))
    await tab.check()
    await go(page, "/ops")
    row = page.locator(".board li")
    await expect(row.locator(".last")).to_have_text(SAID["en"][-1][1])
    turn: dict[str, Any] = {"index": 4, "who": "agent", "text": "Goodbye.", "t0": 2000, "t1": 2400, "final": True}
    line.call.tell("call.turn", turn)
    await expect(row.locator(".last")).to_have_text("Goodbye.")
    await tab.check()
    await row.get_by_role("button").click()
    await expect(row).to_have_count(0)
    assert engine.handler.hung_up == [engine.handler.only.sid] * len(engine.handler.hung_up) != []
    await expect(page.locator(".reasons")).to_contain_text("You ended the call")
    await expect(page.locator(".dock")).to_have_count(0)
    await expect(page.locator(".plot canvas").first).to_be_visible()
    await tab.check()


@pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [("he", PHONE, "dark"), ("en", DESKTOP, "light")],
    ids=["he-phone-dark", "en-desktop-light"],
)
async def test_a_call_has_a_page_of_its_own_while_it_is_on_and_afterwards(
    engine: Engine, open_tab: OpenTab, language: Language, size: dict[str, int], scheme: str
) -> None:
    tab = await open_tab(language, size, scheme)
    page = tab.page
    line = await in_call(engine, tab, language)
    await go(page, "/data")
    await page.locator(".dock a").click()
    heading = page.get_by_role("heading", level=1)
    await expect(heading).to_be_focused()
    await expect(heading).to_contain_text(PLACE_OF[language])
    await expect(page).to_have_url(re.compile(r"/calls/t_[0-9a-f]+$"))
    await expect(page).to_have_title(re.compile(PLACE_OF[language]))
    await expect(page.locator(".dock")).to_have_count(0)
    await expect(page.locator("#place .turn")).to_have_count(len(SAID[language]))
    await expect(page.locator("#place .steer")).to_be_visible()
    ask(line)
    await expect(page.locator("#place .ask")).to_be_in_viewport(ratio=1)
    await tab.check()
    await page.reload()
    await page.locator("#place .ask .chip").first.click()
    await expect(page.locator("#place .ask")).to_have_count(0)
    assert len(engine.handler.answers) == 1
    line.end()
    await expect(page.locator("#place .end")).to_be_visible()
    await page.locator(".particulars summary").click()
    await expect(page.locator(".particulars")).to_contain_text(engine.handler.only.sid)
    await expect(page.locator(".particulars bdi", has_text=re.compile(r"^0\.1.* · 0\.1"))).to_be_visible()
    await tab.check()
    async with page.expect_download() as download:
        await page.locator(".particulars button").click()
    events = json.loads((await (await download.value).path()).read_text(encoding="utf-8"))
    assert events[-1]["task"] == (await download.value).suggested_filename.removeprefix("ringback-").removesuffix(
        ".json"
    )
    await page.locator(".seek").nth(1).click()
    await expect(page.locator("#place audio")).to_have_js_property("paused", False)
    await page.locator(".back").first.click()
    await page.locator(".result a").first.click()
    await expect(page).to_have_url(re.compile(r"/calls/t_[0-9a-f]+$"))
    await expect(page.locator("#place .end")).to_be_visible()
    await page.goto(f"{tab.origin}/calls/t_none")
    await expect(page.locator("#place .hint")).to_be_visible()
    await tab.check()


async def test_the_places_need_no_mouse_and_the_way_back_keeps_what_was_typed(open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    page = tab.page
    await page.keyboard.type("half a sen")
    await page.locator(".tabs a").first.focus()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    await expect(heading).to_be_focused()
    await expect(heading).to_have_text("History")
    await expect(page).to_have_title(re.compile("History"))
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("searchbox")).to_be_focused()
    await page.locator(".skip").focus()
    await expect(page.locator(".skip")).to_have_attribute("href", "#place")
    await page.go_back()
    await expect(page.locator("#message")).to_have_value("half a sen")
    await expect(page.locator("#message")).to_be_focused()
    await page.goto(f"{tab.origin}/settings")
    tab.expected = ("400 (Bad Request)",)
    await set_the_calls(page)
    await tab.check()
    await go(page, "/data")
    await expect(page.locator(".fact", has_text="Language of the calls")).to_contain_text("Hebrew")
    await tab.check()
    await page.get_by_role("link", name="Change it in Settings").click()
    await expect(heading).to_be_focused()
    await page.locator('input[value="dark"]').check()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    await page.locator('input[name="language"][value="he"]').check()
    await expect(page.locator("html")).to_have_attribute("dir", "rtl")
    await expect(page).to_have_url(re.compile("/settings"))


async def set_the_calls(page: Page) -> None:
    """By keyboard: a choice, and a first sentence that is refused, mended, and heard as it will be."""
    language = page.get_by_role("group", name="Language of the calls")
    await language.get_by_label("Hebrew").check()
    await expect(page.locator(".set", has=language).locator(".note")).to_have_text("Saved")
    first = page.get_by_role("textbox", name="First sentence, in English")
    await first.fill("Hello, {name} calls you.")
    await page.evaluate(
        "fetch('/context/settings/voice', {method: 'PATCH', body: JSON.stringify({value: 'cedar'}), "
        "headers: {'content-type': 'application/json'}})"
    )
    await expect(page.get_by_label("Voice", exact=True)).to_have_value("cedar")
    await expect(first).to_have_value("Hello, {name} calls you.")
    await first.press("Enter")
    await expect(first).to_have_attribute("aria-invalid", "true")
    await expect(page.get_by_role("alert")).to_contain_text("automated or AI assistant")
    await first.fill("Hello, the AI assistant of {name} calls you.")
    await first.press("Enter")
    await expect(page.locator(".set", has=first).locator(".note")).to_have_text("Saved")
    await expect(page.locator(".heard [lang=en]")).to_have_text("Hello, the AI assistant of Dana calls you.")
    await page.reload()
    await expect(first).to_have_value("Hello, the AI assistant of {name} calls you.")
    await expect(language.get_by_label("Hebrew")).to_be_checked()


@pytest.mark.parametrize(("language", "size"), [("he", NARROW), ("en", DESKTOP)], ids=["he-narrow", "en-desktop"])
async def test_keys_are_told_as_set_or_not_and_a_test_call_is_a_plan_like_any_other(
    engine: Engine, open_tab: OpenTab, language: Language, size: dict[str, int]
) -> None:
    tab = await open_tab(language, size)
    page = tab.page
    await go(page, "/settings")
    rows = page.locator('[aria-labelledby="keys"] li')
    told = {"he": ["הוגדר", "לא הוגדר"], "en": ["Set", "Not set"]}[language]
    await expect(rows.locator(".tag")).to_have_text(told)
    await expect(rows.first).to_contain_text("…3fA9")
    await expect(page.locator(".command")).to_have_text("ringback config --set TWILIO_AUTH_TOKEN")
    assert await page.locator('[aria-labelledby="keys"] input').count() == 0
    checks = page.locator('[aria-labelledby="checks"]')
    await checks.get_by_role("button").click()
    await expect(checks.locator("li.ok")).to_have_count(1)
    await expect(checks.locator("li.failed .cure")).to_be_visible()
    await page.locator("#call-me-number").fill("052-555-1234")
    await tab.check()
    await page.keyboard.press("Enter")
    await expect(page.locator(".bubble.mine")).to_contain_text("052-555-1234")
    if not await page.locator(".plan").is_visible():
        await tab.say(NAME[language])
    await expect(page.locator(".plan input[type=tel]")).to_have_value("052-555-1234")
    assert engine.handler.requests == []


async def test_notices_are_switched_on_and_off_in_the_settings(open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    page = tab.page
    await page.context.grant_permissions(["notifications"], origin=tab.origin)
    await go(page, "/settings")
    on, off = page.get_by_label("A question, an outcome, a reminder"), page.get_by_label("None", exact=True)
    await expect(on).to_be_checked()
    await off.check()
    await page.reload()
    await expect(off).to_be_checked()
    await on.check()
    await expect(on).to_be_checked()
    await tab.check()


TEXT_BOXES = """() => [...document.querySelectorAll('.fact .value, .fact .what')].map((one) => {
    const range = document.createRange(); range.selectNodeContents(one);
    const [text, box] = [range.getBoundingClientRect(), one.getBoundingClientRect()];
    return [text.left - box.left, box.right - text.right]; })"""


async def test_my_data_stands_in_the_direction_of_the_page_whatever_its_values_are_written_in(
    open_tab: OpenTab,
) -> None:
    tab = await open_tab("en", DESKTOP)
    page = tab.page
    for said in ("My name is דנה", "The number of אמא is 03-555-1234", "My address is 5 Herzl Street, Haifa"):
        await tab.say(said)
    for language in ("en", "he"):
        await page.goto(f"{tab.origin}/data?lang={language}")
        await expect(page.locator(".fact")).to_have_count(3)
        for before, behind in await page.evaluate(TEXT_BOXES):
            assert (before < 1) if language == "en" else (behind < 1)
        await tab.check()
